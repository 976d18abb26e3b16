//! The appointment that is open: what is known of it, read once and renewed whenever something is done.

use leptos::prelude::*;

use crate::api::team::wire::Dossier;
use crate::api::team::{self, TeamError};
use crate::dashboard::wires::Wires;
use crate::dashboard::{around, marking};
use crate::desk::{Panel, Screen};
use crate::domain::{AppointmentId, InteractionId, Marking};

/// A handle that every part of the screen carries.
#[derive(Clone, Copy)]
pub struct Opened {
    /// What the dashboard is wired to.
    pub wires: Wires,
    id: StoredValue<String>,
    /// What is known; nothing until it is there.
    pub dossier: RwSignal<Option<Dossier>>,
    /// Why nothing is known.
    pub error: RwSignal<Option<TeamError>>,
}

impl Opened {
    /// Opens an appointment of which nothing is known yet.
    pub fn new(wires: Wires, id: String) -> Self {
        Self { wires, id: StoredValue::new(id), dossier: RwSignal::new(None), error: RwSignal::new(None) }
    }

    /// Its identity.
    pub fn id(self) -> String {
        self.id.get_value()
    }

    /// Reads it. Whoever opens it has read it.
    pub fn load(self) {
        self.error.set(None);
        self.read(move |answer| match answer {
            Ok(dossier) => {
                let unread = dossier.unread;
                self.learn(dossier);
                if unread {
                    marking::read(self.wires, self.which());
                }
            }
            Err(error) => self.error.set(Some(error)),
        });
    }

    /// Looks whether something happened. What went wrong is said when something is asked for.
    pub fn glance(self) {
        self.read(move |answer| {
            if let Ok(dossier) = answer {
                self.learn(dossier);
            }
        });
    }

    fn read(self, then: impl FnOnce(Result<Dossier, TeamError>) + 'static) {
        let Some(id) = self.id.try_get_value() else {
            return;
        };
        let portal = self.wires.portal();
        self.wires.call(async move { team::dossier_of(portal, id).await }, then);
    }

    /// This is what is known now.
    pub fn learn(self, dossier: Dossier) {
        self.dossier.try_update(|known| {
            *known = Some(dossier);
        });
    }

    /// What is known, read by one part; told only when it changes.
    pub fn watch<T: PartialEq + Send + Sync + 'static>(self, read: impl Fn(&Dossier) -> T + Send + Sync + 'static) -> Memo<Option<T>> {
        Memo::new(move |_| self.dossier.with(|dossier| dossier.as_ref().map(&read)))
    }

    /// What is known now.
    pub fn now<T>(self, read: impl FnOnce(&Dossier) -> T) -> Option<T> {
        self.dossier.with_untracked(|dossier| dossier.as_ref().map(read))
    }

    /// Sets a mark in place of another.
    pub fn mark(self, marking: Marking, before: Marking) {
        marking::mark(self.wires, self.which(), marking, before);
    }

    /// Shows marks as they are set or taken back, wherever that is done.
    pub fn follow_marks(self) {
        Effect::new(move |_| {
            let Some((which, marking)) = self.wires.marked.get() else {
                return;
            };
            if which == self.which() {
                self.dossier.try_update(|dossier| {
                    if let Some(dossier) = dossier {
                        match marking {
                            Marking::Read(read) => dossier.unread = !read,
                            Marking::Done(done) => dossier.done = done,
                            Marking::Assigned(to) => dossier.assigned = to,
                        }
                    }
                });
            }
        });
    }

    fn which(self) -> InteractionId {
        InteractionId::Appointment(AppointmentId::new(self.id()))
    }

    /// Opens a panel, or closes it, in which case the focus goes back to what opened it.
    pub fn panel(self, panel: Panel) {
        let screen = Screen::Appointment(self.id(), panel);
        if panel != Panel::Closed {
            self.wires.go(screen);
            return;
        }
        let before = self.wires.place.with_untracked(|place| if let Screen::Appointment(_, panel) = place.screen { panel.as_str() } else { "" });
        around::focus(format!("[data-action=\"{before}\"]"));
        self.wires.turn(screen);
    }
}
