-- The address by which calendars read an agenda; one each, of which only the secret's digest is kept.
CREATE TABLE calendar_subscriptions (
  portal TEXT NOT NULL, agenda TEXT NOT NULL, digest TEXT NOT NULL, created_at BIGINT NOT NULL,
  PRIMARY KEY (portal, agenda), UNIQUE (portal, digest)
);
