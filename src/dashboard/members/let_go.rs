//! Letting a member go: asked once more.

use leptos::prelude::{Callback, Set};

use super::{Doing, Now};
use crate::api::team;
use crate::dashboard::around;
use crate::dashboard::sure::{Act, Asked, Sure, Then};
use crate::dashboard::wires::Wires;
use crate::domain::MemberId;
use crate::element::*;

/// The dialog.
#[component]
pub fn LetGo(
    /// What it is wired to.
    wires: Wires,
    /// What the screen does.
    doing: Now,
    /// Who goes.
    id: MemberId,
    /// As colleagues call them.
    name: String,
) -> impl IntoView {
    let fill = |key: &'static str| wires.fill(key, &[("name", &name)]);
    let sentence = fill(if wires.me(|me| me.id == id) == Some(true) { "members.let_go_self" } else { "members.let_go_sure" });
    let asked = Asked { name: "let-go", title: fill("members.let_go_whom"), sentence, yes: ("let-go-it", wires.text("members.let_go_it")), no: wires.text("members.keep") };
    let gone = fill("members.gone");
    let act: Act = Box::new(move || {
        let (portal, id, gone) = (wires.portal(), id.clone(), gone.clone());
        Box::pin(async move {
            let members = team::let_go(portal, id).await?;
            let then: Then = Box::new(move || {
                wires.say(gone);
                doing.set(Doing::Nothing);
                wires.regroup(members);
                around::focus("h1");
            });
            Ok(then)
        })
    });
    view! { <Sure wires asked act close=Callback::new(move |()| doing.set(Doing::Nothing))/> }
}
