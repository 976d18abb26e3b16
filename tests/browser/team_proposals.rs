//! Times that the team proposes to a customer: chosen, sent, seen on their timeline and in the agenda, and taken back.

use serde_json::json;

use super::support::{Engine, Result, Screen, Seat, Server, every_engine};

every_engine! { in chromium Chromium:
    times_are_proposed_and_seen_in_the_agenda_until_they_are_taken_back
    axe_finds_nothing_where_times_are_proposed_and_held
}

/// Its only agenda is Joris's.
const ENTRY: &str = "prinseneiland-43";

/// Proposes the first time of two days to a customer, and stays with that; says where they stand in the agenda.
async fn propose(seat: &Seat, name: &str) -> Result<String> {
    seat.book(ENTRY, name, "fatima@klant.example").await?;
    seat.press("[data-screen=appointment] .big a").await?;
    seat.press("[data-screen=customer] a[href*='/propose']").await?;
    seat.choose("entry", ENTRY).await?;
    seat.press("[data-action=propose]").await?;
    seat.find("[data-screen=propose] .error:not(:empty)").await?;
    for day in [3, 4] {
        seat.press(&format!(".picker .day:nth-of-type({day}) [data-slot]")).await?;
    }
    seat.browser.until("return document.querySelectorAll('[data-ticked]').length === 2").await?;
    let first = seat.browser.ask("return document.querySelector('[data-ticked]').dataset.ticked").await?;
    seat.press("[data-action=propose]").await?;
    seat.find("[data-screen=customer] .request[data-status=open]").await?;
    let here = seat.browser.client.current_url().await?;
    let day = first.as_str().and_then(|first| first.split_once('T')).ok_or("an instant has a day")?.0;
    let agenda = seat.agenda_of("Joris", &format!("agendas?on={day}&agenda={{agenda}}")).await?;
    seat.browser.goto(here.as_str()).await?;
    seat.find(".request[data-status=open]").await?;
    Ok(agenda)
}

async fn times_are_proposed_and_seen_in_the_agenda_until_they_are_taken_back(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let seat = Seat::take(&server, engine, Screen::DESK, &["sanne@team.example"]).await?;
    let agenda = propose(&seat, "Fatima el Amrani").await?;
    assert_eq!(server.wait_for_mails("fatima@klant.example", 2).await?.iter().filter(|mail| mail.contains("/p/demo.")).count(), 1);
    seat.browser.goto(&agenda).await?;
    seat.says(".thing[data-kind=held]", "Fatima el Amrani").await?;
    // What is held is not moved by hand, and leads to the proposal.
    seat.browser.ask("document.querySelector('.thing[data-kind=held]').focus()").await?;
    seat.browser.keys("m").await?;
    seat.says(".said", "trek het voorstel in").await?;
    seat.press(".thing[data-kind=held]").await?;
    seat.press("[data-action=withdraw-proposal]").await?;
    seat.press("dialog [data-action=withdraw]").await?;
    seat.find(".request[data-status=withdrawn]").await?;
    seat.browser.goto(&agenda).await?;
    seat.browser.until("return document.querySelector('.board:not([aria-busy]) .column')").await?;
    assert_eq!(seat.browser.ask("return document.querySelectorAll('.thing[data-kind=held]').length").await?, json!(0));
    seat.browser.close().await
}

async fn axe_finds_nothing_where_times_are_proposed_and_held(engine: Engine) -> Result {
    for (name, screen) in [("1280-light", Screen::DESK), ("360-dark", Screen::PHONE.dark())] {
        let server = Server::start(&[]).await?;
        let seat = Seat::take(&server, engine, screen, &["sanne@team.example"]).await?;
        let agenda = propose(&seat, "Fatima el Amrani").await?;
        seat.look("proposal", name).await?;
        seat.browser.goto(&agenda).await?;
        seat.says(".thing[data-kind=held]", "Fatima el Amrani").await?;
        seat.look("held", name).await?;
        seat.browser.close().await?;
    }
    Ok(())
}
