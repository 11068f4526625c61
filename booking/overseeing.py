"""What the administration sees of the messages that the service sent, and did not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from booking.model.messages import Delivered
from booking.model.people import Actor, Person, PersonId
from booking.ports import Clock, Outbox, Page, People
from booking.refusals import NotAllowed

LOOKS_BACK = timedelta(days=7)
LATEST = Page(limit=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliveries:
    """`latest` is the last first; who was erased is not in `people`; `dropped` counts a week by reason.

    `next` is where the page after this goes on.
    """

    latest: Sequence[Delivered]
    people: Mapping[PersonId, Person]
    dropped: Mapping[str, int]
    next: str | None = None


class Overseeing:
    def __init__(self, outbox: Outbox, people: People, now: Clock) -> None:
        self._outbox = outbox
        self._people = people
        self._now = now

    async def deliveries(self, actor: Actor, page: Page = LATEST) -> Deliveries:
        """Who got what, when and how, and why not. Raises NotAllowed to all but the administration.

        Raises ValueError for a page that goes on from nowhere.
        """
        if not actor.is_staff:
            raise NotAllowed
        latest, more = await self._outbox.ledger(page)
        found = [await self._people.get(number) for number in {line.message.person_id for line in latest}]
        return Deliveries(
            latest=latest,
            people={person.id: person for person in found if person and person.erased_at is None},
            dropped=await self._outbox.dropped_since(self._now() - LOOKS_BACK),
            next=more,
        )
