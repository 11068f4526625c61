ALTER TABLE people ADD COLUMN email TEXT;

ALTER TABLE people ADD COLUMN preferences TEXT;

ALTER TABLE outbox ADD COLUMN offset_minutes INTEGER DEFAULT '0' NOT NULL;

ALTER TABLE outbox ADD COLUMN channel TEXT DEFAULT '' NOT NULL;

ALTER TABLE outbox ADD COLUMN lane TEXT DEFAULT 'prompt' NOT NULL;

DROP INDEX ix_outbox_due_at;

CREATE INDEX ix_outbox_lane ON outbox (lane, due_at, id) WHERE state = 'waiting';

CREATE INDEX ix_outbox_person_id ON outbox (person_id, due_at) WHERE state = 'waiting';

CREATE TABLE events (
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  ways TEXT NOT NULL,
  state TEXT NOT NULL,
  host TEXT NOT NULL,
  programme TEXT NOT NULL,
  resource_id TEXT,
  booking_id TEXT,
  address TEXT NOT NULL,
  link TEXT NOT NULL,
  seats INTEGER,
  online_seats INTEGER,
  opens_at INTEGER,
  closes_at INTEGER NOT NULL,
  guests INTEGER NOT NULL,
  price TEXT NOT NULL,
  series TEXT,
  schedule INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  made_by TEXT,
  made_at INTEGER NOT NULL,
  CONSTRAINT pk_events PRIMARY KEY (id),
  CONSTRAINT ck_events_kind CHECK (kind IN ('breakfast', 'conference', 'lab', 'dialogue', 'open_day', 'course')),
  CONSTRAINT ck_events_state CHECK (state IN ('draft', 'published', 'moved', 'cancelled', 'held')),
  CONSTRAINT ck_events_order CHECK (ends_at > starts_at),
  CONSTRAINT ck_events_guests CHECK (guests >= 0)
)
 STRICT;

CREATE INDEX ix_events_ends_at ON events (ends_at);

CREATE INDEX ix_events_starts_at ON events (starts_at);

CREATE TRIGGER event_seats_limit BEFORE UPDATE OF seats, online_seats ON events WHEN (SELECT coalesce(sum(party), 0) FROM registrations WHERE event_id = NEW.id AND way = 'physical' AND standing IN ('attended', 'going', 'offered')) > NEW.seats OR (SELECT coalesce(sum(party), 0) FROM registrations WHERE event_id = NEW.id AND way = 'digital' AND standing IN ('attended', 'going', 'offered')) > NEW.online_seats BEGIN SELECT RAISE(ABORT, 'event_seats'); END;

CREATE TABLE event_changes (
  request_key TEXT NOT NULL,
  position INTEGER NOT NULL,
  event_id TEXT NOT NULL,
  registration_id TEXT,
  revision INTEGER NOT NULL,
  action TEXT NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  "before" TEXT,
  "after" TEXT NOT NULL,
  CONSTRAINT pk_event_changes PRIMARY KEY (request_key, position)
)
 STRICT;

CREATE INDEX ix_event_changes_event_id ON event_changes (event_id, at);

CREATE TABLE event_posts (
  id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  chat_id INTEGER,
  message_id INTEGER,
  inline_id TEXT,
  shown TEXT DEFAULT '' NOT NULL,
  CONSTRAINT pk_event_posts PRIMARY KEY (id),
  CONSTRAINT ck_event_posts_chat CHECK ((chat_id IS NULL) = (message_id IS NULL)),
  CONSTRAINT ck_event_posts_where CHECK ((chat_id IS NULL) <> (inline_id IS NULL))
)
 STRICT;

CREATE INDEX ix_event_posts_event_id ON event_posts (event_id);

CREATE TABLE follows (
  person_id TEXT NOT NULL,
  topic TEXT NOT NULL,
  since INTEGER NOT NULL,
  CONSTRAINT pk_follows PRIMARY KEY (person_id, topic)
)
 STRICT;

