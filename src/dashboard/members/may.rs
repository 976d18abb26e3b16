//! What someone may do, as boxes to tick.

use leptos::prelude::RwSignal;

use crate::dashboard::fields::Tick;
use crate::dashboard::wires::Wires;
use crate::desk;
use crate::domain::{AgendaId, Agendas, Permissions};
use crate::element::*;

/// What is ticked.
#[derive(Clone, Copy)]
pub struct Ticked {
    interactions: RwSignal<bool>,
    settings: RwSignal<bool>,
    projects: RwSignal<bool>,
    billing: RwSignal<bool>,
    all: RwSignal<bool>,
    agendas: RwSignal<Vec<(AgendaId, RwSignal<bool>)>>,
    before: RwSignal<Agendas>,
}

impl Ticked {
    /// Begins with this.
    pub fn new(wires: Wires, permissions: Permissions) -> Self {
        let Permissions { interactions, settings, projects, billing, agendas } = permissions;
        let has = |id: &AgendaId| matches!(&agendas, Agendas::Only(few) if few.contains(id));
        let each = wires.me(|me| me.names.agendas.iter().map(|agenda| (agenda.id.clone(), RwSignal::new(has(&agenda.id)))).collect()).unwrap_or_default();
        Self {
            interactions: RwSignal::new(interactions),
            settings: RwSignal::new(settings),
            projects: RwSignal::new(projects),
            billing: RwSignal::new(billing),
            all: RwSignal::new(agendas == Agendas::All),
            agendas: RwSignal::new(each),
            before: RwSignal::new(agendas),
        }
    }

    /// What is ticked now.
    pub fn permissions(self) -> Permissions {
        let ticked: Vec<(AgendaId, bool)> = self.agendas.with_untracked(|each| each.iter().map(|(id, ticked)| (id.clone(), ticked.get_untracked())).collect());
        Permissions {
            interactions: self.interactions.get_untracked(),
            settings: self.settings.get_untracked(),
            projects: self.projects.get_untracked(),
            billing: self.billing.get_untracked(),
            agendas: self.before.with_untracked(|before| desk::agendas(before, self.all.get_untracked(), &ticked)),
        }
    }
}

/// The boxes.
#[component]
pub fn May(
    /// What they are wired to.
    wires: Wires,
    /// What is ticked.
    ticked: Ticked,
) -> impl IntoView {
    let each = move || {
        let each = ticked.agendas.get_untracked().into_iter().map(|(id, value)| {
            let label = wires.agenda(&id, |agenda| agenda.name.clone()).unwrap_or_default();
            view! { <Tick name="one-agenda" label value/> }
        });
        let each = each.collect_view();
        (!ticked.all.get()).then(|| view! { <fieldset class="each"><legend>{wires.text("members.which")}</legend>{each}</fieldset> }.into_any())
    };
    let blind = move || (!ticked.interactions.get()).then(|| view! { <p class="small">{wires.text("members.needs_interactions")}</p> });
    view! {
        <fieldset class="may">
            <legend>{wires.text("members.may")}</legend>
            <Tick name="interactions" label=wires.text("members.interactions") value=ticked.interactions/>
            <Tick name="settings" label=wires.text("members.settings") value=ticked.settings/>
            <Tick name="projects" label=wires.text("members.projects") value=ticked.projects/>
            <Tick name="billing" label=wires.text("members.billing") value=ticked.billing/>
            <fieldset disabled=move || !ticked.interactions.get()>
                <Tick name="all-agendas" label=wires.text("members.all_agendas") value=ticked.all/>
                {each}
            </fieldset>
            {blind}
        </fieldset>
    }
}
