//! Members, their sessions, the links by which they choose a password, and wrong tries. Knows digests of secrets, never a secret.

use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Executor};

use crate::domain::{Email, Instant, Language, Member, MemberId, Minutes, Name, Permission, Permissions, PortalId, Slug};
use crate::store::book::json;
use crate::store::bookable::portal;
use crate::store::row::Reader;
use crate::store::{Store, StoreError, touched};

/// Someone who is to be of the team.
#[derive(Clone, Debug)]
pub struct MemberDraft {
    /// Their identity, if they are new.
    pub id: MemberId,
    /// What colleagues read.
    pub name: Name,
    /// Where mail reaches them.
    pub email: Email,
    /// What they read; the portal's language when unsaid.
    pub language: Option<Language>,
    /// What they may do.
    pub permissions: Permissions,
}

/// What became of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Added {
    /// They are of the team now.
    Member(MemberId),
    /// Someone of the team has this address.
    Known(MemberId),
    /// There is no such portal.
    NoPortal,
}

/// A member in the list of the team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberRow {
    /// Who.
    pub id: MemberId,
    /// What colleagues read.
    pub name: Name,
    /// Where mail reaches them.
    pub email: Email,
    /// What they may do.
    pub permissions: Permissions,
    /// They have chosen a password.
    pub active: bool,
}

/// What signing in needs to know.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// Who has the address; nobody, perhaps.
    pub member: Option<Member>,
    /// The digest of their password; empty where there is none.
    pub password: String,
    /// Whose team it is.
    pub portal: PortalId,
    /// Wrong tries with this address since the last right one.
    pub tries: u32,
    /// When the last of them was.
    pub last_try: Instant,
}

/// A member who is signed in.
#[derive(Clone, Debug)]
pub struct Session {
    /// Its row.
    pub id: String,
    /// Who.
    pub member: Member,
    /// When its key was made.
    pub turned_at: Instant,
    /// It was found by the key before that one.
    pub by_old_key: bool,
}

macro_rules! member {
    ($rest:literal) => {
        concat!(
            "SELECT p.id, p.slug, p.name, p.zone, p.country, p.language, p.plan, p.allowed_origins, p.texts, p.mail, p.proposals,
               m.id AS member, m.name AS member_name, m.email, m.language AS member_language, m.password, m.permissions ",
            $rest
        )
    };
}

const BY_EMAIL: &str = member!("FROM portals p JOIN members m ON m.portal = p.id WHERE p.slug = $1 AND m.email_key = $2 AND m.left_at = 0");

const BY_DIGEST: &str = member!(
    ", s.id AS session, s.turned_at, s.seen_at, s.digest
     FROM portals p JOIN sessions s ON s.portal = p.id JOIN members m ON m.portal = p.id AND m.id = s.member
     WHERE p.slug = $1 AND m.left_at = 0 AND s.created_at > $3 AND s.seen_at > $4 AND (s.digest = $2 OR s.old_digest = $2 AND s.turned_at > $5)"
);

/// A session that nobody used for so long has ended.
const IDLE: Minutes = Minutes::new(14 * 1_440);
/// No session lives longer.
const LONGEST: Minutes = Minutes::new(90 * 1_440);
/// The key before the last still opens for so long, as answers may cross.
const GRACE: Minutes = Minutes::new(2);
/// How exactly it is known when a session was last used: a write for each call would be one too many.
const SEEN_EVERY: Minutes = Minutes::new(60);

