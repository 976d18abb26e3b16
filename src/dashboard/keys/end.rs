//! Ending a key: asked once more.

use leptos::prelude::{Callback, Set};

use super::{Doing, Found, Now};
use crate::api::team;
use crate::dashboard::around;
use crate::dashboard::sure::{Act, Asked, Sure, Then};
use crate::dashboard::wires::Wires;
use crate::domain::ApiKeyId;
use crate::element::*;

/// The dialog.
#[component]
pub fn End(
    /// What it is wired to.
    wires: Wires,
    /// What the screen does.
    doing: Now,
    /// The keys as they are known.
    found: Found,
    /// Which.
    id: ApiKeyId,
    /// What its program is called.
    name: String,
) -> impl IntoView {
    let fill = |key: &'static str| wires.fill(key, &[("name", &name)]);
    let asked = Asked { name: "end-key", title: fill("keys.end_which"), sentence: fill("keys.end_sure"), yes: ("end-it", wires.text("keys.end_it")), no: wires.text("keys.keep") };
    let ended = fill("keys.ended");
    let act: Act = Box::new(move || {
        let (portal, id, ended) = (wires.portal(), id.clone(), ended.clone());
        Box::pin(async move {
            let keys = team::end_key(portal, id).await?;
            let then: Then = Box::new(move || {
                wires.say(ended);
                doing.set(Doing::Nothing);
                found.set(Some(Ok(keys)));
                around::focus("h1");
            });
            Ok(then)
        })
    });
    view! { <Sure wires asked act close=Callback::new(move |()| doing.set(Doing::Nothing))/> }
}
