//! The Inbox: appointments by what happened last, filtered, searched, page by page; and the team's marks.

use sqlx::Executor;
use sqlx::any::AnyRow;

use super::search::Search;
use super::timeline::FedRow;
use crate::domain::{
    AgendaId, AppointmentId, Cursor, CustomerId, Day, FedKind, Filters, InboxView, Instant, InteractionId, Marking, MemberId, Name, Offset, PortalId, Source, Span, Status,
    SubjectId, Title, WallTime, What,
};
use crate::store::row::Reader;
use crate::store::sql::Sql;
use crate::store::{Store, StoreError};

/// What is counted, is counted up to here: more is no more to a reader, and costs the same.
pub(super) const COUNTED: i64 = 1_000;

/// One appointment in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboxRow {
    /// Which.
    pub id: AppointmentId,
    /// Who booked, by the name they gave.
    pub name: Name,
    /// What it is about.
    pub subject: Option<Title>,
    /// What was booked.
    pub title: Title,
    /// In which agenda.
    pub agenda: AgendaId,
    /// When.
    pub span: Span,
    /// When, on the wall of its place: the day.
    pub day: Day,
    /// The time there.
    pub time: WallTime,
    /// That wall's offset.
    pub offset: Offset,
    /// How it stands.
    pub status: Status,
    /// Where it was made.
    pub source: Source,
    /// What happened last.
    pub last: What,
    /// When that was.
    pub active_at: Instant,
    /// Nobody has read it since.
    pub unread: bool,
    /// It is dealt with.
    pub done: bool,
    /// Who is to handle it.
    pub assigned: Option<MemberId>,
    /// A mail about it was given up.
    pub mail_failed: bool,
    /// Mail to its customer's address came back.
    pub bounced: bool,
}

impl InboxRow {
    /// Where a page that ends with it is gone on with.
    pub fn cursor(&self) -> Cursor {
        Cursor { at: self.active_at.micros(), id: self.id.to_string() }
    }
}

/// What a list shows: an appointment, or something that was fed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Interaction {
    /// An appointment.
    Appointment(InboxRow),
    /// Something that was fed in.
    Fed(FedRow),
}

impl Interaction {
    /// Where a page that ends with it is gone on with.
    pub fn cursor(&self) -> Cursor {
        match self {
            Self::Appointment(row) => row.cursor(),
            Self::Fed(row) => Cursor { at: row.active_at.micros(), id: row.id.to_string() },
        }
    }
}

/// How much there is in a view, each up to 1,000.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Nobody has read them.
    pub unread: u32,
    /// Not dealt with.
    pub open: u32,
    /// For the member who asks, and not dealt with.
    pub mine: u32,
    /// That match the filters.
    pub matching: u32,
    /// What nobody has read in each view, in their order.
    pub views: [u32; InboxView::ALL.len()],
}

/// How much waits, each up to 1,000.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Waiting {
    pub unread: u32,
    pub open: u32,
    pub mine: u32,
}

impl Waiting {
    /// Both together, each up to 1,000 as well.
    fn and(self, other: Self) -> Self {
        let most = |a: u32, b: u32| (a + b).min(COUNTED as u32);
        Self { unread: most(self.unread, other.unread), open: most(self.open, other.open), mine: most(self.mine, other.mine) }
    }
}

const LINE: &str = "SELECT b.id, b.name, COALESCE(s.title, '') AS subject_title, t.title, b.agenda, b.starts_at, b.ends_at, b.wall_day, b.wall_time, b.utc_offset,
    b.status, b.source, b.last_what, b.active_at, b.unread, b.done, b.assigned,
    CASE WHEN EXISTS (SELECT 1 FROM outbox o WHERE o.portal = b.portal AND o.appointment = b.id AND o.state = 'dead') THEN 1 ELSE 0 END AS mail_failed,
    CASE WHEN EXISTS (SELECT 1 FROM address_marks m WHERE m.portal = b.portal AND m.email_key = LOWER(b.email) AND m.kind = 'bounced') THEN 1 ELSE 0 END AS bounced
  FROM appointments b JOIN event_types t ON t.portal = b.portal AND t.id = b.event_type LEFT JOIN subjects s ON s.portal = b.portal AND s.id = b.subject WHERE ";

