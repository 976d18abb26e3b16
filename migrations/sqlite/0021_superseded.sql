-- Since when it has been known that none of a proposal's times can be had any more, and since when its customer has an appointment that they booked otherwise; 0 where it is not so.
ALTER TABLE proposals ADD COLUMN gone_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE proposals ADD COLUMN superseded_at BIGINT NOT NULL DEFAULT 0;
-- The stamp of its entry at which it was last asked whether any of its times can be had: as long as that stands, so does the answer.
ALTER TABLE proposals ADD COLUMN asked_stamp BIGINT NOT NULL DEFAULT -1;
