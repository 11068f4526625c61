CREATE TABLE own_calendars (
  id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  address TEXT NOT NULL,
  host TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  etag TEXT NOT NULL,
  last_modified TEXT NOT NULL,
  fetched_at INTEGER,
  good_at INTEGER,
  expanded_at INTEGER,
  failing INTEGER NOT NULL,
  failing_since INTEGER,
  failure TEXT,
  is_told INTEGER NOT NULL,
  tellings INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  CONSTRAINT pk_own_calendars PRIMARY KEY (id),
  CONSTRAINT ck_own_calendars_failure CHECK ((failing_since IS NULL) = (failure IS NULL)),
  CONSTRAINT uq_own_calendars_person_id UNIQUE (person_id)
)
 STRICT;

CREATE INDEX ix_own_calendars_due_at ON own_calendars (due_at);

CREATE TABLE busy_elsewhere (
  calendar_id TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  CONSTRAINT pk_busy_elsewhere PRIMARY KEY (calendar_id, starts_at),
  CONSTRAINT ck_busy_elsewhere_order CHECK (ends_at > starts_at),
  CONSTRAINT fk_busy_elsewhere_calendar_id FOREIGN KEY(calendar_id) REFERENCES own_calendars (id)
)
 STRICT;
