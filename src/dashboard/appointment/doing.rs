//! What every change asks and says: whether the customer is told, what came between, and why it can't be.

use leptos::ev::SubmitEvent;
use leptos::prelude::{Callback, RwSignal, Set};

use super::history::Happened;
use super::opened::Opened;
use crate::api::team::TeamError;
use crate::api::team::wire::{Act, Dossier, HistoryLine, Start};
use crate::dashboard::fields::Tick;
use crate::dashboard::starts::Starts;
use crate::desk::Panel;
use crate::element::*;

/// A change that is being made.
#[derive(Clone, Copy)]
pub struct Doing {
    /// To what.
    pub opened: Opened,
    /// The customer is to be told.
    pub tell: RwSignal<bool>,
    /// Why.
    pub reason: RwSignal<String>,
    /// An answer is awaited.
    pub calling: RwSignal<bool>,
    /// Why it couldn't be.
    pub error: RwSignal<Option<TeamError>>,
}

impl Doing {
    /// A change that nothing is decided of.
    pub fn new(opened: Opened) -> Self {
        let (tell, reason) = (RwSignal::new(true), RwSignal::new(String::new()));
        Self { opened, tell, reason, calling: RwSignal::new(false), error: RwSignal::new(None) }
    }

    /// Makes it, of what is known now; `said` is what a success says. What was typed stays until then.
    pub fn run<Asked>(self, event: &SubmitEvent, said: &'static str, ask: impl FnOnce(Act) -> Asked)
    where
        Asked: Future<Output = Result<Dossier, TeamError>> + 'static,
    {
        event.prevent_default();
        let Some(version) = self.opened.now(|dossier| dossier.version).filter(|_| !self.calling.get_untracked()) else {
            return;
        };
        self.calling.set(true);
        self.error.set(None);
        let wires = self.opened.wires;
        let act = Act { portal: wires.portal(), id: self.opened.id(), version, tell: self.tell.get_untracked(), reason: self.reason.get_untracked().trim().to_owned() };
        wires.call(ask(act), move |answer| {
            self.calling.set(false);
            match answer {
                Ok(dossier) => {
                    self.opened.learn(dossier);
                    self.opened.panel(Panel::Closed);
                    wires.say(wires.text(said));
                }
                Err(error) => {
                    // The next try is made of what is there now, once the member has seen what that is.
                    if matches!(error, TeamError::Changed(_) | TeamError::Gone) {
                        self.opened.glance();
                    }
                    self.error.set(Some(error));
                }
            }
        });
    }
}

/// Asks whether the customer is to be told.
#[component]
pub fn Telling(
    /// Of which change.
    doing: Doing,
) -> impl IntoView {
    let wires = doing.opened.wires;
    let name = doing.opened.now(|dossier| dossier.name.clone()).unwrap_or_default();
    view! { <Tick name="tell" label=wires.fill("act.tell", &[("name", &name)]) value=doing.tell/> }
}

/// Why it couldn't be: what someone else did meanwhile, or which times are near.
#[component]
pub fn Refused(
    /// Of which change.
    doing: Doing,
    /// Takes one of the times that are near; none where no time is chosen.
    take: Option<Callback<Start>>,
) -> impl IntoView {
    let wires = doing.opened.wires;
    let nearest = move |starts: Vec<Start>| {
        let take = take.filter(|_| !starts.is_empty())?;
        Some(view! { <p>{wires.text("act.nearest")}</p> <Starts wires starts take/> })
    };
    let meanwhile = move |lines: Vec<HistoryLine>| {
        let lines = lines.into_iter().map(|line| view! { <li><Happened wires line/></li> });
        view! { <ol class="history">{lines.collect_view()}</ol> <p>{wires.text("act.again")}</p> }
    };
    let said = move || {
        let error = doing.error.get()?;
        let sentence = wires.trouble(&error);
        let more = match error {
            TeamError::Changed(lines) => meanwhile(lines).into_any(),
            TeamError::Taken(starts) | TeamError::NotOffered(starts) => nearest(starts).into_any(),
            _ => ().into_any(),
        };
        Some(view! { <div class="trouble"><p>{sentence}</p>{more}</div> }.into_any())
    };
    view! { <div role="alert">{said}</div> }
}
