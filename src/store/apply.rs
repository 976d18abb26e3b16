//! Setting a portal up: what a file says becomes rows, and what it no longer says is retired, never deleted.

use std::collections::BTreeMap;

use sqlx::{AnyConnection, Executor, Row};

use super::book::json;
use super::dialect::{self, Engine};
use super::row::Reader;
use super::{Store, StoreError, kept, touched};
use crate::clock::new_id;
use crate::domain::{Advice, AgendaSetup, Applied, EntrySetup, Instant, MailSettings, PortalSetup, ProposalSettings, Setup, Slug};

/// The statements of one kind of row. Every kind is a slug and a list of texts.
struct Kind {
    label: &'static str,
    /// id, slug, retired_at, whether the team made it, then the texts.
    select: &'static str,
    /// $1 portal, $2 id, $3 slug, then the texts.
    insert: &'static str,
    /// $1 portal, $2 id, then the texts; not retired any more.
    update: &'static str,
    /// $1 portal, $2 id, $3 now.
    retire: &'static str,
}

// What the team has made stays until the file names its slug: from then on it is the file's. Hours and limits are also the team's to change: they are compared with what the file said last, and only where it says something
// else now do they take its word.
const AGENDA: Kind = Kind {
    label: "agenda",
    select: "SELECT id, slug, retired_at, made_by_team, name, email, zone, file_hours, meeting_link, phone FROM agendas WHERE portal = $1",
    insert: "INSERT INTO agendas (portal, id, slug, name, email, zone, hours, file_hours, meeting_link, phone, lane, project, revision, retired_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9, $2, '', 1, 0)",
    update: "UPDATE agendas SET name = $3, email = $4, zone = $5, hours = CASE WHEN file_hours = $6 THEN hours ELSE $6 END, file_hours = $6, meeting_link = $7, phone = $8, retired_at = 0, made_by_team = 0
      WHERE portal = $1 AND id = $2",
    retire: "UPDATE agendas SET retired_at = $3 WHERE portal = $1 AND id = $2",
};
const EVENT_TYPE: Kind = Kind {
    label: "event type",
    select: "SELECT id, slug, retired_at, 0, title, location, file_limits, requests, advice, offer_hold FROM event_types WHERE portal = $1",
    insert: "INSERT INTO event_types (portal, id, slug, title, location, limits, file_limits, requests, advice, offer_hold, retired_at) VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $8, $9, 0)",
    update: "UPDATE event_types SET title = $3, location = $4, limits = CASE WHEN file_limits = $5 THEN limits ELSE $5 END, file_limits = $5, requests = $6, advice = $7, offer_hold = $8, retired_at = 0
      WHERE portal = $1 AND id = $2",
    retire: "UPDATE event_types SET retired_at = $3 WHERE portal = $1 AND id = $2",
};
const SUBJECT: Kind = Kind {
    label: "subject",
    select: "SELECT id, slug, retired_at, 0, kind, title, address, advice FROM subjects WHERE portal = $1",
    insert: "INSERT INTO subjects (portal, id, slug, kind, title, address, advice, retired_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 0)",
    update: "UPDATE subjects SET kind = $3, title = $4, address = $5, advice = $6, retired_at = 0 WHERE portal = $1 AND id = $2",
    retire: "UPDATE subjects SET retired_at = $3 WHERE portal = $1 AND id = $2",
};
const ENTRY: Kind = Kind {
    label: "entry",
    select: "SELECT id, slug, retired_at, 0, kind, subject, event_type FROM entries WHERE portal = $1",
    insert: "INSERT INTO entries (portal, id, slug, kind, subject, event_type, retired_at) VALUES ($1, $2, $3, $4, $5, $6, 0)",
    update: "UPDATE entries SET kind = $3, subject = $4, event_type = $5, retired_at = 0 WHERE portal = $1 AND id = $2",
    retire: "UPDATE entries SET retired_at = $3 WHERE portal = $1 AND id = $2",
};

/// A row that should be there: its slug, and its texts in the kind's order.
type Wanted = (String, Vec<String>);

/// The identity of each slug.
type Ids = BTreeMap<String, String>;

