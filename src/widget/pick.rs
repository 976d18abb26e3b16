//! The first step: a day, then a time.

use crate::element::*;

use super::Wires;
use super::calendar::Month;
use super::notice::Notices;
use super::request::RequestLink;
use super::summary::Facts;
use super::times::Times;
use crate::domain::texts::Text;

/// The first step.
#[component]
pub fn Pick(
    /// What it is wired to.
    wires: Wires,
) -> impl IntoView {
    let nothing = wires.watch(|flow| flow.calendar().is_empty());
    let (portal, requests) = wires.opened(|opened| (opened.portal.clone(), opened.requests));
    view! {
        <h2 tabindex="-1">{wires.text(Text::PickTime)}</h2>
        <Facts wires/>
        <Notices wires/>
        {move || match nothing.get() {
            true => view! { <p class="zone">{wires.fill(Text::NothingFree, &[("portal", &portal)])}</p> }.into_any(),
            false => {
                view! {
                    // As long as no program answers the presses, its buttons lead on by plain pages.
                    <form class="pick" action=wires.plain("/details")>
                        <input hidden type="hidden" name="lang" value=wires.language() />
                        <Month wires/>
                        <Times wires/>
                    </form>
                    <p class="zone">{wires.clock()}</p>
                }
                    .into_any()
            }
        }}
        {move || requests.then(|| view! { <RequestLink wires look=if nothing.get() { "main" } else { "quiet" }/> })}
    }
}
