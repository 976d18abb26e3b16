-- The team: who may sign in, what they may do, and what they wrote. Secrets are kept as digests.
CREATE TABLE members (
  portal TEXT NOT NULL, id TEXT NOT NULL, email_key TEXT NOT NULL,
  name TEXT NOT NULL, email TEXT NOT NULL, language TEXT NOT NULL, password TEXT NOT NULL, permissions TEXT NOT NULL,
  created_at BIGINT NOT NULL, left_at BIGINT NOT NULL,
  PRIMARY KEY (portal, id), UNIQUE (portal, email_key)
);
-- `old_digest` is the key before the last turn, which still opens for a moment, as answers may cross.
CREATE TABLE sessions (
  portal TEXT NOT NULL, id TEXT NOT NULL, member TEXT NOT NULL, digest TEXT NOT NULL, old_digest TEXT NOT NULL,
  created_at BIGINT NOT NULL, turned_at BIGINT NOT NULL, seen_at BIGINT NOT NULL,
  PRIMARY KEY (portal, id)
);
CREATE INDEX sessions_by_digest ON sessions (portal, digest);
CREATE INDEX sessions_by_old_digest ON sessions (portal, old_digest);
CREATE INDEX sessions_by_age ON sessions (seen_at);
-- A link that lets a member choose a password, once; `sent_at` is 0 where it was handed over by hand.
CREATE TABLE member_links (
  portal TEXT NOT NULL, digest TEXT NOT NULL, member TEXT NOT NULL, ends_at BIGINT NOT NULL, sent_at BIGINT NOT NULL,
  PRIMARY KEY (portal, digest)
);
-- Wrong tries by address, whether it is a member's or not.
CREATE TABLE sign_in_tries (
  portal TEXT NOT NULL, email_key TEXT NOT NULL, tries BIGINT NOT NULL, last_at BIGINT NOT NULL,
  PRIMARY KEY (portal, email_key)
);
CREATE TABLE notes (
  portal TEXT NOT NULL, id TEXT NOT NULL, customer TEXT NOT NULL, appointment TEXT NOT NULL,
  member TEXT NOT NULL, member_name TEXT NOT NULL, text TEXT NOT NULL, created_at BIGINT NOT NULL,
  PRIMARY KEY (portal, id)
);
CREATE INDEX notes_by_appointment ON notes (portal, appointment, id);
CREATE INDEX notes_by_customer ON notes (portal, customer, id);
-- Words by which customers are found.
CREATE TABLE customer_words (
  portal TEXT NOT NULL, word TEXT NOT NULL, customer TEXT NOT NULL,
  PRIMARY KEY (portal, word, customer)
) WITHOUT ROWID;
-- Whose words are not noted yet: a booking leaves that to whoever looks for people next.
ALTER TABLE customers ADD COLUMN noted BIGINT NOT NULL DEFAULT 0;
CREATE INDEX customers_to_note ON customers (portal, id) WHERE noted = 0;
-- What the Inbox shows of an appointment besides itself: what happened last and when, and the team's marks.
ALTER TABLE appointments ADD COLUMN active_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE appointments ADD COLUMN last_what TEXT NOT NULL DEFAULT 'booked';
ALTER TABLE appointments ADD COLUMN unread BIGINT NOT NULL DEFAULT 0;
ALTER TABLE appointments ADD COLUMN done BIGINT NOT NULL DEFAULT 0;
ALTER TABLE appointments ADD COLUMN assigned TEXT NOT NULL DEFAULT '';
UPDATE appointments SET active_at = updated_at;
CREATE INDEX appointments_by_activity ON appointments (portal, active_at, id);
CREATE INDEX appointments_by_agenda_activity ON appointments (portal, agenda, active_at, id);
CREATE INDEX appointments_by_subject_activity ON appointments (portal, subject, active_at, id);
CREATE INDEX appointments_by_status_activity ON appointments (portal, status, active_at, id) WHERE status <> 'confirmed';
CREATE INDEX appointments_unread ON appointments (portal, active_at, id) WHERE unread = 1;
CREATE INDEX appointments_open ON appointments (portal, active_at, id) WHERE done = 0;
CREATE INDEX appointments_assigned ON appointments (portal, assigned, active_at, id) WHERE assigned <> '';
-- Who did what the history tells, and how.
ALTER TABLE history ADD COLUMN who_name TEXT NOT NULL DEFAULT '';
ALTER TABLE history ADD COLUMN old_agenda TEXT NOT NULL DEFAULT '';
ALTER TABLE history ADD COLUMN new_agenda TEXT NOT NULL DEFAULT '';
ALTER TABLE history ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE history ADD COLUMN told BIGINT NOT NULL DEFAULT 1;
DROP INDEX outbox_order;
CREATE INDEX outbox_by_appointment ON outbox (portal, appointment, audience, id);
