//! `appointment member add`: makes the first member of a team, who invites the others.

use super::{Failure, open_store};
use crate::app::App;
use crate::app::team;
use crate::clock::{Clock, new_id};
use crate::config::Config;
use crate::domain::{Agendas, Email, MemberId, Name, Permission, Permissions, Slug};
use crate::store::Store;
use crate::store::team::{Added, MemberDraft};

/// Who is to be a member, and what they may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Of which portal's team.
    pub portal: Slug,
    /// Where mail reaches them, and by what they sign in.
    pub email: Email,
    /// What colleagues read; the address's first half when unsaid.
    pub name: Option<Name>,
    /// What they may do; everything when unsaid.
    pub may: Option<Vec<Permission>>,
    /// The agendas that they may change; every one when unsaid.
    pub agendas: Option<Vec<Slug>>,
}

/// Adds a member, and prints the link by which they choose a password. Who is one already gets a new link, and stays as they are.
pub async fn add(config: Config, wish: &Wish) -> Result<(), Failure> {
    let store = open_store(&config)?;
    store.migrate().await?;
    let app = App::new(store.clone(), Clock::system());
    let draft = draft(&store, wish).await?;
    let (added, link) = team::add_member(&app, &wish.portal, &draft).await?.ok_or_else(|| no_portal(wish))?;
    match added {
        Added::Member(_) => println!("{} is a member of {}", wish.email, wish.portal),
        Added::Known(_) | Added::NoPortal => println!("{} was a member of {} already, and may do what they could before", wish.email, wish.portal),
    }
    println!("They choose a password here, within three days: {}/team/{}/welcome/{}", config.public_url(config.listen), wish.portal, link.reveal());
    store.close().await;
    Ok(())
}

fn no_portal(wish: &Wish) -> Failure {
    Failure::Asked(format!("there is no portal {}: `appointment apply FILE` makes one", wish.portal))
}

async fn draft(store: &Store, wish: &Wish) -> Result<MemberDraft, Failure> {
    let portal = store.portal(&wish.portal).await?.ok_or_else(|| no_portal(wish))?;
    let may = |permission| wish.may.as_ref().is_none_or(|may| may.contains(&permission));
    let agendas = match (&wish.agendas, may(Permission::Agenda)) {
        (_, false) => Agendas::Only(Vec::new()),
        (None, true) => Agendas::All,
        (Some(slugs), true) => {
            let mut ids = Vec::new();
            for slug in slugs {
                let id = store.agenda_by_slug(&portal.id, slug).await?;
                ids.push(id.ok_or_else(|| Failure::Asked(format!("{} has no agenda {slug}", wish.portal)))?);
            }
            Agendas::Only(ids)
        }
    };
    let local = wish.email.as_str().split('@').next().unwrap_or_default();
    Ok(MemberDraft {
        id: MemberId::new(new_id()),
        name: wish.name.clone().or_else(|| Name::parse(local).ok()).ok_or_else(|| Failure::Asked("give them a name with --name".to_owned()))?,
        email: wish.email.clone(),
        language: None,
        permissions: Permissions {
            interactions: may(Permission::Interactions),
            settings: may(Permission::Settings),
            projects: may(Permission::Projects),
            billing: may(Permission::Billing),
            agendas,
        },
    })
}
