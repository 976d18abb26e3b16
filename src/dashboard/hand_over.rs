//! What leaves the page: a text for the clipboard. Whether a browser lets it go, the browser decides.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;

use super::around;

/// Copies what a field holds, and selects it, so that it can be copied by hand where the browser refuses. Tells whether it was copied.
pub async fn copy(selector: &str) -> bool {
    let Some(field) = around::find(selector).and_then(|found| found.dyn_into::<HtmlInputElement>().ok()) else {
        return false;
    };
    let _unfocusable = field.focus();
    field.select();
    let navigator = around::window().navigator();
    // Pages that came without encryption have no clipboard.
    let there = Reflect::get(&navigator, &JsValue::from_str("clipboard")).is_ok_and(|clipboard| clipboard.is_object());
    there && JsFuture::from(navigator.clipboard().write_text(&field.value())).await.is_ok()
}
