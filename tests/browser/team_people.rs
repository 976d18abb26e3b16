//! The team itself: a member asks a colleague in, changes what they may do, and lets them go.

use serde_json::json;

use super::support::{Engine, PASSWORD, Result, Screen, Seat, Server, every_engine};

every_engine! { in chromium Chromium:
    a_colleague_is_asked_in_may_less_and_is_let_go
    what_is_wrong_with_an_invitation_is_said_at_its_field
    the_last_who_may_change_members_stays
    who_may_not_change_members_sees_names_and_the_reason
    axe_finds_nothing_on_the_team_and_nothing_sticks_out
}

const ALL: [&str; 1] = ["sanne@team.example"];

async fn a_colleague_is_asked_in_may_less_and_is_let_go(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let seat = Seat::take(&server, engine, Screen::DESK, &ALL).await?;
    seat.press("[data-way=members]").await?;
    seat.press("[data-action=invite]").await?;
    seat.fill("name", "Joris van Dijk").await?;
    seat.fill("email", "joris@team.example").await?;
    seat.press("dialog [name=all-agendas]").await?;
    seat.press("dialog .each .tick:first-of-type").await?;
    seat.press("[data-action=invite-it]").await?;
    seat.says("[data-dialog=link]", "Hij werkt drie dagen").await?;
    let link = seat.browser.ask("return document.querySelector('[name=link]').value").await?;
    let link = link.as_str().ok_or("a link is shown")?;
    seat.press("[data-action=copy]").await?;
    seat.browser.until("return document.querySelector('.said').innerText.includes('De link is')").await?;
    assert_eq!(
        seat.browser.ask("const field = document.querySelector('[name=link]'); return field.selectionEnd - field.selectionStart === field.value.length").await?,
        json!(true)
    );
    seat.press("[data-action=finish]").await?;
    seat.says(".member", "heeft nog geen wachtwoord gekozen").await?;
    seat.says(".member", "Sommige agenda's wijzigen").await?;
    // Whoever has the link comes in by it.
    let other = Seat { browser: super::support::Browser::open(engine, Screen::DESK).await? };
    other.browser.goto(link).await?;
    other.fill("password", PASSWORD).await?;
    other.press("[data-action=choose]").await?;
    other.find("[data-screen=inbox]").await?;
    let joris = seat.browser.ask("return [...document.querySelectorAll('.member')].find(found => found.innerText.includes('Joris')).dataset.member").await?;
    let row = format!("[data-member='{}']", joris.as_str().ok_or("he is in the list")?);
    seat.press(&format!("{row} [data-action=change]")).await?;
    seat.browser.until("return document.activeElement.name === 'interactions'").await?;
    seat.press(&format!("{row} [name=interactions]")).await?;
    seat.says(&row, "moet afspraken en klanten kunnen bekijken").await?;
    seat.press(&format!("{row} [name=projects]")).await?;
    seat.press("[data-action=permit]").await?;
    seat.browser.until(&format!("return document.activeElement === document.querySelector(\"{row} [data-action=change]\")")).await?;
    seat.says(&row, "Projecten wijzigen").await?;
    assert_eq!(seat.browser.ask(&format!("return document.querySelector(\"{row}\").innerText.includes('Afspraken')")).await?, json!(false));
    other.browser.client.refresh().await?;
    other.says(".trouble", "U mag geen afspraken en klanten bekijken").await?;
    seat.press(&format!("{row} [data-action=change]")).await?;
    seat.press("[data-action=let-go]").await?;
    seat.says("[data-dialog=let-go]", "Joris van Dijk wordt overal uitgelogd").await?;
    seat.press("[data-action=let-go-it]").await?;
    seat.browser.until(&format!("return !document.querySelector('dialog') && !document.querySelector(\"{row}\")")).await?;
    other.browser.client.refresh().await?;
    other.find("[data-screen=sign-in]").await?;
    seat.browser.close().await?;
    other.browser.close().await
}

async fn what_is_wrong_with_an_invitation_is_said_at_its_field(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let seat = Seat::take(&server, engine, Screen::DESK, &ALL).await?;
    seat.press("[data-way=members]").await?;
    seat.press("[data-action=invite]").await?;
    seat.press("[data-action=invite-it]").await?;
    seat.says("#error-name", "Vul dit in.").await?;
    seat.says("#error-email", "Vul dit in.").await?;
    seat.browser.until("return document.activeElement.name === 'name'").await?;
    seat.fill("name", "Sanne Tweede").await?;
    seat.fill("email", ALL[0]).await?;
    seat.press("[data-action=invite-it]").await?;
    seat.says("#error-email", "Iemand van het team heeft dit e-mailadres al.").await?;
    seat.browser.until("return document.activeElement.name === 'email'").await?;
    assert_eq!(seat.browser.ask("return document.querySelector('[name=name]').value").await?, "Sanne Tweede", "nothing is lost");
    seat.browser.close().await
}

async fn the_last_who_may_change_members_stays(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let seat = Seat::take(&server, engine, Screen::DESK, &ALL).await?;
    seat.press("[data-way=members]").await?;
    seat.press("[data-action=change]").await?;
    seat.press(".member [name=settings]").await?;
    seat.press("[data-action=permit]").await?;
    seat.says(".member .error", "Iemand moet leden kunnen wijzigen").await?;
    seat.press("[data-action=let-go]").await?;
    seat.says("[data-dialog=let-go]", "Dit bent u zelf").await?;
    seat.press("[data-action=let-go-it]").await?;
    seat.says("[data-dialog=let-go] .error", "Iemand moet leden kunnen wijzigen").await?;
    seat.press("dialog [data-action=close]").await?;
    seat.browser.until("return !document.querySelector('dialog') && document.querySelectorAll('.member').length === 1").await?;
    seat.browser.close().await
}

async fn who_may_not_change_members_sees_names_and_the_reason(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let seat = Seat::take(&server, engine, Screen::DESK, &["kees@team.example", "--name", "Kees Bakker", "--may", "interactions"]).await?;
    seat.press("[data-way=members]").await?;
    seat.says(".member", "Kees Bakker").await?;
    assert_eq!(seat.browser.ask("return document.querySelector('.members').innerText.includes('@')").await?, json!(false));
    for action in ["invite", "change"] {
        seat.barred(action, "recht op instellingen").await?;
    }
    assert_eq!(seat.browser.ask("return document.querySelectorAll('dialog, .member form').length").await?, 0);
    seat.browser.close().await
}

async fn axe_finds_nothing_on_the_team_and_nothing_sticks_out(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    for (named, screen) in [("1280-light", Screen::DESK), ("360-dark", Screen::PHONE.dark())] {
        let seat = Seat::take(&server, engine, screen, &[&format!("{named}@team.example"), "--name", "Sanne de Wit"]).await?;
        let look = async |what: &str| seat.look(what, named).await;
        seat.press("[data-way=members]").await?;
        seat.press("[data-action=invite]").await?;
        seat.fill("name", "Joris van Dijk").await?;
        seat.fill("email", &format!("joris-{named}@team.example")).await?;
        seat.press("dialog [name=all-agendas]").await?;
        look("invite").await?;
        seat.press("[data-action=invite-it]").await?;
        seat.find("[data-dialog=link]").await?;
        look("link").await?;
        seat.press("[data-action=finish]").await?;
        look("members").await?;
        seat.press("[data-action=change]").await?;
        seat.find("[data-action=permit]").await?;
        look("change").await?;
        seat.press("[data-action=let-go]").await?;
        seat.find("[data-dialog=let-go]").await?;
        look("let-go").await?;
        seat.browser.close().await?;
    }
    Ok(())
}
