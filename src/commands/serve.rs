//! `appointment serve`: from the settings to a server that answers, and back to nothing.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;
use tokio::time::timeout;

use super::{Failure, open_store, tables};
use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::http::{self, Front, Site};

/// How long the address is kept back for the database's sake; after that the server says by itself that it waits.
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// How long what has begun may take to end.
const GRACE: Duration = Duration::from_secs(10);

/// Serves until it is told to stop.
pub async fn serve(config: Config) -> Result<(), Failure> {
    let mut house = House::open(config).await?;
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
    serving: tokio::task::JoinHandle<std::io::Result<()>>,
    tables: Option<tokio::task::JoinHandle<Result<(), crate::store::StoreError>>>,
    signals: [Signal; 2],
}

impl House {
    /// Listens and answers; what needs the database waits until it is there.
    pub async fn open(config: Config) -> Result<Self, Failure> {
        let signals = [SignalKind::terminate(), SignalKind::interrupt()].map(signal);
        let [Ok(terminate), Ok(interrupt)] = signals else {
            return Err(Failure::Other("the system hands out no signals".to_owned()));
        };
        let store = open_store(&config)?;
        let listener = TcpListener::bind(config.listen).await.map_err(|error| Failure::Other(format!("can't listen on {}: {error}", config.listen)))?;
        let local = listener.local_addr().map_err(|error| Failure::Other(format!("can't listen on {}: {error}", config.listen)))?;
        let site = Site { app: App::new(store, Clock::system()), public_url: config.public_url(local).into() };
        let (stop, stopped) = watch::channel(false);
        let (ready, _is_ready) = watch::channel(false);
        let front = Arc::new(Front::default());
        let serving = tokio::spawn(http::serve(listener, http::router(site.clone(), front), stopped.clone()));
        let tables = Some(tokio::spawn(tables::bring_up(site.app.store.clone(), ready)));
        Ok(Self { site, config, local, stop, serving, tables, signals: [terminate, interrupt] })
    }

    /// Waits for the database, at most this long; whether it is there.
    pub async fn wait(&mut self, most: Duration) -> Result<bool, Failure> {
        let Some(tables) = &mut self.tables else {
            return Ok(true);
        };
        let Ok(joined) = timeout(most, tables).await else {
            return Ok(false);
        };
        self.tables = None;
        joined.map_err(|error| Failure::Other(error.to_string()))??;
        Ok(true)
    }

    /// The line that says where it listens.
    pub fn line(&self) -> String {
        format!("appointment listens on http://{}", self.local)
    }

    /// Works until it is told to stop, then finishes what has begun.
    pub async fn stay(mut self) -> Result<(), Failure> {
        loop {
            let [terminate, interrupt] = &mut self.signals;
            let tables = async {
                match &mut self.tables {
                    Some(tables) => tables.await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                _ = terminate.recv() => break,
                _ = interrupt.recv() => break,
                joined = tables => {
                    self.tables = None;
                    joined.map_err(|error| Failure::Other(error.to_string()))??;
                }
            }
        }
        tracing::info!("ending: finishing what has begun");
        self.stop.send_replace(true);
        if timeout(GRACE, self.serving).await.is_err() {
            tracing::warn!("some requests were still under way");
        }
        // The store's last word: SQLite folds its log into the file.
        let _late = timeout(Duration::from_secs(2), self.site.app.store.close()).await;
        Ok(())
    }
}
