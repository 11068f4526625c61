"""Which person the operator means."""

from __future__ import annotations

from collections.abc import AsyncIterator

from booking.membership import Membership
from booking.model.people import Person
from booking.ports import Page
from commands.failures import Failed


async def everybody(membership: Membership) -> AsyncIterator[Person]:
    """All who are not erased."""
    after: str | None = None
    while True:
        found, after = await membership.listing(Page(after=after))
        for person in found:
            if person.erased_at is None:
                yield person
        if after is None:
            return


async def meant(membership: Membership, wanted: str) -> Person:
    """The one person with that id or name. Raises Failed where there is none or several."""
    said = wanted.strip().casefold()
    found = [p async for p in everybody(membership) if wanted == p.id or said == p.name.casefold()]
    if not found:
        raise Failed(f'There is no person "{wanted}": write the whole name, or the id.')
    if len(found) > 1:
        listing = ", ".join(person.id for person in found)
        raise Failed(
            f'{len(found)} persons are called "{wanted}": write the id of the one meant ({listing}).'
        )
    return found[0]
