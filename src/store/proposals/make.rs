//! How a proposal is made: in one transaction, each of its times judged by the function that offers, and held where it is to be.

use sqlx::{AnyConnection, Executor};

use super::one;
use crate::domain::{
    AgendaId, Bookable, Busy, Contact, CustomerId, Day, FedId, FedKind, FreedId, IdempotencyKey, Instant, Minutes, Name, Proposal, Refusal, RequestLetter, Slot, Slug, Span, Token,
};
use crate::store::bookable::{self, Found};
use crate::store::holds::{Hold, hold};
use crate::store::row::Reader;
use crate::store::{Store, StoreError, briefs, busy, dialect, freed, touched};

/// A proposal that is made, with the identities it will have.
#[derive(Clone, Debug)]
pub struct ProposalDraft<'a> {
    /// Whose.
    pub portal: &'a Slug,
    /// What is offered: through this entry.
    pub entry: &'a Slug,
    /// Its identity, and that of its item.
    pub id: FedId,
    /// For whom.
    pub customer: &'a CustomerId,
    /// How they are reached, and what the team wishes to say.
    pub contact: &'a Contact,
    /// The request that it answers.
    pub request: Option<&'a FedId>,
    /// In this agenda alone.
    pub agenda: Option<&'a AgendaId>,
    /// The starts, in order, each once.
    pub starts: &'a [Instant],
    /// They are kept free.
    pub held: bool,
    /// The freed time that is offered, and until when that is kept: for longer than the proposal, so that it is nobody's before whoever is next has it.
    pub freed: Option<(&'a FreedId, Instant)>,
    /// The first moment at which nothing of it can be picked.
    pub expires_at: Instant,
    /// The link.
    pub token: &'a Token,
    /// What makes a repetition the same.
    pub key: &'a IdempotencyKey,
    /// A digest of the whole ask.
    pub digest: &'a str,
    /// Who makes it.
    pub who: &'a Name,
    /// The present moment.
    pub now: Instant,
    /// The day by the portal's calendar.
    pub day: Day,
}

/// What became of proposing.
#[derive(Clone, Debug)]
pub enum Proposed {
    /// It stands.
    New(Proposal),
    /// The same had been proposed before; this is how it stands.
    Again(Proposal),
    /// The key came with another ask before.
    KeyReused,
    /// The freed time has been taken, or is being offered to someone else.
    Elsewhere,
    /// There is no such entry.
    NoEntry,
    /// There is no such customer, or they have no such request that waits.
    NoCustomer,
    /// The first of the times that can't be offered.
    Refused(Box<Bookable>, Instant, Refusal),
}

impl Store {
    /// Makes a proposal. `decide` is asked about each start with what stands in the entry's agendas; `letter` writes to the customer.
    pub async fn propose(
        &self,
        draft: &ProposalDraft<'_>,
        decide: impl Fn(&Bookable, &[Vec<Busy>], Instant) -> Result<Slot, Refusal>,
        letter: impl Fn(&Bookable, &[Slot]) -> RequestLetter,
    ) -> Result<Proposed, StoreError> {
        match self.try_to_propose(draft, &decide, &letter).await {
            // The same key at the same moment: now its answer is there to be read.
            Err(error) if error.is_collision() => self.try_to_propose(draft, &decide, &letter).await,
            proposed => proposed,
        }
    }

    async fn try_to_propose(
        &self,
        draft: &ProposalDraft<'_>,
        decide: &impl Fn(&Bookable, &[Vec<Busy>], Instant) -> Result<Slot, Refusal>,
        letter: &impl Fn(&Bookable, &[Slot]) -> RequestLetter,
    ) -> Result<Proposed, StoreError> {
        let mut transaction = self.begin().await?;
        let connection = &mut *transaction;
        if let Some(lock) = dialect::lock_entry(self.engine) {
            connection.fetch_all(sqlx::query(lock).bind(draft.portal.as_str()).bind(draft.entry.as_str()).bind("")).await?;
        }
        let Found::One(bookable) = bookable::bookable(connection, draft.portal.as_str(), draft.entry.as_str()).await? else {
            return Ok(Proposed::NoEntry);
        };
        let portal = &bookable.portal.id;
        let query = sqlx::query("SELECT idempotency_key, ask, card FROM idempotency_keys WHERE portal = $1 AND idempotency_key = $2");
        if let Some(row) = connection.fetch_optional(query.bind(portal.as_str()).bind(draft.key.as_str())).await? {
            let read = Reader::new(&row, "idempotency_keys");
            if read.text("ask")? != draft.digest {
                return Ok(Proposed::KeyReused);
            }
            let known = one(connection, portal, &FedId::new(read.text("card")?)).await?;
            // Whom it was for has been erased since.
            return Ok(known.map_or(Proposed::KeyReused, Proposed::Again));
        }
        let (Some(first), Some(last)) = (draft.starts.first(), draft.starts.last()) else {
            return Ok(Proposed::NoEntry);
        };
        let around = Span::new(*first, last.plus(bookable.event_type.limits().length).plus(Minutes::new(1)));
        if let Some((id, _)) = draft.freed
            && !freed::waits(connection, portal, id, draft.now).await?
        {
            return Ok(Proposed::Elsewhere);
        }
        let busy = busy::busy(connection, &bookable, around, draft.freed.map(|(id, _)| id.as_str())).await?;
        let mut slots = Vec::with_capacity(draft.starts.len());
        for start in draft.starts {
            match decide(&bookable, &busy, *start) {
                Ok(slot) => slots.push(slot),
                Err(refusal) => return Ok(Proposed::Refused(Box::new(bookable), *start, refusal)),
            }
        }
        let query = sqlx::query(dialect::lock_customers(self.engine)).bind(portal.as_str()).bind(draft.customer.as_str()).bind(draft.customer.as_str());
        if connection.fetch_optional(query).await?.is_none() || !answers(connection, &bookable, draft).await? {
            return Ok(Proposed::NoCustomer);
        }
        write(connection, &bookable, draft, &slots).await?;
        let query = sqlx::query("INSERT INTO idempotency_keys (portal, idempotency_key, ask, card, created_at) VALUES ($1, $2, $3, $4, $5)");
        let query = query.bind(portal.as_str()).bind(draft.key.as_str()).bind(draft.digest).bind(draft.id.as_str()).bind(draft.now.micros());
        touched(1, &connection.execute(query).await?)?;
        briefs::post(connection, &[letter(&bookable, &slots)]).await?;
        let kept = one(connection, portal, &draft.id).await?.ok_or(StoreError::Refused(sqlx::Error::RowNotFound))?;
        transaction.commit().await?;
        Ok(Proposed::New(kept))
    }
}

