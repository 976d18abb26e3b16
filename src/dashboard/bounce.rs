//! An address that mail came back from: why, since when, and that one had better call.

use super::wires::Wires;
use crate::api::team::wire::BouncedLine;
use crate::desk;
use crate::element::*;

/// It, beside the number to call.
#[component]
pub fn Bounce(
    /// What it is wired to.
    wires: Wires,
    /// How mail came back.
    bounced: BouncedLine,
    /// The number, as it is dialled.
    phone: Option<String>,
) -> impl IntoView {
    let call = phone.map_or_else(
        || view! { <span>{wires.text("bounce.no_phone")}</span> }.into_any(),
        |phone| {
            let href = format!("tel:{}", phone.replace(' ', ""));
            view! { <a href=href>{wires.fill("bounce.call_number", &[("phone", &phone)])}</a> }.into_any()
        },
    );
    let why = wires.text(desk::why_bounced(bounced.status.why()));
    view! {
        <p class="warn" data-bounced=bounced.status.to_string()>
            <b>{wires.text("bounce.call")}</b>" "{why}" "
            <span class="small"><time datetime=bounced.at.instant().to_string()>{wires.moment(bounced.at)}</time>{format!(" ({})", bounced.status)}</span>" "
            {call}
        </p>
    }
}
