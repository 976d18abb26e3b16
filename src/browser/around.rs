//! What the widget asks of a browser: names of days and the visitor's own clock, by `Intl`, so that no table of names or zones is
//! carried; focus, chance, a later moment; and the element to which it tells what happens.

use js_sys::Date;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

use crate::api::wire::Start;
use crate::domain::{Day, Language};
use crate::intl::named;
use crate::widget::{Surroundings, Told};

#[wasm_bindgen]
extern "C" {
    /// The loader's element, as far as the program knows it.
    pub type Host;
    /// Makes an event of it for the page.
    #[wasm_bindgen(method)]
    fn tell(this: &Host, name: &str, first: &str, second: &str, third: &str);
}

/// The browser around one mounted widget.
pub struct Browser {
    root: Element,
    host: Host,
}

impl Browser {
    /// Looks for what is to be focused inside `root`, tells `host` what happens.
    pub fn new(root: Element, host: Host) -> Self {
        Self { root, host }
    }
}

impl Surroundings for Browser {
    fn month(&self, language: Language, month: Day) -> String {
        named(language, month, &[("month", "long"), ("year", "numeric")])
    }

    fn day(&self, language: Language, day: Day) -> String {
        named(language, day, &[("weekday", "long"), ("day", "numeric"), ("month", "long"), ("year", "numeric")])
    }

    fn short_day(&self, language: Language, day: Day) -> String {
        named(language, day, &[("weekday", "short"), ("day", "numeric"), ("month", "short")])
    }

    fn weekday(&self, language: Language, day: Day) -> (String, String) {
        (named(language, day, &[("weekday", "short")]), named(language, day, &[("weekday", "long")]))
    }

    fn own_time(&self, language: Language, start: Start) -> Option<String> {
        let at = Date::new(&JsValue::from_f64(start.instant().micros() as f64 / 1000.0));
        let own = -at.get_timezone_offset();
        if own == f64::from(start.offset) {
            return None;
        }
        let shift = own as i64 - i64::from(start.offset);
        let minute = i64::from(start.minute) + shift;
        let time = format!("{:02}:{:02}", minute.rem_euclid(1440) / 60, minute.rem_euclid(60));
        let days = minute.div_euclid(1440);
        if days == 0 {
            return Some(time);
        }
        Some(format!("{} {time}", self.short_day(language, start.day().plus_days(days))))
    }

    fn focus(&self, selector: &str) {
        let (root, selector) = (self.root.clone(), selector.to_owned());
        // After the frame in which the change is drawn: the thing to focus may not be there yet.
        leptos::prelude::request_animation_frame(move || {
            if let Ok(Some(found)) = root.query_selector(&selector)
                && let Ok(found) = found.dyn_into::<web_sys::HtmlElement>()
            {
                let _unfocusable = found.focus();
            }
        });
    }

    fn key(&self) -> String {
        let mut chance = [0; 16];
        let filled = web_sys::window().and_then(|window| window.crypto().ok()).is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut chance).is_ok());
        if !filled {
            // Without the browser's generator a key need only differ from the others of this portal's last day.
            chance = [Date::now(), js_sys::Math::random()].map(f64::to_bits).map(u64::to_le_bytes).concat().try_into().unwrap_or(chance);
        }
        chance.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn later(&self, seconds: u16, act: Box<dyn FnOnce()>) {
        leptos::prelude::set_timeout(act, std::time::Duration::from_secs(seconds.into()));
    }

    fn tell(&self, told: Told<'_>) {
        let (name, [first, second, third]) = told.words();
        self.host.tell(name, first, second, third);
    }
}
