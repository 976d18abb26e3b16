//! Mounting: the loader's element calls [`mount`] with its shadow root's container, and drops what it gets when it leaves the page.

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::server_fn::client::{get_server_url, try_set_server_url};
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

use super::intl::Browser;
use crate::widget::{Place, Widget, Wires};

/// A widget on a page, until it is freed.
#[wasm_bindgen]
pub struct Mounted {
    _handle: Box<dyn std::any::Any>,
}

/// Mounts a widget into `root`. `server` is where the loader came from, `sentences` what to say before any text has arrived.
#[wasm_bindgen]
pub fn mount(root: HtmlElement, server: String, portal: String, entry: String, language: String, plugin: bool, sentences: Vec<String>) -> Mounted {
    // One address for the whole page: two loaders of different servers on one page would share the first one's.
    if get_server_url().is_empty() {
        let _set_before = try_set_server_url(String::leak(server));
    }
    let place = Place { portal, entry, language, plugin, sentences };
    let around = Box::new(Browser::new(root.clone().into()));
    let handle: UnmountHandle<_> = mount_to(root, move || view! { <Widget wires=Wires::new(place, around)/> });
    Mounted { _handle: Box::new(handle) }
}
