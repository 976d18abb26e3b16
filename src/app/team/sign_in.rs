//! Members come and go: sessions, passwords, links, and who is of the team.

use super::DeedError;
use super::secrets::{digest, hash, verify};
use crate::app::App;
use crate::clock::{new_id, new_secret};
use crate::domain::{Email, FieldError, Instant, Key, KeyLetter, KeyReason, Member, MemberId, Minutes, OutboxId, Permission, Permissions, Slug};
use crate::store::StoreError;
use crate::store::team::{Added, MemberDraft, Session};

/// Characters at least in a password.
const PASSWORD_LEAST: u16 = 12;
/// Characters at most: more is no safer, and costs the server.
const PASSWORD_MOST: u16 = 200;

/// Wrong tries that cost nothing.
const FREE_TRIES: u32 = 5;
/// The longest that a wrong try makes wait, in seconds.
const LONGEST_WAIT: i64 = 900;
/// How long an answer takes to someone who has forgotten their password, whoever they are.
const AS_LONG: std::time::Duration = std::time::Duration::from_millis(250);

/// After so long, wrong tries are forgotten.
const FORGOTTEN: Minutes = Minutes::new(1_440);
/// How long a key serves before it is turned.
const TURN: Minutes = Minutes::new(1_440);
/// How often one address gets a link by mail at most.
const SPARSE: Minutes = Minutes::new(5);
/// How long a link lets a password be chosen.
const LINK: Minutes = Minutes::new(3 * 1_440);

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// There is no such portal.
    #[error("no portal has this name")]
    UnknownPortal,
    /// No member has this address and password.
    #[error("address and password don't belong together")]
    Wrong,
    /// Too many wrong tries: so many seconds are to pass.
    #[error("too many wrong tries: wait {0} seconds")]
    SlowDown(u32),
    /// The link was used, or has ended.
    #[error("this link can no longer be used")]
    LinkEnded,
    /// The password can't be used.
    #[error("the password {0}")]
    Password(FieldError),
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A member, and the key that their browser is to keep from now on.
#[derive(Clone, Debug)]
pub struct Keyed {
    /// Who.
    pub member: Member,
    /// The key, where there is a new one.
    pub key: Option<Key>,
}

/// Signs a member in. Wrong tries with an address, a member's or not, make the next one wait: 5, 10, 20 seconds, up to 15 minutes.
pub async fn sign_in(app: &App, portal: &Slug, email: &str, password: String) -> Result<Keyed, SignInError> {
    let now = app.clock.now();
    // What is no address is nobody's, and is counted all the same.
    let typed = email.trim();
    let email_key = Email::parse(typed).map_or_else(|_| typed.chars().take(254).collect(), |email| email.normalised());
    let known = app.store.sign_in(portal, &email_key).await?.ok_or(SignInError::UnknownPortal)?;
    let tries = if known.last_try > now.minus(FORGOTTEN) { known.tries } else { 0 };
    if let Some(wait) = wait(tries, known.last_try, now) {
        return Err(SignInError::SlowDown(wait));
    }
    let right = password.chars().count() <= usize::from(PASSWORD_MOST) && verify(password, known.password).await;
    let Some(member) = known.member.filter(|_| right) else {
        app.store.note_wrong_try(&known.portal, &email_key, now).await?;
        return Err(SignInError::Wrong);
    };
    let key = Key::new(portal.clone(), new_secret());
    app.store.begin_session(&member, &new_id(), &digest(&key), now).await?;
    Ok(Keyed { member, key: Some(key) })
}

/// The seconds that are still to pass before another try.
fn wait(tries: u32, last: Instant, now: Instant) -> Option<u32> {
    let over = tries.checked_sub(FREE_TRIES)?;
    let wait = (5_i64 << over.min(8)).min(LONGEST_WAIT);
    let left = last.seconds() + wait - now.seconds();
    u32::try_from(left).ok().filter(|left| *left > 0)
}

/// Who is signed in by a key; the key is turned once a day, and the new one is to be kept instead.
pub async fn signed_in(app: &App, key: &Key) -> Result<Option<(Session, Option<Key>)>, StoreError> {
    let now = app.clock.now();
    let Some(session) = app.store.session(key.portal(), &digest(key), now).await? else {
        return Ok(None);
    };
    if session.by_old_key || session.turned_at > now.minus(TURN) {
        return Ok(Some((session, None)));
    }
    let fresh = Key::new(key.portal().clone(), new_secret());
    let turned = app.store.turn_session(&session, &digest(key), &digest(&fresh), now).await?;
    Ok(Some((session, turned.then_some(fresh))))
}

/// Ends a session, or every one of its member.
pub async fn sign_out(app: &App, session: &Session, everywhere: bool) -> Result<(), StoreError> {
    app.store.end_session(session, everywhere).await
}

/// Chooses a password by a link, which ends with it, as do all of the member's sessions; a new one begins.
pub async fn choose_password(app: &App, link: &Key, password: String) -> Result<Keyed, SignInError> {
    let wrong = match password.chars().count() {
        count if count < usize::from(PASSWORD_LEAST) => Some(FieldError::TooShort(PASSWORD_LEAST)),
        count if count > usize::from(PASSWORD_MOST) => Some(FieldError::TooLong(PASSWORD_MOST)),
        _ => None,
    };
    if let Some(wrong) = wrong {
        return Err(SignInError::Password(wrong));
    }
    let (key, now) = (Key::new(link.portal().clone(), new_secret()), app.clock.now());
    let password = hash(password).await;
    let used = app.store.use_link(link.portal(), &digest(link), &password, (&new_id(), &digest(&key)), now).await?;
    used.map(|member| Keyed { member, key: Some(key) }).ok_or(SignInError::LinkEnded)
}