impl Store {
    /// Makes someone a member of a portal's team.
    pub async fn add_member(&self, portal: &Slug, draft: &MemberDraft, now: Instant) -> Result<Added, StoreError> {
        let mut transaction = self.begin().await?;
        let Some(row) = transaction.fetch_optional(sqlx::query("SELECT id, language FROM portals WHERE slug = $1").bind(portal.as_str())).await? else {
            return Ok(Added::NoPortal);
        };
        let read = Reader::new(&row, "portals");
        let (portal, language) = (read.text("id")?, read.named("language", Language::parse)?);
        let query = sqlx::query("SELECT id, left_at FROM members WHERE portal = $1 AND email_key = $2").bind(&portal).bind(draft.email.normalised());
        let known = transaction.fetch_optional(query).await?;
        let permissions = json(&draft.permissions)?;
        let (id, sql) = match &known {
            Some(row) => {
                let read = Reader::new(row, "members");
                let id = MemberId::new(read.text("id")?);
                if read.number("left_at")? == 0 {
                    return Ok(Added::Known(id));
                }
                // Who comes back is who they were, with what they wrote, and chooses a new password.
                (
                    id,
                    "UPDATE members SET name = $4, email = $5, language = $6, permissions = $7, password = '', left_at = 0, email_key = $3 WHERE portal = $1 AND id = $2 AND left_at <= $8",
                )
            }
            None => (
                draft.id.clone(),
                "INSERT INTO members (portal, id, email_key, name, email, language, permissions, password, created_at, left_at) VALUES ($1, $2, $3, $4, $5, $6, $7, '', $8, 0)",
            ),
        };
        let query = sqlx::query(sql).bind(&portal).bind(id.as_str()).bind(draft.email.normalised()).bind(draft.name.as_str()).bind(draft.email.as_str());
        let query = query.bind(draft.language.unwrap_or(language).tag()).bind(permissions).bind(now.micros());
        touched(1, &transaction.execute(query).await?)?;
        transaction.commit().await?;
        Ok(Added::Member(id))
    }

    /// The team, by name.
    pub async fn members(&self, portal: &PortalId) -> Result<Vec<MemberRow>, StoreError> {
        let query = sqlx::query("SELECT id, name, email, permissions, password FROM members WHERE portal = $1 AND left_at = 0 ORDER BY name, id");
        let rows = query.bind(portal.as_str()).fetch_all(&self.reads).await?;
        let read = |row: &AnyRow| {
            let read = Reader::new(row, "members");
            Ok(MemberRow {
                id: MemberId::new(read.text("id")?),
                name: read.parsed("name", Name::parse)?,
                email: read.parsed("email", Email::parse)?,
                permissions: read.json("permissions")?,
                active: !read.text("password")?.is_empty(),
            })
        };
        rows.iter().map(read).collect()
    }

