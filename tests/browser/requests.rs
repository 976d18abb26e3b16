//! A customer asks for a time in the widget; the team invites them, and they pick one.

use serde_json::json;

use super::support::{Browser, ENTRY, Engine, Result, Screen, Seat, Server, every_engine};

every_engine! { in chromium Chromium:
    a_customer_asks_for_a_time_beneath_the_times
    the_team_invites_and_the_customer_picks_a_time
}

const ALL: [&str; 1] = ["sanne@team.example"];
const EMAIL: &str = "fatima@klant.example";

async fn a_customer_asks_for_a_time_beneath_the_times(engine: Engine) -> Result {
    for (screen, named) in [(Screen::DESK, "desk"), (Screen::PHONE, "phone")] {
        let server = Server::start(&[]).await?;
        let browser = Browser::open(engine, screen).await?;
        browser.goto(&server.page()).await?;
        browser.press("[data-action=request]").await?;
        browser.at("request").await?;
        browser.press("[data-action=ask]").await?;
        assert!(browser.text("#error-name").await?.contains("naam"), "what is missing is said at its field");
        browser.fill("name", "Fatima el Amrani").await?;
        browser.fill("email", EMAIL).await?;
        browser.press("[name=weekday_evening]").await?;
        browser.fill("note", "Liefst na vijven.").await?;
        browser.nothing_sticks_out().await?;
        browser.picture(&format!("request-{named}")).await?;
        assert_eq!(browser.axe().await?, Vec::<String>::new(), "request, {named}");
        browser.press("[data-action=ask]").await?;
        browser.at("requested").await?;
        assert!(browser.text(".facts").await?.contains(EMAIL));
        assert_eq!(browser.axe().await?, Vec::<String>::new(), "requested, {named}");
        assert!(server.wait_for_mails(EMAIL, 1).await?[0].contains("Uw aanvraag"));
        browser.close().await?;
    }
    Ok(())
}

async fn the_team_invites_and_the_customer_picks_a_time(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let (portal, entry) = ENTRY.split_once('/').ok_or("an entry has two parts")?;
    let body = json!({"customer": {"name": "Fatima el Amrani", "email": EMAIL}, "day_parts": ["weekend_morning"], "note": "Liefst vroeg."});
    let path = format!("{}/v1/portals/{portal}/entries/{entry}/requests", server.url());
    reqwest::Client::new().post(path).header("Idempotency-Key", "a-request").json(&body).send().await?.error_for_status()?;

    let seat = Seat::take(&server, engine, Screen::DESK, &ALL).await?;
    seat.press("[data-view=requests]").await?;
    seat.browser.until("return location.search === '?view=requests' && document.querySelectorAll('.inbox .line').length === 1").await?;
    seat.press(".inbox .line a").await?;
    seat.says(".request", "weekend, ochtend").await?;
    seat.press(".request [data-action=withdraw]").await?;
    seat.press(".request [data-action=reopen]").await?;
    seat.press(".request [data-action=invite]").await?;
    seat.says(".request [role=status]", "Uitgenodigd").await?;
    seat.browser.drawn().await?;
    seat.browser.picture("team-request").await?;
    assert_eq!(seat.browser.axe().await?, Vec::<String>::new());

    let mails = server.wait_for_mails(EMAIL, 2).await?;
    let link = mails.iter().find_map(|mail| {
        let mail = mail.replace("=\r\n", "");
        let (_, rest) = mail.split_once("/i/demo.")?;
        rest.split(|c: char| !c.is_ascii_alphanumeric()).next().map(|secret| format!("{}/i/demo.{secret}", server.url()))
    });
    let link = link.ok_or("no mail brings a link")?;
    seat.browser.goto(&link).await?;
    assert_eq!(seat.browser.axe().await?, Vec::<String>::new());
    seat.press("[data-action=pick]").await?;
    seat.press("[data-slot]").await?;
    // Who they are is known: nothing is left to type.
    seat.press("[data-step=confirm] [data-action=book]").await?;
    seat.browser.until("return location.pathname.startsWith('/m/demo.')").await?;
    seat.browser.goto(&link).await?;
    seat.find("[data-step=invited_closed]").await?;
    seat.browser.close().await
}
