//! Every call with every role: what a member may not do, the server refuses, whatever a page has shown.

use appointment::api::team::wire::{Act, Behalf, InboxAsk, Move, Whom};
use appointment::api::team::{
    BookFor, Cancel, Conclude, CustomerOf, Customers, DossierOf, EditCustomer, EraseCustomer, EventTypesOf, ExportCustomer, FedOf, Inbox, LiftBounce, MarkIt, MergeCustomers,
    MoveTo, MovesOf, NoteDown, NoteOnCustomer, ProposalOf, Propose, ReadMail, RequestOf, Reschedule, SendAgain, TeamError, TimesAt, TimesOf, TurnRequest, WithdrawProposal,
    WriteToCustomer,
};
use appointment::app::{book, request, team};
use appointment::clock::new_id;
use appointment::domain::{AgendaId, Card, CustomerId, FedId, FedKind, Filters, InteractionId, Language, Marking, OutboxId, Permission, Permissions, RequestStatus, Status};

use super::office::{Desk, Office, act};
use super::proposals::offering;
use super::timeline::{fed, feeder, raw};
use crate::journeys::proposals::{proposer, proposing};
use crate::journeys::requests::{asking, entry};
use crate::support::{House, ask, at, both_engines, slug};

/// Who calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Stranger,
    Nothing,
    Reader,
    OtherAgenda,
    Editor,
    Everything,
    OtherPortal,
}

const ROLES: [Role; 7] = [Role::Stranger, Role::Nothing, Role::Reader, Role::OtherAgenda, Role::Editor, Role::Everything, Role::OtherPortal];

/// What a call needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Needs {
    /// To see interactions.
    Seeing,
    /// To change the agenda in which it stands.
    ThisAgenda,
    /// To change settings, and to see whom it is about.
    Deciding,
}

fn expected(role: Role, needs: Needs) -> Result<(), TeamError> {
    match (role, needs) {
        (Role::Stranger, _) => Err(TeamError::SignedOut),
        (Role::Nothing, _) => Err(TeamError::NotAllowed(Permission::Interactions)),
        (Role::Reader | Role::OtherAgenda, Needs::ThisAgenda) => Err(TeamError::NotAllowed(Permission::Agenda)),
        (Role::Reader | Role::OtherAgenda | Role::Editor, Needs::Deciding) => Err(TeamError::NotAllowed(Permission::Settings)),
        (Role::OtherPortal, _) => Err(TeamError::NotFound),
        _ => Ok(()),
    }
}

struct Scene {
    portal: &'static str,
    card: Card,
    /// Someone who is perhaps the same.
    twin: CustomerId,
    /// Something on the customer's timeline.
    fed: FedId,
    /// Something that they ask for.
    request: FedId,
    /// Times that they are offered.
    proposal: FedId,
    zuid: AgendaId,
    /// The newest mail about the appointment.
    mail: OutboxId,
}

