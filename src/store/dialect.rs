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

/// Said once on every new connection. Full synchronous: an answered booking survives the machine's power. The log is folded into the file every
/// 16 MB: a page that many bookings touch is then copied once for all of them.
pub const fn on_connect(engine: Engine) -> Option<&'static str> {
    match engine {
        Engine::Sqlite => Some("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA cache_size = -2000; PRAGMA wal_autocheckpoint = 4000;"),
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

/// Locks the lanes of an entry's agendas in a fixed order ($1 portal's slug, $2 entry's slug): the first agenda of each, behind which those separated beneath it wait. With them
/// those of what is held for whoever has an address ($3; empty is nobody's): what they are offered ends where they book otherwise. SQLite's transaction has locked everything already.
pub const fn lock_entry(engine: Engine) -> Option<&'static str> {
    match engine {
        Engine::Sqlite => None,
        Engine::Postgres => Some(
            "WITH lanes AS (
               SELECT m.portal, m.lane FROM portals p JOIN entries e ON e.portal = p.id JOIN entry_agendas ea ON ea.portal = e.portal AND ea.entry = e.id
                 JOIN agendas m ON m.portal = e.portal AND m.id = ea.agenda WHERE p.slug = $1 AND e.slug = $2
               UNION SELECT m.portal, m.lane FROM portals p JOIN customers c ON c.portal = p.id JOIN fed f ON f.portal = p.id AND f.customer = c.id
                 JOIN holds h ON h.portal = p.id AND h.owner = f.id JOIN agendas m ON m.portal = p.id AND m.id = h.agenda
               WHERE p.slug = $1 AND c.email_key = $3)
             SELECT a.id FROM agendas a WHERE (a.portal, a.id) IN (SELECT portal, lane FROM lanes) ORDER BY a.id FOR UPDATE OF a",
        ),
    }
}

/// Locks two lanes in that same order ($1 portal, $2 and $3 their first agendas).
pub const fn lock_lanes(engine: Engine) -> Option<&'static str> {
    match engine {
        Engine::Sqlite => None,
        Engine::Postgres => Some("SELECT id FROM agendas WHERE portal = $1 AND id IN ($2, $3) ORDER BY id FOR UPDATE"),
    }
}

/// Locks the lanes of what is held, in that same order ($1 portal, $2 the owner).
pub const fn lock_held(engine: Engine) -> Option<&'static str> {
    match engine {
        Engine::Sqlite => None,
        Engine::Postgres => Some(
            "SELECT a.id FROM agendas a WHERE a.portal = $1
               AND a.id IN (SELECT m.lane FROM holds h JOIN agendas m ON m.portal = h.portal AND m.id = h.agenda WHERE h.portal = $1 AND h.owner = $2)
             ORDER BY a.id FOR UPDATE OF a",
        ),
    }
}

/// Finds the first agenda of an agenda's lane ($1 portal, $2 agenda), and locks it as a booking does.
pub const fn lock_lane(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "SELECT a.id FROM agendas a WHERE a.portal = $1 AND a.id = (SELECT lane FROM agendas WHERE portal = $1 AND id = $2)",
        Engine::Postgres => "SELECT a.id FROM agendas a WHERE a.portal = $1 AND a.id = (SELECT lane FROM agendas WHERE portal = $1 AND id = $2) FOR UPDATE OF a",
    }
}

/// Finds two customers, or one twice ($1 portal, $2 and $3 they), and locks them: what is written on one's behalf waits for who merges or erases them.
pub const fn lock_customers(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "SELECT id, name, email, phone FROM customers WHERE portal = $1 AND id IN ($2, $3) ORDER BY id",
        Engine::Postgres => "SELECT id, name, email, phone FROM customers WHERE portal = $1 AND id IN ($2, $3) ORDER BY id FOR UPDATE",
    }
}

macro_rules! lock_appointment {
    ($by:literal) => {
        concat!(
            "SELECT a.id FROM portals p JOIN appointments b ON b.portal = p.id JOIN agendas a ON a.portal = p.id
               AND (a.id = b.lane OR a.id IN (
                 SELECT m.lane FROM entry_agendas ea JOIN agendas m ON m.portal = ea.portal AND m.id = ea.agenda WHERE ea.portal = p.id AND ea.entry = b.entry))
             WHERE ",
            $by,
            " ORDER BY a.id FOR UPDATE OF a"
        )
    };
}

/// Locks, in that same order, an appointment's lane and those of its entry's agendas ($1 portal's slug, $2 token): every change of an
/// appointment waits here for the one before it, so that two changes at once can't wait for each other.
pub const fn lock_by_link(engine: Engine) -> Option<&'static str> {
    match engine {
        Engine::Sqlite => None,
        Engine::Postgres => Some(lock_appointment!("p.slug = $1 AND b.token = $2")),
    }
}

/// The same for an appointment by its own name ($1 portal's identity, $2 the appointment's).
pub const fn lock_by_name(engine: Engine) -> Option<&'static str> {
    match engine {
        Engine::Sqlite => None,
        Engine::Postgres => Some(lock_appointment!("p.id = $1 AND b.id = $2")),
    }
}

macro_rules! key_letter {
    () => {
        "SELECT portal, id, letter, attempts, COALESCE((SELECT p.mail FROM portals p WHERE p.id = key_letters.portal), '') AS mail,
           COALESCE((SELECT p.texts FROM portals p WHERE p.id = key_letters.portal), '') AS texts
         FROM key_letters WHERE due_at <= $1 ORDER BY due_at LIMIT 1"
    };
}

/// Finds the link that is due first ($1 now), and locks it against other claimers.
pub const fn claim_key_letter(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => key_letter!(),
        Engine::Postgres => concat!(key_letter!(), " FOR UPDATE SKIP LOCKED"),
    }
}

/// Leases the letters that are due first ($1 now, $2 the lease's end, $3 how many at most), past those that another claimer has at hand.
pub const fn claim_letters(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => include_str!("claim_sqlite.sql"),
        Engine::Postgres => include_str!("claim_postgres.sql"),
    }
}
