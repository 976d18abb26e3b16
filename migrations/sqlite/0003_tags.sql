-- How a customer came, in the website's own words; empty is unsaid.
ALTER TABLE appointments ADD COLUMN tag_source TEXT NOT NULL DEFAULT '';
ALTER TABLE appointments ADD COLUMN tag_campaign TEXT NOT NULL DEFAULT '';
