//! What the team makes of its mail: who gets which, what each says, and how it looks.

use super::support::{Engine, Result, Screen, Seat, Server, every_engine};

every_engine! { in chromium Chromium:
    wishes_are_changed_put_back_and_whoever_looked_before_is_told
    a_text_is_seen_while_it_is_typed_saved_and_tried
    axe_finds_nothing_on_the_mail_and_nothing_sticks_out
}

const ALL: [&str; 1] = ["sanne@team.example"];

async fn wishes_are_changed_put_back_and_whoever_looked_before_is_told(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let seat = Seat::take(&server, engine, Screen::DESK, &ALL).await?;
    let other = Seat::take(&server, engine, Screen::DESK, &["joris@team.example", "--name", "Joris van Dijk"]).await?;
    for seat in [&seat, &other] {
        seat.press("[data-way=mail]").await?;
        seat.find("[name=reminders]").await?;
    }
    seat.fill("reminders", "een dag").await?;
    seat.press("[data-action=save-wishes]").await?;
    seat.says("#error-reminders", "van 15 tot en met 43200").await?;
    seat.browser.until("return document.activeElement.name === 'reminders'").await?;
    seat.fill("reminders", "60, 1500").await?;
    seat.says(".comes-to", "= 1 uur, 1 dag 1 uur").await?;
    seat.fill("reply-to", "balie").await?;
    seat.press("[data-action=save-wishes]").await?;
    seat.says("#error-reply-to", "geen e-mailadres").await?;
    seat.fill("reply-to", "balie@grachten.example").await?;
    seat.press("[data-action=save-wishes]").await?;
    seat.says(".said", "bewaard").await?;
    seat.browser.until("return document.querySelector('[name=reminders]').value === '1500, 60'").await?;
    other.fill("max-open", "2").await?;
    other.press("[data-action=save-wishes]").await?;
    other.says(".trouble", "intussen gewijzigd").await?;
    assert_eq!(other.browser.ask("return document.querySelector('[name=max-open]').value").await?, "2");
    other.press("[data-action=again]").await?;
    other.browser.until("return document.querySelector('[name=reminders]')?.value === '1500, 60'").await?;
    other.press("[data-action=as-in-file]").await?;
    other.browser.until("return document.querySelector('[name=reply-to]').value === ''").await?;
    other.press("[data-action=save-wishes]").await?;
    other.browser.until("return document.querySelector('[data-action=as-in-file]') === null").await?;
    other.browser.close().await?;
    seat.browser.close().await
}

async fn a_text_is_seen_while_it_is_typed_saved_and_tried(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    let seat = Seat::take(&server, engine, Screen::DESK, &ALL).await?;
    seat.press("[data-way=mail]").await?;
    seat.press(".views [href$='/mail/texts']").await?;
    seat.says(".seen-subject", "Afspraak bevestigd").await?;
    seat.fill("opening", "Dag {klant}").await?;
    seat.says("#error-opening", "Op teken 5 staat {klant}").await?;
    seat.fill("opening", "Dag {customer}, <b>welkom</b>").await?;
    seat.browser.until("return document.querySelector('iframe').srcdoc.includes('Dag Jan de Vries, &lt;b&gt;welkom&lt;/b&gt;')").await?;
    // The page's policy lets the mail look as it does, and the frame runs nothing.
    seat.browser.until("return document.querySelector('#error-opening').innerText === ''").await?;
    assert_eq!(seat.browser.ask("return document.querySelector('iframe').getAttribute('sandbox')").await?, "");
    seat.press("[data-action=try-mail]").await?;
    seat.says(".said", "sanne@team.example").await?;
    let mails = server.wait_for_mails("sanne@team.example", 1).await?;
    assert!(mails.iter().any(|mail| mail.contains("Subject: Voorbeeld: Afspraak bevestigd")), "{mails:?}");
    // Another mail, and back: what was typed is still there, and is saved.
    seat.choose("mail-kind", "change").await?;
    seat.says(".seen-subject", "verzet").await?;
    seat.choose("mail-kind", "confirmation").await?;
    seat.browser.until("return document.querySelector('[name=opening]')?.value.includes('welkom')").await?;
    seat.press("[data-action=save-text]").await?;
    seat.says("form .small", "eigen tekst").await?;
    seat.browser.client.refresh().await?;
    seat.browser.until("return document.querySelector('[name=opening]')?.value.includes('welkom')").await?;
    seat.press("[data-action=built-in]").await?;
    seat.press("[data-action=save-text]").await?;
    seat.says("form .small", "ingebouwde tekst").await?;
    // What the team gets is there to be looked at, and nothing else.
    seat.choose("mail-to", "team").await?;
    seat.says(".seen-subject", "Nieuwe afspraak").await?;
    assert_eq!(seat.browser.ask("return document.querySelectorAll('[name=opening]').length").await?, 0);
    seat.browser.close().await
}

async fn axe_finds_nothing_on_the_mail_and_nothing_sticks_out(engine: Engine) -> Result {
    let server = Server::start(&[]).await?;
    for (named, screen) in [("1280-light", Screen::DESK), ("360-dark", Screen::PHONE.dark())] {
        let seat = Seat::take(&server, engine, screen, &[&format!("{named}@team.example"), "--name", "Sanne de Wit"]).await?;
        seat.press("[data-way=mail]").await?;
        seat.fill("reminders", "5").await?;
        seat.press("[data-action=save-wishes]").await?;
        seat.says("#error-reminders", "van 15").await?;
        seat.look("mail", named).await?;
        seat.press(".views [href$='/mail/texts']").await?;
        seat.says(".seen-subject", "Afspraak bevestigd").await?;
        seat.fill("closing", "Tot {dag}").await?;
        seat.says("#error-closing", "Op teken 5").await?;
        seat.look("mail-texts", named).await?;
        seat.browser.close().await?;
    }
    let seat = Seat::take(&server, engine, Screen::DESK, &["kees@team.example", "--may", "interactions"]).await?;
    seat.press("[data-way=mail]").await?;
    seat.says("#barred-mail", "recht op instellingen").await?;
    seat.browser.close().await
}