    /// Changes what a member may do; whether there still is someone who may change members. Where there wouldn't be, nothing changes.
    pub async fn permit(&self, portal: &PortalId, member: &MemberId, permissions: &Permissions) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        let query = sqlx::query("UPDATE members SET permissions = $3 WHERE portal = $1 AND id = $2 AND left_at = 0");
        touched(1, &transaction.execute(query.bind(portal.as_str()).bind(member.as_str()).bind(json(permissions)?)).await?)?;
        let kept = someone_decides(&mut transaction, portal).await?;
        if kept {
            transaction.commit().await?;
        }
        Ok(kept)
    }

    /// Lets a member go: their sessions and links end, what they wrote stays, what they were to handle is nobody's. Whether there still is
    /// someone who may change members; where there wouldn't be, nothing changes.
    pub async fn let_go(&self, portal: &PortalId, member: &MemberId, now: Instant) -> Result<bool, StoreError> {
        let mut transaction = self.begin().await?;
        let query = sqlx::query("UPDATE members SET left_at = $3, password = '' WHERE portal = $1 AND id = $2 AND left_at = 0");
        touched(1, &transaction.execute(query.bind(portal.as_str()).bind(member.as_str()).bind(now.micros())).await?)?;
        for end in [
            "DELETE FROM sessions WHERE portal = $1 AND member = $2",
            "DELETE FROM member_links WHERE portal = $1 AND member = $2",
            "DELETE FROM key_letters WHERE portal = $1 AND member = $2",
            "UPDATE appointments SET assigned = '' WHERE portal = $1 AND assigned = $2",
            "UPDATE fed SET assigned = '' WHERE portal = $1 AND assigned = $2",
        ] {
            transaction.execute(sqlx::query(end).bind(portal.as_str()).bind(member.as_str())).await?;
        }
        let kept = someone_decides(&mut transaction, portal).await?;
        if kept {
            transaction.commit().await?;
        }
        Ok(kept)
    }

    /// What signing in with an address needs to know; `None` where there is no such portal.
    pub async fn sign_in(&self, portal: &Slug, email_key: &str) -> Result<Option<SignIn>, StoreError> {
        let mut connection = self.reads.acquire().await?;
        let Some(row) = connection.fetch_optional(sqlx::query("SELECT id FROM portals WHERE slug = $1").bind(portal.as_str())).await? else {
            return Ok(None);
        };
        let id = PortalId::new(Reader::new(&row, "portals").text("id")?);
        let found = connection.fetch_optional(sqlx::query(BY_EMAIL).bind(portal.as_str()).bind(email_key)).await?;
        let query = sqlx::query("SELECT email_key, tries, last_at FROM sign_in_tries WHERE portal = $1 AND email_key = $2").bind(id.as_str()).bind(email_key);
        let (tries, last_try) = match connection.fetch_optional(query).await? {
            Some(row) => {
                let read = Reader::new(&row, "sign_in_tries");
                (read.count("tries")?, Instant::from_micros(read.number("last_at")?))
            }
            None => (0, Instant::from_micros(0)),
        };
        let password = found.as_ref().map(|row| Reader::new(row, "members").text("password")).transpose()?.unwrap_or_default();
        let member = found.as_ref().map(member).transpose()?;
        Ok(Some(SignIn { member, password, portal: id, tries, last_try }))
    }

    /// Notes a wrong try with an address.
    pub async fn note_wrong_try(&self, portal: &PortalId, email_key: &str, now: Instant) -> Result<(), StoreError> {
        let query = sqlx::query(
            "INSERT INTO sign_in_tries (portal, email_key, tries, last_at) VALUES ($1, $2, 1, $3)
             ON CONFLICT (portal, email_key) DO UPDATE SET tries = sign_in_tries.tries + 1, last_at = excluded.last_at",
        );
        let query = query.bind(portal.as_str()).bind(email_key).bind(now.micros());
        touched(1, &query.execute(&self.writes).await?)
    }

    /// Begins a session, and forgets wrong tries with its member's address, and sessions that have ended.
    pub async fn begin_session(&self, member: &Member, id: &str, digest: &str, now: Instant) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        begin_session(&mut transaction, &member.portal.id, &member.id, id, digest, now).await?;
        let forget = sqlx::query("DELETE FROM sign_in_tries WHERE portal = $1 AND email_key = $2").bind(member.portal.id.as_str()).bind(member.email.normalised());
        transaction.execute(forget).await?;
        transaction.execute(sqlx::query("DELETE FROM sessions WHERE seen_at < $1").bind(now.minus(IDLE).micros())).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The session of a key, unless it has ended.
    pub async fn session(&self, portal: &Slug, digest: &str, now: Instant) -> Result<Option<Session>, StoreError> {
        let query = sqlx::query(BY_DIGEST).bind(portal.as_str()).bind(digest).bind(now.minus(LONGEST).micros()).bind(now.minus(IDLE).micros()).bind(now.minus(GRACE).micros());
        let Some(row) = query.fetch_optional(&self.reads).await? else {
            return Ok(None);
        };
        let read = Reader::new(&row, "sessions");
        let session =
            Session { id: read.text("session")?, member: member(&row)?, turned_at: Instant::from_micros(read.number("turned_at")?), by_old_key: read.text("digest")? != digest };
        if read.number("seen_at")? < now.minus(SEEN_EVERY).micros() {
            let query = sqlx::query("UPDATE sessions SET seen_at = $3 WHERE portal = $1 AND id = $2").bind(session.member.portal.id.as_str()).bind(&session.id);
            query.bind(now.micros()).execute(&self.writes).await?;
        }
        Ok(Some(session))
    }

    /// Gives a session another key; the one before opens for a moment longer. False when someone else has just done so.
    pub async fn turn_session(&self, session: &Session, old_digest: &str, digest: &str, now: Instant) -> Result<bool, StoreError> {
        let query = sqlx::query("UPDATE sessions SET digest = $4, old_digest = $3, turned_at = $5, seen_at = $5 WHERE portal = $1 AND id = $2 AND digest = $3");
        let query = query.bind(session.member.portal.id.as_str()).bind(&session.id).bind(old_digest).bind(digest).bind(now.micros());
        Ok(query.execute(&self.writes).await?.rows_affected() == 1)
    }

    /// Ends a session, or every one of its member.
    pub async fn end_session(&self, session: &Session, everywhere: bool) -> Result<(), StoreError> {
        let (sql, which) = match everywhere {
            true => ("DELETE FROM sessions WHERE portal = $1 AND member = $2", session.member.id.as_str()),
            false => ("DELETE FROM sessions WHERE portal = $1 AND id = $2", session.id.as_str()),
        };
        sqlx::query(sql).bind(session.member.portal.id.as_str()).bind(which).execute(&self.writes).await?;
        Ok(())
    }

    /// Makes a link by which a member chooses a password, until it ends. Those before it end at once.
    pub async fn add_link(&self, portal: &Slug, member: &MemberId, digest: &str, ends_at: Instant) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        let query = sqlx::query("DELETE FROM member_links WHERE portal = (SELECT id FROM portals WHERE slug = $1) AND member = $2");
        transaction.execute(query.bind(portal.as_str()).bind(member.as_str())).await?;
        let query = sqlx::query("INSERT INTO member_links (portal, digest, member, ends_at, sent_at) SELECT id, $2, $3, $4, 0 FROM portals WHERE slug = $1");
        touched(1, &transaction.execute(query.bind(portal.as_str()).bind(digest).bind(member.as_str()).bind(ends_at.micros())).await?)?;
        transaction.commit().await?;
        Ok(())
    }

    /// Uses a link: the member has this password from now on, every session of theirs ends, and a new one begins. `None` when the link has ended.
    pub async fn use_link(&self, portal: &Slug, link: &str, password: &str, session: (&str, &str), now: Instant) -> Result<Option<Member>, StoreError> {
        let mut transaction = self.begin().await?;
        let query = sqlx::query("DELETE FROM member_links WHERE portal = (SELECT id FROM portals WHERE slug = $1) AND digest = $2 AND ends_at > $3 RETURNING portal, member");
        let Some(row) = transaction.fetch_optional(query.bind(portal.as_str()).bind(link).bind(now.micros())).await? else {
            return Ok(None);
        };
        let read = Reader::new(&row, "member_links");
        let (id, member) = (PortalId::new(read.text("portal")?), MemberId::new(read.text("member")?));
        let query = sqlx::query("UPDATE members SET password = $3 WHERE portal = $1 AND id = $2 AND left_at = 0 RETURNING email_key");
        let Some(row) = transaction.fetch_optional(query.bind(id.as_str()).bind(member.as_str()).bind(password)).await? else {
            return Ok(None);
        };
        let key = Reader::new(&row, "members").text("email_key")?;
        transaction.execute(sqlx::query("DELETE FROM sessions WHERE portal = $1 AND member = $2").bind(id.as_str()).bind(member.as_str())).await?;
        transaction.execute(sqlx::query("DELETE FROM sign_in_tries WHERE portal = $1 AND email_key = $2").bind(id.as_str()).bind(&key)).await?;
        begin_session(&mut transaction, &id, &member, session.0, session.1, now).await?;
        let row = transaction.fetch_one(sqlx::query(BY_EMAIL).bind(portal.as_str()).bind(&key)).await?;
        let member = self::member(&row)?;
        transaction.commit().await?;
        Ok(Some(member))
    }
}

