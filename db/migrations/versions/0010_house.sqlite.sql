ALTER TABLE questions ADD COLUMN kind TEXT DEFAULT 'question' NOT NULL;

ALTER TABLE questions ADD COLUMN state TEXT DEFAULT 'new' NOT NULL;

ALTER TABLE questions ADD COLUMN settled_by TEXT;

ALTER TABLE questions ADD COLUMN settled_at INTEGER;

UPDATE questions SET state = 'answered' WHERE answered_at IS NOT NULL;

CREATE TABLE deviations (
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  space_id TEXT NOT NULL,
  resource_id TEXT,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  made_by TEXT,
  made_at INTEGER NOT NULL,
  ended_by TEXT,
  ended_at INTEGER,
  revision INTEGER NOT NULL,
  CONSTRAINT pk_deviations PRIMARY KEY (id),
  CONSTRAINT ck_deviations_kind CHECK (kind IN ('closed', 'lent')),
  CONSTRAINT ck_deviations_order CHECK (ends_at > starts_at),
  CONSTRAINT ck_deviations_lent CHECK (kind <> 'lent' OR resource_id IS NOT NULL)
)
 STRICT;

CREATE INDEX ix_deviations_standing ON deviations (space_id, ends_at) WHERE ended_at IS NULL;

CREATE TRIGGER booking_closed_insert BEFORE INSERT ON bookings WHEN NEW.status IN ('checked_in', 'confirmed', 'ended', 'held') AND EXISTS (
    SELECT 1 FROM deviations AS d JOIN resources AS r ON r.id = NEW.resource_id AND r.space_id = d.space_id
    WHERE d.kind = 'closed' AND d.ended_at IS NULL
      AND d.starts_at < NEW.ends_at AND d.ends_at > NEW.starts_at
      AND (d.resource_id = NEW.resource_id OR (d.resource_id IS NULL AND r.kind <> 'adviser'))) BEGIN SELECT RAISE(ABORT, 'booking_closed'); END;

CREATE TRIGGER booking_closed_update BEFORE UPDATE OF status, resource_id, starts_at, ends_at, clear_at ON bookings WHEN NEW.status IN ('checked_in', 'confirmed', 'ended', 'held') AND (NOT OLD.status IN ('checked_in', 'confirmed', 'ended', 'held') OR OLD.resource_id <> NEW.resource_id OR NEW.starts_at < OLD.starts_at OR NEW.ends_at > OLD.ends_at) AND EXISTS (
    SELECT 1 FROM deviations AS d JOIN resources AS r ON r.id = NEW.resource_id AND r.space_id = d.space_id
    WHERE d.kind = 'closed' AND d.ended_at IS NULL
      AND d.starts_at < NEW.ends_at AND d.ends_at > NEW.starts_at
      AND (d.resource_id = NEW.resource_id OR (d.resource_id IS NULL AND r.kind <> 'adviser'))) BEGIN SELECT RAISE(ABORT, 'booking_closed'); END;

CREATE TABLE deviation_changes (
  request_key TEXT NOT NULL,
  position INTEGER NOT NULL,
  deviation_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  action TEXT NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  "before" TEXT,
  "after" TEXT NOT NULL,
  CONSTRAINT pk_deviation_changes PRIMARY KEY (request_key, position),
  CONSTRAINT ck_deviation_changes_action CHECK (action IN ('made', 'ended'))
)
 STRICT;

CREATE UNIQUE INDEX uq_deviation_changes_revision ON deviation_changes (deviation_id, revision);

CREATE TABLE question_additions (
  question_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  text TEXT NOT NULL,
  at INTEGER NOT NULL,
  CONSTRAINT pk_question_additions PRIMARY KEY (question_id, person_id),
  CONSTRAINT fk_question_additions_question_id FOREIGN KEY(question_id) REFERENCES questions (id) ON DELETE CASCADE
)
 STRICT;

CREATE INDEX ix_question_additions_person_id ON question_additions (person_id);
