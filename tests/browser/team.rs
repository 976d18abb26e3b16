//! The team's side: a member signs in, finds an appointment, gives it another time and agenda, calls it off, books for someone.

use serde_json::json;

use super::support::{Engine, PASSWORD, Result, Screen, Seat, Server, every_engine};

every_engine! { in chromium Chromium:
    a_member_signs_in_finds_an_appointment_and_comes_back_to_where_they_were
    an_appointment_gets_another_time_by_the_keyboard_alone
    a_time_outside_the_rules_wants_a_reason
    an_appointment_moves_where_it_can_and_says_where_it_cannot
    whoever_comes_second_is_told_what_came_between_and_keeps_what_they_typed
    who_is_known_already_is_found_while_one_types
    a_spot_outside_the_rules_is_booked_by_insisting_with_a_reason
    what_a_member_may_not_do_is_there_and_says_why
    what_is_new_waits_until_it_is_asked_for
    axe_finds_nothing_and_nothing_sticks_out
}
every_engine! { in firefox Firefox:
    a_member_signs_in_finds_an_appointment_and_comes_back_to_where_they_were
    an_appointment_gets_another_time_by_the_keyboard_alone
    a_time_outside_the_rules_wants_a_reason
    an_appointment_moves_where_it_can_and_says_where_it_cannot
    whoever_comes_second_is_told_what_came_between_and_keeps_what_they_typed
    who_is_known_already_is_found_while_one_types
    a_spot_outside_the_rules_is_booked_by_insisting_with_a_reason
    what_a_member_may_not_do_is_there_and_says_why
    what_is_new_waits_until_it_is_asked_for
    axe_finds_nothing_and_nothing_sticks_out
}
// WebKit's driver has no place to type single keys into, and takes long to type at all.
every_engine! { in webkit WebKit:
    a_member_signs_in_finds_an_appointment_and_comes_back_to_where_they_were
    an_appointment_moves_where_it_can_and_says_where_it_cannot
    what_a_member_may_not_do_is_there_and_says_why
}

const ALL: [&str; 1] = ["sanne@team.example"];
const ENTRY: &str = "lindengracht-12";

async fn a_member_signs_in_finds_an_appointment_and_comes_back_to_where_they_were(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let seat = Seat::take(&server, engine, Screen::DESK, &ALL).await?;
    seat.book(ENTRY, "Fatima el Amrani", "fatima@klant.example").await?;
    seat.book(ENTRY, "Tom O'Brien", "tom@klant.example").await?;
    seat.press(".who summary").await?;
    seat.press("[data-action=sign-out]").await?;
    seat.fill("email", ALL[0]).await?;
    seat.fill("password", "een ander wachtwoord").await?;
    seat.press("[data-action=sign-in]").await?;
    seat.says("#sign-in-error", "horen niet bij elkaar").await?;
    seat.fill("password", PASSWORD).await?;
    seat.press("[data-action=sign-in]").await?;
    seat.says("[data-screen=appointment]", "Tom O'Brien").await?;
    seat.press("[data-way=inbox]").await?;
    seat.find(".line:nth-child(2)").await?;
    seat.fill("q", "amrani").await?;
    let found = "return document.querySelectorAll('.line').length === 1 && document.querySelector('.line').innerText.includes('Fatima') && location.search === '?q=amrani'";
    seat.browser.until(found).await?;
    seat.press(".line a").await?;
    seat.says("[data-screen=appointment]", "fatima@klant.example").await?;
    seat.browser.until("return document.activeElement.tagName === 'H1'").await?;
    seat.browser.client.back().await?;
    seat.browser.until(found).await?;
    seat.browser.until("return !!document.activeElement.closest('.line')").await?;
    seat.browser.client.refresh().await?;
    seat.browser.until(found).await?;
    seat.browser.close().await
}

