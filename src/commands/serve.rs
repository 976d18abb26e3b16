//! `appointment serve`: from the settings to a server that answers, and back to nothing.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::{Notify, watch};
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::timeout;

use super::failure::chain;
use super::{Failure, open_names, open_sender, open_store, open_transport, tables};
use crate::app::{self, App};
use crate::clock::Clock;
use crate::config::Config;
use crate::http::{self, Front, Site};
use crate::outbox::{HANDFUL, Outbox};
use crate::store::StoreError;

/// How long the address is kept back for a database that lets one wait; where it is plainly away, not at all.
const FIRST_WAIT: Duration = Duration::from_secs(5);
/// How long what has begun may take to end.
const GRACE: Duration = Duration::from_secs(10);
/// How many letters leave at once.
const CARRIERS: usize = 2;

/// Serves until it is told to stop.
pub async fn serve(config: Config) -> Result<(), Failure> {
    let mut house = House::open(config, Router::new()).await?;
    house.wait(FIRST_WAIT).await?;
    println!("{}", house.line());
    house.stay().await
}

/// A server that runs.
pub struct House {
    /// What its requests may use.
    pub site: Site,
    /// The settings it runs with.
    pub config: Config,
    local: SocketAddr,
    stop: watch::Sender<bool>,
    /// Ends when someone says stop.
    told: JoinHandle<()>,
    /// Waits for the database; none once it is there.
    tables: Option<JoinHandle<Result<(), StoreError>>>,
    /// Rings when the database was found away.
    away: Arc<Notify>,
    /// What finishes what it has begun when it is told to stop.
    working: JoinSet<()>,
}

/// How long new customers wait at most until the words by which they are found are noted, unless someone looks for them before.
const NOW_AND_THEN: Duration = Duration::from_secs(10);

impl House {
    /// Listens and answers, also what is in `more`; what needs the database waits until it is there.
    pub async fn open(config: Config, more: Router<Site>) -> Result<Self, Failure> {
        let signals = [SignalKind::terminate(), SignalKind::interrupt()].map(signal);
        let [Ok(terminate), Ok(interrupt)] = signals else {
            return Err(Failure::Other("the system hands out no signals".to_owned()));
        };
        let unheard = |error: std::io::Error| Failure::Other(format!("can't listen on {}: {error}", config.listen));
        let store = open_store(&config)?;
        let listener = TcpListener::bind(config.listen).await.map_err(unheard)?;
        let local = listener.local_addr().map_err(unheard)?;
        let site = Site { app: App::new(store, Clock::system()).asking(open_names(&config)?), public_url: config.public_url(local).into() };

        let (stop, stopped) = watch::channel(false);
        let (ready, is_ready) = watch::channel(false);
        let mut working = JoinSet::new();
        for carrier in 0..CARRIERS {
            let outbox = Outbox {
                app: site.app.clone(),
                transport: open_transport(&config)?,
                sender: open_sender(&config, &site.public_url)?,
                public_url: site.public_url.to_string(),
                handful: HANDFUL,
            };
            if carrier == 0 {
                working.spawn(remind(outbox.clone(), is_ready.clone(), stopped.clone()));
                working.spawn(end_proposals(outbox.clone(), is_ready.clone(), stopped.clone()));
            }
            working.spawn(carry(outbox, is_ready.clone(), stopped.clone()));
        }
        working.spawn(keep_wall_times(site.app.clone(), is_ready.clone()));
        working.spawn(index_customers(site.app.clone(), is_ready.clone(), stopped.clone()));
        let front = Arc::new(Front::new(&config, site.clone(), is_ready));
        let router = http::router(site.clone(), front, more);
        working.spawn(http::serve(listener, router, stopped));
        let away = Arc::new(Notify::new());
        let tables = Some(tokio::spawn(tables::bring_up(site.app.store.clone(), ready, Arc::clone(&away))));
        Ok(Self { site, config, local, stop, told: tokio::spawn(either(terminate, interrupt)), tables, away, working })
    }

