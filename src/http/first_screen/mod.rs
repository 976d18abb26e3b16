//! The widget's first screen, written on the server by the widget's own components: on a website the loader puts it into the page before the
//! program is there, on our own page it stands in the answer itself. Knows nothing of where it will stand.

mod house;
mod open;
mod packed;

use leptos::prelude::*;

use self::house::House;
use super::assets;
use crate::api::CallError;
use crate::api::wire::Opened;
use crate::domain::{Language, ZoneName};
use crate::flow::Flow;
use crate::locales;
use crate::widget::{Place, Widget, Wires};

pub use self::open::open;

/// What the first screen is written from.
#[derive(Clone, Debug)]
pub struct FirstScreen {
    /// The portal's slug.
    pub portal: String,
    /// The entry's slug.
    pub entry: String,
    /// All that is known of the entry.
    pub opened: Opened,
    /// The visitor's zone, where it is known: times are then shown by their clock too, where it differs.
    pub zone: Option<ZoneName>,
}

impl FirstScreen {
    /// The screen, and beside it what the program needs to take over: where it is, and what it knows.
    pub fn write(self) -> String {
        let Self { portal, entry, opened, zone } = self;
        let knows = packed::letters(&postcard::to_allocvec(&opened).expect("what travels on the wire can be written"));
        let words = locales::section(opened.language, "loader");
        let program = ["widget.js", "widget.wasm"].map(|name| assets::path(name).unwrap_or_default()).join(" ");
        let title = opened.title.clone();
        let place = Place { portal, entry, plugin: true };
        let screen = Owner::new().with(|| {
            let wires = Wires::new(place, Flow::new(opened), Box::new(House::new(zone.as_ref())));
            view! { <Widget wires/> }.to_html()
        });
        let words = ["close", "plain", "crashed"].map(|key| format!(r#" data-{key}="{}""#, escape(words.get(key)))).concat();
        // Written by hand: `knows` is made so that nothing in it needs escaping.
        format!(r#"{screen}<template data-program="{program}" data-title="{}"{words} data-opened="{knows}"></template>"#, escape(&title))
    }
}

/// What stands in the first screen's place when there is none, with what the website's developer may want to know.
pub fn sorry(language: Language, error: &CallError) -> String {
    let (key, developer) = match error {
        CallError::UnknownEntry => ("unknown_entry", "no portal and entry have these names: look at the attributes `portal` and `entry`, or whether the entry has been retired"),
        CallError::Origin => ("origin", "the portal does not list this website: add its origin to `allowed_origins` in the portal file and apply it"),
        _ => ("unreachable", "the server can't answer now; it is asked again"),
    };
    let said = locales::section(locales::spoken(language), "loader").get(key);
    let notice = view! {
        <div class="appointment" part="widget" data-step="pick" lang=locales::spoken(language).tag() dir="ltr">
            <section class="step" part="step">
                <div class="notice" part="notice" role="alert"><p>{said}</p></div>
            </section>
        </div>
    };
    format!(r#"{}<template data-code="{}" data-developer="{}"></template>"#, notice.to_html(), error.code(), escape(developer))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}
