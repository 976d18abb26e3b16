//! What the store knows, as the dashboard shows it: moments on the wall of their place, numbers as they are dialled.

use chrono::Timelike;

use super::TeamDesk;
use crate::api::team::wire::{BouncedLine, CustomerLine, Dossier, FedLine, HistoryLine, Interaction, Line, MailLine, MailState, NoteLine, Offer, Place, Start};
use crate::app::team::Offered;
use crate::domain::{Audience, Bounced, Customer, Day, Instant, Location, Member, Occasion, Offset, WallTime};
use crate::store::team::{self, FedRow, HistoryRow, InboxRow, MailRow, NoteRow};
use crate::zone::Zone;
use crate::{dates, mail, phones};

/// The wall of a portal, on which moments are shown.
pub(super) struct Wall(Zone);

impl Wall {
    /// The wall of a member's portal.
    pub fn of(member: &Member) -> Self {
        Self(Zone::of(&member.portal.zone))
    }

    /// The wall of a zone.
    pub fn in_zone(zone: &Zone) -> Self {
        Self(zone.clone())
    }

    /// A moment.
    pub fn start(&self, at: Instant) -> Start {
        let (day, time) = self.0.wall(at);
        start(day, time, self.0.offset(at))
    }

    /// How mail to an address came back.
    pub fn bounced(&self, bounced: Bounced) -> BouncedLine {
        BouncedLine { status: bounced.status, at: self.start(bounced.at) }
    }

    /// One thing that happened.
    pub fn history(&self, row: HistoryRow) -> HistoryLine {
        let starts = row.starts.filter(|(old, new)| old != new);
        HistoryLine {
            what: row.what,
            by: row.by,
            at: self.start(row.at),
            old: starts.map(|(old, _)| self.start(old)),
            new: starts.map(|(_, new)| self.start(new)),
            agendas: row.agendas,
            reason: row.reason.map(String::from),
            told: row.told,
        }
    }

    /// A line of the list.
    pub fn line(&self, row: InboxRow) -> Line {
        Line {
            subject: row.subject.as_ref().unwrap_or(&row.title).to_string(),
            title: row.title.to_string(),
            customer: row.name.to_string(),
            agenda: row.agenda,
            start: start(row.day, row.time, row.offset),
            minutes: minutes(row.span.start, row.span.end),
            status: row.status,
            source: row.source,
            last: row.last,
            happened: self.start(row.active_at),
            unread: row.unread,
            done: row.done,
            assigned: row.assigned,
            mail_failed: row.mail_failed,
            bounced: row.bounced,
            id: row.id,
        }
    }

    /// What the Inbox lists.
    pub fn interaction(&self, found: team::Interaction) -> Interaction {
        match found {
            team::Interaction::Appointment(row) => Interaction::Appointment(self.line(row)),
            team::Interaction::Fed(row) => Interaction::Fed(self.fed(row)),
        }
    }

    /// Something that was fed in.
    pub fn fed(&self, row: FedRow) -> FedLine {
        FedLine {
            id: row.id,
            customer: row.customer,
            name: row.name.to_string(),
            what: row.fed.what,
            title: row.fed.title.to_string(),
            text: row.fed.text.to_string(),
            whole: row.whole,
            about: row.about,
            mail: row.mail.map(state),
            link: row.fed.link.map(|link| (link.to_string(), link.host().to_owned())),
            who: row.fed.who.to_string(),
            at: self.start(row.fed.happened_at),
            came: self.start(row.active_at),
            unread: row.unread,
            done: row.done,
            assigned: row.assigned,
            mail_failed: row.mail_failed,
        }
    }

    fn note(&self, row: NoteRow) -> NoteLine {
        NoteLine { id: row.id, by: row.by.to_string(), at: self.start(row.at), text: row.text }
    }

    fn mail(&self, row: MailRow, newest: bool) -> MailLine {
        let state = state(row.state);
        MailLine {
            id: row.id,
            occasion: row.occasion,
            to_customer: row.audience == Audience::Customer,
            attendee: row.attendee.map(|(_, name)| name.to_string()),
            at: self.start(row.at),
            state,
            newest,
        }
    }

