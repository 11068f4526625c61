ALTER TABLE people ADD COLUMN email TEXT;

ALTER TABLE people ADD COLUMN preferences JSONB;

ALTER TABLE outbox ADD COLUMN offset_minutes INTEGER DEFAULT '0' NOT NULL;

ALTER TABLE outbox ADD COLUMN channel TEXT DEFAULT '' NOT NULL;

ALTER TABLE outbox ADD COLUMN lane TEXT DEFAULT 'prompt' NOT NULL;

DROP INDEX ix_outbox_due_at;

CREATE INDEX ix_outbox_lane ON outbox (lane, due_at, id) WHERE state = 'waiting';

CREATE INDEX ix_outbox_person_id ON outbox (person_id, due_at) WHERE state = 'waiting';

CREATE TABLE events (
  id TEXT COLLATE "C" NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  starts_at TIMESTAMP WITH TIME ZONE NOT NULL,
  ends_at TIMESTAMP WITH TIME ZONE NOT NULL,
  ways TEXT NOT NULL,
  state TEXT NOT NULL,
  host TEXT NOT NULL,
  programme TEXT NOT NULL,
  resource_id TEXT COLLATE "C",
  booking_id TEXT COLLATE "C",
  address TEXT NOT NULL,
  link TEXT NOT NULL,
  seats INTEGER,
  online_seats INTEGER,
  opens_at TIMESTAMP WITH TIME ZONE,
  closes_at TIMESTAMP WITH TIME ZONE NOT NULL,
  guests INTEGER NOT NULL,
  price TEXT NOT NULL,
  series TEXT COLLATE "C",
  schedule INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  made_by TEXT COLLATE "C",
  made_at TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT pk_events PRIMARY KEY (id),
  CONSTRAINT ck_events_kind CHECK (kind IN ('breakfast', 'conference', 'lab', 'dialogue', 'open_day', 'course')),
  CONSTRAINT ck_events_state CHECK (state IN ('draft', 'published', 'moved', 'cancelled', 'held')),
  CONSTRAINT ck_events_order CHECK (ends_at > starts_at),
  CONSTRAINT ck_events_guests CHECK (guests >= 0)
);

CREATE INDEX ix_events_ends_at ON events (ends_at);

CREATE INDEX ix_events_starts_at ON events (starts_at);

CREATE FUNCTION event_seats_limit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT coalesce(sum(party), 0) FROM registrations WHERE event_id = NEW.id AND way = 'physical' AND standing IN ('attended', 'going', 'offered')) > NEW.seats OR (SELECT coalesce(sum(party), 0) FROM registrations WHERE event_id = NEW.id AND way = 'digital' AND standing IN ('attended', 'going', 'offered')) > NEW.online_seats THEN
    RAISE EXCEPTION 'event_seats' USING ERRCODE = 'check_violation', CONSTRAINT = 'event_seats';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER event_seats_limit BEFORE UPDATE OF seats, online_seats ON events FOR EACH ROW WHEN (OLD.seats IS DISTINCT FROM NEW.seats OR OLD.online_seats IS DISTINCT FROM NEW.online_seats) EXECUTE FUNCTION event_seats_limit();

CREATE TABLE event_changes (
  request_key TEXT NOT NULL,
  position INTEGER NOT NULL,
  event_id TEXT COLLATE "C" NOT NULL,
  registration_id TEXT COLLATE "C",
  revision INTEGER NOT NULL,
  action TEXT NOT NULL,
  at TIMESTAMP WITH TIME ZONE NOT NULL,
  actor JSONB NOT NULL,
  before JSONB,
  after JSONB NOT NULL,
  CONSTRAINT pk_event_changes PRIMARY KEY (request_key, position)
);

CREATE INDEX ix_event_changes_event_id ON event_changes (event_id, at);

CREATE TABLE event_posts (
  id TEXT COLLATE "C" NOT NULL,
  event_id TEXT COLLATE "C" NOT NULL,
  chat_id BIGINT,
  message_id BIGINT,
  inline_id TEXT,
  shown TEXT DEFAULT '' NOT NULL,
  CONSTRAINT pk_event_posts PRIMARY KEY (id),
  CONSTRAINT ck_event_posts_chat CHECK ((chat_id IS NULL) = (message_id IS NULL)),
  CONSTRAINT ck_event_posts_where CHECK ((chat_id IS NULL) <> (inline_id IS NULL))
);

CREATE INDEX ix_event_posts_event_id ON event_posts (event_id);

CREATE TABLE follows (
  person_id TEXT COLLATE "C" NOT NULL,
  topic TEXT NOT NULL,
  since TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT pk_follows PRIMARY KEY (person_id, topic)
);

CREATE INDEX ix_follows_topic ON follows (topic);

CREATE TABLE announcements (
  id TEXT COLLATE "C" NOT NULL,
  audience JSONB NOT NULL,
  text TEXT NOT NULL,
  file JSONB,
  state TEXT NOT NULL,
  send_at TIMESTAMP WITH TIME ZONE,
  sent_at TIMESTAMP WITH TIME ZONE,
  delivered INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  "left" INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  made_by TEXT COLLATE "C",
  made_at TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT pk_announcements PRIMARY KEY (id),
  CONSTRAINT ck_announcements_state CHECK (state IN ('draft', 'scheduled', 'sending', 'paused', 'stopped', 'sent'))
);

CREATE INDEX ix_announcements_made_at ON announcements (made_at);

CREATE TABLE paces (
  name TEXT NOT NULL,
  next_at BIGINT NOT NULL,
  CONSTRAINT pk_paces PRIMARY KEY (name)
);

CREATE TABLE registrations (
  id TEXT COLLATE "C" NOT NULL,
  event_id TEXT COLLATE "C" NOT NULL,
  person_id TEXT COLLATE "C" NOT NULL,
  way TEXT NOT NULL,
  guests JSONB NOT NULL,
  party INTEGER NOT NULL,
  standing TEXT NOT NULL,
  asked_at TIMESTAMP WITH TIME ZONE NOT NULL,
  offered_until TIMESTAMP WITH TIME ZONE,
  shows_name BOOLEAN NOT NULL,
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
);

CREATE INDEX ix_registrations_person_id ON registrations (person_id);

CREATE INDEX ix_registrations_waiting ON registrations (event_id) WHERE standing = 'waiting';

CREATE INDEX ix_registrations_offered ON registrations (offered_until) WHERE offered_until IS NOT NULL;

CREATE FUNCTION event_seats() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM events WHERE id = NEW.event_id FOR NO KEY UPDATE;
  IF (SELECT coalesce(sum(party), 0) FROM registrations WHERE event_id = NEW.event_id AND way = NEW.way AND standing IN ('attended', 'going', 'offered') AND id <> NEW.id) + NEW.party > (SELECT CASE NEW.way WHEN 'physical' THEN seats ELSE online_seats END FROM events WHERE id = NEW.event_id) THEN
    RAISE EXCEPTION 'event_seats' USING ERRCODE = 'check_violation', CONSTRAINT = 'event_seats';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER event_seats_insert BEFORE INSERT ON registrations FOR EACH ROW WHEN (NEW.standing IN ('attended', 'going', 'offered')) EXECUTE FUNCTION event_seats();

CREATE TRIGGER event_seats_update BEFORE UPDATE OF event_id, way, party, standing ON registrations FOR EACH ROW WHEN (NEW.standing IN ('attended', 'going', 'offered') AND (NOT OLD.standing IN ('attended', 'going', 'offered') OR OLD.event_id <> NEW.event_id OR OLD.way <> NEW.way OR OLD.party < NEW.party)) EXECUTE FUNCTION event_seats();
