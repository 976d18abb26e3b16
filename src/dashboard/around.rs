//! What the dashboard asks of its page: where it is mounted, what is focused, how far it is scrolled, chance and the clock.

use js_sys::Date;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlDialogElement, HtmlElement, Window};

/// The window.
pub fn window() -> Window {
    leptos::prelude::window()
}

/// The document.
pub fn document() -> Document {
    leptos::prelude::document()
}

/// Where the program is mounted.
pub fn root() -> Option<HtmlElement> {
    by_id("dashboard")
}

/// Shows what the page itself says when the program can't.
pub fn away() {
    if let Some(root) = root() {
        root.set_inner_html("");
    }
    if let Some(said) = by_id("away") {
        said.set_hidden(false);
    }
}

fn by_id(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// The first element that fits.
pub fn find(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}

/// Moves the focus once what is to be focused has been drawn, unless someone has moved it meanwhile: nobody who types already is interrupted.
pub fn focus(selector: impl Into<String>) {
    let selector = selector.into();
    let before = document().active_element();
    after_drawing(move || {
        let now = document().active_element();
        let moved = now != before && now.is_some_and(|now| !matches!(now.tag_name().as_str(), "BODY" | "DIALOG"));
        if moved {
            return;
        }
        if let Some(found) = find(&selector).and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
            let _unfocusable = found.focus();
        }
    });
}

/// What an attribute says of the thing that the focus is in.
pub fn focused_in(selector: &str, attribute: &str) -> Option<String> {
    document().active_element()?.closest(selector).ok()??.get_attribute(attribute)
}

/// Does something in the frame after the change that is being made.
pub fn after_drawing(act: impl FnOnce() + 'static) {
    leptos::prelude::request_animation_frame(act);
}

/// Opens a dialog that has been drawn.
pub fn show_modal(id: &str) {
    let id = format!("#{id}");
    after_drawing(move || {
        if let Some(dialog) = find(&id).and_then(|found| found.dyn_into::<HtmlDialogElement>().ok())
            && !dialog.open()
        {
            let _already_gone = dialog.show_modal();
        }
    });
}

/// The focus is where one types or chooses.
pub fn is_typing() -> bool {
    let Some(at) = document().active_element() else {
        return false;
    };
    matches!(at.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT") || find("dialog[open]").is_some()
}

/// How far the page is scrolled.
pub fn scrolled() -> f64 {
    window().scroll_y().unwrap_or_default()
}

/// Scrolls the page to where it was.
pub fn scroll_to(y: f64) {
    after_drawing(move || window().scroll_to_with_x_and_y(0.0, y));
}

/// How much of the page lies below what is seen.
pub fn below() -> f64 {
    let height = document().document_element().map_or(0, |page| page.scroll_height());
    let seen = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    f64::from(height) - seen - scrolled()
}

/// What makes a repetition of an ask the same one.
pub fn key() -> String {
    let mut chance = [0; 16];
    let filled = window().crypto().is_ok_and(|crypto| crypto.get_random_values_with_u8_array(&mut chance).is_ok());
    if !filled {
        // Without the browser's generator a key need only differ from the others of this portal's last day.
        chance = [Date::now(), js_sys::Math::random()].map(f64::to_bits).map(u64::to_le_bytes).concat().try_into().unwrap_or(chance);
    }
    chance.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The date on the reader's own calendar, to notice that a night has passed.
pub fn own_date() -> u32 {
    Date::new_0().get_date()
}
