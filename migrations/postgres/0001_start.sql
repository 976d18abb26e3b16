-- The first tables. Every key begins with the portal. Times are microseconds since 1970 in UTC, ids UUIDv7 as text.
CREATE TABLE portals (
  id TEXT NOT NULL PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  zone TEXT NOT NULL,
  language TEXT NOT NULL,
  plan TEXT NOT NULL,
  allowed_origins TEXT NOT NULL,
  revision BIGINT NOT NULL
);
CREATE TABLE agendas (
  portal TEXT NOT NULL, id TEXT NOT NULL, slug TEXT NOT NULL,
  name TEXT NOT NULL, email TEXT NOT NULL, zone TEXT NOT NULL, hours TEXT NOT NULL, meeting_link TEXT NOT NULL,
  revision BIGINT NOT NULL, retired_at BIGINT NOT NULL,
  PRIMARY KEY (portal, id), UNIQUE (portal, slug)
);
CREATE TABLE event_types (
  portal TEXT NOT NULL, id TEXT NOT NULL, slug TEXT NOT NULL,
  title TEXT NOT NULL, location TEXT NOT NULL, limits TEXT NOT NULL, retired_at BIGINT NOT NULL,
  PRIMARY KEY (portal, id), UNIQUE (portal, slug)
);
CREATE TABLE subjects (
  portal TEXT NOT NULL, id TEXT NOT NULL, slug TEXT NOT NULL,
  kind TEXT NOT NULL, title TEXT NOT NULL, address TEXT NOT NULL, retired_at BIGINT NOT NULL,
  PRIMARY KEY (portal, id), UNIQUE (portal, slug)
);
CREATE TABLE entries (
  portal TEXT NOT NULL, id TEXT NOT NULL, slug TEXT NOT NULL,
  kind TEXT NOT NULL, subject TEXT NOT NULL, event_type TEXT NOT NULL, retired_at BIGINT NOT NULL,
  PRIMARY KEY (portal, id), UNIQUE (portal, slug)
);
CREATE TABLE entry_agendas (
  portal TEXT NOT NULL, entry TEXT NOT NULL, position BIGINT NOT NULL, agenda TEXT NOT NULL,
  PRIMARY KEY (portal, entry, position)
);
CREATE TABLE customers (
  portal TEXT NOT NULL, id TEXT NOT NULL, email_key TEXT NOT NULL,
  name TEXT NOT NULL, email TEXT NOT NULL, phone TEXT NOT NULL, language TEXT NOT NULL,
  created_at BIGINT NOT NULL, seen_at BIGINT NOT NULL,
  PRIMARY KEY (portal, id), UNIQUE (portal, email_key)
);
CREATE TABLE appointments (
  portal TEXT NOT NULL, id TEXT NOT NULL,
  entry TEXT NOT NULL, subject TEXT NOT NULL, event_type TEXT NOT NULL, agenda TEXT NOT NULL, customer TEXT NOT NULL,
  starts_at BIGINT NOT NULL, ends_at BIGINT NOT NULL, buffer_before BIGINT NOT NULL, buffer_after BIGINT NOT NULL,
  wall_day TEXT NOT NULL, wall_time TEXT NOT NULL, utc_offset BIGINT NOT NULL, zone TEXT NOT NULL,
  status TEXT NOT NULL, source TEXT NOT NULL,
  name TEXT NOT NULL, email TEXT NOT NULL, phone TEXT NOT NULL, language TEXT NOT NULL, note TEXT NOT NULL, answers TEXT NOT NULL,
  sequence BIGINT NOT NULL, version BIGINT NOT NULL, token TEXT NOT NULL,
  created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
  PRIMARY KEY (portal, id), UNIQUE (portal, token), CHECK (starts_at < ends_at AND ends_at <= starts_at + 172800000000)
);
CREATE INDEX appointments_by_agenda ON appointments (portal, agenda, starts_at);
CREATE INDEX appointments_by_customer ON appointments (portal, customer, starts_at);
-- The last word: whatever the code does, no two appointments of an agenda overlap (half-open, cancelled ones aside).
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE appointments ADD CONSTRAINT slot_taken EXCLUDE USING gist
  (portal WITH =, agenda WITH =, int8range(starts_at, ends_at) WITH &&) WHERE (status <> 'cancelled');
CREATE TABLE timeline (
  portal TEXT NOT NULL, customer TEXT NOT NULL, id TEXT NOT NULL,
  kind TEXT NOT NULL, appointment TEXT NOT NULL, happened_at BIGINT NOT NULL,
  PRIMARY KEY (portal, customer, id)
);
CREATE TABLE history (
  portal TEXT NOT NULL, appointment TEXT NOT NULL, version BIGINT NOT NULL,
  happened_at BIGINT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, old_starts_at BIGINT NOT NULL, new_starts_at BIGINT NOT NULL,
  PRIMARY KEY (portal, appointment, version)
);
CREATE TABLE idempotency_keys (
  portal TEXT NOT NULL, idempotency_key TEXT NOT NULL, ask TEXT NOT NULL, card TEXT NOT NULL, created_at BIGINT NOT NULL,
  PRIMARY KEY (portal, idempotency_key)
);
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
CREATE TABLE outbox (
  portal TEXT NOT NULL, id TEXT NOT NULL, appointment TEXT NOT NULL, audience TEXT NOT NULL, letter TEXT NOT NULL,
  state TEXT NOT NULL, attempts BIGINT NOT NULL, due_at BIGINT NOT NULL, last_error TEXT NOT NULL, created_at BIGINT NOT NULL,
  PRIMARY KEY (portal, id)
);
CREATE INDEX outbox_due ON outbox (due_at) WHERE state = 'open';
CREATE INDEX outbox_order ON outbox (portal, appointment, audience, id) WHERE state = 'open';
CREATE INDEX outbox_dead ON outbox (portal, id) WHERE state = 'dead';
