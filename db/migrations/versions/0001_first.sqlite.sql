CREATE TABLE catalogue (
  id INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  CONSTRAINT pk_catalogue PRIMARY KEY (id),
  CONSTRAINT ck_catalogue_one_row CHECK (id = 1)
) STRICT;

CREATE TABLE spaces (
  id TEXT NOT NULL,
  position INTEGER NOT NULL,
  document TEXT NOT NULL,
  CONSTRAINT pk_spaces PRIMARY KEY (id)
) STRICT;

CREATE TABLE tenants (
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  CONSTRAINT pk_tenants PRIMARY KEY (id),
  CONSTRAINT uq_tenants_name_key UNIQUE (name_key)
) STRICT;

CREATE TABLE api_tokens (
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  scope TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  CONSTRAINT pk_api_tokens PRIMARY KEY (id),
  CONSTRAINT ck_api_tokens_scope CHECK (scope IN ('read', 'write', 'admin')),
  CONSTRAINT uq_api_tokens_token_hash UNIQUE (token_hash)
) STRICT;

CREATE TABLE series (
  id TEXT NOT NULL,
  resource_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  title TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  recurrence TEXT NOT NULL,
  CONSTRAINT pk_series PRIMARY KEY (id)
) STRICT;

CREATE INDEX ix_series_person_id ON series (person_id);

CREATE TABLE bookings (
  id TEXT NOT NULL,
  resource_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  clear_at INTEGER NOT NULL,
  status TEXT NOT NULL,
  title TEXT NOT NULL,
  revision INTEGER NOT NULL,
  series_id TEXT,
  made_at INTEGER NOT NULL,
  held_until INTEGER,
  CONSTRAINT pk_bookings PRIMARY KEY (id),
  CONSTRAINT ck_bookings_status CHECK (status IN ('confirmed', 'held', 'checked_in', 'ended', 'cancelled', 'no_show')),
  CONSTRAINT ck_bookings_order CHECK (ends_at > starts_at),
  CONSTRAINT ck_bookings_clear CHECK (clear_at >= ends_at),
  CONSTRAINT ck_bookings_revision CHECK (revision >= 1),
  CONSTRAINT ck_bookings_length CHECK (ends_at - starts_at <= 90000),
  CONSTRAINT ck_bookings_reach CHECK (clear_at - starts_at <= 129600)
) STRICT;

CREATE INDEX ix_bookings_blocking ON bookings (resource_id, starts_at) WHERE status IN ('checked_in', 'confirmed', 'ended', 'held');

CREATE INDEX ix_bookings_series_id ON bookings (series_id, starts_at) WHERE series_id IS NOT NULL;

CREATE INDEX ix_bookings_starts_at ON bookings (starts_at);

CREATE INDEX ix_bookings_person_id ON bookings (person_id, starts_at);

CREATE INDEX ix_bookings_held_until ON bookings (held_until) WHERE status = 'held';

CREATE TRIGGER booking_no_overlap_insert BEFORE INSERT ON bookings WHEN NEW.status IN ('checked_in', 'confirmed', 'ended', 'held') AND (SELECT clear_at FROM bookings WHERE resource_id = NEW.resource_id AND starts_at < NEW.clear_at AND status IN ('checked_in', 'confirmed', 'ended', 'held') ORDER BY starts_at DESC LIMIT 1) > NEW.starts_at BEGIN SELECT RAISE(ABORT, 'booking_no_overlap'); END;

CREATE TRIGGER booking_no_overlap_update BEFORE UPDATE OF status, resource_id, starts_at, ends_at, clear_at ON bookings WHEN NEW.status IN ('checked_in', 'confirmed', 'ended', 'held') AND (NOT OLD.status IN ('checked_in', 'confirmed', 'ended', 'held') OR OLD.resource_id <> NEW.resource_id OR OLD.starts_at <> NEW.starts_at OR OLD.ends_at <> NEW.ends_at OR OLD.clear_at <> NEW.clear_at) AND (SELECT clear_at FROM bookings WHERE resource_id = NEW.resource_id AND starts_at < NEW.clear_at AND status IN ('checked_in', 'confirmed', 'ended', 'held') AND id <> OLD.id ORDER BY starts_at DESC LIMIT 1) > NEW.starts_at BEGIN SELECT RAISE(ABORT, 'booking_no_overlap'); END;

CREATE TRIGGER booking_buffer_insert BEFORE INSERT ON bookings WHEN NEW.status IN ('checked_in', 'confirmed', 'ended', 'held') AND (NEW.clear_at >= NEW.ends_at + 60 * (SELECT buffer_minutes FROM resources WHERE id = NEW.resource_id)) IS NOT TRUE BEGIN SELECT RAISE(ABORT, 'booking_buffer'); END;

CREATE TRIGGER booking_buffer_update BEFORE UPDATE OF status, resource_id, starts_at, ends_at, clear_at ON bookings WHEN NEW.status IN ('checked_in', 'confirmed', 'ended', 'held') AND (NOT OLD.status IN ('checked_in', 'confirmed', 'ended', 'held') OR OLD.resource_id <> NEW.resource_id OR OLD.starts_at <> NEW.starts_at OR OLD.ends_at <> NEW.ends_at OR OLD.clear_at <> NEW.clear_at) AND (NEW.clear_at >= NEW.ends_at + 60 * (SELECT buffer_minutes FROM resources WHERE id = NEW.resource_id)) IS NOT TRUE BEGIN SELECT RAISE(ABORT, 'booking_buffer'); END;

