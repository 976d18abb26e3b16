//! The team's agendas: a week, a day and a list; what stands there gets another time by drag and by keyboard, times are kept free and given back.

use super::support::{Engine, Result, Screen, Seat, Server, every_engine};

every_engine! {
    a_week_is_looked_at_and_gone_through_by_keys
    axe_finds_nothing_on_the_agendas_and_nothing_sticks_out
}

const ALL: [&str; 1] = ["sanne@team.example"];
/// Its only agenda is Joris's.
const ENTRY: &str = "prinseneiland-43";

/// Books for someone, and looks at the week in which that is, in the agenda where it stands.
async fn week(seat: &Seat, name: &str) -> Result {
    seat.book(ENTRY, name, "klant@klant.example").await?;
    let start = seat.start().await?;
    let day = start.split_once('T').ok_or("an instant has a day")?.0;
    seat.press("[data-way=agendas]").await?;
    seat.find("[name=agenda]").await?;
    let joris = seat.browser.ask("return [...document.querySelectorAll('[name=agenda] option')].find(option => option.innerText.includes('Joris')).value").await?;
    let address = seat.browser.client.current_url().await?.join(&format!("agendas?on={day}&agenda={}", joris.as_str().unwrap_or_default()))?;
    seat.browser.goto(address.as_str()).await?;
    seat.says(".thing b", name).await
}

async fn a_week_is_looked_at_and_gone_through_by_keys(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let seat = Seat::take(&server, engine, Screen::DESK, &ALL).await?;
    week(&seat, "Fatima el Amrani").await?;
    assert_eq!(seat.browser.ask("return document.querySelectorAll('.column').length").await?, 7);
    seat.browser.until("return !document.querySelector('.board[aria-busy]')").await?;
    let first = seat.browser.ask("return document.querySelector('.board').dataset.board").await?;
    let other = format!("return ![{first}, undefined].includes(document.querySelector('.board').dataset.board)");
    // Alt with an arrow: the next week, and back; `t` is this one.
    seat.browser.chord('\u{e00a}', '\u{e014}').await?;
    seat.browser.until(&other).await?;
    seat.browser.until("return location.search.includes('on=')").await?;
    seat.browser.keys("t").await?;
    seat.browser.until("return !location.search.includes('on=')").await?;
    seat.browser.client.back().await?;
    seat.browser.client.back().await?;
    seat.browser.until(&format!("return document.querySelector('.board').dataset.board === {first}")).await?;
    seat.browser.keys("\u{e015}").await?;
    seat.browser.until("return !!document.activeElement.dataset.thing").await?;
    seat.browser.ask("[...document.querySelectorAll('.thing')].find(thing => thing.innerText.includes('Fatima')).focus()").await?;
    seat.browser.keys("\u{e007}").await?;
    seat.says("[data-screen=appointment]", "Fatima el Amrani").await?;
    seat.browser.client.back().await?;
    seat.press("[data-view=day]").await?;
    seat.browser.until("return document.querySelectorAll('.column').length === 1").await?;
    seat.press("[data-which][aria-pressed=false]").await?;
    seat.browser.until("return document.querySelectorAll('.column').length === 2").await?;
    seat.browser.close().await
}

async fn axe_finds_nothing_on_the_agendas_and_nothing_sticks_out(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    for (named, screen) in [("1280-light", Screen::DESK), ("1280-dark", Screen::DESK.dark()), ("360-light", Screen::PHONE), ("360-dark", Screen::PHONE.dark())] {
        let email = format!("{named}@team.example");
        let seat = Seat::take(&server, engine, screen, &[&email]).await?;
        let look = async |what: &str| {
            seat.browser.until("return document.querySelector('.said').innerText === ''").await?;
            seat.browser.drawn().await?;
            seat.browser.picture(&format!("team-{what}-{named}")).await?;
            assert_eq!(seat.browser.axe().await?, Vec::<String>::new(), "{what}, {named}");
            seat.browser.nothing_sticks_out().await
        };
        week(&seat, &format!("Fatima {named}")).await?;
        look("agendas-week").await?;
        seat.press("[data-view=day]").await?;
        seat.browser.until("return document.querySelectorAll('.column').length === 1 || innerWidth < 640").await?;
        look("agendas-day").await?;
        seat.press("[data-view=list]").await?;
        seat.find(".day-of").await?;
        look("agendas-list").await?;
        seat.browser.close().await?;
    }
    Ok(())
}
