//! The team's side in the browser: one screen or control per file. It wires; what decides is in [`crate::desk`], and on the server.

mod address;
mod agendas;
mod appointment;
mod around;
mod book;
mod bounce;
mod customer;
mod customers;
mod dialog;
mod event_types;
mod fed;
mod fields;
mod frame;
mod hand_over;
mod inbox;
mod keys;
mod listen;
mod mail;
mod marking;
mod members;
mod nowhere;
mod picker;
mod propose;
mod sign_in;
mod starts;
mod state;
mod sure;
mod welcome;
mod whom;
mod wires;
mod writing;

use futures_util::future::join;
use leptos::mount::mount_to;
use leptos::prelude::{Owner, RwSignal, SetValue};
use wasm_bindgen_futures::spawn_local;

use crate::api::team;
use crate::desk::Place;
use frame::Dashboard;
use wires::Wires;

/// Mounts the dashboard where the page has a place for it, once it is known who is signed in.
pub fn start() {
    let Some(place) = address::here() else {
        return;
    };
    spawn_local(async move {
        // On a slow line one way there and back less than one after the other. Who isn't signed in is told nothing but that.
        let (opened, early) = join(team::open(place.portal.clone()), inbox::early(&place)).await;
        let (Ok(opening), Some(root)) = (opened, around::root()) else {
            around::away();
            return;
        };
        root.set_inner_html("");
        let owner = Owner::new();
        let wires = owner.with(|| Wires::new(place, opening));
        address::follow(wires);
        wires.early.set_value(early);
        // The page's own program lives as long as the page.
        std::mem::forget((mount_to(root, move || leptos::prelude::view! { <Dashboard wires/> }), owner));
    });
}

/// A place as a signal: what every screen is chosen by.
type Here = RwSignal<Place>;