impl Store {
    /// Makes the portal what the setup says, in one transaction. The same setup twice changes nothing.
    pub async fn apply(&self, setup: &Setup, now: Instant) -> Result<Applied, StoreError> {
        match self.try_to_apply(setup, now).await {
            // Someone else made the same portal at the same moment: now it is there to be compared.
            Err(error) if error.is_collision() => self.try_to_apply(setup, now).await,
            applied => applied,
        }
    }

    async fn try_to_apply(&self, setup: &Setup, now: Instant) -> Result<Applied, StoreError> {
        let mut transaction = self.begin().await?;
        let connection = &mut *transaction;
        let mut applied = Applied::default();
        let portal = portal(connection, &setup.portal, &mut applied).await?;

        let mut agendas = Vec::new();
        for agenda in &setup.agendas {
            let phone = agenda.phone.as_ref().map(ToString::to_string).unwrap_or_default();
            let meeting_link = agenda.meeting_link.clone().unwrap_or_default();
            let texts = vec![agenda.name.to_string(), agenda.email.to_string(), agenda.zone.to_string(), json(&agenda.hours)?, meeting_link, phone];
            agendas.push((agenda.slug.to_string(), texts));
        }
        let agendas = rows(connection, &AGENDA, &portal, agendas, now, &mut applied).await?;

        let mut event_types = Vec::new();
        for event_type in &setup.event_types {
            let offers = event_type.offers.map(|hold| hold.count().to_string()).unwrap_or_default();
            let requests = if event_type.requests { "yes" } else { "no" };
            let texts = vec![event_type.title.to_string(), event_type.location.to_string(), json(&event_type.limits)?, requests.to_owned(), advice(&event_type.advice)?, offers];
            event_types.push((event_type.slug.to_string(), texts));
        }
        let event_types = rows(connection, &EVENT_TYPE, &portal, event_types, now, &mut applied).await?;

        let mut subjects = Vec::new();
        for subject in &setup.subjects {
            let address = subject.address.as_ref().map(ToString::to_string).unwrap_or_default();
            subjects.push((subject.slug.to_string(), vec![subject.kind.as_str().to_owned(), subject.title.to_string(), address, advice(&subject.advice)?]));
        }
        let subjects = rows(connection, &SUBJECT, &portal, subjects, now, &mut applied).await?;

        for agenda in &setup.agendas {
            separate(self.engine, connection, &portal, agenda, (&agendas, &subjects), now, &mut applied).await?;
        }
        kept::end_orphans(connection, &portal, now, &mut applied).await?;
        kept::follow_parents(connection, &portal).await?;

        let entries = setup.entries.iter().map(|entry| {
            let subject = entry.subject.as_ref().map_or("", |subject| id(&subjects, subject));
            (entry.slug.to_string(), vec![entry.kind.as_str().to_owned(), subject.to_owned(), id(&event_types, &entry.event_type).to_owned()])
        });
        let entries = rows(connection, &ENTRY, &portal, entries.collect(), now, &mut applied).await?;
        for entry in &setup.entries {
            let named: Vec<&str> = entry.agendas.iter().map(|slug| id(&agendas, slug)).collect();
            let subject = entry.subject.as_ref().map_or("", |subject| id(&subjects, subject));
            connect(connection, &portal, id(&entries, &entry.slug), entry, (subject, &named), &mut applied).await?;
        }

        if !applied.is_empty() {
            let bump = sqlx::query("UPDATE portals SET revision = revision + 1 WHERE id = $1");
            touched(1, &connection.execute(bump.bind(&portal)).await?)?;
            transaction.commit().await?;
        }
        Ok(applied)
    }
}

/// Nothing to know is nothing stored.
fn advice(advice: &Advice) -> Result<String, StoreError> {
    if *advice == Advice::default() { Ok(String::new()) } else { json(advice) }
}

