//! A portal filled with made-up appointments, on which speed is measured. They lie in the past and in the days to come, one after another in each
//! agenda, so that none overlaps.

use sqlx::Executor;

use crate::clock::{new_id, new_secret};
use crate::domain::words::{phone_words, words};
use crate::domain::{Bookable, Instant, PortalId, Slot, Status, Token};
use crate::store::sql::Sql;
use crate::store::{Store, StoreError, touched};

/// Rows in one statement.
const ROWS: usize = 200;

/// Someone made up.
#[derive(Clone, Debug)]
pub struct Someone {
    /// Their identity.
    pub id: String,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their number, in E.164.
    pub phone: String,
}

/// An appointment made up.
#[derive(Clone, Debug)]
pub struct Filling<'a> {
    /// Of which entry.
    pub bookable: &'a Bookable,
    /// When, and in which agenda.
    pub slot: Slot,
    /// For whom.
    pub someone: &'a Someone,
    /// How it stands.
    pub status: Status,
    /// When it was booked.
    pub booked_at: Instant,
    /// Nobody has read it.
    pub unread: bool,
    /// It is dealt with.
    pub done: bool,
}

impl Store {
    /// Adds people.
    pub async fn fill_customers(&self, portal: &PortalId, people: &[Someone], now: Instant) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        for people in people.chunks(ROWS) {
            let mut customers = Sql::new("INSERT INTO customers (portal, id, email_key, name, email, phone, language, created_at, seen_at, noted) VALUES ");
            let mut found = Sql::new("INSERT INTO customer_words (portal, word, customer) VALUES ");
            let mut first_word = true;
            for (at, someone) in people.iter().enumerate() {
                customers.push(if at == 0 { "(" } else { ", (" }).text(portal.as_str()).push(", ").text(&*someone.id);
                for text in [&someone.email, &someone.name, &someone.email, &someone.phone] {
                    customers.push(", ").text(text.as_str());
                }
                customers.push(", 'nl', ").number(now.micros()).push(", ").number(now.micros()).push(", 1)");
                let mut all: Vec<String> = [words(&someone.name), words(&someone.email), phone_words(&someone.phone)].concat();
                all.sort_unstable();
                all.dedup();
                for word in all {
                    found.push(if first_word { "(" } else { ", (" }).text(portal.as_str()).push(", ").text(word).push(", ").text(&*someone.id).push(")");
                    first_word = false;
                }
            }
            touched(people.len() as u64, &transaction.execute(customers.query()).await?)?;
            transaction.execute(found.query()).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Adds appointments, each with its line of history and its item of the timeline.
    pub async fn fill_appointments(&self, fillings: &[Filling<'_>]) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        for fillings in fillings.chunks(ROWS) {
            let mut appointments = Sql::new(
                "INSERT INTO appointments (portal, id, entry, subject, event_type, agenda, lane, customer, wall_day, wall_time, zone, status, source, name, email, phone, token,
                   starts_at, ends_at, utc_offset, created_at, updated_at, active_at, unread, done, buffer_before, buffer_after, sequence, version, language, note, answers) VALUES ",
            );
            let mut history = Sql::new("INSERT INTO history (portal, appointment, happened_at, new_starts_at, version, who, what, old_starts_at) VALUES ");
            let mut timeline = Sql::new("INSERT INTO timeline (portal, customer, id, appointment, happened_at, kind) VALUES ");
            for (at, filling) in fillings.iter().enumerate() {
                let (id, open) = (new_id(), if at == 0 { "(" } else { ", (" });
                let Filling { bookable, slot, someone, .. } = filling;
                let token = Token::new(&bookable.portal.slug, &new_secret());
                let texts = [
                    id.as_str(),
                    bookable.entry.id.as_str(),
                    bookable.subject.as_ref().map_or("", |subject| subject.id.as_str()),
                    bookable.event_type.id.as_str(),
                    bookable.agendas[slot.agenda].id.as_str(),
                    bookable.agendas[slot.agenda].lane().as_str(),
                    &someone.id,
                    &slot.day.to_string(),
                    &slot.time.to_string(),
                    bookable.zone().as_str(),
                    filling.status.as_str(),
                    "standalone",
                    &someone.name,
                    &someone.email,
                    &someone.phone,
                    token.as_str(),
                ]
                .map(str::to_owned);
                appointments.push(open).text(bookable.portal.id.as_str());
                for text in texts {
                    appointments.push(", ").text(text);
                }
                let booked = filling.booked_at.micros();
                let numbers = [
                    slot.span.start.micros(),
                    slot.span.end.micros(),
                    i64::from(slot.offset.seconds()),
                    booked,
                    booked,
                    booked,
                    i64::from(filling.unread),
                    i64::from(filling.done),
                ];
                for number in numbers {
                    appointments.push(", ").number(number);
                }
                appointments.push(", 0, 0, 0, 1, 'nl', '', '{}')");
                history.push(open).text(bookable.portal.id.as_str()).push(", ").text(&*id).push(", ").number(booked);
                history.push(", ").number(slot.span.start.micros()).push(", 1, 'customer', 'booked', 0)");
                timeline.push(open).text(bookable.portal.id.as_str()).push(", ").text(&*someone.id).push(", ").text(&*id).push(", ").text(&*id);
                timeline.push(", ").number(booked).push(", 'appointment')");
            }
            for statement in [appointments, history, timeline] {
                touched(fillings.len() as u64, &transaction.execute(statement.query()).await?)?;
            }
        }
        transaction.commit().await?;
        Ok(())
    }
}
