//! What the team does to an appointment.

use leptos::prelude::*;

use super::TeamError;
use super::wire::{Act, Dossier, Elsewhere, MailWords, Move, Offer};
use crate::api::travel::Deed;
use crate::domain::{AgendaId, InteractionId, Marking, OutboxId, Status};

/// Calls it off.
#[server(name = Cancel, prefix = "/api/t1", endpoint = "cancel", protocol = Deed)]
pub async fn cancel(
    /// Which, and how.
    act: Act,
) -> Result<Dossier, TeamError> {
    crate::replies::team::cancel(act).await
}

/// Gives it another time, and where it is said, another agenda. The same record.
#[server(name = Reschedule, prefix = "/api/t1", endpoint = "reschedule", protocol = Deed)]
pub async fn reschedule(
    /// Which, and how.
    act: Act,
    /// When and where.
    to: Move,
) -> Result<Dossier, TeamError> {
    crate::replies::team::reschedule(act, to).await
}

/// Gives it another agenda at its own time. The same record.
#[server(name = MoveTo, prefix = "/api/t1", endpoint = "move_to", protocol = Deed)]
pub async fn move_to(
    /// Which, and how.
    act: Act,
    /// Which.
    agenda: AgendaId,
) -> Result<Dossier, TeamError> {
    crate::replies::team::move_to(act, agenda).await
}

/// Says how it ended: completed, no-show, or confirmed again where that was a mistake.
#[server(name = Conclude, prefix = "/api/t1", endpoint = "conclude", protocol = Deed)]
pub async fn conclude(
    /// Which, and how.
    act: Act,
    /// How it stands now.
    status: Status,
) -> Result<Dossier, TeamError> {
    crate::replies::team::conclude(act, status).await
}

/// Sends the newest mail about it to its reader again.
#[server(name = SendAgain, prefix = "/api/t1", endpoint = "send_again", protocol = Deed)]
pub async fn send_again(
    /// The portal's slug.
    portal: String,
    /// Of which appointment.
    id: String,
    /// Which mail.
    mail: OutboxId,
) -> Result<Dossier, TeamError> {
    crate::replies::team::send_again(portal, id, mail).await
}

/// What a mail about it says.
#[server(name = ReadMail, prefix = "/api/t1", endpoint = "read_mail", protocol = Deed)]
pub async fn read_mail(
    /// The portal's slug.
    portal: String,
    /// Of which appointment.
    id: String,
    /// Which mail.
    mail: OutboxId,
) -> Result<MailWords, TeamError> {
    crate::replies::team::read_mail(portal, id, mail).await
}

/// Sets a mark of the team's.
#[server(name = MarkIt, prefix = "/api/t1", endpoint = "mark_it", protocol = Deed)]
pub async fn mark_it(
    /// The portal's slug.
    portal: String,
    /// On which interaction.
    which: InteractionId,
    /// Which mark.
    marking: Marking,
) -> Result<(), TeamError> {
    crate::replies::team::mark_it(portal, which, marking).await
}

/// Writes a note for the team.
#[server(name = NoteDown, prefix = "/api/t1", endpoint = "note_down", protocol = Deed)]
pub async fn note_down(
    /// The portal's slug.
    portal: String,
    /// Which appointment.
    id: String,
    /// What it says.
    text: String,
) -> Result<Dossier, TeamError> {
    crate::replies::team::note_down(portal, id, text).await
}

/// The free times of its agenda, or of another connected one, as if it stood nowhere.
#[server(name = TimesOf, prefix = "/api/t1", endpoint = "times_of", protocol = Deed)]
pub async fn times_of(
    /// The portal's slug.
    portal: String,
    /// Which appointment.
    id: String,
    /// Of this agenda; its own when there is none.
    agenda: Option<AgendaId>,
    /// Days after 1970-01-01.
    from: i32,
) -> Result<Offer, TeamError> {
    crate::replies::team::times_of(portal, id, agenda, from).await
}

/// Every agenda of the portal but its own, and whether it could move there.
#[server(name = MovesOf, prefix = "/api/t1", endpoint = "moves_of", protocol = Deed)]
pub async fn moves_of(
    /// The portal's slug.
    portal: String,
    /// Which appointment.
    id: String,
) -> Result<Vec<Elsewhere>, TeamError> {
    crate::replies::team::moves_of(portal, id).await
}
