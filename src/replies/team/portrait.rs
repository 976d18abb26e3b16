//! All that is kept of a customer, as JSON: what they may ask for (GDPR, articles 15 and 20). Moments are RFC 3339.

use serde_json::{Value, json};

use super::session::member;
use super::{Wall, answered, refused};
use crate::api::team::TeamError;
use crate::app::team;
use crate::domain::{Audience, Author, CustomerId, FedWhat};
use crate::store::team::{Dossier, FedRow, HistoryRow, Item, MailState, Record};

/// All that is kept of a customer.
pub async fn export_customer(portal: String, id: CustomerId) -> Result<String, TeamError> {
    let reply = async {
        let (desk, by) = member(&portal).await?;
        let (record, dossiers) = team::everything_of(&desk.app, &by, &id).await.map_err(|error| refused(error, &Wall::of(&by)))?;
        let portrait = portrait(&record, &dossiers);
        Ok(serde_json::to_string_pretty(&portrait).unwrap_or_default())
    };
    answered(reply.await)
}

fn portrait(record: &Record, dossiers: &[Dossier]) -> Value {
    let customer = &record.row.customer;
    let notes = record.items.iter().filter_map(|(at, item)| match item {
        Item::Note(note) => Some(json!({ "at": at.to_string(), "by": note.by.as_str(), "text": note.text.as_str() })),
        Item::Appointment(_) | Item::Fed(_) | Item::Bounced(_) | Item::Proposal(..) => None,
    });
    let fed = record.items.iter().filter_map(|(_, item)| if let Item::Fed(row) = item { Some(fed_item(row)) } else { None });
    json!({
        "customer": {
            "id": customer.id.as_str(),
            "name": customer.name.as_str(),
            "email": customer.email.as_str(),
            "phone": customer.phone.as_ref().map(|phone| phone.as_str()),
            "language": customer.language.tag(),
            "since": record.row.since.to_string(),
            "bounced": record.row.bounced.map(|bounced| json!({ "status": bounced.status.to_string(), "at": bounced.at.to_string() })),
        },
        "appointments": dossiers.iter().map(appointment).collect::<Vec<_>>(),
        "notes": notes.collect::<Vec<_>>(),
        "timeline": fed.collect::<Vec<_>>(),
    })
}

fn fed_item(row: &FedRow) -> Value {
    let fed = &row.fed;
    let (direction, amount) = match &fed.what {
        FedWhat::Message(direction) => (Some(direction.as_str()), None),
        FedWhat::Bid(amount) => (None, amount.as_ref()),
        FedWhat::Document | FedWhat::WorkflowAnswer | FedWhat::Request | FedWhat::Proposal => (None, None),
    };
    json!({
        "kind": fed.what.kind().as_str(),
        "direction": direction,
        "amount": amount.map(|amount| json!({ "cents": amount.cents(), "currency": amount.currency() })),
        "happened_at": fed.happened_at.to_string(),
        "title": fed.title.as_str(),
        "text": fed.text.as_str(),
        "link": fed.link.as_ref().map(|link| link.as_str()),
        "who": fed.who.as_str(),
        "reference": fed.reference.as_str(),
    })
}

fn appointment(dossier: &Dossier) -> Value {
    let card = &dossier.card;
    let appointment = &card.appointment;
    let mails = dossier.mails.iter().filter(|mail| mail.audience == Audience::Customer && mail.attendee.is_none()).map(|mail| {
        let state = match &mail.state {
            MailState::Open(..) => "waiting",
            MailState::Sent => "sent",
            MailState::Dead(_) => "given_up",
        };
        json!({ "occasion": mail.occasion, "at": mail.at.to_string(), "state": state })
    });
    json!({
        "id": appointment.id.as_str(),
        "title": card.title.as_str(),
        "subject": card.subject_title.as_ref().map(|title| title.as_str()),
        "agenda": card.agenda_name.as_str(),
        "starts_at": appointment.span.start.to_string(),
        "ends_at": appointment.span.end.to_string(),
        "zone": appointment.zone.as_str(),
        "status": appointment.status.as_str(),
        "source": appointment.source.as_str(),
        "given": {
            "name": card.customer.name.as_str(),
            "email": card.customer.email.as_str(),
            "phone": card.customer.phone.as_ref().map(|phone| phone.as_str()),
            "note": appointment.note.as_str(),
        },
        "attendees": card.attendees.iter().map(|attendee| json!({ "name": attendee.name.as_str(), "email": attendee.email.as_str() })).collect::<Vec<_>>(),
        "history": dossier.history.iter().map(line).collect::<Vec<_>>(),
        "mails": mails.collect::<Vec<_>>(),
    })
}

fn line(row: &HistoryRow) -> Value {
    let by = match &row.by {
        Author::Customer => "customer",
        Author::Member(_, name) | Author::Program(name) | Author::Attendee(name) => name.as_str(),
    };
    json!({ "at": row.at.to_string(), "what": row.what.as_str(), "by": by, "reason": row.reason.as_ref().map(|reason| reason.as_str()) })
}
