"""`import`: takes in the space file, and tenants and persons. Taking them in again is safe."""

from __future__ import annotations

import asyncio
import tomllib
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from booking.model.people import Tenant
from booking.model.spaces import Catalogue
from commands.failures import Failed
from commands.opening import opened
from commands.people_file import Listed, read_people
from commands.persons import everybody
from commands.space_file import read_space_file
from commands.space_file.applying import apply_space_file

if TYPE_CHECKING:
    from commands.composition import Core

PEOPLE_TABLES = {"person", "tenant"}


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="a space file (.toml), or tenants and persons (.csv or .toml)",
    )
    parser.epilog = "Every file is read before anything is changed. docs/space-file.md has the formats."


def run(arguments: Namespace) -> int:
    read = [_read(path) for path in arguments.files]
    asyncio.run(_import(read))
    return 0


def _read(path: Path) -> Catalogue | tuple[Listed, ...]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Failed(f"{path} cannot be read: {error.strerror}.") from None
    if path.suffix.casefold() == ".csv" or (path.suffix.casefold() == ".toml" and _lists_people(data)):
        return read_people(path, data)
    if path.suffix.casefold() == ".toml":
        return read_space_file(path)
    raise Failed(f"{path} is neither .toml nor .csv: save it as one of them.")


def _lists_people(data: bytes) -> bool:
    try:
        tables = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return False  # what is wrong is told when it is read as a space file
    return bool(tables) and tables.keys() <= PEOPLE_TABLES


async def _import(read: list[Catalogue | tuple[Listed, ...]]) -> None:
    async with opened() as core:
        for people in read:
            if not isinstance(people, Catalogue):
                print(await _add(core, people))
        for catalogue in read:
            if isinstance(catalogue, Catalogue):
                print(await _apply(core, catalogue))


async def _apply(core: Core, catalogue: Catalogue) -> str:
    applied = await apply_space_file(core, catalogue)
    new = f" New tenants: {', '.join(applied.new_tenants)}." if applied.new_tenants else ""
    counted = f"{len(catalogue.in_use)} resources in {len(catalogue.spaces)} place(s)"
    return f"{counted} in force.{new}" if applied.is_changed else f"{counted}, as before.{new}"


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
