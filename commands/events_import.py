"""Making the events of a list so: new ones made, others changed where the list says something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

from booking import refusals
from booking.model.events import Event, EventId, EventState, Way
from booking.model.interval import Interval
from booking.model.messages import Request
from booking.model.people import STAFF, Actor, Language, PersonId, Role
from booking.model.spaces import PLACES, Catalogue, Hours, ResourceId, Space
from booking.refusals import NotReady, Refusal
from booking.rules import hosting
from commands.events_file import EventRow
from commands.failures import Failed, did_you_mean
from commands.persons import everybody
from wording import as_plain, speak
from wording.refusals import explain

if TYPE_CHECKING:
    from commands.composition import Core

OPERATOR = Actor(person_id=None, roles=frozenset({Role.ADMINISTRATION}), name="import")
"""Who acts in the audit log; a room is held by a person."""
SURELY_A_SLIP = 0.85
"""Addresses may be like the names of rooms."""
PLACE = ("resource_id", "address", "link")


class Done(Enum):
    MADE = "made"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`refused` has a line for each event that could not be made or changed as the list says."""

    counts: Mapping[Done, int]
    refused: tuple[str, ...]

    def __str__(self) -> str:
        told = ", ".join(f"{self.counts.get(done, 0)} {done.value}" for done in Done)
        return f"Events: {told}, {len(self.refused)} refused." if self.refused else f"Events: {told}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An event as the list has it. `event` is what is made where it is new, `fields` what was written."""

    row: EventRow
    event: Event
    fields: Mapping[str, Any]


class _Told(Exception):
    """A lawful no of the import itself, in words."""


async def import_events(core: Core, rows: Sequence[EventRow]) -> Outcome:
    """Each by itself: what is refused keeps no other from being made. Again, it changes nothing.

    Raises Failed, before anything is changed, for ids that are alike and for what is nearly a room's name.
    """
    await core.database.places.refresh()
    catalogue = core.looking.catalogue
    if not catalogue.spaces:
        raise Failed("There is no place yet, so no time zone: import the space file first.")
    staff = [person for person in await everybody(core.membership) if person.roles & STAFF]
    planning = _Planning(catalogue, staff[0].id if staff else None, core.now())
    importing = _Importing(core)
    counts: Counter[Done] = Counter()
    refused: list[str] = []
    for wanted in planning.planned(rows):
        done, why = await importing.take_in(wanted)
        counts.update([done] if done else [])
        if why:
            refused.append(f"{wanted.row.where}: {_named(wanted.event, catalogue.home)}: {why}")
    return Outcome(counts=counts, refused=tuple(refused))


def _named(event: Event, space: Space) -> str:
    return f'"{event.title}" {space.local(event.interval.start):%Y-%m-%d %H:%M}'


class _Planning:
    """From rows to events. Nothing is changed here."""

    def __init__(self, catalogue: Catalogue, maker: PersonId | None, now: datetime) -> None:
        self._catalogue = catalogue
        self._space = catalogue.home
        self._maker = maker
        self._now = now

    def planned(self, rows: Sequence[EventRow]) -> list[Wanted]:
        mistakes = [mistake for row in rows for mistake in self._slips(row)]
        wanted = [] if mistakes else [each for row in rows for each in self._of(row)]
        first: dict[EventId, Wanted] = {}
        for each in wanted:
            other = first.setdefault(each.event.id, each).row
            if other is not each.row:
                mistakes.append(
                    f'{each.row.where}: the id "{each.event.id}" is that of {other.where} too; write another'
                )
        if mistakes:
            raise Failed(*mistakes)
        return wanted

    def _slips(self, row: EventRow) -> Iterator[str]:
        names = [resource.name for resource in self._catalogue.in_use]
        near = did_you_mean(row.place or "", names, likeness=SURELY_A_SLIP)
        if row.place and near and self._resource(row.place) is None:
            yield f'{row.where}: there is no room "{row.place}"{near}; write the name as it is known'
        if row.every is not None and not self._of(row):
            yield f"{row.where}: the place is open on no day of that series; write another day or end"

    def _resource(self, said: str) -> ResourceId | None:
        """One of ours by name or id, one in use first."""
        ours = [each for each in self._catalogue.resources.values() if each.kind in PLACES]
        for resource in sorted(ours, key=lambda each: each.retired):
            if said.casefold() in {resource.name.casefold(), resource.id}:
                return resource.id
        return None

    def _of(self, row: EventRow) -> list[Wanted]:
        fields = self._fields(row)
        event = self._event(row, fields)
        if row.every is None or row.until is None:
            return [Wanted(row=row, event=event, fields=fields)]
        series = []
        for number, copy in enumerate(hosting.repeated(event, row.every, row.until, self._space), start=1):
            each = replace(copy, id=EventId(f"{row.id}-{number}"), series=row.id)
            own = {name: getattr(each, name) for name in fields}
            series.append(Wanted(row=row, event=each, fields=own))
        return series

    def _event(self, row: EventRow, fields: Mapping[str, Any]) -> Event:
        usual: dict[str, Any] = {"closes_at": fields["interval"].start}
        given = usual | dict(fields)
        if "ways" not in given:
            has_place = bool(given.get("resource_id") or given.get("address"))
            given["ways"] = _ways(has_place=has_place, link=given.get("link", ""))
        return Event(id=EventId(row.id), made_by=self._maker, made_at=self._now, **_with_online(given))

    def _fields(self, row: EventRow) -> dict[str, Any]:
        """What was written, by the model's names."""
        fields: dict[str, Any] = {"kind": row.kind, "title": row.title, "interval": self._interval(row)}
        fields |= row.fields
        if row.ways is not None:
            fields["ways"] = row.ways
        if row.place is not None:
            resource = self._resource(row.place) if row.place else None
            fields |= {"resource_id": resource, "address": "" if resource else row.place}
        if row.says_opening:
            fields["opens_at"] = self._instant(row.opens) if row.opens else None
        if row.closes is not None:
            fields["closes_at"] = min(self._instant(row.closes), fields["interval"].start)
        return fields

    def _interval(self, row: EventRow) -> Interval:
        if row.last_day is None or row.last_day == row.day:
            return self._space.span(row.day, Hours(start=row.start, end=row.end))
        return Interval(self._space.at(row.day, row.start), self._space.at(row.last_day, row.end))

    def _instant(self, local: datetime) -> datetime:
        return self._space.at(local.date(), local.time())


