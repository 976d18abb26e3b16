//! Customers, and booking for them.

use leptos::prelude::*;

use super::TeamError;
use super::wire::{Behalf, CustomerLine, CustomerRecord, Dossier, Offer, Whom};
use crate::api::travel::Deed;
use crate::domain::{AgendaId, CustomerId};

/// Customers whose name, address or number begins so; those seen last where nothing is asked.
#[server(name = Customers, prefix = "/api/t1", endpoint = "customers", protocol = Deed)]
pub async fn customers(
    /// The portal's slug.
    portal: String,
    /// Words.
    search: String,
) -> Result<Vec<CustomerLine>, TeamError> {
    crate::replies::team::customers(portal, search).await
}

/// A customer with all that the team knows of them.
#[server(name = CustomerOf, prefix = "/api/t1", endpoint = "customer_of", protocol = Deed)]
pub async fn customer_of(
    /// The portal's slug.
    portal: String,
    /// Which customer.
    id: String,
) -> Result<CustomerRecord, TeamError> {
    crate::replies::team::customer_of(portal, id).await
}

/// Changes a customer's contact details. Their appointments keep what was given with them.
#[server(name = EditCustomer, prefix = "/api/t1", endpoint = "edit_customer", protocol = Deed)]
pub async fn edit_customer(
    /// The portal's slug.
    portal: String,
    /// Which customer.
    id: String,
    /// What they are to be.
    whom: Whom,
) -> Result<CustomerRecord, TeamError> {
    crate::replies::team::edit_customer(portal, id, whom).await
}

/// Lets mail go to a customer again from whose address it came back.
#[server(name = LiftBounce, prefix = "/api/t1", endpoint = "lift_bounce", protocol = Deed)]
pub async fn lift_bounce(
    /// The portal's slug.
    portal: String,
    /// Which customer.
    id: String,
) -> Result<CustomerRecord, TeamError> {
    crate::replies::team::lift_bounce(portal, id).await
}

/// Writes a note on a customer's timeline.
#[server(name = NoteOnCustomer, prefix = "/api/t1", endpoint = "note_on_customer", protocol = Deed)]
pub async fn note_on_customer(
    /// The portal's slug.
    portal: String,
    /// Which customer.
    id: String,
    /// What it says.
    text: String,
) -> Result<CustomerRecord, TeamError> {
    crate::replies::team::note_on_customer(portal, id, text).await
}

/// Writes to who booked an appointment, by mail and on their page. A repetition with the same key is the same message.
#[server(name = WriteToCustomer, prefix = "/api/t1", endpoint = "write_to_customer", protocol = Deed)]
pub async fn write_to_customer(
    /// The portal's slug.
    portal: String,
    /// Which appointment.
    id: String,
    /// What it says.
    text: String,
    /// What makes a repetition the same.
    key: String,
) -> Result<CustomerRecord, TeamError> {
    crate::replies::team::write_to_customer(portal, id, text, key).await
}

/// The free times of an entry, of all its agendas or of one.
#[server(name = TimesAt, prefix = "/api/t1", endpoint = "times_at", protocol = Deed)]
pub async fn times_at(
    /// The portal's slug.
    portal: String,
    /// The entry's slug.
    entry: String,
    /// Of this agenda alone.
    agenda: Option<AgendaId>,
    /// Days after 1970-01-01.
    from: i32,
) -> Result<Offer, TeamError> {
    crate::replies::team::times_at(portal, entry, agenda, from).await
}

/// Books on a customer's behalf.
#[server(name = BookFor, prefix = "/api/t1", endpoint = "book_for", protocol = Deed)]
pub async fn book_for(
    /// What is booked.
    behalf: Behalf,
) -> Result<Dossier, TeamError> {
    crate::replies::team::book_for(behalf).await
}

/// Makes two customers one: the first goes, all that was theirs is the second's.
#[server(name = MergeCustomers, prefix = "/api/t1", endpoint = "merge_customers", protocol = Deed)]
pub async fn merge_customers(
    /// The portal's slug.
    portal: String,
    /// Who goes.
    from: CustomerId,
    /// Who stays.
    into: CustomerId,
) -> Result<CustomerRecord, TeamError> {
    crate::replies::team::merge_customers(portal, from, into).await
}

/// Erases a customer, for good: what agendas and statistics need stays.
#[server(name = EraseCustomer, prefix = "/api/t1", endpoint = "erase_customer", protocol = Deed)]
pub async fn erase_customer(
    /// The portal's slug.
    portal: String,
    /// Who.
    id: CustomerId,
) -> Result<(), TeamError> {
    crate::replies::team::erase_customer(portal, id).await
}

/// All that is kept of a customer, as JSON to be handed to them.
#[server(name = ExportCustomer, prefix = "/api/t1", endpoint = "export_customer", protocol = Deed)]
pub async fn export_customer(
    /// The portal's slug.
    portal: String,
    /// Who.
    id: CustomerId,
) -> Result<String, TeamError> {
    crate::replies::team::export_customer(portal, id).await
}