/// Makes someone a member, and a link by which they choose a password. Who is one already gets a new link and stays as they are.
/// `None` where there is no such portal.
pub async fn add_member(app: &App, portal: &Slug, draft: &MemberDraft) -> Result<Option<(Added, Key)>, StoreError> {
    let now = app.clock.now();
    let added = app.store.add_member(portal, draft, now).await?;
    let (Added::Member(id) | Added::Known(id)) = &added else {
        return Ok(None);
    };
    let link = Key::new(portal.clone(), new_secret());
    app.store.add_link(portal, id, &digest(&link), now.plus(LINK)).await?;
    Ok(Some((added, link)))
}

/// A member asks someone into the team: the link goes there by mail, and is theirs to hand over besides.
pub async fn invite(app: &App, by: &Member, draft: &MemberDraft) -> Result<(MemberId, Key), DeedError> {
    by.needs(Permission::Settings)?;
    let id = match app.store.add_member(&by.portal.slug, draft, app.clock.now()).await? {
        Added::Member(id) => id,
        Added::Known(_) => return Err(DeedError::Known),
        Added::NoPortal => return Err(DeedError::NotFound),
    };
    let someone = Member {
        id: id.clone(),
        portal: by.portal.clone(),
        name: draft.name.clone(),
        email: draft.email.clone(),
        language: draft.language.unwrap_or(by.portal.language),
        permissions: draft.permissions.clone(),
    };
    let link = Key::new(by.portal.slug.clone(), new_secret());
    send_link(app, &someone, &link, KeyReason::Invited(by.name.clone()), Minutes::ZERO).await?;
    Ok((id, link))
}

/// Someone has forgotten their password: where the address is a member's, a link goes there by mail, once in five minutes at most. Whether it is one, nobody is told,
/// neither by the answer nor by how long it takes: writing a letter takes some milliseconds, every answer a quarter of a second.
pub async fn forgot(app: &App, portal: &Slug, email: &str) -> Result<(), SignInError> {
    let (sent, ()) = tokio::join!(send_forgotten(app, portal, email), tokio::time::sleep(AS_LONG));
    sent
}

async fn send_forgotten(app: &App, portal: &Slug, email: &str) -> Result<(), SignInError> {
    let Ok(email) = Email::parse(email) else {
        return Ok(());
    };
    let known = app.store.sign_in(portal, &email.normalised()).await?.ok_or(SignInError::UnknownPortal)?;
    if let Some(member) = known.member {
        send_link(app, &member, &Key::new(portal.clone(), new_secret()), KeyReason::Forgotten, SPARSE).await?;
    }
    Ok(())
}

/// Writes the letter that brings a member a link, unless one was written within `sparse`.
async fn send_link(app: &App, member: &Member, link: &Key, reason: KeyReason, sparse: Minutes) -> Result<(), StoreError> {
    let now = app.clock.now();
    let letter = KeyLetter {
        id: OutboxId::new(new_id()),
        portal: member.portal.id.clone(),
        portal_name: member.portal.name.clone(),
        portal_slug: member.portal.slug.to_string(),
        member: member.id.clone(),
        name: member.name.clone(),
        email: member.email.clone(),
        language: member.language,
        reason,
        key: link.reveal(),
        caused_at: now,
        ends_at: now.plus(LINK),
    };
    if app.store.send_link(&letter, &digest(link), now.minus(sparse)).await? {
        app.letters.notify_one();
    }
    Ok(())
}

/// Another link for a member, in place of those before it.
pub async fn link_for(app: &App, by: &Member, member: &MemberId) -> Result<Key, DeedError> {
    by.needs(Permission::Settings)?;
    known(app, by, member).await?;
    let link = Key::new(by.portal.slug.clone(), new_secret());
    app.store.add_link(&by.portal.slug, member, &digest(&link), app.clock.now().plus(LINK)).await?;
    Ok(link)
}

/// Changes what a member may do.
pub async fn permit(app: &App, by: &Member, member: &MemberId, permissions: &Permissions) -> Result<(), DeedError> {
    by.needs(Permission::Settings)?;
    known(app, by, member).await?;
    if app.store.permit(&by.portal.id, member, permissions).await? { Ok(()) } else { Err(DeedError::LastOfAll) }
}

/// Lets a member go.
pub async fn let_go(app: &App, by: &Member, member: &MemberId) -> Result<(), DeedError> {
    by.needs(Permission::Settings)?;
    known(app, by, member).await?;
    if app.store.let_go(&by.portal.id, member, app.clock.now()).await? { Ok(()) } else { Err(DeedError::LastOfAll) }
}

async fn known(app: &App, by: &Member, member: &MemberId) -> Result<(), DeedError> {
    let found = app.store.members(&by.portal.id).await?.into_iter().any(|row| row.id == *member);
    if found { Ok(()) } else { Err(DeedError::NotFound) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_tries_make_wait_longer_and_longer_but_never_for_ever() {
        let last = Instant::from_seconds(1_000);
        let check = |tries, seconds: i64, expected| assert_eq!(wait(tries, last, Instant::from_seconds(1_000 + seconds)), expected, "{tries} tries, {seconds} s later");
        check(4, 0, None);
        check(5, 0, Some(5));
        check(5, 5, None);
        check(6, 3, Some(7));
        check(8, 0, Some(40));
        check(40, 0, Some(900));
        check(40, 900, None);
    }
}
