//! The Inbox's views: everything, and each kind of interaction by itself, with how much of it nobody has read.

use super::filters::many;
use crate::dashboard::wires::Wires;
use crate::desk::{self, Screen};
use crate::domain::{Filters, InboxView};
use crate::element::*;

/// They, as links: what else the Inbox is narrowed to stays, as far as it makes sense.
#[component]
pub fn Views(
    /// What they are wired to.
    wires: Wires,
    /// What the Inbox is narrowed to.
    kept: Memo<Option<Filters>>,
) -> impl IntoView {
    let views = InboxView::ALL.map(|view| {
        let href = move || wires.link(Screen::Inbox(Filters { view, ..kept.get().unwrap_or_default() }.fitting()));
        let current = move || (kept.get().unwrap_or_default().view == view).then_some("page");
        let unread = Memo::new(move |_| wires.list.with(|list| list.counts().views[view.at()]));
        let count = move || {
            let label = || wires.fill("inbox.unread_count", &[("count", &many(unread.get()))]);
            (unread.get() > 0).then(|| view! { <span class="count" role="img" aria-label=label()>{many(unread.get())}</span> }.into_any())
        };
        let name = if view == InboxView::Everything { "everything" } else { desk::view(view) };
        view! { <li><a class="view" data-view=name href=href aria-current=current>{wires.text(desk::view_name(view))}{count}</a></li> }
    });
    view! { <nav class="views" aria-label=wires.text("view.title")><ul>{views.into_iter().collect_view()}</ul></nav> }
}
