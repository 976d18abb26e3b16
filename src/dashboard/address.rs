//! The address and the browser's history: where one is, where one goes, and how far one had read there.

use js_sys::{Array, JsString, Reflect};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlAnchorElement, MouseEvent};

use super::around;
use super::wires::Wires;
use crate::desk::{Place, Screen};

/// Where the address says one is.
pub fn here() -> Option<Place> {
    let at = around::window().location();
    Place::parse(&at.pathname().ok()?, &at.search().unwrap_or_default())
}

/// How far one had read where the history leads now: pixels, and lines of a list.
pub fn read_so_far() -> Option<(f64, usize)> {
    let kept = around::window().history().ok()?.state().ok()?;
    let kept: Array = kept.dyn_into().ok()?;
    Some((kept.get(0).as_f64()?, kept.get(1).as_f64()? as usize))
}

/// Keeps how far one has read.
pub fn keep(lines: usize) {
    let kept = Array::of2(&around::scrolled().into(), &(lines as f64).into());
    if let Ok(history) = around::window().history() {
        let _refused = history.replace_state_with_url(&kept, "", None);
    }
}

/// Puts another address there: as a step that back leads away from, or in place of the present one.
pub fn put(place: &Place, step: bool) {
    let Ok(history) = around::window().history() else {
        return;
    };
    let address = place.print();
    let _refused = if step { history.push_state_with_url(&JsValue::NULL, "", Some(&address)) } else { history.replace_state_with_url(&JsValue::NULL, "", Some(&address)) };
}

/// Follows what the browser does: back and forward, and links of ours, which need no new page.
pub fn follow(wires: Wires) {
    if let Ok(history) = around::window().history() {
        let _old = Reflect::set(&history, &JsString::from("scrollRestoration"), &JsString::from("manual"));
    }
    std::mem::forget(window_event_listener(ev::popstate, move |_| {
        if let Some(place) = here() {
            wires.arrive(place.screen);
        }
    }));
    std::mem::forget(window_event_listener(ev::click, move |event| {
        if let Some(screen) = led_to(wires, &event) {
            event.prevent_default();
            wires.go(screen);
        }
    }));
    std::mem::forget(window_event_listener(ev::scroll, move |_| wires.scrolled()));
}

/// The screen that a plain click on one of our links leads to.
fn led_to(wires: Wires, event: &MouseEvent) -> Option<Screen> {
    if event.default_prevented() || event.button() != 0 || event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key() {
        return None;
    }
    let link: HtmlAnchorElement = event.target()?.dyn_into::<Element>().ok()?.closest("a[href]").ok()??.dyn_into().ok()?;
    if !link.target().is_empty() || link.origin() != around::window().location().origin().ok()? {
        return None;
    }
    let place = Place::parse(&link.pathname(), &link.search())?;
    (place.portal == wires.portal()).then_some(place.screen)
}
