-- Whose telephone numbers are meant that come without a country's code: two letters of ISO 3166-1.
ALTER TABLE portals ADD COLUMN country TEXT NOT NULL DEFAULT 'NL';
