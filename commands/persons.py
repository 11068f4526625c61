"""Which person the operator means."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import TypeVar

from booking.membership import Membership
from booking.model.people import Person
from booking.ports import Page
from commands.failures import Failed

Listed = TypeVar("Listed")
Listing = Callable[[Page], Awaitable[tuple[Sequence[Listed], str | None]]]


async def every(listing: Listing[Listed]) -> AsyncIterator[Listed]:
    """All that a listing has, page by page."""
    page: Page | None = Page()
    while page is not None:
        found, after = await listing(page)
        for each in found:
            yield each
        page = Page(after=after) if after is not None else None


async def everybody(membership: Membership) -> list[Person]:
    """All who are not erased."""
    return [person async for person in every(membership.listing) if person.erased_at is None]


async def meant(membership: Membership, wanted: str) -> Person:
    """The one person with that id or name. Raises Failed where there is none or several."""
    said = wanted.strip().casefold()
    found = [p for p in await everybody(membership) if wanted == p.id or said == p.name.casefold()]
    if not found:
        raise Failed(f'There is no person "{wanted}": write the whole name, or the id.')
    if len(found) > 1:
        listing = ", ".join(person.id for person in found)
        raise Failed(
            f'{len(found)} persons are called "{wanted}": write the id of the one meant ({listing}).'
        )
    return found[0]
