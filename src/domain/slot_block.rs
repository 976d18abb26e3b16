//! A time that the team keeps free by hand.

use serde::{Deserialize, Serialize};

use super::{AgendaId, BlockId, Note, Span};

/// A slot block: nothing is offered in an agenda, or beneath it, for a while. What is booked there already stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlotBlock {
    /// Its identity.
    pub id: BlockId,
    /// The agenda that it was drawn in.
    pub agenda: AgendaId,
    /// From when to when.
    pub span: Span,
    /// Why, for the team; may be empty.
    pub reason: Note,
}
