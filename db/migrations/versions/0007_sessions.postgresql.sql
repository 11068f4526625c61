CREATE TABLE sign_in_links (
  token_hash TEXT NOT NULL,
  person_id TEXT COLLATE "C" NOT NULL,
  expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT pk_sign_in_links PRIMARY KEY (token_hash)
);

CREATE INDEX ix_sign_in_links_person_id ON sign_in_links (person_id);

CREATE TABLE sessions (
  token_hash TEXT NOT NULL,
  person_id TEXT COLLATE "C" NOT NULL,
  made_at TIMESTAMP WITH TIME ZONE NOT NULL,
  used_at TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT pk_sessions PRIMARY KEY (token_hash)
);

CREATE INDEX ix_sessions_person_id ON sessions (person_id);
