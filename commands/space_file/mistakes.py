"""What is wrong in a space file, where, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeGuard, get_args

from pydantic import BaseModel

from commands.failures import Failed, did_you_mean
from commands.space_file.lines import Lines, Place

A_LIST = 'write a list, such as ["…", "…"]'
A_NUMBER = "write a whole number, without quotation marks"
A_TABLE = "write a table: {{ key = value }}"
INSTEAD = {
    "enum": "write one of {expected}",
    "literal_error": "write {expected}, or leave it out",
    "string_type": 'write text in "quotation marks"',
    "int_type": A_NUMBER,
    "greater_than_equal": "write {ge} or more",
    "less_than_equal": "write {le} or less",
    "tuple_type": A_LIST,
    "frozen_set_type": A_LIST,
    "too_short": A_LIST,
    "string_too_long": "write at most {max_length} letters",
    "dict_type": A_TABLE,
    "model_type": A_TABLE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """`place` is the way into the file as a person would point at it; `line` counts from 1."""

    place: str
    line: int | None
    what: str
    instead: str

    def __str__(self) -> str:
        where = f"line {self.line}, {self.place}" if self.line else self.place
        return f"{where}: {self.what}; {self.instead}" if self.place else f"{self.what}; {self.instead}"


class SpaceFileInvalid(Failed):
    """All the mistakes of one file, in the order of its lines."""

    def __init__(self, path: Path, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(mistakes, key=lambda mistake: mistake.line or 0))
        super().__init__(*(f"{path}: {mistake}" for mistake in self.mistakes))


class Wrong(ValueError):
    """A value that cannot be meant. `instead` is what to write."""

    def __init__(self, what: str, instead: str) -> None:
        super().__init__(what)
        self.what = what
        self.instead = instead


class Mistakes:
    """Gathers what is wrong, so that the person hears of all of it at once."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self.found: list[Mistake] = []

    def add(self, place: Place, wrong: Wrong) -> None:
        self.found.append(
            Mistake(place=shown(place), line=self._lines.of(place), what=wrong.what, instead=wrong.instead)
        )

    def line_of(self, place: Place) -> int | None:
        return self._lines.of(place)

    def add_error(self, place: Place, model: type[BaseModel], detail: Any) -> None:
        """One of pydantic's own error details, in a person's words."""
        self.add(place + detail["loc"], _worded(model, detail))


def shown(place: Place) -> str:
    """`space[1].resource[4].kind`, counting from 1 as people do."""
    text = ""
    for part in place:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".")


def _known_at(model: type[BaseModel], way: Place) -> list[str]:
    """The keys of the table that the way leads to."""
    for part in way:
        if isinstance(part, str):
            annotation = model.model_fields[part].annotation
            model = next((inner for inner in (annotation, *get_args(annotation)) if _is_table(inner)), model)
    return list(model.model_fields)


def _is_table(annotation: object) -> TypeGuard[type[BaseModel]]:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _worded(model: type[BaseModel], detail: Any) -> Wrong:
    cause = detail.get("ctx", {}).get("error")
    if isinstance(cause, Wrong):
        return cause
    key = str(detail["loc"][-1]) if detail["loc"] else ""
    match detail["type"]:
        case "extra_forbidden":
            known = _known_at(model, detail["loc"][:-1])
            return Wrong(
                f'"{key}" is not known here{did_you_mean(key, known)}', f"known are {', '.join(known)}"
            )
        case "missing":
            return Wrong(f'"{key}" is missing', f"write {key} = …")
    return Wrong(f"{_seen(detail['input'])} does not fit", _fitting(detail))


def _seen(value: object) -> str:
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"'


def _fitting(detail: Any) -> str:
    """What to write instead, by pydantic's name for what is wrong."""
    instead = INSTEAD.get(detail["type"])
    return instead.format(**detail.get("ctx", {})) if instead else str(detail["msg"])
