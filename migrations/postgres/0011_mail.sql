-- What a portal wants of its mail; nothing is what all want who say nothing.
ALTER TABLE portals ADD COLUMN mail TEXT NOT NULL DEFAULT '';
-- What has been said before a start or after an end: once for each appointment, kind and start. A kind is its name, and a reminder's also its lead.
CREATE TABLE reminders (
  portal TEXT NOT NULL, appointment TEXT NOT NULL, kind TEXT NOT NULL, starts_at BIGINT NOT NULL,
  PRIMARY KEY (portal, appointment, kind, starts_at)
);
-- When the customer said that they still come to its present time; 0 where they have not.
ALTER TABLE appointments ADD COLUMN attending_at BIGINT NOT NULL DEFAULT 0;
-- Letters that wait for the end of quiet hours.
CREATE INDEX outbox_asleep ON outbox (due_at) WHERE state = 'asleep';
