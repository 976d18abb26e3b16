//! What a mail says: also one that was given up, before it is sent once more.

use leptos::prelude::{Callback, Effect, RwSignal};

use super::opened::Opened;
use crate::api::team::wire::MailWords;
use crate::api::team::{self, TeamError};
use crate::dashboard::dialog::Dialog;
use crate::dashboard::state::{Trouble, Waiting};
use crate::domain::OutboxId;
use crate::element::*;

/// It, over the screen.
#[component]
pub fn Words(
    /// Of which appointment.
    opened: Opened,
    /// Which mail.
    mail: OutboxId,
    /// It is to go.
    close: Callback<()>,
) -> impl IntoView {
    let wires = opened.wires;
    let found = RwSignal::new(None::<Result<MailWords, TeamError>>);
    let load = Callback::new(move |()| {
        let (portal, appointment, mail) = (wires.portal(), opened.id(), mail.clone());
        wires.call(async move { team::read_mail(portal, appointment, mail).await }, move |answer| {
            found.try_update(|found| *found = Some(answer));
        });
    });
    Effect::new(move |_| {
        use leptos::prelude::Callable;
        load.run(());
    });
    let show = move || match found.get() {
        None => view! { <Waiting wires/> }.into_any(),
        Some(Err(error)) => view! { <Trouble wires error again=Some(load)/> }.into_any(),
        Some(Ok(words)) => view! {
            <p class="small">{words.to}</p>
            <p><b dir="auto">{words.subject}</b></p>
            <pre class="mail-words" dir="auto" tabindex="0" aria-label=wires.text("mail.words")>{words.text}</pre>
        }
        .into_any(),
    };
    let inside = view! { <div>{show}</div> }.into_any();
    view! { <Dialog wires name="mail" title=wires.text("mail.words") close inside/> }
}
