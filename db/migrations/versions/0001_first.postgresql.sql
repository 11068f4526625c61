CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE catalogue (
  id INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  CONSTRAINT pk_catalogue PRIMARY KEY (id),
  CONSTRAINT ck_catalogue_one_row CHECK (id = 1)
);

CREATE TABLE spaces (
  id TEXT COLLATE "C" NOT NULL,
  position INTEGER NOT NULL,
  document JSONB NOT NULL,
  CONSTRAINT pk_spaces PRIMARY KEY (id)
);

CREATE TABLE tenants (
  id TEXT COLLATE "C" NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  CONSTRAINT pk_tenants PRIMARY KEY (id),
  CONSTRAINT uq_tenants_name_key UNIQUE (name_key)
);

CREATE TABLE api_tokens (
  id TEXT COLLATE "C" NOT NULL,
  name TEXT NOT NULL,
  scope TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  made_at TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT pk_api_tokens PRIMARY KEY (id),
  CONSTRAINT ck_api_tokens_scope CHECK (scope IN ('read', 'write', 'admin')),
  CONSTRAINT uq_api_tokens_token_hash UNIQUE (token_hash)
);

CREATE TABLE series (
  id TEXT COLLATE "C" NOT NULL,
  resource_id TEXT COLLATE "C" NOT NULL,
  person_id TEXT COLLATE "C" NOT NULL,
  title TEXT NOT NULL,
  made_at TIMESTAMP WITH TIME ZONE NOT NULL,
  recurrence JSONB NOT NULL,
  CONSTRAINT pk_series PRIMARY KEY (id)
);

CREATE INDEX ix_series_person_id ON series (person_id);

CREATE TABLE bookings (
  id TEXT COLLATE "C" NOT NULL,
  resource_id TEXT COLLATE "C" NOT NULL,
  person_id TEXT COLLATE "C" NOT NULL,
  starts_at TIMESTAMP WITH TIME ZONE NOT NULL,
  ends_at TIMESTAMP WITH TIME ZONE NOT NULL,
  clear_at TIMESTAMP WITH TIME ZONE NOT NULL,
  status TEXT NOT NULL,
  title TEXT NOT NULL,
  revision INTEGER NOT NULL,
  series_id TEXT COLLATE "C",
  made_at TIMESTAMP WITH TIME ZONE NOT NULL,
  held_until TIMESTAMP WITH TIME ZONE,
  CONSTRAINT pk_bookings PRIMARY KEY (id),
  CONSTRAINT ck_bookings_status CHECK (status IN ('confirmed', 'held', 'checked_in', 'ended', 'cancelled', 'no_show')),
  CONSTRAINT ck_bookings_order CHECK (ends_at > starts_at),
  CONSTRAINT ck_bookings_clear CHECK (clear_at >= ends_at),
  CONSTRAINT ck_bookings_revision CHECK (revision >= 1),
  CONSTRAINT booking_no_overlap EXCLUDE USING gist (resource_id WITH =, tstzrange(starts_at, clear_at, '[)') WITH &&) WHERE (status IN ('checked_in', 'confirmed', 'ended', 'held')),
  CONSTRAINT ck_bookings_length CHECK (ends_at - starts_at <= interval '25 hours'),
  CONSTRAINT ck_bookings_reach CHECK (clear_at - starts_at <= interval '36 hours')
);

CREATE INDEX ix_bookings_blocking ON bookings (resource_id, starts_at) WHERE status IN ('checked_in', 'confirmed', 'ended', 'held');

CREATE INDEX ix_bookings_series_id ON bookings (series_id, starts_at) WHERE series_id IS NOT NULL;

CREATE INDEX ix_bookings_starts_at ON bookings (starts_at);

CREATE INDEX ix_bookings_person_id ON bookings (person_id, starts_at);

CREATE INDEX ix_bookings_held_until ON bookings (held_until) WHERE status = 'held';

CREATE FUNCTION booking_buffer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.clear_at >= NEW.ends_at + (
    SELECT buffer_minutes * interval '1 minute' FROM resources WHERE id = NEW.resource_id
  ) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'booking_buffer' USING ERRCODE = 'check_violation', CONSTRAINT = 'booking_buffer', TABLE = 'bookings';
END $$;

CREATE TRIGGER booking_buffer_insert BEFORE INSERT ON bookings FOR EACH ROW WHEN (NEW.status IN ('checked_in', 'confirmed', 'ended', 'held')) EXECUTE FUNCTION booking_buffer();

CREATE TRIGGER booking_buffer_update BEFORE UPDATE OF status, resource_id, starts_at, ends_at, clear_at ON bookings FOR EACH ROW WHEN (NEW.status IN ('checked_in', 'confirmed', 'ended', 'held') AND (NOT OLD.status IN ('checked_in', 'confirmed', 'ended', 'held') OR OLD.resource_id <> NEW.resource_id OR OLD.starts_at <> NEW.starts_at OR OLD.ends_at <> NEW.ends_at OR OLD.clear_at <> NEW.clear_at)) EXECUTE FUNCTION booking_buffer();

CREATE TABLE changes (
  request_key TEXT NOT NULL,
  position INTEGER NOT NULL,
  booking_id TEXT COLLATE "C",
  wait_id TEXT COLLATE "C",
  revision INTEGER,
  action TEXT NOT NULL,
  at TIMESTAMP WITH TIME ZONE NOT NULL,
  actor JSONB NOT NULL,
  before JSONB,
  after JSONB NOT NULL,
  CONSTRAINT pk_changes PRIMARY KEY (request_key, position),
  CONSTRAINT ck_changes_subject CHECK ((booking_id IS NULL) <> (wait_id IS NULL)),
  CONSTRAINT ck_changes_revision CHECK ((booking_id IS NULL) = (revision IS NULL))
);

