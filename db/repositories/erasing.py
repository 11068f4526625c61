"""Forgetting who a person was. The rows stay, so the counts do."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, select, text, update

from booking.model.bookings import WaitState
from booking.model.events import Standing
from booking.model.people import PersonId
from db.repositories import calendars, sessions
from db.tables import (
    bookings,
    cards,
    cases,
    drafts,
    follows,
    intakes,
    invitations,
    outbox,
    papers,
    people,
    plans,
    question_additions,
    questions,
    registrations,
    series,
    tasks,
    waits,
)

TITLES_IN_LOG = {
    "postgresql": """
        UPDATE changes SET "before" = "before" || '{"title": ""}', "after" = "after" || '{"title": ""}'
        WHERE booking_id IN (SELECT id FROM bookings WHERE person_id = :person)""",
    "sqlite": """
        UPDATE changes
        SET "before" = json_set("before", '$.title', ''), "after" = json_set("after", '$.title', '')
        WHERE booking_id IN (SELECT id FROM bookings WHERE person_id = :person)""",
}
GUESTS_IN_LOG = {
    "postgresql": """
        UPDATE event_changes
        SET "before" = "before" || '{"guests": [], "note": ""}',
            "after" = "after" || '{"guests": [], "note": ""}'
        WHERE registration_id IN (SELECT id FROM registrations WHERE person_id = :person)""",
    "sqlite": """
        UPDATE event_changes
        SET "before" = json_set("before", '$.guests', json('[]'), '$.note', ''),
            "after" = json_set("after", '$.guests', json('[]'), '$.note', '')
        WHERE registration_id IN (SELECT id FROM registrations WHERE person_id = :person)""",
}
OPEN = (WaitState.WAITING, WaitState.OFFERED)


def erase(connection: Connection, person_id: PersonId, at: datetime) -> None:
    """Erasing again changes nothing, the time of it included."""
    _forget_titles(connection, person_id)
    _forget_chat(connection, person_id)
    connection.execute(delete(question_additions).where(question_additions.c.person_id == person_id))
    connection.execute(delete(questions).where(questions.c.person_id == person_id))
    connection.execute(
        update(waits)
        .where(waits.c.person_id == person_id, waits.c.state.in_(OPEN))
        .values(state=WaitState.LEFT)
    )
    _forget_events(connection, person_id)
    _forget_guidance(connection, person_id)
    calendars.remove(connection, person_id)
    sessions.end_all(connection, person_id)
    connection.execute(update(invitations).where(invitations.c.used_by == person_id).values(name=""))
    connection.execute(
        update(people)
        .where(people.c.id == person_id, people.c.erased_at.is_(None))
        .values(name="", telegram_id=None, reachable=False, erased_at=at, email=None, preferences=None)
    )


def _forget_titles(connection: Connection, person_id: PersonId) -> None:
    connection.execute(text(TITLES_IN_LOG[connection.dialect.name]), {"person": person_id})
    for table in (bookings, series):
        connection.execute(update(table).where(table.c.person_id == person_id).values(title=""))


def _forget_events(connection: Connection, person_id: PersonId) -> None:
    """They no longer wait; who came along has no name, and their note is gone. How many they were stays."""
    connection.execute(delete(follows).where(follows.c.person_id == person_id))
    theirs = registrations.c.person_id == person_id
    connection.execute(
        update(registrations)
        .where(theirs, registrations.c.standing.in_((Standing.WAITING, Standing.OFFERED)))
        .values(standing=Standing.CANCELLED, offered_until=None)
    )
    kept = select(registrations.c.id, registrations.c.party).where(theirs)
    for number, party in connection.execute(kept).all():
        nameless = update(registrations).where(registrations.c.id == number)
        connection.execute(nameless.values(guests=[""] * (party - 1), shows_name=False, note=""))
    connection.execute(text(GUESTS_IN_LOG[connection.dialect.name]), {"person": person_id})


def _forget_guidance(connection: Connection, person_id: PersonId) -> None:
    """What was written about their plans goes; the facts that are counted stay."""
    theirs = select(cases.c.id).where(cases.c.person_id == person_id)
    connection.execute(delete(papers).where(papers.c.case_id.in_(theirs)))
    connection.execute(delete(tasks).where(tasks.c.case_id.in_(theirs)))
    account = select(people.c.telegram_id).where(people.c.id == person_id)
    connection.execute(delete(intakes).where(intakes.c.telegram_id == account.scalar_subquery()))
    connection.execute(delete(plans).where(plans.c.person_id == person_id))


def _forget_chat(connection: Connection, person_id: PersonId) -> None:
    """A chat's number is the Telegram account's."""
    account = select(people.c.telegram_id).where(people.c.id == person_id)
    connection.execute(delete(drafts).where(drafts.c.telegram_id == account.scalar_subquery()))
    connection.execute(delete(cards).where(cards.c.person_id == person_id))
    theirs = outbox.c.person_id == person_id
    connection.execute(delete(outbox).where(theirs, outbox.c.state == "waiting"))
    connection.execute(update(outbox).where(theirs).values(chat_id=None, message_id=None))