    /// The newest first: the first to each reader is the newest to them.
    fn mails(&self, rows: Vec<MailRow>) -> Vec<MailLine> {
        let mut heard = Vec::new();
        let lines = rows.into_iter().map(|row| {
            let reader = (row.audience, row.attendee.as_ref().map(|(id, _)| id.clone()));
            // What someone wrote stays what they wrote, and says nothing of how things are.
            let newest = row.occasion == Occasion::Message || !heard.contains(&reader);
            heard.extend((row.occasion != Occasion::Message).then_some(reader));
            self.mail(row, newest)
        });
        lines.collect()
    }

    /// Everything of one appointment. What happened is shown on the wall of its place, as its time is.
    pub fn dossier(desk: &TeamDesk, member: &Member, dossier: team::Dossier) -> Dossier {
        let team::Dossier { card, bounced, unread, done, assigned, notes, history, mails } = dossier;
        let appointment = &card.appointment;
        let wall = Self(Zone::of(&appointment.zone));
        let address = card.address.as_ref().map(|address| (address.to_string(), mail::route(address.as_str())));
        Dossier {
            id: appointment.id.to_string(),
            version: appointment.version,
            customer: card.customer.id.clone(),
            name: card.customer.name.to_string(),
            email: card.customer.email.to_string(),
            phone: card.customer.phone.as_ref().map(phones::shown),
            bounced: bounced.map(|bounced| wall.bounced(bounced)),
            title: card.title.to_string(),
            subject: card.subject_title.as_ref().map(ToString::to_string),
            entry: card.entry_slug.to_string(),
            agenda: appointment.agenda.clone(),
            agenda_name: card.agenda_name.to_string(),
            start: start(appointment.day, appointment.time, appointment.offset),
            minutes: minutes(appointment.span.start, appointment.span.end),
            clock: dates::zone(member.language, &appointment.zone),
            place: Place { location: card.location, address: address.filter(|_| card.location == Location::AtAddress), meeting_link: card.meeting_link.clone() },
            status: appointment.status,
            begun: desk.app.clock.now() >= appointment.span.start,
            source: appointment.source,
            tags: appointment.tags.clone(),
            words: appointment.note.to_string(),
            attendees: card.attendees.iter().map(|attendee| (attendee.name.to_string(), attendee.email.to_string())).collect(),
            unread,
            done,
            assigned,
            notes: notes.into_iter().map(|row| wall.note(row)).collect(),
            history: history.into_iter().map(|row| wall.history(row)).collect(),
            mails: wall.mails(mails),
            barred: member.needs_agenda(&appointment.agenda).err(),
            manage_url: format!("{}/m/{}", desk.public_url, appointment.token.as_str()),
        }
    }
}

fn state(state: team::MailState) -> MailState {
    match state {
        team::MailState::Open(tries, error) => MailState::Open(tries, error),
        team::MailState::Sent => MailState::Sent,
        team::MailState::Dead(error) => MailState::Dead(error),
    }
}

/// A customer in a list.
pub(super) fn customer(customer: &Customer) -> CustomerLine {
    CustomerLine { id: customer.id.clone(), name: customer.name.to_string(), email: customer.email.to_string(), phone: customer.phone.as_ref().map(phones::shown) }
}

/// Free times.
pub(super) fn offer(offered: &Offered) -> Offer {
    Offer { today: offered.today.epoch_days(), to: offered.to.epoch_days(), later: offered.later.map(Day::epoch_days), runs: crate::replies::times::runs(&offered.slots) }
}

fn start(day: Day, time: WallTime, offset: Offset) -> Start {
    let time = time.time();
    Start { day: day.epoch_days(), minute: (time.hour() * 60 + time.minute()) as u16, offset: (offset.seconds() / 60) as i16 }
}

pub(super) fn minutes(from: Instant, to: Instant) -> u16 {
    u16::try_from((to.seconds() - from.seconds()) / 60).unwrap_or(u16::MAX)
}
