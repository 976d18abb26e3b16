//! `appointment demo`: serves a believable realtor, with everything in one folder.

use std::time::Duration;

use super::Failure;
use super::serve::House;
use crate::app::{self, App, team};
use crate::clock::new_id;
use crate::config::Config;
use crate::domain::{Email, MemberId, Name, Permissions};
use crate::http::examples;
use crate::portal_file::{self, PortalFile};
use crate::store::team::MemberDraft;

/// Where the demo keeps everything, unless it is told otherwise.
pub const DATA_DIR: &str = "data/demo";

/// The demo's member.
const EMAIL: &str = "makelaar@grachten.example";
const PASSWORD: &str = "bezichtiging om negen";

const FILE: &str = include_str!("../../demo/demo.toml");

/// Serves the demo portal until it is told to stop.
pub async fn demo(config: Config) -> Result<(), Failure> {
    let file = portal_file::read(FILE).map_err(|mistakes| Failure::File("demo/demo.toml".into(), mistakes))?;
    let mut house = House::open(config, examples::routes(&first_entry(&file))).await?;
    if !house.wait(Duration::from_secs(10)).await? {
        return Err(Failure::Other("the database does not answer: `appointment doctor` says more".to_owned()));
    }
    app::apply(&house.site.app, &file).await?;
    let member = member(&house.site.app, &file).await?;
    println!("{}\n{}", house.line(), guide(&house, &file, member));
    house.stay().await
}

/// The entry that the examples book through: the file's first.
fn first_entry(file: &PortalFile) -> String {
    let entry = file.setup.entries.first().map_or("", |entry| entry.slug.as_str());
    format!("{}/{entry}", file.setup.portal.slug)
}

/// The demo's member, made where there is none yet; their password is no secret.
async fn member(app: &App, file: &PortalFile) -> Result<bool, Failure> {
    let portal = &file.setup.portal.slug;
    let (Ok(email), Ok(name)) = (Email::parse(EMAIL), Name::parse("Sanne de Wit")) else {
        return Ok(false);
    };
    let draft = MemberDraft { id: MemberId::new(new_id()), name, email, language: None, permissions: Permissions::all() };
    if app.store.sign_in(portal, &draft.email.normalised()).await?.is_some_and(|known| known.member.is_some()) {
        return Ok(true);
    }
    let link = team::add_member(app, portal, &draft).await?.map(|(_, link)| link);
    Ok(match link {
        Some(link) => team::choose_password(app, &link, PASSWORD.to_owned()).await.is_ok(),
        None => false,
    })
}

/// Where to look.
fn guide(house: &House, file: &PortalFile, member: bool) -> String {
    let portal = &file.setup.portal;
    let entries = file.setup.entries.iter().map(|entry| {
        let subject = file.setup.subjects.iter().find(|subject| Some(&subject.slug) == entry.subject.as_ref());
        let event_type = file.setup.event_types.iter().find(|event_type| event_type.slug == entry.event_type);
        let title = subject.map(|subject| &subject.title).or(event_type.map(|event_type| &event_type.title)).map_or(entry.slug.as_str(), |title| title.as_str());
        format!("  {title:<28} {}/b/{}/{}\n", house.site.public_url, portal.slug, entry.slug)
    });
    let mail = house.config.mail.url.folder().map_or_else(|| house.config.mail.url.to_string(), |folder| folder.display().to_string());
    let examples = format!("On other people's pages: {}/examples/", house.site.public_url);
    let team = if member { format!("The team's side: {}/team/{} as {EMAIL}, password {PASSWORD}\n", house.site.public_url, portal.slug) } else { String::new() };
    format!("\n{}\n{}\n{team}{examples}\nMails arrive in {mail}. Ctrl-C ends it.", portal.name, entries.collect::<String>())
}
