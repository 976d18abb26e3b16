//! The keys of the portal's programs on the dashboard: one is made, shown once, used, and ended.

use serde_json::json;

use super::support::{Engine, Result, Screen, Seat, Server, every_engine};

every_engine! { in chromium Chromium:
    a_key_is_made_shown_once_and_ended
    who_may_not_change_settings_sees_why_there_are_no_keys
    axe_finds_nothing_on_the_keys_and_nothing_sticks_out
}

const ALL: [&str; 1] = ["sanne@team.example"];

async fn a_key_is_made_shown_once_and_ended(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let seat = Seat::take(&server, engine, Screen::DESK, &ALL).await?;
    seat.press("[data-way=keys]").await?;
    seat.says("[data-screen=keys]", "Er zijn geen sleutels").await?;
    seat.press("[data-action=make]").await?;
    seat.press("[data-action=make-it]").await?;
    seat.says("#error-name", "Vul dit in.").await?;
    seat.says("#error-scopes", "Kies minstens één ding").await?;
    seat.browser.until("return document.activeElement.name === 'name'").await?;
    seat.fill("name", "Website").await?;
    seat.press("dialog [name='appointments:read']").await?;
    seat.press("[data-action=make-it]").await?;
    seat.says("[data-dialog=key]", "hij wordt hierna niet meer getoond").await?;
    let key = seat.browser.ask("return document.querySelector('[name=key]').value").await?;
    let key = key.as_str().ok_or("a key is shown")?.to_owned();
    assert!(key.starts_with("ak_demo."), "{key}");
    seat.press("[data-action=copy]").await?;
    seat.browser.until("return document.querySelector('.said').innerText.includes('De sleutel is')").await?;
    seat.press("[data-action=finish]").await?;
    seat.says("[data-key]", "Afspraken lezen").await?;
    seat.says("[data-key]", "nooit gebruikt").await?;
    // The key opens what was ticked, and the page says that it was used.
    let ask = async |path: &str| {
        let asked = format!("const answer = await fetch('/v1/portals/demo/{path}', {{headers: {{authorization: 'Bearer {key}'}}}}); return answer.status");
        seat.browser.ask(&format!("return (async () => {{ {asked} }})()")).await
    };
    assert_eq!((ask("appointments").await?, ask("customers").await?), (json!(200), json!(403)));
    seat.browser.client.refresh().await?;
    seat.says("[data-key]", "laatst gebruikt").await?;
    assert_eq!(seat.browser.ask("return document.body.innerText.includes('ak_demo')").await?, json!(false));
    seat.press("[data-action=end]").await?;
    seat.says("[data-dialog=end-key]", "Dit is voorgoed").await?;
    seat.press("[data-action=end-it]").await?;
    seat.says("[data-screen=keys]", "Er zijn geen sleutels").await?;
    assert_eq!(ask("appointments").await?, json!(401));
    seat.browser.close().await
}

async fn who_may_not_change_settings_sees_why_there_are_no_keys(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let seat = Seat::take(&server, engine, Screen::DESK, &["kees@team.example", "--name", "Kees Bakker", "--may", "interactions,agenda"]).await?;
    seat.press("[data-way=keys]").await?;
    seat.barred("make", "recht op instellingen").await?;
    assert_eq!(seat.browser.ask("return document.querySelectorAll('dialog').length").await?, json!(0));
    seat.browser.close().await
}

async fn axe_finds_nothing_on_the_keys_and_nothing_sticks_out(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    for (named, screen) in [("1280-light", Screen::DESK), ("360-dark", Screen::PHONE.dark())] {
        let seat = Seat::take(&server, engine, screen, &[&format!("{named}@team.example"), "--name", "Sanne de Wit"]).await?;
        let look = async |what: &str| seat.look(what, named).await;
        seat.press("[data-way=keys]").await?;
        seat.press("[data-action=make]").await?;
        seat.fill("name", &format!("Koppeling met het CRM van het kantoor {named}")).await?;
        seat.press("dialog [name='appointments:write']").await?;
        seat.press("dialog [name='timeline:write']").await?;
        look("make-key").await?;
        seat.press("[data-action=make-it]").await?;
        seat.find("[data-dialog=key]").await?;
        look("key").await?;
        seat.press("[data-action=finish]").await?;
        look("keys").await?;
        seat.press("[data-action=end]").await?;
        seat.find("[data-dialog=end-key]").await?;
        look("end-key").await?;
        seat.browser.close().await?;
    }
    Ok(())
}
