//! Who gets which kind of mail.

use leptos::prelude::{GetValue, RwSignal, StoredValue};

use crate::dashboard::fields::Tick;
use crate::dashboard::wires::Wires;
use crate::desk;
use crate::domain::{Audience, MailKind};
use crate::element::*;

/// The kinds that someone can get, each with whether they do.
pub type Kinds = StoredValue<Vec<(MailKind, RwSignal<bool>)>>;

/// As they hold.
pub fn kinds(audience: Audience, wanted: &[MailKind]) -> Kinds {
    StoredValue::new(MailKind::of(audience).map(|kind| (kind, RwSignal::new(wanted.contains(&kind)))).collect())
}

/// Those that are ticked.
pub fn ticked(kinds: Kinds) -> Vec<MailKind> {
    kinds.get_value().into_iter().filter(|(_, ticked)| ticked.get_untracked()).map(|(kind, _)| kind).collect()
}

/// The ticks.
#[component]
pub fn Ticks(
    /// What it is wired to.
    wires: Wires,
    /// What is above them, by its key.
    legend: &'static str,
    /// The kinds.
    kinds: Kinds,
) -> impl IntoView {
    let ticks = kinds.get_value().into_iter().map(|(kind, value)| view! { <Tick name=kind.as_str() label=wires.text(desk::mail_kind(kind)) value/> });
    view! { <fieldset class="may"><legend>{wires.text(legend)}</legend>{ticks.collect_view()}</fieldset> }
}
