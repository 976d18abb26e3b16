//! What the team makes of the rules: the numbers of what can be booked, and agendas that are set apart for a project.

use super::support::{Engine, Result, Screen, Seat, Server, every_engine};

every_engine! { in chromium Chromium:
    numbers_are_changed_and_whoever_looked_before_is_told
    an_agenda_is_set_apart_is_booked_in_and_ends
    who_may_not_change_the_rules_sees_why
    axe_finds_nothing_on_the_rules_and_nothing_sticks_out
}

const ALL: [&str; 1] = ["sanne@team.example"];

async fn numbers_are_changed_and_whoever_looked_before_is_told(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let seat = Seat::take(&server, engine, Screen::DESK, &ALL).await?;
    let other = Seat::take(&server, engine, Screen::DESK, &["joris@team.example", "--name", "Joris van Dijk"]).await?;
    for seat in [&seat, &other] {
        seat.press("[data-way=event-types]").await?;
        seat.says("[data-screen=event-types] h2", "Bezichtiging").await?;
        seat.press("[data-type] [data-action=change]").await?;
        seat.browser.until("return document.querySelector('[name=after]')?.value === '15' && document.activeElement.name === 'minutes'").await?;
    }
    seat.fill("step", "0").await?;
    seat.fill("notice", "morgen").await?;
    seat.press("[data-action=save-numbers]").await?;
    seat.says("#error-notice", "van 0 tot en met 525600").await?;
    seat.browser.until("return document.activeElement.name === 'notice'").await?;
    seat.fill("notice", "1500").await?;
    seat.says(".comes-to", "= 1 dag 1 uur").await?;
    seat.press("[data-action=save-numbers]").await?;
    seat.says("#error-step", "van 1 tot en met 1440").await?;
    seat.browser.until("return document.activeElement.name === 'step'").await?;
    seat.fill("step", "15").await?;
    seat.fill("per-day", "4").await?;
    seat.press("[data-action=save-numbers]").await?;
    seat.says(".said", "bewaard").await?;
    seat.says("[data-type] .words", "begint elke 15 minuten").await?;
    seat.says("[data-type] .words", "hoogstens 4 per dag").await?;
    other.fill("after", "60").await?;
    other.press("[data-action=save-numbers]").await?;
    other.says(".trouble", "intussen gewijzigd").await?;
    assert_eq!(other.browser.ask("return document.querySelector('[name=after]').value").await?, "60");
    other.press("[data-action=again]").await?;
    other.browser.until("return document.querySelector('[name=per-day]')?.value === '4'").await?;
    other.browser.close().await?;
    seat.browser.close().await
}

/// Opens the hours of Joris's agenda.
async fn hours_of_joris(seat: &Seat) -> Result {
    let address = seat.agenda_of("Joris", "agendas/{agenda}/hours").await?;
    seat.browser.goto(&address).await?;
    seat.find(".apart h2").await?;
    Ok(())
}

/// Chooses the project by what it is called.
async fn choose_project(seat: &Seat, title: &str) -> Result {
    let value = format!("return [...document.querySelectorAll('[name=apart-project] option')].find(option => option.innerText === '{title}').value");
    let value = seat.browser.ask(&value).await?;
    seat.choose("apart-project", value.as_str().unwrap_or_default()).await
}

