-- What a portal feeds into its customers' timelines. `reference` is the feeder's own name for an item, so that feeding it again changes nothing;
-- `wall_day` the day on which it happened by the portal's calendar; `active_at` when it came in.
CREATE TABLE fed (
  portal TEXT NOT NULL, id TEXT NOT NULL, customer TEXT NOT NULL,
  kind TEXT NOT NULL, direction TEXT NOT NULL, cents BIGINT NOT NULL, currency TEXT NOT NULL,
  happened_at BIGINT NOT NULL, wall_day TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, link TEXT NOT NULL, who TEXT NOT NULL, reference TEXT NOT NULL,
  active_at BIGINT NOT NULL, unread BIGINT NOT NULL, done BIGINT NOT NULL, assigned TEXT NOT NULL,
  PRIMARY KEY (portal, id), UNIQUE (portal, reference)
);
CREATE INDEX fed_by_customer ON fed (portal, customer, happened_at, id);
CREATE INDEX fed_by_activity ON fed (portal, active_at, id);
CREATE INDEX fed_by_kind_activity ON fed (portal, kind, active_at, id);
CREATE INDEX fed_unread ON fed (portal, active_at, id) WHERE unread = 1;
CREATE INDEX fed_unread_by_kind ON fed (portal, kind, active_at, id) WHERE unread = 1;
CREATE INDEX fed_open ON fed (portal, active_at, id) WHERE done = 0;
CREATE INDEX fed_open_by_kind ON fed (portal, kind, active_at, id) WHERE done = 0;
CREATE INDEX fed_assigned ON fed (portal, assigned, active_at, id);
