//! What a portal feeds in, in a browser: its view of the Inbox, the customer's timeline, and marks that are taken back.

use serde_json::{Value, json};

use super::support::{Engine, Result, Screen, Seat, Server, every_engine};

every_engine! { in chromium Chromium:
    what_is_fed_in_comes_to_its_view_and_is_read_on_the_timeline
    a_mark_is_taken_back_by_one_press_and_by_a_key
    each_view_says_what_would_come_and_keeps_its_place
    axe_finds_nothing_in_what_is_fed_in
}

const ALL: [&str; 1] = ["sanne@team.example"];
const ENTRY: &str = "lindengracht-12";

fn message(reference: &str) -> Value {
    let text = format!("Kunnen we nog eens komen kijken?\n\n{}", "Wij zijn enthousiast over de tuin. ".repeat(20));
    json!({
        "kind": "message", "direction": "in", "happened_at": "2025-11-20T09:00:00Z", "title": format!("Vraag over de tuin {reference}"), "text": text,
        "link": "https://mail.example.nl/bericht/17", "who": "Fatima", "reference": reference,
    })
}

fn bid() -> Value {
    let amount = json!({"cents": 42_500_000, "currency": "EUR"});
    json!({"kind": "bid", "amount": amount, "happened_at": "2025-11-21T09:00:00Z", "title": "Bod op Lindengracht 12", "who": "Eerlijk Bieden", "reference": "bid-1"})
}

/// Books for a customer, and gives their identity; the seat is on their screen then.
async fn customer(seat: &Seat) -> Result<String> {
    seat.book(ENTRY, "Fatima el Amrani", "fatima@klant.example").await?;
    seat.press("[data-screen=appointment] .big a").await?;
    seat.find("[data-screen=customer] [data-action=merge]").await?;
    let path = seat.browser.client.current_url().await?.path().to_owned();
    Ok(path.rsplit('/').next().unwrap_or_default().to_owned())
}

async fn what_is_fed_in_comes_to_its_view_and_is_read_on_the_timeline(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let seat = Seat::take(&server, engine, Screen::DESK, &ALL).await?;
    let customer = customer(&seat).await?;
    seat.press("[data-way=inbox]").await?;
    seat.find("[data-view=messages]").await?;
    // It is told by itself, and waits above.
    server.feed(&customer, &message("m-1")).await?;
    seat.press("[data-action=fresh]").await?;
    seat.says(".inbox .line .about", "Vraag over de tuin").await?;
    seat.says("[data-view=messages] .count", "1").await?;
    server.feed(&customer, &bid()).await?;
    seat.press("[data-view=bids]").await?;
    seat.browser.until("return location.search === '?view=bids' && document.querySelectorAll('.inbox .line').length === 1").await?;
    // However the amount is spaced by the browser's own tables.
    seat.browser.until("return /^€\\s?425\\.000$/.test(document.querySelector('.inbox .amount').innerText.trim())").await?;
    seat.press("[data-view=messages]").await?;
    seat.browser.until("return document.querySelectorAll('.inbox .line').length === 1 && document.querySelector('.inbox .kind').innerText === 'Bericht ontvangen'").await?;
    assert_eq!(seat.browser.ask("return document.querySelectorAll('[name=agenda], [name=status]').length").await?, json!(0), "a message has no agenda");
    seat.press(".inbox .line a").await?;
    // It opens by itself, whole, and has been read.
    seat.says(".fed-inside .words", "Wij zijn enthousiast over de tuin.").await?;
    seat.browser.until("return document.querySelector('.fed-inside .words').innerText.length > 700").await?;
    seat.browser.until("return document.activeElement.classList.contains('unfold') && document.activeElement.ariaExpanded === 'true'").await?;
    let link = "const link = document.querySelector('.fed-inside a'); return [link.href, link.rel, link.innerText]";
    assert_eq!(seat.browser.ask(link).await?, json!(["https://mail.example.nl/bericht/17", "noopener noreferrer", "Open op mail.example.nl ↗"]));
    seat.browser.until("return !document.querySelector('.fed[data-unread] .fed-inside')").await?;
    assert_eq!(seat.browser.ask("return document.querySelectorAll('.fed').length").await?, json!(2));
    seat.browser.client.back().await?;
    seat.browser.until("return location.search === '?view=messages' && !document.querySelector('.inbox .line[data-unread]')").await?;
    seat.browser.close().await
}

