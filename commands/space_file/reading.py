"""From the space file to the catalogue. All mistakes are told at once, each with its place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from booking.model.people import TenantId
from booking.model.spaces import PLACES, Catalogue, Policy, Resource, ResourceId, ResourceKind, Space, SpaceId
from commands.failures import Failed, did_you_mean
from commands.randomness import SystemClock
from commands.space_file import closed_days
from commands.space_file.contradictions import contradictions
from commands.space_file.lines import Lines, Place
from commands.space_file.mistakes import Mistake, Mistakes, SpaceFileInvalid, Wrong
from commands.space_file.shape import Rules, Written, WrittenResource, WrittenSpace
from commands.space_file.values import slug

Table = TypeVar("Table", bound=Written)
KINDS = PLACES
TOP = ["space", "rules"]
OPTIONAL = ("morning", "afternoon", "holds_places", "phone", "email", "facts")
NEAR = [*TOP, "space.resource", "space.opening", "space.facts", "rules.room", "rules.desk"]


def read_space_file(path: Path, *, year: int | None = None) -> Catalogue:
    """The catalogue that the file describes, at revision 0, with holidays for the years around `year`.

    `assigned_to` still holds what the file says; applying it finds the tenant. Raises SpaceFileInvalid
    with every mistake, Failed where there is no file to read.
    """
    text = _text(path)
    reading = _Reading(text, closed_days.years_around(year or SystemClock()().year))
    catalogue = reading.catalogue(_tables(path, text))
    if reading.mistakes.found:
        raise SpaceFileInvalid(path, reading.mistakes.found)
    return catalogue


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise Failed(
            f"The space file {path} is not there: write it (see docs/space-file.md), or name another."
        ) from None
    except UnicodeDecodeError:
        raise Failed(f"The space file {path} is not UTF-8 text: save it as UTF-8.") from None
    except OSError as error:
        raise Failed(f"The space file {path} cannot be read: {error.strerror}.") from None


def _tables(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what, _, where = str(error).partition(" (at ")
        found = re.search(r"line (\d+)", where)
        line = int(found[1]) if found else text.count("\n") + 1
    instead = 'write key = value, text in "quotation marks", and close every bracket'
    raise SpaceFileInvalid(path, [Mistake(place="", line=line, what=f"line {line}: {what}", instead=instead)])


class _Reading:
    """Reads what can be read and gathers what cannot, so that one mistake hides no other."""

    def __init__(self, text: str, years: range) -> None:
        self.mistakes = Mistakes(Lines(text))
        self._years = years
        self._policies: dict[ResourceKind, Policy] = {}
        self._spaces: dict[SpaceId, Space] = {}
        self._resources: dict[ResourceId, Resource] = {}
        self._names: dict[str, Place] = {}

    def catalogue(self, tables: Mapping[str, Any]) -> Catalogue:
        for key in tables:
            if key not in TOP:
                self.mistakes.add(
                    (key,),
                    Wrong(
                        f'"{key}" is not known here{did_you_mean(key, NEAR)}',
                        "known are [[space]] and [rules]",
                    ),
                )
        self._read_rules(tables.get("rules", {}))
        written = self._list(("space",), tables.get("space", []), "[[space]]")
        if not written:
            self.mistakes.add((), Wrong("there is no [[space]]", "write one; see docs/space-file.md"))
        for number, space in enumerate(written):
            self._read_space(("space", number), space)
        return Catalogue(revision=0, spaces=self._spaces, resources=self._resources)

    def _read_rules(self, rules: object) -> None:
        given = rules if isinstance(rules, dict) else {}
        kinds = [kind.value for kind in KINDS]
        for key in given:
            if key not in kinds:
                self.mistakes.add(
                    ("rules", key),
                    Wrong(
                        f'"{key}" is not known here{did_you_mean(key, kinds)}',
                        "known are [rules.room] and [rules.desk]",
                    ),
                )
        for kind in KINDS:
            written = self._table(Rules, ("rules", kind.value), given.get(kind.value, {}))
            self._policies[kind] = self._policy(Policy(), written, ("rules", kind.value))

    def _policy(self, inherited: Policy, written: Rules | None, place: Place) -> Policy:
        if written is None or not written.model_fields_set:
            return inherited
        policy = replace(inherited, **{key: getattr(written, key) for key in written.model_fields_set})
        for key, wrong in contradictions(policy):
            self.mistakes.add((*place, key), wrong)
        return policy

    def _read_space(self, place: Place, given: object) -> None:
        table = dict(given) if isinstance(given, dict) else {}
        resources = self._list((*place, "resource"), table.pop("resource", []), "[[space.resource]]")
        written = self._table(WrittenSpace, place, table)
        space_id = SpaceId("")
        if written is not None:
            space_id = SpaceId(written.id or slug(written.name))
            self._unique(place, "space", space_id, written.name)
            self._spaces[space_id] = self._space(space_id, place, written)
        for number, resource in enumerate(resources):
            self._read_resource(space_id, (*place, "resource", number), resource)

    def _space(self, space_id: SpaceId, place: Place, written: WrittenSpace) -> Space:
        said = {key: getattr(written, key) for key in OPTIONAL if getattr(written, key)}
        return Space(
            id=space_id,
            name=written.name,
            address=written.address,
            time_zone=written.time_zone,
            opening=written.opening.by_weekday,
            closed=self._closed(place, written),
            **said,
        )

    def _closed(self, place: Place, written: WrittenSpace) -> Mapping[date, Mapping[str, str]]:
        found = closed_days.norwegian_holidays(self._years) if written.holidays else {}
        for number, closed in enumerate(written.closed):
            try:
                found.update(closed_days.days_of(closed, self._years))
            except Wrong as wrong:
                self.mistakes.add((*place, "closed", number), wrong)
        return dict(sorted(found.items()))

    def _read_resource(self, space_id: SpaceId, place: Place, given: object) -> None:
        written = self._table(WrittenResource, place, given)
        if written is None:
            return
        resource_id = ResourceId(written.id or slug(written.name))
        self._unique(place, "resource", resource_id, written.name)
        self._resources[resource_id] = Resource(
            id=resource_id,
            space_id=space_id,
            name=written.name,
            kind=ResourceKind(written.kind),
            capacity=written.capacity,
            equipment=written.equipment,
            description=written.description,
            photo=written.photo,
            policy=self._policy(self._policies[ResourceKind(written.kind)], written.rules, (*place, "rules")),
            assigned_to=TenantId(written.assigned_to) if written.assigned_to else None,
        )

    def _unique(self, place: Place, what: str, identity: str, name: str) -> None:
        """Ids and names are what people and buttons say: each means one thing."""
        if not identity:
            self.mistakes.add(
                (*place, "name"), Wrong(f'"{name}" gives no id', 'write an id too, such as id = "pult-3"')
            )
        for key, said in (("name", name.casefold()), ("id", identity)):
            taken = self._names.setdefault(f"{what} {key} {said}", place)
            if taken != place:
                line = self.mistakes.line_of(taken)
                self.mistakes.add(
                    (*place, key), Wrong(f'the {key} "{said}" is taken on line {line}', "write another")
                )
                return

    def _list(self, place: Place, given: object, header: str) -> list[Any]:
        if isinstance(given, list) and all(isinstance(element, dict) for element in given):
            return given
        self.mistakes.add(place, Wrong("this is not a list of tables", f"write {header} in double brackets"))
        return []

    def _table(self, model: type[Table], place: Place, given: object) -> Table | None:
        try:
            return model.model_validate(given)
        except ValidationError as error:
            for detail in error.errors():
                self.mistakes.add_error(place, model, detail)
            return None
