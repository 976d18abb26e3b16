//! Which sentence says what: the words of the house by their keys in `locales/team/`.

use crate::api::team::TeamError;
use crate::api::team::wire::{Place, WhyNotMove};
use crate::domain::{Direction, Feature, FedKind, FedWhat, FieldError, InboxView, Location, Marking, Occasion, Permission, Scope, Source, Status, What, WhyBounced};

/// How an appointment stands.
pub const fn status(status: Status) -> &'static str {
    match status {
        Status::Requested => "status.requested",
        Status::Confirmed => "status.confirmed",
        Status::Cancelled => "status.cancelled",
        Status::Completed => "status.completed",
        Status::NoShow => "status.no_show",
    }
}

/// Where it was made.
pub const fn source(source: Source) -> &'static str {
    match source {
        Source::Portal => "source.portal",
        Source::Plugin => "source.plugin",
        Source::Standalone => "source.standalone",
        Source::Dashboard => "source.dashboard",
    }
}

/// What a key is for.
pub const fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::AppointmentsRead => "keys.appointments_read",
        Scope::AppointmentsWrite => "keys.appointments_write",
        Scope::CustomersRead => "keys.customers_read",
        Scope::CustomersWrite => "keys.customers_write",
        Scope::AgendasRead => "keys.agendas_read",
        Scope::AgendasWrite => "keys.agendas_write",
        Scope::TimelineWrite => "keys.timeline_write",
        Scope::MailRead => "keys.mail_read",
        Scope::MailWrite => "keys.mail_write",
    }
}

/// What happened.
pub const fn what(what: What) -> &'static str {
    match what {
        What::Booked => "what.booked",
        What::Rescheduled => "what.rescheduled",
        What::Moved => "what.moved",
        What::Cancelled => "what.cancelled",
        What::Completed => "what.completed",
        What::NoShow => "what.no_show",
        What::Reopened => "what.reopened",
        What::Attending => "what.attending",
        What::AttendeeAdded => "what.attendee_added",
        What::AttendeeLeft => "what.attendee_left",
        What::Bounced => "what.bounced",
    }
}

/// Why mail to an address came back.
pub const fn why_bounced(why: WhyBounced) -> &'static str {
    match why {
        WhyBounced::Unknown => "bounce.unknown",
        WhyBounced::Full => "bounce.full",
        WhyBounced::Refused => "bounce.refused",
        WhyBounced::Other => "bounce.other",
    }
}

/// What was fed in, in words that also say which way a message went.
pub const fn fed(what: &FedWhat) -> &'static str {
    match what {
        FedWhat::Message(Direction::In) => "fed.message_in",
        FedWhat::Message(Direction::Out) => "fed.message_out",
        FedWhat::Document => "fed.document",
        FedWhat::WorkflowAnswer => "fed.workflow_answer",
        FedWhat::Bid(_) => "fed.bid",
        FedWhat::Request => "fed.request",
        FedWhat::Proposal => "fed.proposal",
    }
}

/// What a view of the Inbox is called.
pub const fn view_name(view: InboxView) -> &'static str {
    match view {
        InboxView::Everything => "view.everything",
        InboxView::Appointments => "view.appointments",
        InboxView::Fed(FedKind::Message) => "view.messages",
        InboxView::Fed(FedKind::Document) => "view.documents",
        InboxView::Fed(FedKind::WorkflowAnswer) => "view.answers",
        InboxView::Fed(FedKind::Bid) => "view.bids",
        InboxView::Fed(FedKind::Request) => "view.requests",
        InboxView::Fed(FedKind::Proposal) => "view.proposals",
    }
}

/// That nothing has come yet, and what would come and how.
pub const fn empty(view: InboxView) -> (&'static str, &'static str) {
    match view {
        InboxView::Everything => ("inbox.empty", "inbox.empty_help"),
        InboxView::Appointments => ("empty.appointments", "inbox.empty_help"),
        InboxView::Fed(FedKind::Message) => ("empty.messages", "empty.messages_help"),
        InboxView::Fed(FedKind::Document) => ("empty.documents", "empty.documents_help"),
        InboxView::Fed(FedKind::WorkflowAnswer) => ("empty.answers", "empty.answers_help"),
        InboxView::Fed(FedKind::Bid) => ("empty.bids", "empty.bids_help"),
        InboxView::Fed(FedKind::Request) => ("empty.requests", "empty.requests_help"),
        InboxView::Fed(FedKind::Proposal) => ("empty.proposals", "empty.proposals_help"),
    }
}

