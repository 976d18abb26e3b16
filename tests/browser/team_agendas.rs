//! The team's agendas: a week, a day and a list; what stands there gets another time by drag and by keyboard, times are kept free and given back.

use super::support::{Engine, Result, Screen, Seat, Server, every_engine};

every_engine! { in chromium Chromium:
    a_week_is_looked_at_and_gone_through_by_keys
    an_appointment_is_dragged_to_another_time_once_that_is_confirmed
    an_appointment_is_moved_by_the_keyboard_and_outside_the_rules_wants_a_reason
    a_time_is_drawn_to_be_kept_free_and_given_back_and_kept_again
    hours_are_changed_line_by_line_and_holidays_are_ticked
    why_a_time_is_not_offered_is_asked_from_an_empty_spot
    who_may_not_change_an_agenda_sees_why
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
    let address = seat.agenda_of("Joris", &format!("agendas?on={day}&agenda={{agenda}}")).await?;
    seat.browser.goto(&address).await?;
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

/// Where the middle of something is, moved by columns and by hours, in the window's pixels.
async fn point(seat: &Seat, selector: &str, columns: f64, hours: f64) -> Result<(f64, f64)> {
    let script = format!(
        "const thing = document.querySelector({selector:?}); thing.scrollIntoView({{ block: 'center' }}); const at = thing.getBoundingClientRect();
         const column = document.querySelector('.hours').getBoundingClientRect(); const hour = document.querySelector('.axis li').getBoundingClientRect().height;
         return [at.x + at.width / 2 + {columns} * column.width, at.y + Math.min(at.height / 2, hour) + {hours} * hour]"
    );
    let at = seat.browser.ask(&script).await?;
    Ok((at[0].as_f64().ok_or("a number")?, at[1].as_f64().ok_or("a number")?))
}

/// The appointment's time on the board.
async fn shown(seat: &Seat) -> Result<String> {
    let shown = seat.browser.until("return document.querySelector('.thing[data-kind=appointment] time')?.dateTime").await?;
    Ok(shown.as_str().unwrap_or_default().to_owned())
}

async fn an_appointment_is_dragged_to_another_time_once_that_is_confirmed(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let seat = Seat::take(&server, engine, Screen::DESK, &ALL).await?;
    week(&seat, "Fatima el Amrani").await?;
    let before = shown(&seat).await?;
    let drag = async || {
        let from = point(&seat, ".thing[data-kind=appointment]", 0.0, 0.0).await?;
        let to = point(&seat, ".thing[data-kind=appointment]", 0.0, 2.0).await?;
        seat.browser.drag(from, to).await
    };
    drag().await?;
    seat.says("dialog .from-to", "12:00").await?;
    seat.press("[data-action=leave]").await?;
    seat.browser.until("return !document.querySelector('dialog, .ghost')").await?;
    assert_eq!(shown(&seat).await?, before, "it is where it was until someone confirms");
    drag().await?;
    seat.press("[data-action=reschedule-it]").await?;
    seat.browser.until("return !document.querySelector('dialog, .ghost')").await?;
    seat.says(".thing[data-kind=appointment] time", "12:00–12:30").await?;
    assert_eq!(server.wait_for_mails("klant@klant.example", 2).await?.len(), 2, "the customer was told");
    seat.browser.close().await
}

async fn an_appointment_is_moved_by_the_keyboard_and_outside_the_rules_wants_a_reason(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let seat = Seat::take(&server, engine, Screen::DESK, &ALL).await?;
    week(&seat, "Fatima el Amrani").await?;
    let before = shown(&seat).await?;
    let take = "document.querySelector('.thing[data-kind=appointment]').focus()";
    seat.browser.ask(take).await?;
    seat.browser.keys("m\u{e015}\u{e015}").await?;
    seat.says(".held", "10:30").await?;
    seat.browser.keys("\u{e00c}").await?;
    seat.browser.until("return !document.querySelector('.ghost')").await?;
    assert_eq!(shown(&seat).await?, before, "Escape gives up");
    seat.browser.keys("m\u{e015}\u{e007}").await?;
    seat.says("dialog .from-to", "10:15").await?;
    seat.press("[data-action=reschedule-it]").await?;
    seat.says("dialog .trouble", "buiten de regels").await?;
    seat.press("[data-action=reschedule-it]").await?;
    seat.says("#error-overrule", "Geef een reden").await?;
    seat.fill("overrule", "De klant belde").await?;
    seat.press("[data-action=reschedule-it]").await?;
    seat.says(".thing[data-kind=appointment] time", "10:15–10:45").await?;
    seat.browser.until("return document.activeElement.dataset.kind === 'appointment'").await?;
    seat.browser.close().await
}

async fn a_time_is_drawn_to_be_kept_free_and_given_back_and_kept_again(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let seat = Seat::take(&server, engine, Screen::DESK, &ALL).await?;
    week(&seat, "Fatima el Amrani").await?;
    let from = point(&seat, ".thing[data-kind=appointment]", 0.0, 3.1).await?;
    let to = point(&seat, ".thing[data-kind=appointment]", 0.0, 5.1).await?;
    seat.browser.drag(from, to).await?;
    seat.fill("block-reason", "Tandarts").await?;
    assert_eq!(seat.browser.ask("return [document.querySelector('[name=block-from]').value, document.querySelector('[name=block-to]').value].join()").await?, "13:15,15:30");
    seat.press("[data-action=keep-free]").await?;
    seat.says(".thing[data-kind=block]", "Tandarts").await?;
    seat.press(".thing[data-kind=block]").await?;
    seat.press("[data-action=give-back]").await?;
    seat.browser.until("return !document.querySelector('.thing[data-kind=block]')").await?;
    seat.press("[data-action=undo]").await?;
    seat.says(".thing[data-kind=block]", "Tandarts").await?;
    // By the form alone, with a mistake in it.
    seat.press("[data-action=keep]").await?;
    let typed = "const field = document.querySelector('[name=block-to]'); field.value = '11:00'; field.dispatchEvent(new Event('input', { bubbles: true }))";
    seat.find("[name=block-to]").await?;
    seat.browser.ask(typed).await?;
    seat.press("[data-action=keep-free]").await?;
    seat.says("#error-block-to", "na het begin").await?;
    seat.browser.until("return document.activeElement.name === 'block-to'").await?;
    seat.browser.ask(&typed.replace("11:00", "14:00")).await?;
    seat.press("[data-action=keep-free]").await?;
    seat.browser.until("return document.querySelectorAll('.thing[data-kind=block]').length === 2").await?;
    // An empty spot leads to a booking at its time.
    let spot = point(&seat, ".thing[data-kind=appointment]", 0.0, 1.1).await?;
    seat.browser.drag(spot, spot).await?;
    seat.press("[data-action=book-here]").await?;
    seat.find("[data-screen=book]").await?;
    seat.choose("entry", ENTRY).await?;
    seat.says("[data-screen=book] .from-to", "11:15").await?;
    seat.browser.close().await
}

async fn hours_are_changed_line_by_line_and_holidays_are_ticked(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let seat = Seat::take(&server, engine, Screen::DESK, &ALL).await?;
    week(&seat, "Fatima el Amrani").await?;
    seat.press("[data-action=hours]").await?;
    seat.browser.until("return document.querySelector('[name=hours-tue]')?.value === '10:00-18:00'").await?;
    let other = Seat::take(&server, engine, Screen::DESK, &["joris@team.example", "--name", "Joris van Dijk"]).await?;
    other.browser.goto(seat.browser.client.current_url().await?.as_str()).await?;
    other.find("[name=hours-sun]").await?;
    seat.fill("hours-wed", "9 tot 5").await?;
    seat.press("[data-action=save-hours]").await?;
    seat.says("#error-hours-wed", "Schrijf uren zo").await?;
    seat.browser.until("return document.activeElement.name === 'hours-wed'").await?;
    seat.fill("hours-wed", "08:00-12:00 14:00-17:00").await?;
    seat.find("[name=holiday]").await?;
    let closed = seat.browser.ask("return document.querySelectorAll('[data-closed]').length").await?;
    seat.press("[name=holiday]:not(:checked)").await?;
    seat.browser.until(&format!("return document.querySelectorAll('[data-closed]').length === {closed} + 1")).await?;
    seat.press("[data-action=add-extra]").await?;
    seat.find("[name=extra-0]").await?;
    seat.press("[data-action=save-hours]").await?;
    seat.says("#error-extra-0", "Vul dit in").await?;
    seat.press(".extra button").await?;
    seat.press("[data-action=save-hours]").await?;
    seat.says(".said", "bewaard").await?;
    // Whoever looked before that is told, and keeps what they typed.
    other.fill("hours-sun", "12:00-13:00").await?;
    other.press("[data-action=save-hours]").await?;
    other.says(".trouble", "intussen gewijzigd").await?;
    assert_eq!(other.browser.ask("return document.querySelector('[name=hours-sun]').value").await?, "12:00-13:00");
    other.press("[data-action=again]").await?;
    other.browser.until("return document.querySelector('[name=hours-wed]')?.value === '08:00-12:00 14:00-17:00'").await?;
    seat.browser.client.back().await?;
    seat.says(".column header", "08:00–12:00, 14:00–17:00").await?;
    other.browser.close().await?;
    seat.browser.close().await
}

async fn why_a_time_is_not_offered_is_asked_from_an_empty_spot(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let seat = Seat::take(&server, engine, Screen::DESK, &ALL).await?;
    week(&seat, "Fatima el Amrani").await?;
    let spot = point(&seat, ".thing[data-kind=appointment]", 0.0, -0.9).await?;
    seat.browser.drag(spot, spot).await?;
    seat.press("[data-action=why-here]").await?;
    seat.browser.until("return document.querySelector('[name=why-time]')?.value === '09:15'").await?;
    seat.press("[data-action=why]").await?;
    seat.browser.until("return document.activeElement.name === 'why-entry'").await?;
    seat.choose("why-entry", ENTRY).await?;
    seat.press("[data-action=why]").await?;
    seat.says(".against", "De agenda is dan niet open").await?;
    let typed = "const field = document.querySelector('[name=why-time]'); field.value = '15:00'; field.dispatchEvent(new Event('input', { bubbles: true }))";
    seat.browser.ask(typed).await?;
    seat.press("[data-action=why]").await?;
    seat.says("[data-offered]", "wordt hier aangeboden").await?;
    seat.browser.client.refresh().await?;
    seat.says("[data-offered]", "wordt hier aangeboden").await?;
    seat.browser.close().await
}

async fn who_may_not_change_an_agenda_sees_why(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let seat = Seat::take(&server, engine, Screen::DESK, &ALL).await?;
    week(&seat, "Fatima el Amrani").await?;
    let other = Seat::take(&server, engine, Screen::DESK, &["kees@team.example", "--may", "interactions"]).await?;
    other.browser.goto(seat.browser.client.current_url().await?.as_str()).await?;
    other.says(".thing b", "Fatima").await?;
    let from = point(&other, ".thing[data-kind=appointment]", 0.0, 0.0).await?;
    let to = point(&other, ".thing[data-kind=appointment]", 0.0, 2.0).await?;
    other.browser.drag(from, to).await?;
    other.says(".said", "U mag deze agenda niet wijzigen").await?;
    other.press("[data-action=keep]").await?;
    assert_eq!(other.browser.ask("return document.querySelectorAll('dialog, .ghost').length").await?, 0);
    other.press("[data-action=hours]").await?;
    other.says("#barred-hours", "U mag deze agenda niet wijzigen").await?;
    assert_eq!(other.browser.ask("return document.querySelectorAll('.hours-of > form :is(input, button):enabled').length").await?, 0);
    other.browser.close().await?;
    seat.browser.close().await
}

async fn axe_finds_nothing_on_the_agendas_and_nothing_sticks_out(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    for (named, screen) in [("1280-light", Screen::DESK), ("1280-dark", Screen::DESK.dark()), ("360-light", Screen::PHONE), ("360-dark", Screen::PHONE.dark())] {
        let email = format!("{named}@team.example");
        let seat = Seat::take(&server, engine, screen, &[&email]).await?;
        let look = async |what: &str| seat.look(what, named).await;
        week(&seat, &format!("Fatima {named}")).await?;
        look("agendas-week").await?;
        if !screen.is_small() {
            seat.browser.ask("document.querySelector('.thing[data-kind=appointment]').focus()").await?;
            seat.browser.keys("m\u{e015}").await?;
            seat.find(".ghost").await?;
            look("agendas-moving").await?;
            seat.browser.keys("\u{e007}").await?;
            seat.find("dialog [data-action=reschedule-it]").await?;
            look("agendas-confirm").await?;
            seat.press("[data-action=leave]").await?;
        }
        seat.press("[data-action=keep]").await?;
        seat.find("dialog [name=block-to]").await?;
        look("agendas-keep").await?;
        seat.press("dialog [data-action=close]").await?;
        seat.press("[data-view=day]").await?;
        seat.browser.until("return document.querySelectorAll('.column').length === 1 || innerWidth < 640").await?;
        look("agendas-day").await?;
        seat.press("[data-view=list]").await?;
        seat.find(".day-of").await?;
        look("agendas-list").await?;
        seat.press("[data-action=hours]").await?;
        seat.find("[name=holiday]").await?;
        seat.press("[data-action=add-extra]").await?;
        look("hours").await?;
        seat.press("[data-way=agendas]").await?;
        seat.press("[data-action=why]").await?;
        seat.find("[name=why-time]").await?;
        look("why-not").await?;
        seat.browser.close().await?;
    }
    Ok(())
}
