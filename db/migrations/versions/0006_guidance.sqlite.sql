CREATE TABLE cases (
  id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  stage TEXT NOT NULL,
  how_far TEXT,
  sector TEXT,
  wanted TEXT,
  adviser_id TEXT,
  assigned_at INTEGER,
  escalated_at INTEGER,
  meeting TEXT NOT NULL,
  offered TEXT NOT NULL,
  chooses_freely INTEGER NOT NULL,
  outcome TEXT,
  outcome_at INTEGER,
  organisation TEXT NOT NULL,
  consented_at INTEGER,
  tenant_at INTEGER,
  member_at INTEGER,
  revision INTEGER NOT NULL,
  CONSTRAINT pk_cases PRIMARY KEY (id),
  CONSTRAINT ck_cases_stage CHECK (stage IN ('new', 'assigned', 'scheduled', 'in_progress', 'follow_up', 'closed')),
  CONSTRAINT ck_cases_outcome CHECK ((outcome IS NULL) = (outcome_at IS NULL))
)
 STRICT;

CREATE INDEX ix_cases_person_id ON cases (person_id);

CREATE INDEX ix_cases_adviser_id ON cases (adviser_id, asked_at);

CREATE INDEX ix_cases_asked_at ON cases (asked_at);

CREATE TABLE appointments (
  id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  adviser_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  meeting TEXT NOT NULL,
  booking_id TEXT NOT NULL,
  room_id TEXT,
  room_booking_id TEXT,
  state TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  CONSTRAINT pk_appointments PRIMARY KEY (id),
  CONSTRAINT ck_appointments_state CHECK (state IN ('booked', 'held', 'missed', 'cancelled')),
  CONSTRAINT ck_appointments_order CHECK (ends_at > starts_at),
  CONSTRAINT fk_appointments_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
)
 STRICT;

CREATE INDEX ix_appointments_case_id ON appointments (case_id);

CREATE INDEX ix_appointments_person_id ON appointments (person_id);

CREATE INDEX ix_appointments_booking_id ON appointments (booking_id);

CREATE INDEX ix_appointments_room_booking_id ON appointments (room_booking_id);

CREATE INDEX ix_appointments_starts_at ON appointments (starts_at);

CREATE UNIQUE INDEX uq_appointments_ahead ON appointments (case_id) WHERE state = 'booked';

CREATE TABLE case_changes (
  request_key TEXT NOT NULL,
  position INTEGER NOT NULL,
  case_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  action TEXT NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  "before" TEXT,
  "after" TEXT NOT NULL,
  note TEXT NOT NULL,
  CONSTRAINT pk_case_changes PRIMARY KEY (request_key, position)
)
 STRICT;

CREATE INDEX ix_case_changes_case_id ON case_changes (case_id, at);

CREATE TABLE papers (
  id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  author_id TEXT,
  at INTEGER NOT NULL,
  sealed TEXT NOT NULL,
  size INTEGER NOT NULL,
  CONSTRAINT pk_papers PRIMARY KEY (id),
  CONSTRAINT ck_papers_kind CHECK (kind IN ('request', 'note', 'goal', 'file', 'check_up')),
  CONSTRAINT fk_papers_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
)
 STRICT;

CREATE INDEX ix_papers_case_id ON papers (case_id, at);

CREATE TABLE tasks (
  id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  adviser_id TEXT NOT NULL,
  due_on TEXT NOT NULL,
  sealed TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  done_at INTEGER,
  CONSTRAINT pk_tasks PRIMARY KEY (id),
  CONSTRAINT fk_tasks_case_id FOREIGN KEY(case_id) REFERENCES cases (id)
)
 STRICT;

CREATE INDEX ix_tasks_case_id ON tasks (case_id);

CREATE INDEX ix_tasks_due_on ON tasks (due_on) WHERE done_at IS NULL;

CREATE TABLE looks (
  id INTEGER NOT NULL,
  case_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  what TEXT NOT NULL,
  at INTEGER NOT NULL,
  CONSTRAINT pk_looks PRIMARY KEY (id),
  CONSTRAINT ck_looks_what CHECK (what IN ('case', 'file', 'export'))
)
 STRICT;

CREATE INDEX ix_looks_case_id ON looks (case_id, at);

CREATE TABLE plans (
  person_id TEXT NOT NULL,
  document TEXT NOT NULL,
  revision INTEGER NOT NULL,
  CONSTRAINT pk_plans PRIMARY KEY (person_id)
)
 STRICT;

CREATE TABLE intakes (
  telegram_id INTEGER NOT NULL,
  step TEXT NOT NULL,
  sealed TEXT NOT NULL,
  revision INTEGER NOT NULL,
  at INTEGER NOT NULL,
  CONSTRAINT pk_intakes PRIMARY KEY (telegram_id)
)
 STRICT;