/// That a mark has been set.
pub const fn marked(marking: &Marking) -> &'static str {
    match marking {
        Marking::Read(true) => "marks.now_read",
        Marking::Read(false) => "marks.now_unread",
        Marking::Done(true) => "marks.now_done",
        Marking::Done(false) => "marks.now_open",
        Marking::Assigned(Some(_)) => "marks.now_assigned",
        Marking::Assigned(None) => "marks.now_nobodys",
    }
}

/// How they meet.
pub const fn location(location: Location) -> &'static str {
    match location {
        Location::AtAddress => "place.at_address",
        Location::Video => "place.video",
        Location::Phone => "place.phone",
    }
}

/// What is missing of a place.
pub fn missing(place: &Place) -> Option<&'static str> {
    place.is_missing().then_some(if place.location == Location::Video { "place.no_link" } else { "place.no_address" })
}

/// Why a mail was written.
pub const fn mail_occasion(occasion: Occasion) -> &'static str {
    match occasion {
        Occasion::Confirmation => "mail.confirmation",
        Occasion::Change => "mail.change",
        Occasion::Cancellation => "mail.cancellation",
        Occasion::Departure => "mail.departure",
        Occasion::Reminder => "mail.reminder",
        Occasion::StillComing => "mail.still_coming",
        Occasion::FollowUp => "mail.follow_up",
        Occasion::Message => "mail.message",
    }
}

/// Why an appointment can't move to an agenda.
pub const fn why_not(why: WhyNotMove) -> &'static str {
    match why {
        WhyNotMove::NotConnected => "move.not_connected",
        WhyNotMove::Plan => "move.plan",
        WhyNotMove::NoPermission => "move.no_permission",
        WhyNotMove::Busy => "move.busy",
    }
}

/// What a plan lacks.
pub const fn lacking(feature: Feature) -> &'static str {
    match feature {
        Feature::Agendas => "why_not.plan_agendas",
        Feature::Plugin => "why_not.plan_plugin",
        Feature::StandaloneLinks => "why_not.plan_standalone_links",
        Feature::Proposals => "why_not.plan_proposals",
    }
}

/// What a member lacks.
pub const fn permission(permission: Permission) -> &'static str {
    match permission {
        Permission::Interactions => "permission.interactions",
        Permission::Settings => "permission.settings",
        Permission::Projects => "permission.projects",
        Permission::Agenda => "permission.agenda",
        Permission::Billing => "permission.billing",
    }
}

/// What is wrong with a field.
pub const fn field_error(error: FieldError) -> &'static str {
    match error {
        FieldError::Missing => "field.missing",
        FieldError::TooLong(_) => "field.too_long",
        FieldError::NotAnEmail => "field.not_an_email",
        FieldError::NotAPhone => "field.not_a_phone",
        FieldError::NoMail => "field.no_mail",
        FieldError::NotASpan => "field.not_a_span",
        FieldError::NotHours => "field.not_hours",
        FieldError::Outside { .. } => "field.outside",
        FieldError::NotQuiet => "field.not_quiet",
        FieldError::Twice => "field.twice",
        FieldError::TooMany(_) => "field.too_many",
        _ => "field.wrong",
    }
}

/// Why a call brought nothing, where no screen says it in a way of its own.
pub const fn trouble(error: &TeamError) -> &'static str {
    match error {
        TeamError::SignedOut => "trouble.signed_out",
        TeamError::WrongPassword => "trouble.wrong_password",
        TeamError::SlowDown(_) => "trouble.slow_down",
        TeamError::LinkEnded => "trouble.link_ended",
        TeamError::NotAllowed(lacking) => permission(*lacking),
        TeamError::NotFound => "trouble.not_found",
        TeamError::Changed(_) => "trouble.changed",
        TeamError::Gone => "trouble.gone",
        TeamError::Taken(_) => "trouble.taken",
        TeamError::NotOffered(_) => "trouble.not_offered",
        TeamError::Invalid(_) => "trouble.invalid",
        TeamError::NotYet => "act.not_begun",
        TeamError::Upcoming => "trouble.upcoming",
        TeamError::Occupied(_) => "trouble.occupied",
        TeamError::InFile => "trouble.in_file",
        TeamError::Plan => "trouble.plan",
        TeamError::NotInPlan(feature) => lacking(*feature),
        TeamError::LastOfAll => "trouble.last_of_all",
        TeamError::TooMany => "trouble.too_many",
        TeamError::Unreachable => "trouble.unreachable",
        TeamError::Known | TeamError::KeyReused | TeamError::Unavailable => "trouble.unavailable",
    }
}