async fn an_appointment_gets_another_time_by_the_keyboard_alone(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let seat = Seat::take(&server, engine, Screen::DESK, &ALL).await?;
    seat.book(ENTRY, "Fatima el Amrani", "fatima@klant.example").await?;
    let before = seat.start().await?;
    seat.press("[data-way=inbox]").await?;
    seat.find(".line").await?;
    seat.browser.keys("j").await?;
    seat.browser.until("return !!document.activeElement.closest('.line')").await?;
    seat.browser.keys("\u{e007}").await?;
    seat.find("[data-action=reschedule]").await?;
    let press = async |focus: &str| {
        seat.find(focus).await?;
        seat.browser.ask(&format!("document.querySelector({focus:?}).focus()")).await?;
        seat.browser.keys("\u{e007}").await
    };
    press("[data-action=reschedule]").await?;
    seat.find("dialog[open] [data-slot]").await?;
    seat.browser.until("return document.activeElement.closest('dialog') !== null").await?;
    press(".picker .day:nth-of-type(3) [data-slot]").await?;
    seat.find("dialog [data-chosen]").await?;
    press("[data-action=reschedule-it]").await?;
    seat.browser.until("return !document.querySelector('dialog') && document.activeElement.dataset.action === 'reschedule'").await?;
    assert_ne!(seat.start().await?, before);
    seat.says(".history", "Verzet").await?;
    let mails = server.wait_for_mails("fatima@klant.example", 2).await?;
    assert_eq!(mails.len(), 2, "the customer was told of the booking and of the change");
    seat.browser.close().await
}

async fn a_time_outside_the_rules_wants_a_reason(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let seat = Seat::take(&server, engine, Screen::DESK, &ALL).await?;
    seat.book(ENTRY, "Fatima el Amrani", "fatima@klant.example").await?;
    let day = seat.start().await?;
    let day = day.split_once('T').ok_or("an instant has a day")?.0;
    seat.press("[data-action=reschedule]").await?;
    seat.press(".own summary").await?;
    // How a date is typed depends on the browser's language.
    let typed = format!(
        "for (const [name, value] of [['own-day', '{day}'], ['own-time', '21:15']]) {{ const field = document.querySelector(`[name=${{name}}]`); field.value = value; field.dispatchEvent(new Event('input', {{ bubbles: true }})) }}"
    );
    seat.find("[name=own-time]").await?;
    seat.browser.ask(&typed).await?;
    seat.press("[data-own]").await?;
    seat.press("[data-action=reschedule-it]").await?;
    seat.browser.until("return document.activeElement.name === 'overrule'").await?;
    seat.says("#error-overrule", "Geef een reden").await?;
    seat.fill("overrule", "De klant werkt overdag").await?;
    seat.press("[data-action=reschedule-it]").await?;
    seat.says(".big", "21:15–21:45").await?;
    seat.says(".history", "De klant werkt overdag").await?;
    seat.browser.close().await
}

async fn an_appointment_moves_where_it_can_and_says_where_it_cannot(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let seat = Seat::take(&server, engine, Screen::DESK, &ALL).await?;
    seat.book(ENTRY, "Fatima el Amrani", "fatima@klant.example").await?;
    let before = seat.browser.ask("return document.querySelector('.pairs dd').innerText").await?;
    seat.press("[data-action=move]").await?;
    seat.says(".targets", "hoort niet bij waar de klant geboekt heeft").await?;
    seat.press(".target:has(:enabled)").await?;
    // At its own time it moves as it is; at others one of them is chosen.
    if seat.browser.ask("return document.querySelector('.target:has(:enabled)').innerText.includes('andere tijden')").await? == json!(true) {
        seat.press(".picker [data-slot]").await?;
    }
    seat.press("[data-action=move-it]").await?;
    seat.browser.until("return !document.querySelector('dialog')").await?;
    seat.browser.until(&format!("return document.querySelector('.pairs dd').innerText !== {before}")).await?;
    // Only one agenda shows this house.
    seat.book("prinseneiland-43", "Tom O'Brien", "tom@klant.example").await?;
    seat.press("[data-action=move]").await?;
    seat.says("dialog", "Verplaatsen is niet mogelijk.").await?;
    assert_eq!(seat.browser.ask("return document.querySelectorAll('.target input:enabled, [data-action=move-it]').length").await?, 0);
    seat.browser.close().await
}

