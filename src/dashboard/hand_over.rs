//! What leaves the page: a text for the clipboard, a file for the disk. Whether a browser lets it go, the browser decides.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlInputElement, Url};

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

/// Saves a text as a file of JSON.
pub fn save(name: &str, json: &str) -> Result<(), JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type("application/json");
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&JsValue::from_str(json)), &kind)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = around::document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The browser reads the file after the press: it is let go of when that is long over.
    leptos::prelude::set_timeout(
        move || {
            let _gone = Url::revoke_object_url(&address);
        },
        std::time::Duration::from_secs(60),
    );
    Ok(())
}