    /// Waits for the database, at most this long, and no longer once it is known to be away; whether it is there.
    pub async fn wait(&mut self, most: Duration) -> Result<bool, Failure> {
        tokio::select! {
            ended = tables_end(&mut self.tables) => ended.map(|()| true),
            () = self.away.notified() => Ok(false),
            () = tokio::time::sleep(most) => Ok(false),
        }
    }

    /// The line that says where it listens.
    pub fn line(&self) -> String {
        format!("appointment listens on http://{}", self.local)
    }

    /// Works until it is told to stop, then finishes what has begun.
    pub async fn stay(mut self) -> Result<(), Failure> {
        tokio::select! {
            _ = &mut self.told => {}
            ended = tables_end(&mut self.tables) => {
                ended?;
                let _told = (&mut self.told).await;
            }
        }
        tracing::info!("ending: finishing what has begun");
        self.stop.send_replace(true);
        self.site.app.ending.send_replace(true);
        if timeout(GRACE, async { while self.working.join_next().await.is_some() {} }).await.is_err() {
            tracing::warn!("something was still under way");
        }
        // The store's last word: SQLite folds its log into the file.
        let _late = timeout(Duration::from_secs(2), self.site.app.store.close()).await;
        Ok(())
    }
}

/// Once, as soon as the tables are there: this program may know newer rules of zones than the one before it.
async fn keep_wall_times(app: App, mut ready: watch::Receiver<bool>) {
    if ready.wait_for(|ready| *ready).await.is_err() {
        return;
    }
    match app::keep_wall_times(&app).await {
        Ok(0) => {}
        Ok(moved) => tracing::info!(moved, "appointments keep their wall time by new rules of their zones"),
        Err(error) => tracing::warn!(error = chain(&error), "appointments were not held against the rules of their zones"),
    }
}

/// Notes now and then by which words customers are found, so that whoever looks for one seldom waits for it.
async fn index_customers(app: App, mut ready: watch::Receiver<bool>, mut stop: watch::Receiver<bool>) {
    tokio::select! {
        there = ready.wait_for(|ready| *ready) => if there.is_err() { return },
        _ = stop.wait_for(|end| *end) => return,
    }
    loop {
        match app.store.index_customers().await {
            Ok(0) => {}
            Ok(indexed) => tracing::debug!(indexed, "customers can be looked for"),
            Err(error) => tracing::warn!(error = chain(&error), "some customers can't be looked for yet"),
        }
        tokio::select! {
            () = tokio::time::sleep(NOW_AND_THEN) => {}
            _ = stop.wait_for(|end| *end) => return,
        }
    }
}

/// Carries letters as soon as the tables are there.
async fn carry(outbox: Outbox, ready: watch::Receiver<bool>, stop: watch::Receiver<bool>) {
    if is_there(ready, stop.clone()).await {
        outbox.run(stop).await;
    }
}

async fn remind(outbox: Outbox, ready: watch::Receiver<bool>, stop: watch::Receiver<bool>) {
    if is_there(ready, stop.clone()).await {
        outbox.run_reminders(stop).await;
    }
}

async fn end_proposals(outbox: Outbox, ready: watch::Receiver<bool>, stop: watch::Receiver<bool>) {
    if is_there(ready, stop.clone()).await {
        outbox.run_proposals(stop).await;
    }
}

/// Waits for the tables; false when the end comes first.
async fn is_there(mut ready: watch::Receiver<bool>, mut stop: watch::Receiver<bool>) -> bool {
    tokio::select! {
        there = ready.wait_for(|ready| *ready) => there.is_ok(),
        _ = stop.wait_for(|stop| *stop) => false,
    }
}

/// The end of the wait for the database: right away when it is over already.
async fn tables_end(tables: &mut Option<JoinHandle<Result<(), StoreError>>>) -> Result<(), Failure> {
    let Some(waiting) = tables.as_mut() else {
        return Ok(());
    };
    let ended = waiting.await;
    *tables = None;
    Ok(ended.map_err(|error| Failure::Other(error.to_string()))??)
}

async fn either(mut one: Signal, mut other: Signal) {
    tokio::select! {
        _ = one.recv() => {}
        _ = other.recv() => {}
    }
}
