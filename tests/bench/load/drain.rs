//! Whether a queue of mail hurts who books: 10,000 letters wait, as after a night without the mail server, and customers book while they leave.

use std::{
    collections::BTreeMap,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use appointment::{
    app::{self, App, BookAsk},
    clock::{Clock, new_id},
    domain::{Contact, Day, IdempotencyKey, Language, RawContact, Slug, Source, Tags},
    store::Store,
};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinSet,
};

use crate::{
    Result,
    report::Report,
    runs,
    server::{Database, Server},
};

/// How many letters wait: two for each appointment.
const QUEUED: usize = 10_000;

/// Books while mail leaves, first with nothing queued, then with [`QUEUED`] letters.
pub async fn measure(report: &Report, database: &Database, folder: &Path, today: Day) -> Result<()> {
    let sink = Sink::open().await?;
    let (server, _) = Server::start_with_mail(database, folder, &sink.address).await?;
    report.speed("bookings, nothing queued", &runs::spare_bookings(&server, today, 0).await?);
    server.stop()?;

    queue(database, folder, today).await?;
    let before = sink.taken();
    let began = Instant::now();
    let (server, _) = Server::start_with_mail(database, folder, &sink.address).await?;
    let speed = runs::spare_bookings(&server, today, 1).await?;
    let meanwhile = sink.taken() - before;
    let booked = speed.times.len();
    report.speed("bookings, 10,000 queued", &speed);
    while sink.taken() - before < QUEUED + 2 * booked {
        if began.elapsed() > Duration::from_secs(300) {
            return Err(format!("only {} of {} letters have left", sink.taken() - before, QUEUED + 2 * booked).into());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let all = began.elapsed().as_secs_f64();
    report.line("the queue", &format!("{meanwhile} letters left while booking, all {} within {all:.1} s", QUEUED + 2 * booked));
    server.stop()
}

/// Books without a server, so that every letter waits; what a server does besides, as in a night of its own, is done when this ends.
async fn queue(database: &Database, folder: &Path, today: Day) -> Result<()> {
    let app = App::new(Store::open(&database.address(folder))?, Clock::system());
    let (portal, entry) = (Slug::parse("crowd")?, Slug::parse("viewing")?);
    let mut booked = 0;
    for span in 0..10 {
        let from = today.plus_days(1 + span * runs::SPAN);
        let free = app::free_times(&app, &portal, &entry, from, from.plus_days(runs::SPAN - 1)).await?;
        for slot in free.slots.iter().take(QUEUED / 2 - booked) {
            let ask = BookAsk {
                portal: portal.clone(),
                entry: entry.clone(),
                starts_at: slot.span.start,
                contact: contact(booked)?,
                answers: BTreeMap::new(),
                key: IdempotencyKey::parse(&new_id())?,
                source: Source::Portal,
                tags: Tags::default(),
            };
            app::book(&app, ask).await?;
            booked += 1;
        }
    }
    app.store.index_customers().await?;
    if booked == QUEUED / 2 { Ok(()) } else { Err(format!("only {booked} times were free").into()) }
}

fn contact(number: usize) -> Result<Contact> {
    let raw = RawContact { name: "Anna de Vries".to_owned(), email: format!("queue-{number}@customer.example"), ..RawContact::default() };
    raw.parse(Language::Nl, |phone| Ok(phone.clone())).map_err(|errors| format!("{errors:?}").into())
}

/// A mail server that takes everything and counts. It speaks SMTP by hand: a real one would be measured along, on the same two cores; those are in the tests.
struct Sink {
    address: String,
    taken: Arc<AtomicUsize>,
    _listening: JoinSet<()>,
}

impl Sink {
    async fn open() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("smtp://{}", listener.local_addr()?);
        let taken = Arc::new(AtomicUsize::new(0));
        let mut listening = JoinSet::new();
        let counting = Arc::clone(&taken);
        listening.spawn(async move {
            let mut lines = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                let counting = Arc::clone(&counting);
                // A line that breaks is the sender's to notice.
                lines.spawn(async move { drop(serve(stream, &counting).await) });
            }
        });
        Ok(Self { address, taken, _listening: listening })
    }

    fn taken(&self) -> usize {
        self.taken.load(Ordering::Relaxed)
    }
}

async fn serve(stream: TcpStream, taken: &AtomicUsize) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut stream = BufReader::new(stream);
    stream.write_all(b"220 sink\r\n").await?;
    let (mut line, mut in_content) = (String::new(), false);
    loop {
        line.clear();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let answer: &[u8] = match (in_content, line.trim_end()) {
            (true, ".") => {
                in_content = false;
                taken.fetch_add(1, Ordering::Relaxed);
                b"250 taken\r\n"
            }
            (true, _) => continue,
            (false, "DATA") => {
                in_content = true;
                b"354 go on\r\n"
            }
            (false, command) if command.starts_with("EHLO") => b"250-sink\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n",
            (false, "QUIT") => b"221 bye\r\n",
            (false, _) => b"250 ok\r\n",
        };
        stream.write_all(answer).await?;
    }
}