impl Store {
    /// Appointments by what happened last, the newest first, from a cursor on; `search` is what was read of the filters' words.
    pub async fn inbox(&self, portal: &PortalId, filters: &Filters, search: &Search, after: Option<&Cursor>, most: i64) -> Result<Vec<InboxRow>, StoreError> {
        if !filters.view.has_appointments() {
            return Ok(Vec::new());
        }
        let mut sql = Sql::new(LINE);
        matching(&mut sql, portal, filters, search);
        // Of few people all appointments are read and sorted; else they are read in order until a page is full. The sign says which, to SQLite.
        let sign = if filters.customer.is_some() { "+" } else { search.sign() };
        if let Some(cursor) = after {
            sql.push(" AND ").push(sign).push("b.active_at <= ").number(cursor.at);
            sql.push(" AND (b.active_at < ").number(cursor.at).push(" OR b.id < ").text(&*cursor.id).push(")");
        }
        sql.push(" ORDER BY ").push(sign).push("b.active_at DESC, b.id DESC LIMIT ").number(most);
        let rows = sql.query().fetch_all(&self.reads).await?;
        rows.iter().map(line).collect()
    }

    /// A customer's appointments, the latest first.
    pub async fn appointments_of(&self, portal: &PortalId, customer: &str, most: i64) -> Result<Vec<InboxRow>, StoreError> {
        let mut sql = Sql::new(LINE);
        sql.push("b.portal = ").text(portal.as_str()).push(" AND b.customer = ").text(customer).push(" ORDER BY b.starts_at DESC LIMIT ").number(most);
        let rows = sql.query().fetch_all(&self.reads).await?;
        rows.iter().map(line).collect()
    }

    /// How much there is, for a member.
    pub async fn inbox_counts(&self, portal: &PortalId, filters: &Filters, search: &Search, member: &MemberId) -> Result<Counts, StoreError> {
        let count = async |filters: &Filters, search: &Search| {
            let mut sql = Sql::new("SELECT COUNT(*) AS counted FROM (SELECT 1 AS one FROM appointments b WHERE ");
            matching(&mut sql, portal, filters, search);
            sql.push(" LIMIT ").number(COUNTED).push(") c");
            let row = sql.query().fetch_one(&self.reads).await?;
            Reader::new(&row, "appointments").count("counted")
        };
        let (only, none) = (Filters::default, Search::default());
        let appointments = Waiting {
            unread: count(&Filters { unread: true, ..only() }, &none).await?,
            open: count(&Filters { done: Some(false), ..only() }, &none).await?,
            mine: count(&Filters { done: Some(false), assigned: Some(member.clone()), ..only() }, &none).await?,
        };
        let mut each = vec![(InboxView::Appointments, appointments)];
        each.extend(FedKind::ALL.iter().map(|kind| InboxView::Fed(*kind)).zip(self.fed_counts(portal, member).await?));
        let here = each.iter().filter(|(view, _)| matches!(filters.view, InboxView::Everything) || filters.view == *view).map(|(_, waiting)| *waiting);
        let here = here.fold(Waiting::default(), Waiting::and);
        let mut views = InboxView::ALL.map(|view| each.iter().find(|(known, _)| *known == view).map_or(0, |(_, waiting)| waiting.unread));
        views[InboxView::Everything.at()] = each.iter().map(|(_, waiting)| *waiting).fold(Waiting::default(), Waiting::and).unread;
        let mut matching = self.fed_matching(portal, filters, search).await?;
        if filters.view.has_appointments() {
            matching += count(filters, search).await?;
        }
        Ok(Counts { unread: here.unread, open: here.open, mine: here.mine, matching: matching.min(COUNTED as u32), views })
    }

