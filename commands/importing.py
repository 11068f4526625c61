"""`import`: takes in the space file, tenants and persons, and events. Taking them in again is safe."""

from __future__ import annotations

import asyncio
import sys
import tomllib
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from booking.model.people import Tenant
from booking.model.spaces import Catalogue
from commands.events_file import EventRow, lists_events, read_events
from commands.failures import Failed
from commands.opening import opened
from commands.people_file import Listed, read_people
from commands.persons import everybody
from commands.space_file import read_space_file
from commands.space_file.applying import apply_space_file

if TYPE_CHECKING:
    from commands.composition import Core

PEOPLE_TABLES = {"person", "tenant"}
EVENT_TABLES = {"event"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What one file holds; None is what it is not about."""

    people: tuple[Listed, ...] | None = None
    catalogue: Catalogue | None = None
    events: tuple[EventRow, ...] | None = None


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="a space file (.toml), or tenants, persons and events (.csv or .toml)",
    )
    parser.epilog = (
        "Every file is read before anything is changed. "
        "docs/space-file.md and docs/events-file.md have the formats."
    )


def run(arguments: Namespace) -> int:
    read = [_read(path) for path in arguments.files]
    return asyncio.run(_import(read))


def _read(path: Path) -> Read:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Failed(f"{path} cannot be read: {error.strerror}.") from None
    suffix = path.suffix.casefold()
    if suffix == ".csv":
        if lists_events(data):
            return Read(events=read_events(path, data))
        return Read(people=read_people(path, data))
    if suffix == ".toml":
        return _read_toml(path, data)
    raise Failed(f"{path} is neither .toml nor .csv: save it as one of them.")


def _read_toml(path: Path, data: bytes) -> Read:
    """A space file, or lists; people and events may stand in one."""
    tables = _tables(data)
    if not tables or not tables.keys() <= PEOPLE_TABLES | EVENT_TABLES:
        return Read(catalogue=read_space_file(path))
    return Read(
        people=read_people(path, data) if tables.keys() & PEOPLE_TABLES else None,
        events=read_events(path, data) if tables.keys() & EVENT_TABLES else None,
    )


def _tables(data: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return {}  # what is wrong is told when it is read as a space file


async def _import(read: Sequence[Read]) -> int:
    """The exit status. Events are last: they may be in a room, and be held by a person, of the same files."""
    async with opened() as core:
        for each in read:
            if each.people is not None:
                print(await _add(core, each.people))
        for each in read:
            if each.catalogue is not None:
                print(await _apply(core, each.catalogue))
        events = [row for each in read for row in each.events or ()]
        if any(each.events is not None for each in read):
            return await _host(core, events)
    return 0


async def _host(core: Core, events: Sequence[EventRow]) -> int:
    from commands.events_import import import_events

    outcome = await import_events(core, events)
    for line in outcome.refused:
        print(line, file=sys.stderr)
    print(outcome)
    return 1 if outcome.refused else 0


async def _apply(core: Core, catalogue: Catalogue) -> str:
    applied = await apply_space_file(core, catalogue)
    new = f" New tenants: {', '.join(applied.new_tenants)}." if applied.new_tenants else ""
    counted = f"{len(catalogue.in_use)} resources in {len(catalogue.spaces)} place(s)"
    said = f"{counted} in force.{new}" if applied.is_changed else f"{counted}, as before.{new}"
    return "\n".join((said, *await _beside(core)))


async def _beside(core: Core) -> list[str]:
    """What was shut or lent in the chat holds beside the file: the two never disagree in silence."""
    catalogue = core.looking.catalogue
    found: list[str] = []
    for each in await core.database.deviations.standing(core.now()):
        space = catalogue.spaces[each.space_id]
        resource = catalogue.resources.get(each.resource_id) if each.resource_id else None
        start, end = space.local(each.interval.start), space.local(each.interval.end)
        what = resource.name if resource else space.name
        why = f" ({each.reason})" if each.reason else ""
        when = f"from {start:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M}"
        found.append(
            f"Beside the file, {what} is {each.kind} {when}{why}: it is changed in the chat, /admin."
        )
    return found


async def _add(core: Core, people: tuple[Listed, ...]) -> str:
    """Adds those who are not there yet: a person is the same where name and tenant are."""
    known = {(p.name.casefold(), p.tenant_id) for p in await everybody(core.membership)}
    added = 0
    for listed in people:
        tenant: Tenant | None = None
        if listed.tenant:
            tenant = await core.membership.tenant_named(listed.tenant)
        key = listed.name.casefold(), tenant.id if tenant else None
        if listed.name and key not in known:
            await core.membership.add(listed.name, listed.roles, key[1], email=listed.email)
            known.add(key)
            added += 1
    return f"{added} person(s) added, {sum(bool(each.name) for each in people) - added} known already."