async fn portal(connection: &mut AnyConnection, setup: &PortalSetup, applied: &mut Applied) -> Result<String, StoreError> {
    let texts = [
        setup.name.to_string(),
        setup.zone.to_string(),
        setup.language.tag().to_owned(),
        setup.plan.as_str().to_owned(),
        json(&setup.allowed_origins)?,
        setup.country.as_str().to_owned(),
        if setup.texts.is_empty() { String::new() } else { json(&setup.texts)? },
        if setup.proposals == ProposalSettings::default() { String::new() } else { json(&setup.proposals)? },
        written(&setup.mail)?,
    ];
    // Nobody of the team changes its settings between what is read of them here and what is written.
    connection.execute(sqlx::query("UPDATE portals SET revision = revision WHERE slug = $1").bind(setup.slug.as_str())).await?;
    let select = sqlx::query("SELECT id, name, zone, language, plan, allowed_origins, country, texts, proposals, file_mail, mail FROM portals WHERE slug = $1");
    let (id, mail, sql, list) = match connection.fetch_optional(select.bind(setup.slug.as_str())).await? {
        None => (
            new_id(),
            setup.mail.clone(),
            "INSERT INTO portals (id, name, zone, language, plan, allowed_origins, country, texts, proposals, file_mail, slug, mail, revision) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)",
            &mut applied.created,
        ),
        Some(row) => {
            let id: String = row.try_get(0)?;
            let mut known = (1..=texts.len()).map(|at| row.try_get::<String, _>(at)).collect::<Result<Vec<_>, _>>()?;
            let read = Reader::new(&row, "portals");
            let (before, mut mail) = (read.mail_settings("file_mail")?, read.mail_settings("mail")?);
            // As it would be written today: that it was written otherwise once is no change of the file.
            known[texts.len() - 1] = written(&before)?;
            if known == texts {
                return Ok(id);
            }
            mail.follow(&before, &setup.mail);
            (
                id,
                mail,
                "UPDATE portals SET name = $2, zone = $3, language = $4, plan = $5, allowed_origins = $6, country = $7, texts = $8, proposals = $9, file_mail = $10, mail = $12 WHERE id = $1 AND slug = $11",
                &mut applied.changed,
            )
        }
    };
    let query = texts.iter().fold(sqlx::query(sql).bind(&id), |query, text| query.bind(text));
    touched(1, &connection.execute(query.bind(setup.slug.as_str()).bind(written(&mail)?)).await?)?;
    list.push(format!("portal {}", setup.slug));
    Ok(id)
}

/// Settings as they are kept: nothing, where they are what all have who say nothing.
pub(super) fn written(mail: &MailSettings) -> Result<String, StoreError> {
    if *mail == MailSettings::default() { Ok(String::new()) } else { json(mail) }
}

/// Brings the rows of one kind to what is wanted, and returns the identity of each slug.
async fn rows(connection: &mut AnyConnection, kind: &Kind, portal: &str, wanted: Vec<Wanted>, now: Instant, applied: &mut Applied) -> Result<Ids, StoreError> {
    let mut stored: BTreeMap<String, (String, bool, bool, Vec<String>)> = BTreeMap::new();
    for row in connection.fetch_all(sqlx::query(kind.select).bind(portal)).await? {
        let texts = (4..row.len()).map(|at| row.try_get::<String, _>(at)).collect::<Result<Vec<_>, _>>()?;
        stored.insert(row.try_get(1)?, (row.try_get(0)?, row.try_get::<i64, _>(2)? != 0, row.try_get::<i64, _>(3)? != 0, texts));
    }
    let mut ids = BTreeMap::new();
    for (slug, texts) in wanted {
        let name = format!("{} {slug}", kind.label);
        match stored.remove(&slug) {
            None => {
                let id = new_id();
                let query = texts.iter().fold(sqlx::query(kind.insert).bind(portal).bind(&id).bind(&slug), |query, text| query.bind(text));
                touched(1, &connection.execute(query).await?)?;
                applied.created.push(name);
                ids.insert(slug, id);
            }
            Some((id, retired, team, known)) => {
                if retired || team || known != texts {
                    let query = texts.iter().fold(sqlx::query(kind.update).bind(portal).bind(&id), |query, text| query.bind(text));
                    touched(1, &connection.execute(query).await?)?;
                    if retired { &mut applied.created } else { &mut applied.changed }.push(name);
                }
                ids.insert(slug, id);
            }
        }
    }
    for (slug, (id, retired, team, _)) in stored {
        if !retired && !team {
            touched(1, &connection.execute(sqlx::query(kind.retire).bind(portal).bind(&id).bind(now.micros())).await?)?;
            applied.retired.push(format!("{} {slug}", kind.label));
        }
    }
    Ok(ids)
}

