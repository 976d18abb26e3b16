//! How fast the team's lists are on a portal of 100,000 appointments, 20,000 customers and 10,000 things that were fed in, asked of the deeds themselves, on SQLite and, where
//! `APPOINTMENT_TEST_POSTGRES` names one, on PostgreSQL. Prints what came out beside what is aimed at.

use std::error::Error;
use std::time::{Duration, Instant};

use appointment::app::team::{self, Size};
use appointment::app::{self, App};
use appointment::clock::{Clock, new_id};
use appointment::domain::{Direction, Email, FedKind, Filters, InboxView, Member, MemberId, Name, Permissions, RawFed, Slug, Status};
use appointment::portal_file;
use appointment::store::Store;
use appointment::store::team::MemberDraft;

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

const SIZE: Size = Size { customers: 20_000, appointments: 100_000 };
const ROUNDS: usize = 50;
const FED: u32 = 10_000;
const AIM: &str = "aim 50 ms";

#[tokio::main]
async fn main() -> Result<()> {
    // `cargo test --benches` runs benches to see that they run; this one has nothing to say without a release build.
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let folder = tempfile::tempdir()?;
    measure("SQLite", &format!("sqlite:{}", folder.path().join("seeded.db").display())).await?;
    match option_env("APPOINTMENT_TEST_POSTGRES") {
        Some(address) => measure("PostgreSQL", &address).await?,
        None => println!("PostgreSQL: left out, APPOINTMENT_TEST_POSTGRES names none"),
    }
    Ok(())
}

async fn measure(title: &str, address: &str) -> Result<()> {
    let app = App::new(Store::open(address)?, Clock::system());
    app.store.migrate().await?;
    let file = include_str!("../../demo/demo.toml").replace("slug = \"demo\"", &format!("slug = \"seeded-{}\"", &new_id()[24..]));
    // Without the demo's own appointments: the portal must be empty.
    let file = file.split("[[appointment]]").next().unwrap_or_default();
    let file = portal_file::read(file).map_err(|mistakes| format!("{mistakes:?}"))?;
    app::apply(&app, &file).await?;
    let portal = &file.setup.portal.slug;
    let began = Instant::now();
    team::seed(&app, portal, SIZE, |_| {}).await?;
    println!("{title}: {} appointments of {} customers, made in {:.1} s", SIZE.appointments, SIZE.customers, began.elapsed().as_secs_f64());
    let by = member(&app, portal).await?;
    look(&app, &by, "before anything is fed in", &Filters::default()).await?;
    let began = Instant::now();
    feed(&app, &by).await?;
    println!("  {FED} fed in, each in {:.2} ms", milliseconds(began.elapsed()) / f64::from(FED));
    let all = Filters::default;
    let noord = app.store.agenda_by_slug(&by.portal.id, &Slug::parse("noord")?).await?;
    let lists = [
        ("first page, with its counts", all()),
        ("one agenda", Filters { agenda: noord, ..all() }),
        ("cancelled", Filters { status: Some(Status::Cancelled), ..all() }),
        ("unread", Filters { unread: true, ..all() }),
        ("no-show, not dealt with (none)", Filters { status: Some(Status::NoShow), done: Some(false), ..all() }),
        ("appointments alone", Filters { view: InboxView::Appointments, ..all() }),
        ("messages alone", Filters { view: InboxView::Fed(FedKind::Message), ..all() }),
        ("bids that nobody has read", Filters { view: InboxView::Fed(FedKind::Bid), unread: true, ..all() }),
        ("search: a common name", search("jansen")),
        ("search: one address", search("klant1234@klant.example")),
        ("search: a number", search("06 1000 1234")),
        ("search: nobody", search("bestaatniet")),
    ];
    for (name, filters) in lists {
        look(&app, &by, name, &filters).await?;
    }
    app.store.close().await;
    Ok(())
}

async fn look(app: &App, by: &Member, name: &str, filters: &Filters) -> Result<()> {
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let began = Instant::now();
        team::interactions(app, by, filters, None).await?;
        times.push(began.elapsed());
    }
    times.sort_unstable();
    println!("  {name:<32} p50 {:>6.2} ms  p99 {:>6.2} ms   {AIM}", milliseconds(times[ROUNDS / 2]), milliseconds(times[ROUNDS - 1]));
    Ok(())
}

/// Feeds in something of each kind in turn, to one customer after the other.
async fn feed(app: &App, by: &Member) -> Result<()> {
    let customers = team::customers(app, &by.actor(), "", None, 50).await?.rows;
    let now = app.clock.now();
    for (at, (customer, kind)) in (0..FED).zip(customers.iter().cycle().zip(FedKind::FED_IN.iter().cycle())) {
        let raw = RawFed {
            kind: *kind,
            direction: (*kind == FedKind::Message).then_some(Direction::In),
            amount: None,
            happened_at: now,
            title: format!("Nummer {at}"),
            text: "Wij zijn enthousiast over de tuin. ".repeat(20),
            link: String::new(),
            who: "CRM".to_owned(),
            reference: format!("crm-{at}"),
        };
        team::feed(app, &by.actor(), &customer.customer.id, &raw).await?;
    }
    Ok(())
}

fn search(text: &str) -> Filters {
    Filters { search: text.to_owned(), ..Filters::default() }
}

async fn member(app: &App, portal: &Slug) -> Result<Member> {
    let draft =
        MemberDraft { id: MemberId::new(new_id()), name: Name::parse("Sanne")?, email: Email::parse("sanne@team.example")?, language: None, permissions: Permissions::all() };
    team::add_member(app, portal, &draft).await?;
    Ok(app.store.sign_in(portal, &draft.email.normalised()).await?.and_then(|known| known.member).ok_or("the member is there")?)
}

fn milliseconds(took: Duration) -> f64 {
    took.as_secs_f64() * 1_000.0
}

#[expect(clippy::disallowed_methods, reason = "a program's own setting; `config` is the server's")]
fn option_env(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
