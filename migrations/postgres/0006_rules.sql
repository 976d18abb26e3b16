-- Slot blocks: times that the team keeps free by hand.
CREATE TABLE slot_blocks (
  portal TEXT NOT NULL, id TEXT NOT NULL, agenda TEXT NOT NULL,
  starts_at BIGINT NOT NULL, ends_at BIGINT NOT NULL, reason TEXT NOT NULL, created_at BIGINT NOT NULL,
  PRIMARY KEY (portal, id), CHECK (starts_at < ends_at)
);
CREATE INDEX slot_blocks_by_agenda ON slot_blocks (portal, agenda, ends_at);
-- Separated agendas: `lane` is the agenda whose time one takes, its parent or itself; `project` the subject that alone has its slots.
ALTER TABLE agendas ADD COLUMN lane TEXT NOT NULL DEFAULT '';
ALTER TABLE agendas ADD COLUMN project TEXT NOT NULL DEFAULT '';
UPDATE agendas SET lane = id;
CREATE INDEX agendas_by_lane ON agendas (portal, lane);
-- What the portal file said last: only where it says something else is it put in place of what the team has made of it.
ALTER TABLE agendas ADD COLUMN file_hours TEXT NOT NULL DEFAULT '';
ALTER TABLE event_types ADD COLUMN file_limits TEXT NOT NULL DEFAULT '';
UPDATE agendas SET file_hours = hours;
-- Caps: no event type has any yet.
UPDATE event_types SET limits = replace(limits, '}', ',"max_per_day":null,"max_per_week":null}');
UPDATE event_types SET file_limits = limits;
-- The last word, now by lane: an agenda and those separated beneath it are one person's time.
ALTER TABLE appointments DROP CONSTRAINT slot_taken;
ALTER TABLE appointments ADD COLUMN lane TEXT NOT NULL DEFAULT '';
UPDATE appointments SET lane = agenda;
CREATE INDEX appointments_by_lane ON appointments (portal, lane, starts_at);
DROP INDEX appointments_by_agenda;
ALTER TABLE appointments ADD CONSTRAINT slot_taken EXCLUDE USING gist
  (portal WITH =, lane WITH =, int8range(starts_at, ends_at) WITH &&) WHERE (status <> 'cancelled');
