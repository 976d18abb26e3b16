-- What customers ask for where no time fits. Each is an item of `fed` of the same id, by which the Inbox and the timeline have it: that row knows whose it is,
-- and holds the team's marks. `parts` are the parts of the week that suit, a bit each; `token` is the key in the invitation's link.
CREATE TABLE requests (
  portal TEXT NOT NULL, id TEXT NOT NULL, entry TEXT NOT NULL, subject TEXT NOT NULL, event_type TEXT NOT NULL, title TEXT NOT NULL,
  name TEXT NOT NULL, email TEXT NOT NULL, phone TEXT NOT NULL, language TEXT NOT NULL, note TEXT NOT NULL, parts BIGINT NOT NULL,
  status TEXT NOT NULL, source TEXT NOT NULL, token TEXT NOT NULL, created_at BIGINT NOT NULL, appointment TEXT NOT NULL,
  PRIMARY KEY (portal, id), UNIQUE (portal, token)
);
CREATE INDEX requests_by_subject ON requests (portal, subject, status, id);
ALTER TABLE event_types ADD COLUMN requests TEXT NOT NULL DEFAULT 'no';
