-- Times offered to one customer, who picks one. Each is an item of `fed` of the same id, by which the Inbox and the timeline have it: that row knows whose it is, and holds the
-- team's marks. `agenda` is the only one that it is for, or empty; `request` the request that it answers; `token` the key in its link.
CREATE TABLE proposals (
  portal TEXT NOT NULL, id TEXT NOT NULL, entry TEXT NOT NULL, subject TEXT NOT NULL, event_type TEXT NOT NULL, title TEXT NOT NULL, agenda TEXT NOT NULL,
  name TEXT NOT NULL, email TEXT NOT NULL, phone TEXT NOT NULL, language TEXT NOT NULL, note TEXT NOT NULL, held BIGINT NOT NULL, status TEXT NOT NULL,
  token TEXT NOT NULL, created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, appointment TEXT NOT NULL, request TEXT NOT NULL,
  PRIMARY KEY (portal, id), UNIQUE (portal, token)
);
CREATE INDEX proposals_by_subject ON proposals (portal, subject, status, id);
CREATE INDEX proposals_open ON proposals (expires_at) WHERE status = 'open';
CREATE TABLE proposal_times (
  portal TEXT NOT NULL, proposal TEXT NOT NULL, starts_at BIGINT NOT NULL, ends_at BIGINT NOT NULL, agenda TEXT NOT NULL,
  PRIMARY KEY (portal, proposal, starts_at), CHECK (starts_at < ends_at)
);
-- Times that are held for whoever they are offered to: `owner` is what holds them, `held_until` the first moment at which they are free again, also while the row is still there.
CREATE TABLE holds (
  portal TEXT NOT NULL, id TEXT NOT NULL, owner TEXT NOT NULL, agenda TEXT NOT NULL, event_type TEXT NOT NULL,
  starts_at BIGINT NOT NULL, ends_at BIGINT NOT NULL, buffer_before BIGINT NOT NULL, buffer_after BIGINT NOT NULL, held_until BIGINT NOT NULL,
  PRIMARY KEY (portal, id), CHECK (starts_at < ends_at)
);
CREATE INDEX holds_by_agenda ON holds (portal, agenda, starts_at);
CREATE INDEX holds_by_owner ON holds (portal, owner);
-- What a portal wants of its proposals; nothing is what all want who say nothing.
ALTER TABLE portals ADD COLUMN proposals TEXT NOT NULL DEFAULT '';
