-- Letters that bring a member a link to choose a password by. They hold the link, so that they are gone as soon as they have left.
CREATE TABLE key_letters (
  portal TEXT NOT NULL, id TEXT NOT NULL, member TEXT NOT NULL, letter TEXT NOT NULL,
  attempts BIGINT NOT NULL, due_at BIGINT NOT NULL, created_at BIGINT NOT NULL,
  PRIMARY KEY (portal, id)
);
CREATE INDEX key_letters_due ON key_letters (due_at);
CREATE INDEX key_letters_by_member ON key_letters (portal, member);