CREATE INDEX ix_follows_topic ON follows (topic);

CREATE TABLE announcements (
  id TEXT NOT NULL,
  audience TEXT NOT NULL,
  text TEXT NOT NULL,
  file TEXT,
  state TEXT NOT NULL,
  send_at INTEGER,
  sent_at INTEGER,
  delivered INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  "left" INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  made_by TEXT,
  made_at INTEGER NOT NULL,
  CONSTRAINT pk_announcements PRIMARY KEY (id),
  CONSTRAINT ck_announcements_state CHECK (state IN ('draft', 'scheduled', 'sending', 'paused', 'stopped', 'sent'))
)
 STRICT;

CREATE INDEX ix_announcements_made_at ON announcements (made_at);

CREATE TABLE paces (
  name TEXT NOT NULL,
  next_at INTEGER NOT NULL,
  CONSTRAINT pk_paces PRIMARY KEY (name)
)
 STRICT;

CREATE TABLE registrations (
  id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  way TEXT NOT NULL,
  guests TEXT NOT NULL,
  party INTEGER NOT NULL,
  standing TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  offered_until INTEGER,
  shows_name INTEGER NOT NULL,
  skipped TEXT NOT NULL,
  rating INTEGER,
  ticket TEXT NOT NULL,
  revision INTEGER NOT NULL,
  CONSTRAINT pk_registrations PRIMARY KEY (id),
  CONSTRAINT ck_registrations_way CHECK (way IN ('physical', 'digital')),
  CONSTRAINT ck_registrations_standing CHECK (standing IN ('going', 'waiting', 'offered', 'lapsed', 'declined', 'cancelled', 'attended')),
  CONSTRAINT ck_registrations_party CHECK (party >= 1),
  CONSTRAINT ck_registrations_offered CHECK ((standing = 'offered') = (offered_until IS NOT NULL)),
  CONSTRAINT uq_registrations_event_id UNIQUE (event_id, person_id),
  CONSTRAINT fk_registrations_event_id FOREIGN KEY(event_id) REFERENCES events (id),
  CONSTRAINT uq_registrations_ticket UNIQUE (ticket)
)
 STRICT;

CREATE INDEX ix_registrations_person_id ON registrations (person_id);

CREATE INDEX ix_registrations_waiting ON registrations (event_id) WHERE standing = 'waiting';

CREATE INDEX ix_registrations_offered ON registrations (offered_until) WHERE offered_until IS NOT NULL;

CREATE TRIGGER event_seats_insert BEFORE INSERT ON registrations WHEN NEW.standing IN ('attended', 'going', 'offered') AND (SELECT coalesce(sum(party), 0) FROM registrations WHERE event_id = NEW.event_id AND way = NEW.way AND standing IN ('attended', 'going', 'offered') AND id <> NEW.id) + NEW.party > (SELECT CASE NEW.way WHEN 'physical' THEN seats ELSE online_seats END FROM events WHERE id = NEW.event_id) BEGIN SELECT RAISE(ABORT, 'event_seats'); END;

CREATE TRIGGER event_seats_update BEFORE UPDATE OF event_id, way, party, standing ON registrations WHEN NEW.standing IN ('attended', 'going', 'offered') AND (NOT OLD.standing IN ('attended', 'going', 'offered') OR OLD.event_id <> NEW.event_id OR OLD.way <> NEW.way OR OLD.party < NEW.party) AND (SELECT coalesce(sum(party), 0) FROM registrations WHERE event_id = NEW.event_id AND way = NEW.way AND standing IN ('attended', 'going', 'offered') AND id <> NEW.id) + NEW.party > (SELECT CASE NEW.way WHEN 'physical' THEN seats ELSE online_seats END FROM events WHERE id = NEW.event_id) BEGIN SELECT RAISE(ABORT, 'event_seats'); END;