CREATE TABLE changes (
  request_key TEXT NOT NULL,
  position INTEGER NOT NULL,
  booking_id TEXT,
  wait_id TEXT,
  revision INTEGER,
  action TEXT NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  "before" TEXT,
  "after" TEXT NOT NULL,
  CONSTRAINT pk_changes PRIMARY KEY (request_key, position),
  CONSTRAINT ck_changes_subject CHECK ((booking_id IS NULL) <> (wait_id IS NULL)),
  CONSTRAINT ck_changes_revision CHECK ((booking_id IS NULL) = (revision IS NULL))
) STRICT;

CREATE UNIQUE INDEX uq_changes_booking_id ON changes (booking_id, revision) WHERE booking_id IS NOT NULL;

CREATE TABLE waits (
  id TEXT NOT NULL,
  resource_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  asked_at INTEGER NOT NULL,
  state TEXT NOT NULL,
  offer TEXT,
  CONSTRAINT pk_waits PRIMARY KEY (id),
  CONSTRAINT ck_waits_state CHECK (state IN ('waiting', 'offered', 'taken', 'declined', 'lapsed', 'left')),
  CONSTRAINT ck_waits_order CHECK (ends_at > starts_at),
  CONSTRAINT uq_waits_offer UNIQUE (offer)
) STRICT;

CREATE INDEX ix_waits_person_id ON waits (person_id);

CREATE INDEX ix_waits_asked_at ON waits (asked_at, id) WHERE state = 'waiting';

CREATE INDEX ix_waits_resource_id ON waits (resource_id, starts_at) WHERE state = 'waiting';

CREATE TABLE outbox (
  id INTEGER NOT NULL,
  "key" TEXT NOT NULL,
  purpose TEXT NOT NULL,
  subject TEXT NOT NULL,
  revision INTEGER NOT NULL,
  person_id TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  chat_id INTEGER,
  message_id INTEGER,
  state TEXT DEFAULT 'waiting' NOT NULL,
  claimed_until INTEGER,
  attempts INTEGER DEFAULT '0' NOT NULL,
  sent_at INTEGER,
  why TEXT DEFAULT '' NOT NULL,
  CONSTRAINT pk_outbox PRIMARY KEY (id),
  CONSTRAINT ck_outbox_state CHECK (state IN ('waiting', 'sent', 'dropped')),
  CONSTRAINT ck_outbox_origin CHECK ((chat_id IS NULL) = (message_id IS NULL)),
  CONSTRAINT uq_outbox_key UNIQUE ("key")
) STRICT;

CREATE INDEX ix_outbox_due_at ON outbox (due_at, id) WHERE state = 'waiting';

CREATE TABLE cards (
  booking_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  chat_id INTEGER NOT NULL,
  message_id INTEGER NOT NULL,
  CONSTRAINT pk_cards PRIMARY KEY (booking_id, person_id)
) STRICT;

CREATE INDEX ix_cards_person_id ON cards (person_id);

CREATE TABLE drafts (
  telegram_id INTEGER NOT NULL,
  data TEXT NOT NULL,
  revision INTEGER NOT NULL,
  at INTEGER NOT NULL,
  CONSTRAINT pk_drafts PRIMARY KEY (telegram_id)
) STRICT;

CREATE TABLE resources (
  id TEXT NOT NULL,
  space_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  buffer_minutes INTEGER NOT NULL,
  retired INTEGER NOT NULL,
  document TEXT NOT NULL,
  CONSTRAINT pk_resources PRIMARY KEY (id),
  CONSTRAINT ck_resources_kind CHECK (kind IN ('room', 'desk')),
  CONSTRAINT ck_resources_buffer CHECK (buffer_minutes >= 0),
  CONSTRAINT fk_resources_space_id FOREIGN KEY(space_id) REFERENCES spaces (id)
) STRICT;

CREATE TABLE people (
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  roles TEXT NOT NULL,
  tenant_id TEXT,
  language TEXT NOT NULL,
  telegram_id INTEGER,
  reachable INTEGER NOT NULL,
  erased_at INTEGER,
  CONSTRAINT pk_people PRIMARY KEY (id),
  CONSTRAINT ck_people_language CHECK (language IN ('nb', 'nn', 'en')),
  CONSTRAINT fk_people_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (id),
  CONSTRAINT uq_people_telegram_id UNIQUE (telegram_id)
) STRICT;

CREATE TABLE invitations (
  token_hash TEXT NOT NULL,
  role TEXT NOT NULL,
  name TEXT NOT NULL,
  tenant_id TEXT,
  expires_at INTEGER NOT NULL,
  used_at INTEGER,
  used_by TEXT,
  CONSTRAINT pk_invitations PRIMARY KEY (token_hash),
  CONSTRAINT ck_invitations_role CHECK (role IN ('tenant', 'contact', 'adviser', 'administration', 'owner')),
  CONSTRAINT ck_invitations_used CHECK ((used_at IS NULL) = (used_by IS NULL)),
  CONSTRAINT fk_invitations_tenant_id FOREIGN KEY(tenant_id) REFERENCES tenants (id),
  CONSTRAINT fk_invitations_used_by FOREIGN KEY(used_by) REFERENCES people (id)
) STRICT;
