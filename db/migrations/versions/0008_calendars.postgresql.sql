CREATE TABLE own_calendars (
  id TEXT COLLATE "C" NOT NULL,
  person_id TEXT COLLATE "C" NOT NULL,
  address TEXT NOT NULL,
  host TEXT NOT NULL,
  due_at TIMESTAMP WITH TIME ZONE NOT NULL,
  etag TEXT NOT NULL,
  last_modified TEXT NOT NULL,
  fetched_at TIMESTAMP WITH TIME ZONE,
  good_at TIMESTAMP WITH TIME ZONE,
  expanded_at TIMESTAMP WITH TIME ZONE,
  failing INTEGER NOT NULL,
  failing_since TIMESTAMP WITH TIME ZONE,
  failure TEXT,
  is_told BOOLEAN NOT NULL,
  tellings INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  CONSTRAINT pk_own_calendars PRIMARY KEY (id),
  CONSTRAINT ck_own_calendars_failure CHECK ((failing_since IS NULL) = (failure IS NULL)),
  CONSTRAINT uq_own_calendars_person_id UNIQUE (person_id)
);

CREATE INDEX ix_own_calendars_due_at ON own_calendars (due_at);

CREATE TABLE busy_elsewhere (
  calendar_id TEXT COLLATE "C" NOT NULL,
  starts_at TIMESTAMP WITH TIME ZONE NOT NULL,
  ends_at TIMESTAMP WITH TIME ZONE NOT NULL,
  CONSTRAINT pk_busy_elsewhere PRIMARY KEY (calendar_id, starts_at),
  CONSTRAINT ck_busy_elsewhere_order CHECK (ends_at > starts_at),
  CONSTRAINT fk_busy_elsewhere_calendar_id FOREIGN KEY(calendar_id) REFERENCES own_calendars (id)
);
