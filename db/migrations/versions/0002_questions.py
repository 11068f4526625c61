"""What people ask the administration, and the answers."""

from alembic import op

revision = "0002"
down_revision = "0001"

TABLE = """
CREATE TABLE questions (
  id {identifier} NOT NULL,
  person_id {identifier} NOT NULL,
  text TEXT NOT NULL,
  asked_at {instant} NOT NULL,
  answer TEXT,
  answered_by {identifier},
  answered_at {instant},
  CONSTRAINT pk_questions PRIMARY KEY (id),
  CONSTRAINT ck_questions_answered CHECK ((answer IS NULL) = (answered_at IS NULL))
){strict}"""
INDEX = "CREATE INDEX ix_questions_person_id ON questions (person_id, asked_at)"
TYPES = {
    "postgresql": {"identifier": 'TEXT COLLATE "C"', "instant": "TIMESTAMP WITH TIME ZONE", "strict": ""},
    "sqlite": {"identifier": "TEXT", "instant": "INTEGER", "strict": " STRICT"},
}


def upgrade() -> None:
    connection = op.get_bind()
    connection.exec_driver_sql(TABLE.format(**TYPES[connection.dialect.name]).strip())
    connection.exec_driver_sql(INDEX)


def downgrade() -> None:
    op.get_bind().exec_driver_sql("DROP TABLE questions")
