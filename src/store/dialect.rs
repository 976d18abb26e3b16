//! What must differ between the engines, side by side.

/// The engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    pub fn of(address: &str) -> Option<Self> {
        match address.split_once(':')?.0 {
            "sqlite" => Some(Self::Sqlite),
            "postgres" | "postgresql" => Some(Self::Postgres),
            _ => None,
        }
    }
}

/// The address with what the driver must be told: SQLite's file is made when it isn't there.
pub fn complete(engine: Engine, address: &str) -> String {
    match engine {
        Engine::Sqlite if !address.contains("mode=") => format!("{address}{}mode=rwc", if address.contains('?') { '&' } else { '?' }),
        Engine::Sqlite | Engine::Postgres => address.to_owned(),
    }
}

/// Said once on every new connection. Full synchronous: an answered booking survives the machine's power.
pub const fn on_connect(engine: Engine) -> Option<&'static str> {
    match engine {
        Engine::Sqlite => Some("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA cache_size = -2000;"),
        Engine::Postgres => None,
    }
}

/// How a transaction that writes begins. SQLite takes the writer's place at once, so that nothing read in it can be stale.
pub const fn begin(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "BEGIN IMMEDIATE",
        Engine::Postgres => "BEGIN",
    }
}

/// Locks the agendas of an entry in a fixed order ($1 portal, $2 entry); SQLite's transaction has locked everything already.
pub const fn lock_agendas(engine: Engine) -> Option<&'static str> {
    match engine {
        Engine::Sqlite => None,
        Engine::Postgres => Some(
            "SELECT a.id FROM agendas a JOIN entry_agendas ea ON ea.portal = a.portal AND ea.agenda = a.id
             WHERE ea.portal = $1 AND ea.entry = $2 ORDER BY a.id FOR UPDATE OF a",
        ),
    }
}

/// Locks one letter against other claimers while this one leases it.
pub const fn skip_locked(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => include_str!("claim_sqlite.sql"),
        Engine::Postgres => include_str!("claim_postgres.sql"),
    }
}
