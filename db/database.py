"""One database behind all the ports."""

from __future__ import annotations

from sqlalchemy import URL, literal, make_url, select

from booking.ports import Ledger
from db.engine import Engine
from db.repositories.announcements import SqlAnnouncements, SqlFollows
from db.repositories.bookings import SqlBookings
from db.repositories.calendars import SqlCalendars
from db.repositories.cards import SqlCards
from db.repositories.cases import SqlCases
from db.repositories.claims import SqlClaims
from db.repositories.deviations import SqlDeviations
from db.repositories.drafts import SqlDrafts
from db.repositories.events import SqlEvents
from db.repositories.intakes import SqlIntakes
from db.repositories.invitations import SqlInvitations
from db.repositories.outbox import SqlOutbox
from db.repositories.paces import SqlPaces
from db.repositories.papers import SqlPapers, SqlTasks
from db.repositories.people import SqlPeople
from db.repositories.places import SqlPlaces
from db.repositories.plans import SqlPlans
from db.repositories.posts import SqlPosts
from db.repositories.questions import SqlQuestions
from db.repositories.sessions import SqlSessions
from db.repositories.tokens import SqlApiTokens
from db.repositories.waits import SqlWaits
from db.schema import require_current

CONNECTIONS = 8
PING = select(literal(1))


class Database:
    """Its attributes fulfil the ports of `booking.ports`. Made by `open`; belongs to one event loop."""

    def __init__(self, engine: Engine, ledger: Ledger) -> None:
        self.engine = engine
        self.ledger = ledger
        self.bookings = SqlBookings(engine)
        self.waits = SqlWaits(engine)
        self.places = SqlPlaces(engine)
        self.people = SqlPeople(engine)
        self.invitations = SqlInvitations(engine)
        self.api_tokens = SqlApiTokens(engine)
        self.outbox = SqlOutbox(engine)
        self.paces = SqlPaces(engine)
        self.cards = SqlCards(engine)
        self.drafts = SqlDrafts(engine)
        self.questions = SqlQuestions(engine)
        self.events = SqlEvents(engine)
        self.posts = SqlPosts(engine)
        self.announcements = SqlAnnouncements(engine)
        self.follows = SqlFollows(engine)
        self.claims = SqlClaims(engine)
        self.cases = SqlCases(engine)
        self.papers = SqlPapers(engine)
        self.tasks = SqlTasks(engine)
        self.plans = SqlPlans(engine)
        self.intakes = SqlIntakes(engine)
        self.sessions = SqlSessions(engine)
        self.calendars = SqlCalendars(engine)
        self.deviations = SqlDeviations(engine)

    @classmethod
    async def open(cls, url: str, *, connections: int = CONNECTIONS) -> Database:
        """Raises Unavailable, and WrongSchema where the tables are not this program's.

        `url` is SQLAlchemy's, with or without its driver. `connections` is for PostgreSQL: at most so many
        that read and so many that record. The catalogue is read once; `places.refresh()` reads it again.
        """
        database = cls(*_open(make_url(url), connections))
        try:
            await require_current(database.engine)
            await database.places.refresh()
        except BaseException:
            await database.close()
            raise
        return database

    async def ping(self) -> None:
        """Raises Unavailable where it does not answer."""
        await self.engine.rows(PING)

    async def close(self) -> None:
        """Returns when all that was begun is done. Closing again does nothing."""
        await self.engine.close()


def _open(url: URL, connections: int) -> tuple[Engine, Ledger]:
    """A driver that is not used is not imported."""
    if url.get_backend_name() == "sqlite":
        from db.ledger_sqlite import SqliteLedger
        from db.sqlite import SqliteEngine

        file = SqliteEngine(url)
        return file, SqliteLedger(file)
    from db.ledger_postgresql import PostgresqlLedger
    from db.postgresql import PostgresqlEngine

    server = PostgresqlEngine(url, connections=connections)
    return server, PostgresqlLedger(server)
