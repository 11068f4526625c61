"""Requests for guidance that somebody has begun and not sent: asked about once, the next day."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from booking.model.intakes import Intake, Step
from booking.model.messages import Message, Purpose
from booking.model.spaces import Space
from booking.ports import Clock, Intakes, Outbox, People, Places
from booking.rules import quiet

ASKED_AT = time(10)
"""By the wall clock of the first space, on the day after."""
ASKED_FOR = timedelta(days=3)
"""Later than that, as after an outage or on red days, nobody is asked: it would only be a nuisance."""


class TakingUp:
    """May run anywhere, at any time: a message is promised once, whoever asks."""

    def __init__(
        self, *, intakes: Intakes, people: People, outbox: Outbox, places: Places, now: Clock
    ) -> None:
        self._intakes = intakes
        self._people = people
        self._outbox = outbox
        self._places = places
        self._now = now

    async def remind(self) -> int:
        """Asks those whose day it is whether they want to go on. How many."""
        now, space = self._now(), self._places.catalogue().home
        asked = 0
        for intake in await self._intakes.quiet_since(now - ASKED_FOR, now):
            if intake.step is not Step.CONSENT and _is_due(intake, space, now):
                asked += await self._ask(intake, space, now)
        return asked

    async def _ask(self, intake: Intake, space: Space, now: datetime) -> bool:
        person = await self._people.by_telegram(intake.telegram_id)
        if person is None or quiet.is_quiet(now, person.wishes, space):
            return False
        message = Message(
            purpose=Purpose.INTAKE,
            subject=person.id,
            revision=intake.moment,
            person_id=person.id,
            due_at=now,
        )
        await self._outbox.add([message])
        await self._intakes.reminded(intake, now)
        return True


def _is_due(intake: Intake, space: Space, now: datetime) -> bool:
    day = space.today(intake.at) + timedelta(days=1)
    return now >= space.at(day, ASKED_AT)
