-- The sentences that a portal says in its own way, as JSON by `nl.widget.pick_time`; empty is none.
ALTER TABLE portals ADD COLUMN texts TEXT NOT NULL DEFAULT '';
