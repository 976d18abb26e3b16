//! What is booked, and in which agenda. Both are in the address.

use leptos::prelude::{Callable, Callback};

use super::known_agenda;
use crate::api::team::wire::EntryName;
use crate::dashboard::fields::Choice;
use crate::dashboard::wires::Wires;
use crate::desk::Wanted;
use crate::domain::AgendaId;
use crate::element::*;

/// An entry by its slug.
pub fn entry_of(wires: Wires, slug: &str) -> Option<EntryName> {
    wires.me(|me| me.names.entries.iter().find(|entry| entry.slug == slug).cloned())?
}

/// The choice.
#[component]
pub fn What(
    /// What it is wired to.
    wires: Wires,
    /// What the address says.
    wanted: Memo<Wanted>,
    /// Puts something else into it.
    turn: Callback<Wanted>,
) -> impl IntoView {
    let entry = Memo::new(move |_| wanted.with(|wanted| wanted.entry.clone().unwrap_or_default()));
    let agenda = Memo::new(move |_| wanted.with(|wanted| wanted.agenda.as_ref().map(|agenda| agenda.to_string()).unwrap_or_default()));
    let change = move |change: &dyn Fn(&mut Wanted)| {
        let mut now = wanted.get_untracked();
        change(&mut now);
        turn.run(now);
    };
    let choose_entry = Callback::new(move |slug: String| {
        change(&|wanted| {
            wanted.entry = Some(slug.clone()).filter(|slug| !slug.is_empty());
            // An agenda that was wanted stays where this can be booked in it.
            let connected = entry_of(wires, &slug).map(|entry| entry.agendas).unwrap_or_default();
            wanted.agenda = wanted.agenda.take().filter(|agenda| connected.contains(agenda));
        });
    });
    let choose_agenda = Callback::new(move |id: String| change(&|wanted| wanted.agenda = Some(id.clone()).filter(|id| !id.is_empty()).map(AgendaId::new)));
    let entries = wires.me(|me| me.names.entries.clone()).unwrap_or_default();
    let named = |entry: EntryName| {
        let words = entry.subject.map_or_else(|| entry.title.clone(), |subject| format!("{subject} · {}", entry.title));
        (entry.slug, words)
    };
    let options: Vec<_> = std::iter::once((String::new(), wires.text("book.choose"))).chain(entries.into_iter().map(named)).collect();
    let agendas = move || {
        let entry = entry_of(wires, &entry.get()).filter(|entry| entry.agendas.len() > 1)?;
        let any = std::iter::once((String::new(), wires.text("book.any_agenda")));
        let options: Vec<_> = any.chain(entry.agendas.iter().filter_map(|id| Some((id.to_string(), known_agenda(wires, id)?)))).collect();
        Some(view! { <Choice name="agenda" label=wires.text("filter.agenda") options value=agenda choose=choose_agenda/> }.into_any())
    };
    view! {
        <Choice name="entry" label=wires.text("book.entry") options value=entry choose=choose_entry/>
        {agendas}
    }
}
