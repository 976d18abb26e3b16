//! Mounting: the loader's element calls [`mount`] with a container off the page, puts it where the server's first screen was, and drops
//! what it gets when it leaves the page.

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::server_fn::client::{get_server_url, try_set_server_url};
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

use super::around::{Browser, Host};
use crate::api::wire::Opened;
use crate::domain::{RawContact, Tags};
use crate::flow::{Flow, Step};
use crate::widget::{Place, Widget, Wires};

/// A widget on a page, until it is freed.
#[wasm_bindgen]
pub struct Mounted {
    wires: Wires,
    _handle: Box<dyn std::any::Any>,
}

/// Mounts a widget into `root`. `server` is where the loader came from, `opened` what the server wrote beside the first screen; `None` when
/// this program can't read it.
#[wasm_bindgen]
pub fn mount(root: HtmlElement, host: Host, server: String, portal: String, entry: String, plugin: bool, opened: &[u8]) -> Option<Mounted> {
    let opened: Opened = postcard::from_bytes(opened).ok()?;
    // One address for the whole page: two loaders of different servers on one page would share the first one's.
    if get_server_url().is_empty() {
        let _set_before = try_set_server_url(String::leak(server));
    }
    let around = Box::new(Browser::new(root.clone().into(), host));
    let owner = Owner::new();
    let wires = owner.with(|| Wires::new(Place { portal, entry, plugin }, Flow::new(opened), around));
    let handle: UnmountHandle<_> = mount_to(root, move || view! { <Widget wires/> });
    Some(Mounted { wires, _handle: Box::new((handle, owner)) })
}

#[wasm_bindgen]
impl Mounted {
    /// What the website says beforehand: name, e-mail, phone and note, then its tags, source and campaign, then questions and answers by
    /// turns. What was typed stays.
    pub fn prefill(&self, said: Vec<String>) {
        let mut said = said.into_iter();
        let mut next = || said.next().unwrap_or_default();
        let contact = RawContact { name: next(), email: next(), phone: next(), note: next() };
        let tags = Tags { source: Some(next()), campaign: Some(next()) };
        let answers = std::iter::from_fn(|| Some((said.next()?, said.next()?))).collect();
        self.wires.flow.update(|flow| {
            flow.prefill(contact);
            flow.carry(answers, tags);
        });
    }

    /// Goes to a step that was reached before, by its name in `data-step`.
    pub fn go(&self, step: &str) {
        if let Some(step) = [Step::Pick, Step::Details, Step::Confirm, Step::Request].into_iter().find(|known| known.name() == step) {
            self.wires.step(|flow| flow.go(step));
        }
    }
}