async fn a_mark_is_taken_back_by_one_press_and_by_a_key(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let seat = Seat::take(&server, engine, Screen::DESK, &ALL).await?;
    let customer = customer(&seat).await?;
    server.feed(&customer, &message("m-1")).await?;
    seat.press("[data-way=inbox]").await?;
    seat.press("[data-view=messages]").await?;
    let done = |done: bool| format!("return document.querySelector('.inbox .line [data-action=done]')?.ariaPressed === '{done}'");
    for way in ["press", "key"] {
        seat.press(".inbox .line [data-action=done]").await?;
        seat.says(".said", "Afgehandeld.").await?;
        seat.browser.until(&done(true)).await?;
        if way == "press" {
            seat.press(".said [data-action=undo]").await?;
        } else {
            seat.browser.ask("document.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true }))").await?;
        }
        seat.says(".said", "Ongedaan gemaakt.").await?;
        seat.browser.until(&done(false)).await?;
        assert_eq!(seat.browser.ask("return document.querySelectorAll('.said button').length").await?, json!(0), "once");
    }
    // The server knows.
    seat.browser.client.refresh().await?;
    seat.browser.until(&done(false)).await?;
    // An appointment's handler is taken back where it was set.
    seat.press("[data-view=appointments]").await?;
    seat.press(".inbox .line a").await?;
    let sanne = "return [...document.querySelector('[name=assigned]').options].find(option => option.text.includes('sanne')).value";
    seat.find("[name=assigned]").await?;
    let sanne = seat.browser.ask(sanne).await?;
    seat.choose("assigned", sanne.as_str().unwrap_or_default()).await?;
    seat.says(".said", "sanne handelt het af.").await?;
    seat.press(".said [data-action=undo]").await?;
    seat.browser.until("return document.querySelector('[name=assigned]').value === ''").await?;
    seat.browser.close().await
}

async fn each_view_says_what_would_come_and_keeps_its_place(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let seat = Seat::take(&server, engine, Screen::DESK, &ALL).await?;
    let views = [
        ("everything", "Nog niets binnengekomen"),
        ("appointments", "Nog geen afspraken"),
        ("messages", "Nog geen berichten"),
        ("documents", "Nog geen documenten"),
        ("answers", "Nog geen antwoorden"),
        ("bids", "Nog geen biedingen"),
    ];
    for (view, empty) in views {
        seat.press(&format!("[data-view={view}]")).await?;
        seat.says("[data-screen=inbox]", empty).await?;
    }
    // What is narrowed stays so, and a reload finds it.
    seat.press("[data-choice=unread]").await?;
    seat.browser.until("return location.search === '?view=bids&unread=yes'").await?;
    seat.press("[data-view=documents]").await?;
    seat.browser.client.refresh().await?;
    seat.browser.until("return location.search === '?view=documents&unread=yes' && document.querySelector('[data-view=documents]')?.ariaCurrent === 'page'").await?;
    seat.says("[data-screen=inbox]", "Niets gevonden").await?;
    seat.browser.close().await
}

async fn axe_finds_nothing_in_what_is_fed_in(engine: Engine) -> Result {
    for (named, screen) in [("1280-light", Screen::DESK), ("360-dark", Screen::PHONE.dark())] {
        let server = Server::start(&[]).await?;
        let seat = Seat::take(&server, engine, screen, &ALL).await?;
        let customer = customer(&seat).await?;
        let document =
            json!({"kind": "document", "happened_at": "2025-11-19T09:00:00Z", "title": "Koopakte, eerste versie", "link": "https://files.example.nl/a.pdf", "reference": "d-1"});
        let answer =
            json!({"kind": "workflow_answer", "happened_at": "2025-11-18T09:00:00Z", "title": "Zoekprofiel", "text": "Drie kamers, tuin, tot 450.000 euro", "reference": "w-1"});
        let ours = json!({"kind": "message", "direction": "out", "happened_at": "2025-11-17T09:00:00Z", "title": "Welkom bij Grachten Makelaars", "reference": "o-1"});
        for item in [message("m-1"), bid(), document, answer, ours] {
            server.feed(&customer, &item).await?;
        }
        seat.press("[data-way=inbox]").await?;
        seat.browser.until("return document.querySelectorAll('.inbox .line').length === 6").await?;
        seat.look("inbox-everything", named).await?;
        seat.press("[data-view=bids]").await?;
        seat.browser.until("return document.querySelectorAll('.inbox .line').length === 1").await?;
        seat.press(".inbox .line a").await?;
        seat.find(".fed-inside").await?;
        seat.press(".fed:has([data-kind=message]) .unfold").await?;
        seat.browser.until("return document.querySelectorAll('.fed-inside').length === 2").await?;
        seat.look("timeline", named).await?;
        seat.press(".fed-inside [data-action=done]").await?;
        seat.says(".said", "Afgehandeld.").await?;
        seat.browser.drawn().await?;
        seat.browser.picture(&format!("team-undo-{named}")).await?;
        assert_eq!(seat.browser.axe().await?, Vec::<String>::new(), "undo, {named}");
        seat.browser.close().await?;
    }
    Ok(())
}
