CREATE TABLE sign_in_links (
  token_hash TEXT NOT NULL,
  person_id TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  CONSTRAINT pk_sign_in_links PRIMARY KEY (token_hash)
)
 STRICT;

CREATE INDEX ix_sign_in_links_person_id ON sign_in_links (person_id);

CREATE TABLE sessions (
  token_hash TEXT NOT NULL,
  person_id TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  used_at INTEGER NOT NULL,
  CONSTRAINT pk_sessions PRIMARY KEY (token_hash)
)
 STRICT;

CREATE INDEX ix_sessions_person_id ON sessions (person_id);
