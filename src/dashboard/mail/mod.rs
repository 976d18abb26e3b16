//! The portal's mail: what it wants of it, and what it says in it. Two screens with a way from each to the other.

mod form;
mod kinds;
mod preview;
mod settings;
mod texts;
mod wishes;

use super::wires::Wires;
use crate::api::team::wire::MailSample;
use crate::desk::{self, Screen, WishesFor};
use crate::domain::Permission;
use crate::element::*;

pub use settings::Mail;
pub use texts::MailTexts;

/// The ways between the two.
#[component]
fn Tabs(
    /// What it is wired to.
    wires: Wires,
    /// The screen is that of the texts.
    texts: bool,
) -> impl IntoView {
    let ways = [("mails.settings", WishesFor::Mail, !texts), ("mails.texts", WishesFor::Texts(MailSample::default()), texts)];
    let ways = ways.map(|(label, what, current)| {
        view! { <li><a class="view" href=wires.link(Screen::Mail(what)) aria-current=current.then_some("page")>{wires.text(label)}</a></li> }
    });
    view! { <nav class="views" aria-label=wires.text("mails.title")><ul>{ways.into_iter().collect_view()}</ul></nav> }
}

/// Why nothing of it is shown, where that may not be.
fn barred(wires: Wires) -> Option<AnyView> {
    let decides = wires.opening.with(|opening| opening.me.as_ref().is_some_and(|me| me.permissions.allows(Permission::Settings)));
    (!decides).then(|| view! { <p class="small why" id="barred-mail">{wires.text(desk::permission(Permission::Settings))}</p> }.into_any())
}