async fn whoever_comes_second_is_told_what_came_between_and_keeps_what_they_typed(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let first = Seat::take(&server, engine, Screen::DESK, &ALL).await?;
    first.book(ENTRY, "Fatima el Amrani", "fatima@klant.example").await?;
    let second = Seat::take(&server, engine, Screen::DESK, &["joris@team.example", "--name", "Joris van Dijk"]).await?;
    second.browser.goto(first.browser.client.current_url().await?.as_str()).await?;
    second.press("[data-action=cancel]").await?;
    second.fill("reason", "De verkoper is ziek").await?;
    first.press("[data-action=reschedule]").await?;
    first.press(".picker .day:nth-of-type(3) [data-slot]").await?;
    first.press("[data-action=reschedule-it]").await?;
    first.browser.until("return !document.querySelector('dialog')").await?;
    second.press("[data-action=cancel-it]").await?;
    second.says("dialog .trouble", "Iemand anders heeft deze afspraak intussen gewijzigd").await?;
    second.says("dialog .trouble", "Verzet").await?;
    assert_eq!(second.browser.ask("return document.querySelector('[name=reason]').value").await?, "De verkoper is ziek");
    second.press("[data-action=cancel-it]").await?;
    second.find("[data-status=cancelled]").await?;
    second.says(".history", "De verkoper is ziek").await?;
    second.says(".actions", "Deze afspraak is afgezegd.").await?;
    first.browser.close().await?;
    second.browser.close().await
}

async fn who_is_known_already_is_found_while_one_types(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let seat = Seat::take(&server, engine, Screen::DESK, &ALL).await?;
    seat.book(ENTRY, "Fatima el Amrani", "fatima@klant.example").await?;
    seat.press("[data-way=book]").await?;
    seat.press("[data-action=book][type=submit]").await?;
    seat.browser.until("return document.activeElement.name === 'entry'").await?;
    seat.choose("entry", ENTRY).await?;
    seat.fill("name", "fatima el am").await?;
    seat.says(".person", "fatima@klant.example").await?;
    seat.fill("name", "Fatima El Amrani").await?;
    seat.says(".person", "Waarschijnlijk dezelfde persoon").await?;
    seat.press(".person").await?;
    seat.browser.until("return document.querySelector('[name=email]').value === 'fatima@klant.example' && !document.querySelector('.person')").await?;
    seat.press(".picker [data-slot]").await?;
    seat.press("[data-action=book][type=submit]").await?;
    seat.press("[data-screen=appointment] .big a").await?;
    seat.browser.until("return document.querySelectorAll('[data-screen=customer] .line').length === 2").await?;
    seat.browser.close().await
}

async fn a_spot_outside_the_rules_is_booked_by_insisting_with_a_reason(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let seat = Seat::take(&server, engine, Screen::DESK, &ALL).await?;
    seat.book(ENTRY, "Fatima el Amrani", "fatima@klant.example").await?;
    let booked = seat.start().await?;
    let day = booked.split_once('T').ok_or("an instant has a day")?.0;
    // As a press on an empty spot of an agenda leads there: that evening.
    let at = seat.browser.ask(&format!("return Date.parse('{day}T20:30:00Z') / 1000")).await?;
    seat.browser.ask(&format!("location.href = location.pathname.split('/').slice(0, 3).join('/') + '/book?entry={ENTRY}&at={at}'")).await?;
    seat.find("[data-chosen]").await?;
    seat.fill("name", "Noor Smit").await?;
    seat.fill("email", "noor@klant.example").await?;
    seat.press("[data-action=book][type=submit]").await?;
    seat.says(".trouble", "buiten de regels").await?;
    seat.press("[data-action=insist]").await?;
    seat.browser.until("return document.activeElement.name === 'overrule'").await?;
    seat.press("[data-action=book][type=submit]").await?;
    seat.says("#error-overrule", "Geef een reden").await?;
    seat.fill("overrule", "Alleen dan thuis").await?;
    seat.press("[data-action=book][type=submit]").await?;
    seat.says(".history", "Alleen dan thuis").await?;
    seat.browser.close().await
}