async fn an_agenda_is_set_apart_is_booked_in_and_ends(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let seat = Seat::take(&server, engine, Screen::DESK, &ALL).await?;
    hours_of_joris(&seat).await?;
    seat.says(".apart", "geen agenda apart gezet").await?;
    seat.press("[data-action=set-apart]").await?;
    seat.press("[data-action=set-it-apart]").await?;
    seat.says("#error-apart-name", "Vul dit in").await?;
    seat.says("#error-apart-project", "Vul dit in").await?;
    seat.browser.until("return document.activeElement.name === 'apart-name'").await?;
    seat.fill("apart-name", "Open huis").await?;
    choose_project(&seat, "Prinseneiland 43").await?;
    // Every day, so that whatever today is there is one to book soon.
    for day in ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] {
        seat.fill(&format!("apart-hours-{day}"), "20:00-21:00").await?;
    }
    seat.press("[data-action=set-it-apart]").await?;
    seat.says(".said", "apart gezet").await?;
    seat.says("[data-apart]", "voor Prinseneiland 43").await?;
    seat.browser.until("return !document.querySelector('dialog') && document.activeElement.dataset.action === 'set-apart'").await?;
    let hours = seat.browser.client.current_url().await?;
    // It is among the agendas at once, and customers' times are in it too.
    seat.press("[data-way=book]").await?;
    seat.choose("entry", "prinseneiland-43").await?;
    seat.browser.until("return [...document.querySelectorAll('option')].some(option => option.innerText.includes('Open huis'))").await?;
    seat.press(".picker .day:nth-of-type(2) li:last-child [data-slot]").await?;
    seat.fill("name", "Fatima el Amrani").await?;
    seat.fill("email", "klant@klant.example").await?;
    seat.press("[data-action=book][type=submit]").await?;
    seat.says("[data-screen=appointment]", "Open huis").await?;
    seat.browser.goto(hours.as_str()).await?;
    seat.says("[data-apart]", "Afspraken op komst in deze agenda: 1.").await?;
    seat.press("[data-action=end-apart]").await?;
    assert_eq!(seat.browser.ask("return document.querySelectorAll('dialog').length").await?, 0, "first what stands in it");
    seat.browser.client.back().await?;
    seat.press("[data-action=cancel]").await?;
    seat.press("[data-action=cancel-it]").await?;
    seat.says("[data-screen=appointment]", "afgezegd").await?;
    seat.browser.goto(hours.as_str()).await?;
    seat.says("[data-apart]", "afspraken op komst: 0").await?;
    seat.press("[data-action=end-apart]").await?;
    seat.press("[data-action=end-it]").await?;
    seat.says(".said", "beëindigd").await?;
    seat.says(".apart", "geen agenda apart gezet").await?;
    seat.browser.close().await
}

async fn who_may_not_change_the_rules_sees_why(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let seat = Seat::take(&server, engine, Screen::DESK, &["kees@team.example", "--may", "interactions"]).await?;
    seat.press("[data-way=event-types]").await?;
    seat.barred("change", "alle agenda").await?;
    assert_eq!(seat.browser.ask("return document.querySelectorAll('[data-screen=event-types] form').length").await?, 0);
    hours_of_joris(&seat).await?;
    seat.barred("set-apart", "mag deze agenda niet wijzigen").await?;
    assert_eq!(seat.browser.ask("return document.querySelectorAll('dialog').length").await?, 0);
    seat.browser.close().await
}

async fn axe_finds_nothing_on_the_rules_and_nothing_sticks_out(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    for (named, screen) in [("1280-light", Screen::DESK), ("360-dark", Screen::PHONE.dark())] {
        let seat = Seat::take(&server, engine, screen, &[&format!("{named}@team.example"), "--name", "Sanne de Wit"]).await?;
        let look = async |what: &str| seat.look(what, named).await;
        seat.press("[data-way=event-types]").await?;
        seat.find("[data-type]").await?;
        look("event-types").await?;
        seat.press("[data-type] [data-action=change]").await?;
        seat.fill("step", "0").await?;
        seat.press("[data-action=save-numbers]").await?;
        seat.says("#error-step", "van 1").await?;
        look("numbers").await?;
        hours_of_joris(&seat).await?;
        seat.press("[data-action=set-apart]").await?;
        seat.fill("apart-name", &format!("Open huis {named}")).await?;
        seat.fill("apart-hours-sat", "12:00-13:00").await?;
        seat.press("[data-action=set-it-apart]").await?;
        seat.says("#error-apart-project", "Vul dit in").await?;
        look("set-apart").await?;
        choose_project(&seat, "Prinseneiland 43").await?;
        seat.press("[data-action=set-it-apart]").await?;
        seat.says("[data-apart]", named).await?;
        look("apart").await?;
        seat.press("[data-apart] [data-action=end-apart]").await?;
        seat.find("[data-dialog=end-apart]").await?;
        look("end-apart").await?;
        seat.browser.close().await?;
    }
    Ok(())
}
