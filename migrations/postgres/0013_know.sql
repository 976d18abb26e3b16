-- What customers should know before they come, as JSON: how they get in, what they bring, what opens the door; empty is nothing. And who calls whom they meet.
ALTER TABLE event_types ADD COLUMN advice TEXT NOT NULL DEFAULT '';
ALTER TABLE subjects ADD COLUMN advice TEXT NOT NULL DEFAULT '';
ALTER TABLE agendas ADD COLUMN phone TEXT NOT NULL DEFAULT '';