/// Makes one call, by its name, and says how it ended.
async fn call(office: &Office<'_>, desk: &Desk, scene: &Scene, name: &str) -> Result<(), TeamError> {
    let portal = || scene.portal.to_owned();
    let id = scene.card.appointment.id.to_string();
    let customer = scene.card.customer.id.to_string();
    let act = || Act { portal: portal(), ..act(&scene.card) };
    let whom = || Whom { name: "Nieuwe Naam".to_owned(), email: format!("{}@klant.example", new_id()), phone: String::new(), language: Language::Nl };
    let to = || Move { agenda: None, starts_at: Some(at("2026-12-03 11:00").seconds()) };
    macro_rules! ended {
        ($asked:expr) => {
            office.call(desk, &$asked).await.answer.map(|_| ())
        };
    }
    match name {
        "dossier_of" => ended!(DossierOf { portal: portal(), id }),
        "times_of" => ended!(TimesOf { portal: portal(), id, agenda: None, from: 0 }),
        "moves_of" => ended!(MovesOf { portal: portal(), id }),
        "mark_it" => ended!(MarkIt { portal: portal(), which: InteractionId::Appointment(scene.card.appointment.id.clone()), marking: Marking::Done(true) }),
        "mark_fed" => ended!(MarkIt { portal: portal(), which: InteractionId::Fed(scene.fed.clone()), marking: Marking::Done(true) }),
        "fed_of" => ended!(FedOf { portal: portal(), id: scene.fed.clone() }),
        "request_of" => ended!(RequestOf { portal: portal(), id: scene.request.clone() }),
        "turn_request" => {
            ended!(TurnRequest { portal: portal(), id: scene.request.clone(), seen: RequestStatus::Open, to: RequestStatus::Invited })
        }
        "proposal_of" => ended!(ProposalOf { portal: portal(), id: scene.proposal.clone() }),
        "withdraw_proposal" => ended!(WithdrawProposal { portal: portal(), id: scene.proposal.clone() }),
        "write_to_customer" => ended!(WriteToCustomer { portal: portal(), id, text: "Ja.".to_owned(), key: new_id() }),
        "note_down" => ended!(NoteDown { portal: portal(), id, text: "Belt terug".to_owned() }),
        "customer_of" => ended!(CustomerOf { portal: portal(), id: customer }),
        "lift_bounce" => ended!(LiftBounce { portal: portal(), id: customer }),
        "edit_customer" => ended!(EditCustomer { portal: portal(), id: customer, whom: whom() }),
        "note_on_customer" => ended!(NoteOnCustomer { portal: portal(), id: customer, text: "Zoekt een tuin".to_owned() }),
        "merge_customers" => ended!(MergeCustomers { portal: portal(), from: scene.twin.clone(), into: scene.card.customer.id.clone() }),
        "export_customer" => ended!(ExportCustomer { portal: portal(), id: scene.card.customer.id.clone() }),
        "erase_customer" => ended!(EraseCustomer { portal: portal(), id: scene.card.customer.id.clone() }),
        "reschedule" => ended!(Reschedule { act: act(), to: to() }),
        "move_to" => ended!(MoveTo { act: act(), agenda: scene.zuid.clone() }),
        "cancel" => ended!(Cancel { act: act() }),
        "read_mail" => ended!(ReadMail { portal: portal(), id, mail: scene.mail.clone() }),
        "send_again" => ended!(SendAgain { portal: portal(), id, mail: scene.mail.clone() }),
        "conclude" => ended!(Conclude { act: act(), status: Status::NoShow }),
        _ => panic!("{name} has no line in this test"),
    }
}

const CALLS: [(&str, Needs); 25] = [
    ("dossier_of", Needs::Seeing),
    ("times_of", Needs::Seeing),
    ("moves_of", Needs::Seeing),
    ("mark_it", Needs::Seeing),
    ("mark_fed", Needs::Seeing),
    ("fed_of", Needs::Seeing),
    ("request_of", Needs::Seeing),
    ("turn_request", Needs::Seeing),
    ("proposal_of", Needs::Seeing),
    ("withdraw_proposal", Needs::ThisAgenda),
    ("write_to_customer", Needs::Seeing),
    ("note_down", Needs::Seeing),
    ("customer_of", Needs::Seeing),
    ("edit_customer", Needs::Seeing),
    ("lift_bounce", Needs::Seeing),
    ("note_on_customer", Needs::Seeing),
    ("merge_customers", Needs::Seeing),
    ("export_customer", Needs::Deciding),
    ("erase_customer", Needs::Deciding),
    ("reschedule", Needs::ThisAgenda),
    ("move_to", Needs::ThisAgenda),
    ("cancel", Needs::ThisAgenda),
    ("conclude", Needs::ThisAgenda),
    ("read_mail", Needs::Seeing),
    ("send_again", Needs::ThisAgenda),
];

