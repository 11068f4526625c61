"""Somebody else whom a message names: who that is among those whom the writer may act for."""

from __future__ import annotations

from collections.abc import Sequence

from booking.membership import Membership
from booking.model.people import Person
from booking.ports import Page

PAGE = 200


class Others:
    def __init__(self, membership: Membership) -> None:
        self._membership = membership

    async def called(self, writer: Person, name: str) -> Sequence[Person]:
        """Those of that name, or of a name that begins so.

        For the administration among all, for others among their colleagues.
        """
        asked = name.casefold().split()
        found, cursor = [], None
        while True:
            people, cursor = await self._membership.listing(Page(limit=PAGE, after=cursor))
            found += [each for each in people if self._may_name(writer, each)]
            if cursor is None:
                break
        whole = [each for each in found if each.name.casefold().split() == asked]
        return whole or [each for each in found if _is(asked, each.name.casefold().split())]

    def _may_name(self, writer: Person, other: Person) -> bool:
        if other.erased_at is not None or not other.name:
            return False
        return writer.actor.may_act_for(other) or writer.actor.is_colleague_of(other)


def _is(asked: Sequence[str], name: Sequence[str]) -> bool:
    """Each word is in it; the first as its first."""
    return bool(asked) and asked[0] == name[0] and set(asked) <= set(name)