CREATE UNIQUE INDEX uq_changes_booking_id ON changes (booking_id, revision) WHERE booking_id IS NOT NULL;

CREATE TABLE waits (
  id TEXT COLLATE "C" NOT NULL,
  resource_id TEXT COLLATE "C" NOT NULL,
  person_id TEXT COLLATE "C" NOT NULL,
  starts_at TIMESTAMP WITH TIME ZONE NOT NULL,
  ends_at TIMESTAMP WITH TIME ZONE NOT NULL,
  asked_at TIMESTAMP WITH TIME ZONE NOT NULL,
  state TEXT NOT NULL,
  offer TEXT COLLATE "C",
  CONSTRAINT pk_waits PRIMARY KEY (id),
  CONSTRAINT ck_waits_state CHECK (state IN ('waiting', 'offered', 'taken', 'declined', 'lapsed', 'left')),
  CONSTRAINT ck_waits_order CHECK (ends_at > starts_at),
  CONSTRAINT uq_waits_offer UNIQUE (offer)
);

CREATE INDEX ix_waits_person_id ON waits (person_id);

CREATE INDEX ix_waits_asked_at ON waits (asked_at, id) WHERE state = 'waiting';

CREATE INDEX ix_waits_resource_id ON waits (resource_id, starts_at) WHERE state = 'waiting';

CREATE TABLE outbox (
  id BIGINT GENERATED BY DEFAULT AS IDENTITY,
  key TEXT NOT NULL,
  purpose TEXT NOT NULL,
  subject TEXT COLLATE "C" NOT NULL,
  revision BIGINT NOT NULL,
  person_id TEXT COLLATE "C" NOT NULL,
  due_at TIMESTAMP WITH TIME ZONE NOT NULL,
  chat_id BIGINT,
  message_id BIGINT,
  state TEXT DEFAULT 'waiting' NOT NULL,
  claimed_until TIMESTAMP WITH TIME ZONE,
  attempts INTEGER DEFAULT '0' NOT NULL,
  sent_at TIMESTAMP WITH TIME ZONE,
  why TEXT DEFAULT '' NOT NULL,
  CONSTRAINT pk_outbox PRIMARY KEY (id),
  CONSTRAINT ck_outbox_state CHECK (state IN ('waiting', 'sent', 'dropped')),
  CONSTRAINT ck_outbox_origin CHECK ((chat_id IS NULL) = (message_id IS NULL)),
  CONSTRAINT uq_outbox_key UNIQUE (key)
);

CREATE INDEX ix_outbox_due_at ON outbox (due_at, id) WHERE state = 'waiting';

CREATE TABLE cards (
  booking_id TEXT COLLATE "C" NOT NULL,
  person_id TEXT COLLATE "C" NOT NULL,
  chat_id BIGINT NOT NULL,
  message_id BIGINT NOT NULL,
  CONSTRAINT pk_cards PRIMARY KEY (booking_id, person_id)
);

CREATE INDEX ix_cards_person_id ON cards (person_id);

CREATE TABLE drafts (
  telegram_id BIGINT NOT NULL,
  data TEXT NOT NULL,
  revision INTEGER NOT NULL,
  at TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT pk_drafts PRIMARY KEY (telegram_id)
);

CREATE TABLE resources (
  id TEXT COLLATE "C" NOT NULL,
  space_id TEXT COLLATE "C" NOT NULL,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  buffer_minutes INTEGER NOT NULL,
  retired BOOLEAN NOT NULL,
  document JSONB NOT NULL,
  CONSTRAINT pk_resources PRIMARY KEY (id),
  CONSTRAINT ck_resources_kind CHECK (kind IN ('room', 'desk')),
  CONSTRAINT ck_resources_buffer CHECK (buffer_minutes >= 0),
  CONSTRAINT fk_resources_space_id FOREIGN KEY(space_id) REFERENCES spaces (id)
);

CREATE TABLE people (
  id TEXT COLLATE "C" NOT NULL,
  name TEXT NOT NULL,
  roles TEXT NOT NULL,
  tenant_id TEXT COLLATE "C",
  language TEXT NOT NULL,
  telegram_id BIGINT,
  reachable BOOLEAN NOT NULL,
  erased_at TIMESTAMP WITH TIME ZONE,
  CONSTRAINT pk_people PRIMARY KEY (id),
  CONSTRAINT ck_people_language CHECK (language IN ('nb', 'nn', 'en')),
  CONSTRAINT fk_people_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (id),
  CONSTRAINT uq_people_telegram_id UNIQUE (telegram_id)
);

CREATE TABLE invitations (
  token_hash TEXT NOT NULL,
  role TEXT NOT NULL,
  name TEXT NOT NULL,
  tenant_id TEXT COLLATE "C",
  expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
  used_at TIMESTAMP WITH TIME ZONE,
  used_by TEXT COLLATE "C",
  CONSTRAINT pk_invitations PRIMARY KEY (token_hash),
  CONSTRAINT ck_invitations_role CHECK (role IN ('tenant', 'contact', 'adviser', 'administration', 'owner')),
  CONSTRAINT ck_invitations_used CHECK ((used_at IS NULL) = (used_by IS NULL)),
  CONSTRAINT fk_invitations_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (id),
  CONSTRAINT fk_invitations_used_by FOREIGN KEY(used_by) REFERENCES people (id)
);
