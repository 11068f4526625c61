"""Everything about who is in the house and when it is shut, for those who ask for it."""

from __future__ import annotations

from dataclasses import dataclass

from booking.absence import Absence
from booking.closing import Closing
from booking.model.deviations import Deviates, Deviation
from booking.model.messages import Request
from booking.model.people import Person
from booking.ports import Deviations
from booking.presence import Presence
from booking.recording import Recording
from booking.rules.undoing import UNDO_WITHIN


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    presence: Presence
    absence: Absence
    closing: Closing
    deviations: Deviations
    recording: Recording

    async def undo_last(self, person: Person, request: Request) -> Deviation | None:
        """Takes back the closing or the loan that was the last thing they did, with all of its deed.

        None where they did something else since, or it is too long ago: then it is not ours to undo.
        """
        last = await self._last(person)
        key = await self.deviations.key_of(last.id) if last else None
        if last is None or key is None:
            return None
        if last.kind is Deviates.CLOSED:
            return await self.closing.undo(person.actor, last.id, request)
        await self.absence.come_back(person.actor, person, key, request)
        return last

    async def _last(self, person: Person) -> Deviation | None:
        since = self.recording.now() - UNDO_WITHIN
        own = await self.deviations.of_person(person.id)
        made = [each for each in own if each.made_by == person.id and each.stands and each.made_at >= since]
        last = max(made, key=lambda each: each.made_at, default=None)
        if last is None:
            return None
        deeds = await self.recording.bookings.deeds_on(person.id, (), since)
        later = [
            change for _, change in deeds if change.actor.person_id == person.id and change.at > last.made_at
        ]
        return None if later else last
