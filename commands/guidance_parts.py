"""The use cases of guidance on one database."""

from __future__ import annotations

from booking.advising import Advising
from booking.appointing import Appointing
from booking.assigning import Assigning
from booking.casework import Casework
from booking.counting import Counting
from booking.following import Following
from booking.guidance import Guidance
from booking.guiding import Guiding
from booking.looking import Looking
from booking.outcomes import Outcomes
from booking.ports import BusyElsewhere, Seal
from booking.recording import Recording
from booking.requesting import Requesting
from booking.withdrawing import Withdrawing
from commands.failures import Failed
from db import Database


class NoKey:
    """For commands that have no business with what is written about people's plans."""

    def seal(self, _text: str, _about: str) -> str:
        raise Failed("GARTNERIET_SECRET_KEY is missing: what is written about guidance is sealed with it.")

    def open(self, _sealed: str, _about: str) -> str:
        raise Failed("GARTNERIET_SECRET_KEY is missing: what is written about guidance is sealed with it.")


def compose_guidance(
    database: Database, looking: Looking, recording: Recording, seal: Seal, busy: BusyElsewhere
) -> Guidance:
    now = looking.now
    advising = _advising(database, looking, busy)
    assigning = Assigning(
        cases=database.cases, people=database.people, advising=advising, recording=recording, now=now
    )
    appointing = Appointing(assigning=assigning, advising=advising, recording=recording)
    casework = Casework(assigning=assigning, papers=database.papers, tasks=database.tasks, seal=seal, now=now)
    return Guidance(
        cases=database.cases,
        plans=database.plans,
        advising=advising,
        assigning=assigning,
        requesting=_requesting(database, assigning, recording, seal),
        guiding=Guiding(assigning=assigning, advising=advising, now=now),
        appointing=appointing,
        casework=casework,
        outcomes=Outcomes(assigning=assigning, casework=casework, now=now),
        following=Following(
            assigning=assigning,
            tasks=database.tasks,
            outbox=database.outbox,
            places=database.places,
            now=now,
        ),
        counting=Counting(database.cases, database.places),
        withdrawing=Withdrawing(
            assigning=assigning,
            appointing=appointing,
            papers=database.papers,
            seal=seal,
        ),
    )


def _advising(database: Database, looking: Looking, busy: BusyElsewhere) -> Advising:
    return Advising(
        plans=database.plans,
        people=database.people,
        bookings=database.bookings,
        busy=busy,
        places=database.places,
        looking=looking,
    )


def _requesting(database: Database, assigning: Assigning, recording: Recording, seal: Seal) -> Requesting:
    return Requesting(
        intakes=database.intakes,
        cases=database.cases,
        assigning=assigning,
        recording=recording,
        seal=seal,
        now=assigning.now,
    )
