//! Every mail as a mailbox shows it, small and wide, light and dark, in every language: nothing sticks out, nothing is fetched, everyone can read it.
//! Pictures of them all lie in `target/screens`, to be looked at.

use appointment::domain::{
    Audience, Contact, Country, DayParts, Email, FedId, Instant, Language, MailKind, MailSettings, Minutes, Name, Note, Offer, OutboxId, Plan, Portal, PortalId, ProposalSettings,
    RequestLetter, RequestOccasion, Slug, Span, Title, ZoneName, texts::OwnTexts,
};
use appointment::mail::{Sample, Sender, render_request};
use mailparse::MailHeaderMap;

use super::support::{Browser, Engine, Result, Screen, host};

const URL: &str = "https://afspraak.example.nl";

/// A mail: what it is, and its page.
struct Shown {
    name: String,
    html: String,
}

#[tokio::test]
async fn every_mail_has_its_picture_and_keeps_to_its_width() -> Result {
    let light = [("nl", 320), ("en", 360), ("de", 320), ("fr", 360), ("nl", 760)];
    // Of the dark pages only the colours differ.
    for (scheme, screen, sheets) in [("light", Screen::DESK, &light[..]), ("dark", Screen::DESK.dark(), &[("nl", 360)])] {
        let browser = Browser::open(Engine::Chromium, Screen { width: 1600, ..screen }).await?;
        for (language, width) in sheets {
            for (part, mails) in mails(Language::parse(language).ok_or("a language")?)?.chunks(8).enumerate() {
                let website = host().await?;
                let page = website.url();
                website.serve(sheet(mails, *width));
                browser.goto(&page).await?;
                // Each frame is as high as its mail, so that a picture shows all of it.
                browser
                    .until(&frames("every(f => f.contentDocument?.body?.childElementCount && (f.style.height = f.contentDocument.documentElement.scrollHeight + 'px'))"))
                    .await?;
                let sticking =
                    "filter(f => f.contentDocument.documentElement.scrollWidth > f.clientWidth).map(f => f.title + ' ' + f.contentDocument.documentElement.scrollWidth).join(', ')";
                assert_eq!(browser.ask(&frames(sticking)).await?, "", "{language}, {scheme}, {width} px");
                let fetched = "flatMap(f => f.contentWindow.performance.getEntriesByType('resource').map(r => r.name)).join(', ')";
                assert_eq!(browser.ask(&frames(fetched)).await?, "", "{language}, {scheme}");
                browser.picture(&format!("mails-{width}-{scheme}-{language}-{part}")).await?;
            }
        }
        browser.close().await?;
    }
    Ok(())
}

#[tokio::test]
async fn axe_finds_nothing_in_any_mail() -> Result {
    for screen in [Screen::PHONE, Screen::PHONE.dark()] {
        let browser = Browser::open(Engine::Chromium, screen).await?;
        for mail in mails(Language::Nl)? {
            browser.goto("about:blank").await?;
            browser.ask(&format!("document.open(); document.write({}); document.close()", serde_json::to_string(&mail.html)?)).await?;
            // Landmarks are the mailbox's, on whose page a mail is shown.
            let found = browser.axe().await?.into_iter().filter(|rule| !rule.starts_with("landmark-one-main:") && !rule.starts_with("region:"));
            assert_eq!(found.collect::<Vec<_>>(), Vec::<String>::new(), "{}", mail.name);
        }
        browser.close().await?;
    }
    Ok(())
}

/// Asks something of all frames.
fn frames(what: &str) -> String {
    format!("return [...document.querySelectorAll('iframe')].{what}")
}

/// All mails beside each other, each in a frame as wide as a mailbox may be.
fn sheet(mails: &[Shown], width: u32) -> String {
    let frames = mails.iter().map(|Shown { name, html }| {
        let html = html.replace('&', "&amp;").replace('"', "&quot;");
        format!("<figure style='margin:0'><figcaption>{name}</figcaption><iframe title='{name}' style='border:0;width:{width}px' srcdoc=\"{html}\"></iframe></figure>")
    });
    format!(
        "<style>body{{background:#888;margin:8px;font:13px sans-serif}}main{{display:flex;flex-wrap:wrap;gap:8px;align-items:start}}</style><main>{}</main>",
        frames.collect::<String>()
    )
}

/// Every mail that there is, to everyone who may get it.
fn mails(language: Language) -> Result<Vec<Shown>> {
    let portal = portal()?;
    // The appointment is on a Wednesday in September, than which no date is longer.
    let now = Instant::parse("2026-09-21T10:00:00Z").ok_or("an instant")?;
    let mut shown = Vec::new();
    for audience in [Audience::Customer, Audience::Agenda] {
        for kind in MailKind::of(audience) {
            let html = Sample { portal: &portal, audience, kind, language, now }.see(URL).html;
            shown.push(Shown { name: format!("{}, {audience:?}", kind.as_str()), html });
        }
    }
    for occasion in [RequestOccasion::Proposed, RequestOccasion::Offered, RequestOccasion::Passed] {
        let customer = (Name::parse("Anna de Vries").map_err(|_| "a name")?, Email::parse("anna@customer.example").map_err(|_| "an address")?);
        let times = [26, 28, 51].map(|hours| Span::starting(now.plus(Minutes::new(hours * 60)), Minutes::new(30)));
        let letter = RequestLetter {
            id: OutboxId::new("picture"),
            portal: portal.id.clone(),
            portal_name: portal.name.clone(),
            request: FedId::new("picture"),
            occasion,
            to: customer.clone(),
            reply_to: customer.clone(),
            language,
            title: Title::parse("Bezichtiging, Lindengracht 12").map_err(|_| "a title")?,
            contact: Contact { name: customer.0, email: customer.1, phone: None, language, note: Note::parse("").map_err(|_| "a note")? },
            parts: DayParts::default(),
            link: "/p/demo.ABCDEFGHIJKLMNOPQRSTUVWXYZ012345".to_owned(),
            offer: (occasion != RequestOccasion::Passed).then(|| Offer {
                times: if occasion == RequestOccasion::Offered { times[..1].to_vec() } else { times.to_vec() },
                zone: portal.zone.clone(),
                until: now.plus(Minutes::new(24 * 60)),
            }),
            caused_at: now,
            portal_mail: MailSettings::default(),
            portal_texts: OwnTexts::default(),
        };
        let mail = render_request(&letter, &Sender::parse("afspraak@example.nl")?, URL)?.formatted();
        shown.push(Shown { name: format!("{occasion:?}"), html: page_of(&mail)? });
    }
    Ok(shown)
}

/// The page in a mail, as its reader's program takes it out.
fn page_of(mail: &[u8]) -> Result<String> {
    let parsed = mailparse::parse_mail(mail)?;
    let page = parsed.parts().find(|part| part.get_headers().get_first_value("Content-Type").is_some_and(|kind| kind.starts_with("text/html")));
    Ok(page.ok_or("the mail has no page")?.get_body()?)
}

fn portal() -> Result<Portal> {
    Ok(Portal {
        id: PortalId::new("portal"),
        slug: Slug::parse("demo").map_err(|_| "a slug")?,
        name: Name::parse("Grachten Makelaars").map_err(|_| "a name")?,
        zone: ZoneName::new("Europe/Amsterdam"),
        country: Country::parse("NL").ok_or("a country")?,
        language: Language::Nl,
        plan: Plan::Pro,
        allowed_origins: Vec::new(),
        texts: OwnTexts::default(),
        mail: MailSettings::default(),
        proposals: ProposalSettings::default(),
    })
}