async fn begin_session(connection: &mut AnyConnection, portal: &PortalId, member: &MemberId, id: &str, digest: &str, now: Instant) -> Result<(), StoreError> {
    let query = sqlx::query("INSERT INTO sessions (portal, id, member, digest, old_digest, created_at, turned_at, seen_at) VALUES ($1, $2, $3, $4, '', $5, $5, $5)");
    touched(1, &connection.execute(query.bind(portal.as_str()).bind(id).bind(member.as_str()).bind(digest).bind(now.micros())).await?)
}

/// Whether someone of the team may change members.
async fn someone_decides(connection: &mut AnyConnection, portal: &PortalId) -> Result<bool, StoreError> {
    let rows = connection.fetch_all(sqlx::query("SELECT id, permissions FROM members WHERE portal = $1 AND left_at = 0").bind(portal.as_str())).await?;
    for row in &rows {
        let permissions: Permissions = Reader::new(row, "members").json("permissions")?;
        if permissions.allows(Permission::Settings) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn member(row: &AnyRow) -> Result<Member, StoreError> {
    let read = Reader::new(row, "members");
    Ok(Member {
        id: MemberId::new(read.text("member")?),
        portal: portal(row)?,
        name: read.parsed("member_name", Name::parse)?,
        email: read.parsed("email", Email::parse)?,
        language: read.named("member_language", Language::parse)?,
        permissions: read.json("permissions")?,
    })
}
