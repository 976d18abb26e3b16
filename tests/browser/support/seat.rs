//! A member of the team at the dashboard: what they press, type and read there.

use std::time::{Duration, Instant};

use fantoccini::Locator;
use fantoccini::elements::Element;
use fantoccini::error::{CmdError, ErrorStatus, WebDriver};
use serde_json::Value;

use super::{Browser, Engine, Result, Screen, Server};

/// What every member of a test signs in with.
pub const PASSWORD: &str = "een zin van vier woorden";

/// A member before a screen.
pub struct Seat {
    pub browser: Browser,
}

impl Seat {
    /// Comes by the link of an invitation, chooses a password, and is before the Inbox.
    pub async fn take(server: &Server, engine: Engine, screen: Screen, invited: &[&str]) -> Result<Self> {
        let seat = Self { browser: Browser::open(engine, screen).await? };
        seat.browser.goto(&server.invite(invited)?).await?;
        seat.fill("password", PASSWORD).await?;
        seat.press("[data-action=choose]").await?;
        seat.find("[data-screen=inbox]").await?;
        Ok(seat)
    }

    /// The first thing that a selector finds, waited for.
    pub async fn find(&self, selector: &str) -> Result<Element> {
        let started = Instant::now();
        loop {
            if let Ok(found) = self.browser.client.find(Locator::Css(selector)).await {
                return Ok(found);
            }
            if started.elapsed() > Duration::from_secs(15) {
                let shown = self.browser.ask("return document.body?.innerText").await?;
                return Err(format!("no {selector:?} on the dashboard, which says {shown}").into());
            }
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// Presses what a selector finds; what was just replaced, or isn't shown yet, once more.
    pub async fn press(&self, selector: &str) -> Result {
        let started = Instant::now();
        loop {
            let found = self.find(selector).await?;
            self.bring_into_sight(selector).await?;
            match found.click().await {
                Err(error) if passes(&error) && started.elapsed() < Duration::from_secs(5) => tokio::time::sleep(Duration::from_millis(50)).await,
                pressed => return Ok(pressed.map_err(|error| format!("pressing {selector}: {error:?}"))?),
            }
        }
    }

    /// Not every driver scrolls to what it presses or types into, and none knows of what sticks to an edge.
    async fn bring_into_sight(&self, selector: &str) -> Result {
        self.browser.ask(&format!("document.querySelector({selector:?})?.scrollIntoView({{ block: 'center', behavior: 'instant' }})")).await?;
        Ok(())
    }

    /// Types into a field, in place of what is there.
    pub async fn fill(&self, name: &str, text: &str) -> Result {
        let started = Instant::now();
        let field = loop {
            let field = self.find(&format!("[name={name}]")).await?;
            self.bring_into_sight(&format!("[name={name}]")).await?;
            match field.clear().await {
                Ok(()) => break field,
                Err(error) if passes(&error) && started.elapsed() < Duration::from_secs(5) => tokio::time::sleep(Duration::from_millis(50)).await,
                Err(error) => return Err(format!("clearing {name}: {error:?}").into()),
            }
        };
        field.send_keys(text).await.map_err(|error| format!("typing {name}: {error:?}"))?;
        self.browser.until(&format!("return document.querySelector('[name={name}]').value === {}", Value::from(text))).await?;
        Ok(())
    }

    /// Chooses among some, by value.
    pub async fn choose(&self, name: &str, value: &str) -> Result {
        self.find(&format!("[name={name}] option[value={value:?}]")).await?;
        let script = "const field = document.querySelector(`[name=${NAME}]`); field.value = VALUE; field.dispatchEvent(new Event('change', { bubbles: true }))";
        self.browser.ask(&script.replace("NAME", &Value::from(name).to_string()).replace("VALUE", &Value::from(value).to_string())).await?;
        Ok(())
    }

    /// Waits until what a selector finds says this.
    pub async fn says(&self, selector: &str, text: &str) -> Result {
        let text = Value::from(text);
        self.browser.until(&format!("return [...document.querySelectorAll({selector:?})].some(found => found.innerText.includes({text}))")).await?;
        Ok(())
    }

    /// Books for someone through the dashboard, the first time of the second day that has one, and stays on the appointment.
    pub async fn book(&self, entry: &str, name: &str, email: &str) -> Result {
        self.press("[data-way=book]").await?;
        self.choose("entry", entry).await?;
        self.press(".picker .day:nth-of-type(2) [data-slot]").await?;
        self.fill("name", name).await?;
        self.fill("email", email).await?;
        // By Enter: who may be the same person appears a moment after the last letter, and the button moves away from under the pointer.
        self.browser.keys("\u{e007}").await?;
        self.find("[data-screen=appointment] [data-action=reschedule]").await?;
        self.says("[data-screen=appointment]", name).await
    }

    /// Goes to the agendas; the address of what lies beneath one of them, by whose it is: `agendas?agenda={agenda}`.
    pub async fn agenda_of(&self, whose: &str, address: &str) -> Result<String> {
        self.press("[data-way=agendas]").await?;
        self.find("[name=agenda]").await?;
        let agenda = format!("return [...document.querySelectorAll('[name=agenda] option')].find(option => option.innerText.includes('{whose}')).value");
        let agenda = self.browser.ask(&agenda).await?;
        Ok(self.browser.client.current_url().await?.join(&address.replace("{agenda}", agenda.as_str().unwrap_or_default()))?.to_string())
    }

    /// Leaves a picture of the screen once what was said is gone; axe finds nothing on it, and nothing sticks out.
    pub async fn look(&self, what: &str, named: &str) -> Result {
        self.browser.until("return (document.querySelector('.said')?.innerText ?? '') === ''").await?;
        self.browser.drawn().await?;
        self.browser.picture(&format!("team-{what}-{named}")).await?;
        assert_eq!(self.browser.axe().await?, Vec::<String>::new(), "{what}, {named}");
        self.browser.nothing_sticks_out().await
    }

    /// A control is there, can't be used, and says why.
    pub async fn barred(&self, action: &str, why: &str) -> Result {
        self.press(&format!("[data-action={action}]")).await?;
        let said = format!(
            "const pressed = document.querySelector('[data-action={action}]'); return pressed.ariaDisabled === 'true' && document.getElementById(pressed.getAttribute('aria-describedby')).innerText.includes('{why}')"
        );
        assert_eq!(self.browser.ask(&said).await?, Value::Bool(true), "{action}");
        Ok(())
    }

    /// When the appointment on the screen starts, as an instant.
    pub async fn start(&self) -> Result<String> {
        let said = self.browser.until("return document.querySelector('[data-screen=appointment] .big time')?.dateTime").await?;
        Ok(said.as_str().unwrap_or_default().to_owned())
    }
}

/// It is about to be there: the program has just replaced it, something slides away from it, its dialog opens.
fn passes(error: &CmdError) -> bool {
    let CmdError::Standard(WebDriver { error, .. }) = error else { return false };
    matches!(error, ErrorStatus::StaleElementReference | ErrorStatus::ElementClickIntercepted | ErrorStatus::ElementNotInteractable)
}
