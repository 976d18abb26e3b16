-- A portal's wishes for its mail as its file said them last: the team's word stands in `mail` until the file says something new.
ALTER TABLE portals ADD COLUMN file_mail TEXT NOT NULL DEFAULT '';
UPDATE portals SET file_mail = mail;
