//! The team keeps a time free, or gives it back.

use super::App;
use super::ladder::GRACE;
use crate::clock::new_id;
use crate::domain::{AgendaId, BlockId, Minutes, Note, PortalId, SlotBlock, Span};
use crate::store::StoreError;

/// How long a block may last: a year, with its leap day.
pub const LONGEST_BLOCK: Minutes = Minutes::new(366 * 24 * 60);

/// Why a time could not be kept free, or given back.
#[derive(Debug, thiserror::Error)]
pub enum BlockError {
    /// It ends when it starts or before, or lasts longer than [`LONGEST_BLOCK`].
    #[error("a block ends after it starts, and within a year")]
    Span,
    /// The portal has no such agenda.
    #[error("the portal has no such agenda")]
    UnknownAgenda,
    /// The portal has no such block, or no longer.
    #[error("the portal has no such block")]
    UnknownBlock,
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Keeps a time of an agenda free, and of those beneath it. It may lie over an appointment, which stays.
pub async fn block(app: &App, portal: &PortalId, agenda: &AgendaId, span: Span, reason: Note) -> Result<SlotBlock, BlockError> {
    if span.is_empty() || span.start.plus(LONGEST_BLOCK) < span.end {
        return Err(BlockError::Span);
    }
    let block = SlotBlock { id: BlockId::new(new_id()), agenda: agenda.clone(), span, reason };
    if !app.store.add_block(portal, &block, app.clock.now()).await? {
        return Err(BlockError::UnknownAgenda);
    }
    Ok(block)
}

/// Gives a time back, and says which it was, so that this can be undone.
pub async fn unblock(app: &App, portal: &PortalId, id: &BlockId) -> Result<SlotBlock, BlockError> {
    let now = app.clock.now();
    app.store.remove_block(portal, id, now, now.plus(GRACE)).await?.ok_or(BlockError::UnknownBlock)
}
