-- Times that have become free, and that those who wait for one are offered, one after another, before everyone has them. What has no event type is a stretch of time in which several
-- may begin; it is split. `parent` is the stretch that a time was split from, `ended_at` 0 while it is still offered. Each keeps its time by a row of `holds` whose owner it is.
CREATE TABLE freed (
  portal TEXT NOT NULL, id TEXT NOT NULL, agenda TEXT NOT NULL, event_type TEXT NOT NULL, subject TEXT NOT NULL,
  starts_at BIGINT NOT NULL, ends_at BIGINT NOT NULL, created_at BIGINT NOT NULL, parent TEXT NOT NULL, ended_at BIGINT NOT NULL,
  PRIMARY KEY (portal, id)
);
CREATE INDEX freed_open ON freed (created_at) WHERE ended_at = 0;
-- The freed time that a proposal offers, which then holds it; empty where the team proposes.
ALTER TABLE proposals ADD COLUMN freed TEXT NOT NULL DEFAULT '';
CREATE INDEX proposals_by_freed ON proposals (portal, freed) WHERE freed <> '';
-- For how many minutes each who waits is offered a time that becomes free; empty where they are not.
ALTER TABLE event_types ADD COLUMN offer_hold TEXT NOT NULL DEFAULT '';
-- Why a letter about it was given up; empty where none was.
ALTER TABLE fed ADD COLUMN mail_failed TEXT NOT NULL DEFAULT '';
