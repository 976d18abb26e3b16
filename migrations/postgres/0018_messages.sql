-- Messages between customers and the team. Each is an item of `fed` of the same id, by which the Inbox and the timeline have it; this row knows its appointment, and the mail
-- that brings it.
CREATE TABLE messages (
  portal TEXT NOT NULL, id TEXT NOT NULL, appointment TEXT NOT NULL, letter TEXT NOT NULL,
  PRIMARY KEY (portal, id)
);
CREATE INDEX messages_by_appointment ON messages (portal, appointment, id);