async fn what_a_member_may_not_do_is_there_and_says_why(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let seat = Seat::take(&server, engine, Screen::DESK, &ALL).await?;
    seat.book("prinseneiland-43", "Fatima el Amrani", "fatima@klant.example").await?;
    let address = seat.browser.client.current_url().await?;
    let other = Seat::take(&server, engine, Screen::DESK, &["kees@team.example", "--may", "interactions,agenda", "--agendas", "noord"]).await?;
    other.browser.goto(address.as_str()).await?;
    for action in ["reschedule", "move", "cancel"] {
        other.barred(action, "U mag deze agenda niet wijzigen").await?;
    }
    assert_eq!(other.browser.ask("return document.querySelectorAll('dialog').length").await?, 0);
    let blind = Seat::take(&server, engine, Screen::DESK, &["bea@team.example", "--may", "projects"]).await?;
    blind.says(".trouble", "U mag geen afspraken en klanten bekijken").await?;
    for seat in [seat, other, blind] {
        seat.browser.close().await?;
    }
    Ok(())
}

async fn what_is_new_waits_until_it_is_asked_for(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let seat = Seat::take(&server, engine, Screen::DESK, &ALL).await?;
    seat.book(ENTRY, "Fatima el Amrani", "fatima@klant.example").await?;
    seat.press("[data-action=reschedule]").await?;
    let free = seat.browser.until("return document.querySelector('.picker .day:nth-of-type(3) [data-slot]')?.dataset.slot").await?;
    seat.press("dialog [data-action=close]").await?;
    seat.press("[data-way=inbox]").await?;
    seat.says(".line", "Fatima el Amrani").await?;
    server.book(free.as_str().unwrap_or_default()).await?;
    // Whoever comes back to the page is told at once, whatever else tells them.
    seat.browser.ask("dispatchEvent(new Event('focus'))").await?;
    seat.says(".fresh", "1 nieuw item").await?;
    assert_eq!(seat.browser.ask("return document.querySelectorAll('.line').length").await?, 1, "nothing has moved");
    seat.press(".fresh").await?;
    seat.says(".line:first-child", "Iemand Anders").await?;
    seat.browser
        .until("return document.querySelectorAll('.line').length === 2 && !document.querySelector('.fresh') && document.activeElement.closest('.line:first-child') !== null")
        .await?;
    seat.browser.close().await
}

async fn axe_finds_nothing_and_nothing_sticks_out(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    for (named, screen) in [("1280-light", Screen::DESK), ("360-dark", Screen::PHONE.dark())] {
        let email = format!("{named}@team.example");
        let seat = Seat::take(&server, engine, screen, &[&email]).await?;
        let look = async |what: &str| seat.look(what, named).await;
        seat.book(ENTRY, &format!("Fatima {named}"), &format!("f{email}")).await?;
        seat.browser.until("return document.querySelector('.said').innerText === ''").await?;
        look("appointment").await?;
        for panel in ["reschedule", "move", "cancel"] {
            seat.press(&format!("[data-action={panel}]")).await?;
            seat.find("dialog[open] form [type=submit]").await?;
            look(panel).await?;
            seat.press("dialog [data-action=close]").await?;
        }
        seat.press("[data-screen=appointment] .big a").await?;
        seat.press("[data-action=edit]").await?;
        look("customer").await?;
        seat.press("[data-way=customers]").await?;
        seat.find(".people .line").await?;
        look("customers").await?;
        seat.press("[data-way=inbox]").await?;
        seat.press(".filters summary").await?;
        look("inbox").await?;
        seat.press("[data-way=book]").await?;
        look("book").await?;
        seat.press(".who summary").await?;
        seat.press("[data-action=sign-out]").await?;
        seat.find("[data-screen=sign-in]").await?;
        seat.browser.until("return document.querySelector('.said').innerText === ''").await?;
        look("sign-in").await?;
        seat.browser.close().await?;
    }
    Ok(())
}