def _ways(*, has_place: bool, link: str) -> frozenset[Way]:
    """As the chat takes it where nobody says: a link alone is digital, with a place it is both."""
    if link:
        return frozenset(Way) if has_place else frozenset({Way.DIGITAL})
    return frozenset({Way.PHYSICAL})


def _with_online(given: dict[str, Any]) -> dict[str, Any]:
    """The seats of what is digital alone are its online seats, where those are not written."""
    if given["ways"] == {Way.DIGITAL} and "seats" in given and "online_seats" not in given:
        return {**given, "online_seats": given["seats"]}
    return given


class _Importing:
    """One event at a time, through the use cases that the chat uses."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._hosting = core.hosting

    async def take_in(self, wanted: Wanted) -> tuple[Done | None, str]:
        """What was done, and why not all of it was; nothing where all was."""
        before = await self._core.database.events.get(wanted.event.id)
        try:
            if before is None:
                return await self._make(wanted)
            return await self._change(before, wanted)
        except (Refusal, _Told) as no:
            return None, self._why(no)

    async def _make(self, wanted: Wanted) -> tuple[Done, str]:
        event, status = wanted.event, wanted.row.status
        if status is EventState.CANCELLED:
            return Done.UNCHANGED, ""
        if event.interval.start <= self._core.now():
            raise NotReady(missing="time")
        if event.resource_id is not None and event.made_by is None:
            raise _Told(
                "nobody of the administration is known, who would hold the room; "
                "let somebody in with python main.py invite --role administration"
            )
        made = await self._hosting.draft(OPERATOR, event, Request(key=f"import:make:{event.id}"))
        why = await self._published(made) if status is EventState.PUBLISHED else ""
        return Done.MADE, f"{why} It is kept as a draft." if why else ""

    async def _published(self, event: Event) -> str:
        """Why it is not, or nothing where it is."""
        try:
            request = Request(key=f"import:publish:{event.id}:{event.revision}")
            await self._hosting.publish(OPERATOR, event.id, request)
        except Refusal as no:
            return self._why(no)
        return ""

    async def _change(self, before: Event, wanted: Wanted) -> tuple[Done | None, str]:
        status, key = wanted.row.status, f"{before.id}:{before.revision}"
        fields = _differing(before, wanted.fields)
        if self._is_so(before, wanted, fields):
            return Done.UNCHANGED, ""
        if status is EventState.CANCELLED:
            await self._hosting.cancel(OPERATOR, before.id, Request(key=f"import:cancel:{key}"))
            return Done.CANCELLED, ""
        _check_state(before, status)
        after = await self._hosting.change(OPERATOR, before.id, fields, Request(key=f"import:change:{key}"))
        why = ""
        if status is EventState.PUBLISHED and not after.is_on:
            why = await self._published(after)
        return (None if why and after == before else Done.CHANGED), why

    def _is_so(self, before: Event, wanted: Wanted, fields: Mapping[str, object]) -> bool:
        """Whether nothing is left to do. In a series, what is over or called off stays as it is."""
        status = wanted.row.status
        is_past = before.interval.start <= self._core.now()
        if status is EventState.CANCELLED:
            return before.state in hosting.OVER or is_past
        if wanted.event.series and (before.state in hosting.OVER or is_past):
            return True
        if fields:
            return False
        if status is EventState.PUBLISHED:
            return before.is_on or before.state is EventState.HELD
        return status is None or before.state is status

    def _why(self, no: Refusal | _Told) -> str:
        if isinstance(no, _Told):
            return str(no)
        if isinstance(no, refusals.Stale):
            return "it was changed a moment ago by somebody else; import the list again"
        said = explain(no, self._core.looking.catalogue, self._core.now(), speak(Language.ENGLISH))
        return " ".join(as_plain(said).split())


def _check_state(before: Event, status: EventState | None) -> None:
    if before.state is EventState.CANCELLED:
        raise _Told("it is cancelled, and stays so; write another id to hold it after all")
    if status is EventState.DRAFT and before.state is not EventState.DRAFT:
        raise _Told("it is published, and people may have seen it; write published or cancelled")


def _differing(before: Event, written: Mapping[str, Any]) -> dict[str, Any]:
    """What the list says otherwise. Another place or link is another way to take part, if none is written."""
    fields, as_it_would_be = dict(written), replace(before, **{n: written[n] for n in PLACE if n in written})
    if "ways" not in fields and as_it_would_be != before:
        has_place = bool(as_it_would_be.resource_id or as_it_would_be.address)
        fields["ways"] = _ways(has_place=has_place, link=as_it_would_be.link)
    if "ways" in fields or before.online_seats == before.seats:  # else the chat made it digital
        fields = _with_online({"ways": before.ways, **fields})
    start = fields["interval"].start
    if "closes_at" not in fields and before.closes_at > start and before.closes_at != before.interval.start:
        fields["closes_at"] = start
    return {name: value for name, value in fields.items() if getattr(before, name) != value}