/// Calls that name nothing of one portal's but the portal: another portal's member gets their own portal's answer, or is signed out of this one.
async fn open_calls(office: &Office<'_>, desk: &Desk, customer: &CustomerId, needs_agenda: bool) -> Vec<Result<(), TeamError>> {
    let portal = || "proef".to_owned();
    let whom = Whom { name: "Cora".to_owned(), email: format!("{}@klant.example", new_id()), phone: String::new(), language: Language::Nl };
    let behalf = Behalf {
        portal: portal(),
        entry: "zuid".to_owned(),
        agenda: None,
        starts_at: at("2026-12-04 09:00").seconds(),
        whom,
        note: String::new(),
        tell: false,
        reason: "kan niet anders".to_owned(),
        key: new_id(),
    };
    if needs_agenda {
        let asked = appointment::api::team::wire::Proposing { held: false, ..offering(customer) };
        return vec![office.call(desk, &BookFor { behalf }).await.answer.map(|_| ()), office.call(desk, &Propose { asked }).await.answer.map(|_| ())];
    }
    vec![
        office.call(desk, &Inbox { ask: InboxAsk { portal: portal(), filters: Filters::default(), after: None } }).await.answer.map(|_| ()),
        office.call(desk, &EventTypesOf { portal: portal() }).await.answer.map(|_| ()),
        office.call(desk, &Customers { portal: portal(), search: String::new() }).await.answer.map(|_| ()),
        office.call(desk, &TimesAt { portal: portal(), entry: "kade".to_owned(), agenda: None, from: 0 }).await.answer.map(|_| ()),
    ]
}

async fn desk_of(office: &Office<'_>, role: Role) -> Desk {
    match role {
        Role::Stranger => Desk::default(),
        Role::Nothing => office.member("Niets", Permissions::none()).await,
        Role::Reader => office.member("Lezer", office.editing(&[]).await).await,
        Role::OtherAgenda => office.member("Video", office.editing(&["video"]).await).await,
        Role::Editor => office.member("Beide", office.editing(&["noord", "zuid"]).await).await,
        Role::Everything => office.member("Alles", Permissions::all()).await,
        Role::OtherPortal => office.member_of(&slug("ander"), "Vreemd", Permissions::all()).await,
    }
}

async fn every_call_refuses_who_may_not(house: &House) {
    let office = Office::open(house).await;
    house.apply_with("slug = \"proef\"", "slug = \"ander\"").await;
    let zuid = house.app.store.agenda_by_slug(&house.app.store.portal(&slug("proef")).await.unwrap().unwrap().id, &slug("zuid")).await.unwrap().unwrap();
    let feeder = feeder(house).await;
    for role in ROLES {
        let desk = desk_of(&office, role).await;
        for (name, needs) in CALLS {
            // An appointment for each, as some end it; in the agenda that the editor may change.
            let place = CALLS.iter().position(|(known, _)| *known == name).unwrap() % 16;
            let (hour, half) = (9 + place / 2, if place % 2 == 0 { "00" } else { "30" });
            let card = book(&house.app, ask("kade", &format!("2026-12-02 {hour:02}:{half}"), "Anna")).await.unwrap().card;
            let moved = book_on_both(house, &card, name).await;
            let portal = if role == Role::OtherPortal { "ander" } else { "proef" };
            let twin = book(&house.app, ask("bellen", &format!("2026-12-02 {hour:02}:{half}"), &format!("Twin {role:?} {name}"))).await.map(|booked| booked.card.customer.id);
            let twin = twin.unwrap_or_else(|_| card.customer.id.clone());
            let fed = fed(house, &feeder, &moved.customer.id, raw(FedKind::Bid, &format!("{role:?} {name}"))).await.id;
            let mail = house.app.store.dossier(&moved.appointment.portal, &moved.appointment.id).await.unwrap().unwrap().mails[0].id.clone();
            let kade = entry(house, "kade").await;
            let request = request(&house.app, &kade, &asking(&format!("{role:?}-{name}"), "Anna")).await.unwrap().0.id;
            let asked =
                team::Proposing { held: Some(false), ..proposing(&format!("{role:?}-{name}-times"), "kade", &moved.customer.id, &["2026-12-03 10:00", "2026-12-03 11:30"]) };
            let proposal = team::propose(&house.app, &proposer(house).await, &asked).await.unwrap().0.id;
            let scene = Scene { portal, card: moved, twin, fed, request, proposal, zuid: zuid.clone(), mail };
            let before = stored(house, &scene.card).await;
            let ended = call(&office, &desk, &scene, name).await;
            let wanted = match (expected(role, needs), name) {
                // What may be done may still not be possible: it has not begun.
                (Ok(()), "conclude") => Err(TeamError::NotYet),
                (Ok(()), "erase_customer") => Err(TeamError::Upcoming),
                (wanted, _) => wanted,
            };
            assert_eq!(ended, wanted, "{name} by {role:?}");
            if ended.is_err() {
                assert_eq!(stored(house, &scene.card).await, before, "{name} by {role:?} changed something");
            }
            let raw = house.raw().await;
            raw.run("UPDATE appointments SET status = 'cancelled'").await.unwrap();
        }
    }
}

