"""Another person whom a deed is for, named in words: who that is among those one may act for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from booking.model.people import Actor, Person, PersonId, Role
from booking.ports import Page, People
from booking.refusals import NotFound
from booking.rules import naming

MOST = 8
"""So many are asked about at once."""
PAGE = 200
REFERENCE = "#"
MAY = frozenset({Role.TENANT, Role.CONTACT})


class Found(StrEnum):
    """`PERHAPS`: nobody has just that name, and some have one like it. They are only asked about."""

    ONE = "one"
    SEVERAL = "several"
    PERHAPS = "perhaps"
    NOBODY = "nobody"
    NOT_ALLOWED = "not_allowed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Whom a name means: one person, several or none. `people` holds them."""

    found: Found
    people: tuple[Person, ...] = ()


class AnotherPerson:
    """The administration acts for everybody, a tenant and a contact for the people of their own firm."""

    def __init__(self, people: People) -> None:
        self._people = people

    async def named(self, actor: Actor, name: str) -> Named:
        """Whoever is of another firm is as unknown as somebody who is not here at all.

        A name of the form `reference` gives is the person who was chosen before.
        """
        if name.startswith(REFERENCE):
            return await self._referred(actor, name)
        oneself = await self._people.get(actor.person_id) if actor.person_id else None
        if oneself is not None and self._is_oneself(name, oneself):
            return Named(found=Found.ONE, people=(oneself,))
        if not _may_act_for_somebody(actor):
            return Named(found=Found.NOT_ALLOWED)
        known = await self._known(actor)
        meant = naming.named(name, known)
        if meant:
            found = Found.ONE if len(meant) == 1 else Found.SEVERAL
            return Named(found=found, people=tuple(meant[:MOST]))
        alike = naming.resembling(name, known)[:MOST]
        return Named(found=Found.PERHAPS if alike else Found.NOBODY, people=tuple(alike))

    async def _referred(self, actor: Actor, name: str) -> Named:
        try:
            person = await self.chosen(actor, PersonId(name.removeprefix(REFERENCE)))
        except NotFound:
            return Named(found=Found.NOBODY)
        return Named(found=Found.ONE, people=(person,))

    async def chosen(self, actor: Actor, person_id: PersonId) -> Person:
        """The one who was picked among several. Raises NotFound where the actor may not act for them."""
        person = await self._people.get(person_id)
        if person is None or person.erased_at is not None or not actor.may_book_for(person):
            raise NotFound(what="person")
        return person

    def _is_oneself(self, name: str, oneself: Person) -> bool:
        return naming.means_oneself(name) or naming.words_of(name) == naming.words_of(oneself.name)

    async def _known(self, actor: Actor) -> Sequence[Person]:
        """All whom the actor may act for, by name."""
        known: list[Person] = []
        after: str | None = None
        while True:
            found, after = await self._people.listing(Page(limit=PAGE, after=after))
            known += [person for person in found if person.name and actor.may_book_for(person)]
            if after is None:
                return known


def reference(person: Person) -> str:
    """Instead of a name that several may have, between two messages."""
    return f"{REFERENCE}{person.id}"


def _may_act_for_somebody(actor: Actor) -> bool:
    return actor.is_staff or (actor.tenant_id is not None and not actor.roles.isdisjoint(MAY))