/// Puts an agenda beneath its parent, for its project; or beneath none. Its appointments to come change lanes with it.
async fn separate(
    engine: Engine,
    connection: &mut AnyConnection,
    portal: &str,
    agenda: &AgendaSetup,
    (agendas, subjects): (&Ids, &Ids),
    now: Instant,
    applied: &mut Applied,
) -> Result<(), StoreError> {
    let own = id(agendas, &agenda.slug);
    let (lane, project) = agenda.separated.as_ref().map_or((own, ""), |separated| (id(agendas, &separated.parent), id(subjects, &separated.project)));
    let query = sqlx::query("SELECT lane, project FROM agendas WHERE portal = $1 AND id = $2").bind(portal).bind(own);
    let row = connection.fetch_one(query).await?;
    let (old, known): (String, String) = (row.try_get(0)?, row.try_get(1)?);
    if (old.as_str(), known.as_str()) == (lane, project) {
        return Ok(());
    }
    // Who books in the old lane or in the new one ends first, or waits and finds what this has made of them.
    if let Some(lock) = dialect::lock_lanes(engine) {
        connection.fetch_all(sqlx::query(lock).bind(portal).bind(&old).bind(lane)).await?;
    }
    let query = sqlx::query("UPDATE agendas SET lane = $3, project = $4 WHERE portal = $1 AND id = $2").bind(portal).bind(own);
    touched(1, &connection.execute(query.bind(lane).bind(project)).await?)?;
    // What the team has set apart beneath it goes along: it is the same person's time.
    let query = sqlx::query("UPDATE agendas SET lane = $3 WHERE portal = $1 AND lane = $2 AND id <> $2 AND made_by_team = 1").bind(portal).bind(own);
    connection.execute(query.bind(lane)).await?;
    let query = sqlx::query(
        "UPDATE appointments SET lane = $3 WHERE portal = $1 AND ends_at > $4 AND lane <> $3
           AND agenda IN (SELECT id FROM agendas WHERE portal = $1 AND (id = $2 OR (lane = $3 AND made_by_team = 1)))",
    );
    match connection.execute(query.bind(portal).bind(own).bind(lane).bind(now.micros())).await.map_err(StoreError::from) {
        Err(StoreError::Clash) => return Err(StoreError::SharedTime { agenda: agenda.slug.to_string() }),
        moved => moved?,
    };
    note(applied, format!("agenda {}", agenda.slug));
    Ok(())
}

/// Connects an entry with its agendas, in order.
async fn connect(connection: &mut AnyConnection, portal: &str, id: &str, entry: &EntrySetup, (subject, named): (&str, &[&str]), applied: &mut Applied) -> Result<(), StoreError> {
    let select = sqlx::query("SELECT agenda FROM entry_agendas WHERE portal = $1 AND entry = $2 ORDER BY position");
    let stored = connection.fetch_all(select.bind(portal).bind(id)).await?;
    let stored = stored.iter().map(|row| row.try_get::<String, _>(0)).collect::<Result<Vec<_>, _>>()?;
    let wanted = kept::with_kept(connection, portal, subject, named, &stored).await?;
    if stored == wanted {
        return Ok(());
    }
    connection.execute(sqlx::query("DELETE FROM entry_agendas WHERE portal = $1 AND entry = $2").bind(portal).bind(id)).await?;
    for (position, agenda) in wanted.iter().enumerate() {
        let query = sqlx::query("INSERT INTO entry_agendas (portal, entry, position, agenda) VALUES ($1, $2, $3, $4)");
        touched(1, &connection.execute(query.bind(portal).bind(id).bind(position as i64).bind(agenda)).await?)?;
    }
    note(applied, format!("entry {}", entry.slug));
    Ok(())
}

/// Notes a change of what may have been noted already.
fn note(applied: &mut Applied, name: String) {
    if !applied.created.contains(&name) && !applied.changed.contains(&name) {
        applied.changed.push(name);
    }
}

fn id<'a>(known: &'a Ids, slug: &Slug) -> &'a str {
    known.get(slug.as_str()).map_or("", String::as_str)
}