/// Notes of the request that is answered, where one is, that its customer has been invited. Says whether it is theirs, and waits.
async fn answers(connection: &mut AnyConnection, bookable: &Bookable, draft: &ProposalDraft<'_>) -> Result<bool, StoreError> {
    let Some(request) = draft.request else {
        return Ok(true);
    };
    let portal = bookable.portal.id.as_str();
    let query = sqlx::query(
        "UPDATE requests SET status = 'invited' WHERE portal = $1 AND id = $2 AND status IN ('open', 'invited')
           AND id IN (SELECT id FROM fed WHERE portal = $1 AND customer = $3 AND kind = 'request')",
    );
    if connection.execute(query.bind(portal).bind(request.as_str()).bind(draft.customer.as_str())).await?.rows_affected() == 0 {
        return Ok(false);
    }
    let query = sqlx::query("UPDATE fed SET unread = 0, active_at = $3 WHERE portal = $1 AND id = $2");
    touched(1, &connection.execute(query.bind(portal).bind(request.as_str()).bind(draft.now.micros())).await?)?;
    Ok(true)
}

async fn write(connection: &mut AnyConnection, bookable: &Bookable, draft: &ProposalDraft<'_>, slots: &[Slot]) -> Result<(), StoreError> {
    let (portal, contact, title) = (&bookable.portal.id, draft.contact, bookable.what());
    // It waits for the customer: there is nothing for the team to read or to do.
    let query = sqlx::query(
        "INSERT INTO fed (portal, id, customer, kind, direction, cents, currency, happened_at, wall_day, title, text, link, who, reference, active_at, unread, done, assigned)
         VALUES ($1, $2, $3, $4, '', 0, '', $5, $6, $7, $8, '', $9, $10, $5, 0, 1, '')",
    );
    let query = query.bind(portal.as_str()).bind(draft.id.as_str()).bind(draft.customer.as_str()).bind(FedKind::Proposal.as_str()).bind(draft.now.micros());
    let query = query.bind(draft.day.to_string()).bind(title.as_str()).bind(contact.note.as_str()).bind(draft.who.as_str()).bind(format!("proposal {}", draft.id));
    touched(1, &connection.execute(query).await?)?;
    let query = sqlx::query(
        "INSERT INTO proposals (portal, id, entry, subject, event_type, title, agenda, name, email, phone, language, note, held, status, token, created_at, expires_at, appointment, request, freed)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'open', $14, $15, $16, '', $17, $18)",
    );
    let query = query
        .bind(portal.as_str())
        .bind(draft.id.as_str())
        .bind(bookable.entry.id.as_str())
        .bind(bookable.subject.as_ref().map_or("", |subject| subject.id.as_str()))
        .bind(bookable.event_type.id.as_str())
        .bind(title.as_str())
        .bind(draft.agenda.map_or("", AgendaId::as_str))
        .bind(contact.name.as_str())
        .bind(contact.email.as_str())
        .bind(contact.phone.as_ref().map_or("", |phone| phone.as_str()))
        .bind(contact.language.tag())
        .bind(contact.note.as_str())
        .bind(i64::from(draft.held))
        .bind(draft.token.as_str())
        .bind(draft.now.micros())
        .bind(draft.expires_at.micros())
        .bind(draft.request.map_or("", FedId::as_str))
        .bind(draft.freed.map_or("", |(id, _)| id.as_str()));
    touched(1, &connection.execute(query).await?)?;
    for slot in slots {
        let agenda = &bookable.agendas[slot.agenda].id;
        let query =
            sqlx::query("INSERT INTO proposal_times (portal, proposal, starts_at, ends_at, agenda) VALUES ($1, $2, $3, $4, $5)").bind(portal.as_str()).bind(draft.id.as_str());
        touched(1, &connection.execute(query.bind(slot.span.start.micros()).bind(slot.span.end.micros()).bind(agenda.as_str())).await?)?;
        if let Some((freed, until)) = draft.freed {
            freed::keep(connection, portal, freed, agenda, until).await?;
        } else if draft.held {
            hold(connection, portal, &Hold { owner: draft.id.as_str(), agenda, event_type: &bookable.event_type, span: slot.span, until: draft.expires_at }).await?;
        }
    }
    Ok(())
}