    /// Sets a mark. False where there is no such interaction, or no such member to handle it.
    pub async fn mark(&self, portal: &PortalId, id: &InteractionId, marking: &Marking) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        let (column, value) = match marking {
            Marking::Read(read) => ("unread", i64::from(!read)),
            Marking::Done(done) => ("done", i64::from(*done)),
            Marking::Assigned(member) => {
                if let Some(member) = member {
                    let query = sqlx::query("SELECT id FROM members WHERE portal = $1 AND id = $2 AND left_at = 0").bind(portal.as_str()).bind(member.as_str());
                    if transaction.fetch_optional(query).await?.is_none() {
                        return Ok(false);
                    }
                }
                ("assigned", 0)
            }
        };
        let mut sql = Sql::new(match id {
            InteractionId::Appointment(_) => "UPDATE appointments SET ",
            InteractionId::Fed(_) => "UPDATE fed SET ",
        });
        sql.push(column).push(" = ");
        match marking {
            Marking::Assigned(member) => sql.text(member.as_ref().map_or("", |member| member.as_str())),
            Marking::Read(_) | Marking::Done(_) => sql.number(value),
        };
        sql.push(" WHERE portal = ").text(portal.as_str()).push(" AND id = ").text(id.as_str());
        let found = transaction.execute(sql.query()).await?.rows_affected() == 1;
        transaction.commit().await?;
        Ok(found)
    }

    /// When something last happened in a portal's Inbox: by this, readers know that there is something new.
    pub async fn last_activity(&self, portal: &PortalId) -> Result<Instant, StoreError> {
        let query = sqlx::query(
            "SELECT COALESCE(MAX(last), 0) AS last FROM (
               SELECT MAX(active_at) AS last FROM appointments WHERE portal = $1 UNION ALL SELECT MAX(active_at) AS last FROM fed WHERE portal = $1) a",
        );
        let query = query.bind(portal.as_str());
        let row = query.fetch_one(&self.reads).await?;
        Ok(Instant::from_micros(Reader::new(&row, "appointments").number("last")?))
    }
}

/// Writes what an appointment must be to match.
fn matching(sql: &mut Sql, portal: &PortalId, filters: &Filters, search: &Search) {
    sql.push("b.portal = ").text(portal.as_str());
    let texts = [
        (" AND b.agenda = ", filters.agenda.as_ref().map(AgendaId::as_str)),
        (" AND b.subject = ", filters.subject.as_ref().map(SubjectId::as_str)),
        (" AND b.customer = ", filters.customer.as_ref().map(CustomerId::as_str)),
        (if filters.status == Some(Status::Confirmed) { " AND b.status = " } else { " AND b.status <> 'confirmed' AND b.status = " }, filters.status.map(Status::as_str)),
        (" AND b.source = ", filters.source.map(Source::as_str)),
        (" AND b.assigned <> '' AND b.assigned = ", filters.assigned.as_ref().map(MemberId::as_str)),
    ];
    for (text, value) in texts {
        if let Some(value) = value {
            sql.push(text).text(value);
        }
    }
    // Days as they are written sort as they follow each other.
    if let Some(from) = filters.from {
        sql.push(" AND b.wall_day >= ").text(from.to_string());
    }
    if let Some(to) = filters.to {
        sql.push(" AND b.wall_day <= ").text(to.to_string());
    }
    if filters.unread {
        sql.push(" AND b.unread = 1");
    }
    match filters.done {
        Some(true) => sql.push(" AND b.done = 1"),
        Some(false) => sql.push(" AND b.done = 0"),
        None => sql,
    };
    search.appointments(sql, portal);
}

fn line(row: &AnyRow) -> Result<InboxRow, StoreError> {
    let read = Reader::new(row, "appointments");
    Ok(InboxRow {
        id: AppointmentId::new(read.text("id")?),
        name: read.parsed("name", Name::parse)?,
        subject: read.optional("subject_title", Title::parse)?,
        title: read.parsed("title", Title::parse)?,
        agenda: AgendaId::new(read.text("agenda")?),
        span: read.span()?,
        day: read.named("wall_day", Day::parse)?,
        time: read.wall_time()?,
        offset: read.offset()?,
        status: read.named("status", Status::parse)?,
        source: read.named("source", Source::parse)?,
        last: read.named("last_what", What::parse)?,
        active_at: Instant::from_micros(read.number("active_at")?),
        unread: read.number("unread")? == 1,
        done: read.number("done")? == 1,
        assigned: read.optional("assigned", |id| Ok::<_, std::convert::Infallible>(MemberId::new(id)))?,
        mail_failed: read.number("mail_failed")? == 1,
        bounced: read.number("bounced")? == 1,
    })
}
