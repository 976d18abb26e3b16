-- Keys by which a portal's own programs act through /v1. Only a key's digest is kept; one that has ended stays, as history names it.
CREATE TABLE api_keys (
  portal TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, digest TEXT NOT NULL, scopes TEXT NOT NULL,
  created_by TEXT NOT NULL, created_at BIGINT NOT NULL, used_at BIGINT NOT NULL, ended_at BIGINT NOT NULL,
  PRIMARY KEY (portal, id), UNIQUE (portal, digest)
);
