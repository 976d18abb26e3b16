//! What something is that was fed in: its mark, its word, and the amount of a bid.

use super::wires::Wires;
use crate::desk;
use crate::domain::FedWhat;
use crate::element::*;

/// Its mark and its word: never a colour alone.
#[component]
pub fn Kind(
    /// What it is wired to.
    wires: Wires,
    /// What it is.
    what: FedWhat,
) -> impl IntoView {
    let amount = if let FedWhat::Bid(Some(amount)) = &what { Some(wires.money(amount)) } else { None };
    view! {
        <span class="kind" data-kind=what.kind().as_str()>{wires.text(desk::fed(&what))}</span>
        {amount.map(|amount| view! { <b class="amount">{amount}</b> })}
    }
}
