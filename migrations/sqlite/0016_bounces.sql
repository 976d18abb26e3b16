-- Where the bounce of each letter comes back to: `return_key` is in the address that the letter left under, `email` is where it went, `about` the appointment or
-- request that it tells of; `bounced_at` is 0 until it came back.
CREATE TABLE return_paths (
  portal TEXT NOT NULL, letter TEXT NOT NULL, return_key TEXT NOT NULL, email TEXT NOT NULL, about TEXT NOT NULL, sent_at BIGINT NOT NULL, bounced_at BIGINT NOT NULL,
  PRIMARY KEY (portal, letter), UNIQUE (portal, return_key)
);
CREATE INDEX return_paths_by_about ON return_paths (portal, about);
CREATE INDEX return_paths_by_age ON return_paths (sent_at);
-- Addresses from which mail came back: `bounced` for good, so that nothing more is sent there until the team says otherwise; `noted` for now.
CREATE TABLE address_marks (
  portal TEXT NOT NULL, email_key TEXT NOT NULL, kind TEXT NOT NULL, status TEXT NOT NULL, happened_at BIGINT NOT NULL,
  PRIMARY KEY (portal, email_key)
);
