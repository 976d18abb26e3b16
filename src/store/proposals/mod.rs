//! Proposals: read by name and by link, and ended. How one is made and picked, and what becomes of it besides, stands in the files beside this.

mod make;
mod pick;
mod turns;

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Executor};

use super::row::Reader;
use super::sql::Sql;
use super::{Store, StoreError, briefs, holds, touched};
use crate::domain::{
    AgendaId, AppointmentId, CustomerId, EntryId, EventTypeId, FedId, FreedId, Instant, PortalId, Proposal, ProposalStatus, ProposedTime, RequestLetter, Slug, SubjectId, Title,
    Token,
};

pub use make::{ProposalDraft, Proposed};
pub(super) use pick::{customer_of, take};
pub(super) use turns::supersede;
pub use turns::{Turn, Unsure};

/// What became of ending a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It has ended so now.
    Now(Proposal),
    /// It had ended before, as it stands.
    Before(Proposal),
    /// There is no such proposal.
    Unknown,
}

/// To be gone on with: which.
const PROPOSALS: &str = "SELECT r.id, r.portal, p.slug AS portal_slug, r.entry, e.slug AS entry_slug, r.subject, r.event_type, r.title, r.agenda, f.customer,
    r.name, r.email, r.phone, r.language, r.note, r.held, r.status, r.token, r.created_at, r.expires_at, r.appointment, r.request, r.freed
  FROM portals p JOIN proposals r ON r.portal = p.id JOIN fed f ON f.portal = p.id AND f.id = r.id JOIN entries e ON e.portal = p.id AND e.id = r.entry WHERE p.";

impl Store {
    /// A proposal by its own name.
    pub async fn proposal(&self, portal: &PortalId, id: &FedId) -> Result<Option<Proposal>, StoreError> {
        one(&mut *self.reads.acquire().await?, portal, id).await
    }

    /// The proposal of a link.
    pub async fn proposal_of(&self, token: &Token) -> Result<Option<Proposal>, StoreError> {
        let mut sql = Sql::new(PROPOSALS);
        sql.push("slug = ").text(token.portal()).push(" AND r.token = ").text(token.as_str());
        let mut connection = self.reads.acquire().await?;
        read(&mut connection, &sql).await
    }

    /// The proposals whose time is over and that nobody has noted as such, the longest first.
    pub async fn proposals_over(&self, now: Instant) -> Result<Vec<(PortalId, FedId)>, StoreError> {
        let query = sqlx::query("SELECT id, portal FROM proposals WHERE status = 'open' AND expires_at <= $1 ORDER BY expires_at LIMIT 100").bind(now.micros());
        let rows = query.fetch_all(&self.reads).await?;
        let named = |row| {
            let read = Reader::new(row, "proposals");
            Ok((PortalId::new(read.text("portal")?), FedId::new(read.text("id")?)))
        };
        rows.iter().map(named).collect()
    }

    /// Ends an open proposal, and gives back what it holds; what is offered of a freed time goes to whoever is next. What the team does it knows; what else happens to what it
    /// proposed is to be read, and dealt with.
    pub async fn end_proposal(&self, portal: &PortalId, id: &FedId, to: ProposalStatus, letter: Option<&RequestLetter>, now: Instant) -> Result<Ended, StoreError> {
        let mut transaction = self.begin().await?;
        holds::lock(self.engine, &mut transaction, portal, id.as_str()).await?;
        let query = sqlx::query("UPDATE proposals SET status = $3 WHERE portal = $1 AND id = $2 AND status = 'open'").bind(portal.as_str()).bind(id.as_str()).bind(to.as_str());
        let ended = transaction.execute(query).await?.rows_affected() == 1;
        if ended {
            holds::release(&mut transaction, portal, id.as_str()).await?;
            briefs::post(&mut transaction, letter.map_or(&[], std::slice::from_ref)).await?;
        }
        let found = one(&mut transaction, portal, id).await?;
        if let Some(proposal) = found.as_ref().filter(|_| ended) {
            let told = i64::from(to != ProposalStatus::Withdrawn && proposal.freed.is_none());
            let query = sqlx::query("UPDATE fed SET unread = $3, done = $4, active_at = $5 WHERE portal = $1 AND id = $2").bind(portal.as_str()).bind(id.as_str());
            touched(1, &transaction.execute(query.bind(told).bind(1 - told).bind(now.micros())).await?)?;
        }
        transaction.commit().await?;
        Ok(match found {
            None => Ended::Unknown,
            Some(proposal) if ended => Ended::Now(proposal),
            Some(proposal) => Ended::Before(proposal),
        })
    }
}

async fn one(connection: &mut AnyConnection, portal: &PortalId, id: &FedId) -> Result<Option<Proposal>, StoreError> {
    let mut sql = Sql::new(PROPOSALS);
    sql.push("id = ").text(portal.as_str()).push(" AND r.id = ").text(id.as_str());
    read(connection, &sql).await
}

async fn read(connection: &mut AnyConnection, sql: &Sql) -> Result<Option<Proposal>, StoreError> {
    let Some(row) = connection.fetch_optional(sql.query()).await? else {
        return Ok(None);
    };
    let mut proposal = proposal(&row)?;
    let query = sqlx::query("SELECT proposal, starts_at, ends_at, agenda FROM proposal_times WHERE portal = $1 AND proposal = $2 ORDER BY starts_at");
    let rows = connection.fetch_all(query.bind(proposal.portal.as_str()).bind(proposal.id.as_str())).await?;
    let time = |row| {
        let read = Reader::new(row, "proposal_times");
        Ok::<_, StoreError>(ProposedTime { span: read.span()?, agenda: AgendaId::new(read.text("agenda")?) })
    };
    proposal.times = rows.iter().map(time).collect::<Result<_, _>>()?;
    Ok(Some(proposal))
}

fn proposal(row: &AnyRow) -> Result<Proposal, StoreError> {
    let read = Reader::new(row, "proposals");
    Ok(Proposal {
        id: FedId::new(read.text("id")?),
        portal: PortalId::new(read.text("portal")?),
        portal_slug: read.parsed("portal_slug", Slug::parse)?,
        entry: EntryId::new(read.text("entry")?),
        entry_slug: read.parsed("entry_slug", Slug::parse)?,
        subject: read.maybe("subject", SubjectId::new)?,
        event_type: EventTypeId::new(read.text("event_type")?),
        title: read.parsed("title", Title::parse)?,
        customer: CustomerId::new(read.text("customer")?),
        contact: read.contact()?,
        times: Vec::new(),
        agenda: read.maybe("agenda", AgendaId::new)?,
        held: read.number("held")? == 1,
        stored: read.named("status", ProposalStatus::parse)?,
        token: read.named("token", Token::parse)?,
        created_at: Instant::from_micros(read.number("created_at")?),
        expires_at: Instant::from_micros(read.number("expires_at")?),
        appointment: read.maybe("appointment", AppointmentId::new)?,
        request: read.maybe("request", FedId::new)?,
        freed: read.maybe("freed", FreedId::new)?,
    })
}