/// Moves and reschedules need an entry with both agendas.
async fn book_on_both(house: &House, card: &Card, name: &str) -> Card {
    if name != "move_to" {
        return card.clone();
    }
    house
        .raw()
        .await
        .run(&format!(
            "UPDATE appointments SET entry = (SELECT id FROM entries WHERE slug = 'beide' AND portal = '{}') WHERE id = '{}'",
            card.appointment.portal, card.appointment.id
        ))
        .await
        .unwrap();
    card.clone()
}

async fn stored(house: &House, card: &Card) -> Vec<String> {
    let raw = house.raw().await;
    let id = &card.appointment.id;
    let mut all =
        raw.texts(&format!("SELECT status || agenda || CAST(version AS TEXT) || CAST(done AS TEXT) || CAST(starts_at AS TEXT) FROM appointments WHERE id = '{id}'")).await;
    all.extend(raw.texts(&format!("SELECT name || email FROM customers WHERE id = '{}'", card.customer.id)).await);
    all.extend(raw.texts("SELECT CAST(COUNT(*) AS TEXT) FROM notes").await);
    all.extend(raw.texts(&format!("SELECT customer || CAST(unread AS TEXT) || CAST(done AS TEXT) FROM fed WHERE customer = '{}' ORDER BY id", card.customer.id)).await);
    all
}

async fn lists_and_bookings_refuse_who_may_not(house: &House) {
    let office = Office::open(house).await;
    house.apply_with("slug = \"proef\"", "slug = \"ander\"").await;
    let customer = book(&house.app, ask("bellen", "2026-12-09 10:00", "Dirk")).await.unwrap().card.customer.id;
    for role in ROLES {
        let desk = desk_of(&office, role).await;
        let reading = match role {
            Role::Stranger | Role::OtherPortal => Err(TeamError::SignedOut),
            role => expected(role, Needs::Seeing),
        };
        assert!(open_calls(&office, &desk, &customer, false).await.iter().all(|ended| *ended == reading), "{role:?}");
        let booking = match role {
            Role::Stranger | Role::OtherPortal => Err(TeamError::SignedOut),
            Role::Nothing | Role::Reader => Err(TeamError::NotAllowed(Permission::Agenda)),
            // May change an agenda, but none of this entry's.
            Role::OtherAgenda => {
                for ended in open_calls(&office, &desk, &customer, true).await {
                    assert!(matches!(ended, Err(TeamError::NotOffered(_))), "{ended:?}");
                }
                continue;
            }
            _ => Ok(()),
        };
        assert_eq!(open_calls(&office, &desk, &customer, true).await, [booking.clone(), booking], "{role:?}");
        house.raw().await.run("UPDATE appointments SET status = 'cancelled'").await.unwrap();
    }
}

/// The calls that members alone may make are tried in other files as well; none is in no file at all.
#[test]
fn no_call_is_without_a_test() {
    let text = |folder: &str| {
        let files = std::fs::read_dir(format!("{}/{folder}", env!("CARGO_MANIFEST_DIR"))).unwrap().map(|file| file.unwrap().path());
        files.filter(|path| path.extension().is_some_and(|kind| kind == "rs")).map(|path| std::fs::read_to_string(path).unwrap()).collect::<String>()
    };
    let (calls, tests) = (text("src/api/team"), text("tests/it/team"));
    let names: Vec<&str> = calls.split("#[server(name = ").skip(1).map(|rest| rest.split(',').next().unwrap()).collect();
    assert!(names.len() > 30, "{names:?}");
    let untried: Vec<_> = names.iter().filter(|name| !tests.contains(&format!("{name} {{"))).collect();
    assert!(untried.is_empty(), "{untried:?}");
}

both_engines! {
    every_call_refuses_who_may_not
    lists_and_bookings_refuse_who_may_not
}
