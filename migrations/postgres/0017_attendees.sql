-- Who comes along to an appointment, each with the key of a link of their own.
CREATE TABLE attendees (
  portal TEXT NOT NULL, id TEXT NOT NULL, appointment TEXT NOT NULL, email_key TEXT NOT NULL,
  name TEXT NOT NULL, email TEXT NOT NULL, language TEXT NOT NULL, token TEXT NOT NULL, added_at BIGINT NOT NULL,
  PRIMARY KEY (portal, id), UNIQUE (portal, token), UNIQUE (portal, appointment, email_key)
);
CREATE INDEX attendees_by_email ON attendees (portal, email_key);
