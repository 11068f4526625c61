"""Where in a TOML file a key stands. The library that reads TOML does not say."""

from __future__ import annotations

import re
from collections import Counter

Place = tuple[str | int, ...]
"""A way into the file: `("space", 0, "resource", 3, "kind")`."""

HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
ENTRY = re.compile(r"^\s*((?:[\w-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[\w-]+|\"[^\"]*\"|'[^']*'))*)\s*=(.*)$")
STRING = re.compile(r"\"(?:\\.|[^\"\\])*\"|'[^']*'|#.*$")
LONG_STRINGS = ('"""', "'''")


class Lines:
    """Knows the line of each table, key and element of an array that is spread over lines."""

    def __init__(self, text: str) -> None:
        self._line_of: dict[Place, int] = {}
        self._elements: Counter[Place] = Counter()
        self._table: Place = ()
        self._entry: Place = ()
        self._depth = 0
        self._closing = ""
        for number, line in enumerate(text.splitlines(), start=1):
            self._take(number, line)

    def of(self, place: Place) -> int | None:
        """The line of the place, else of the nearest thing that holds it."""
        for length in range(len(place), 0, -1):
            for known in (place[:length], (*place[:length], 0)):
                if known in self._line_of:
                    return self._line_of[known]
        return None

    def _take(self, number: int, line: str) -> None:
        if self._closing:
            self._closing = "" if self._closing in line else self._closing
        elif self._depth:
            self._inside_array(number, line)
        elif header := HEADER.match(line):
            self._enter(number, _names(header[2]), is_array=header[1] == "[[")
        elif entry := ENTRY.match(line):
            self._key(number, _names(entry[1]), entry[2])

    def _enter(self, number: int, names: list[str], *, is_array: bool) -> None:
        place = (*self._within(names[:-1]), names[-1])
        if is_array:
            place = (*place, self._elements[place])
            self._elements[place[:-1]] += 1
        elif place in self._elements:
            place = (*place, self._elements[place] - 1)
        self._table = place
        self._line_of.setdefault(place, number)

    def _within(self, names: list[str]) -> Place:
        """The place of a table's parents, each array standing for its latest element."""
        place: Place = ()
        for name in names:
            place = (*place, name)
            if place in self._elements:
                place = (*place, self._elements[place] - 1)
        return place

    def _key(self, number: int, names: list[str], value: str) -> None:
        self._entry = self._table + tuple(names)
        for length in range(len(self._table) + 1, len(self._entry) + 1):
            self._line_of.setdefault(self._entry[:length], number)
        for mark in LONG_STRINGS:
            if value.count(mark) == 1:
                self._closing = mark
                return
        self._depth = _opened(value)

    def _inside_array(self, number: int, line: str) -> None:
        if self._depth == 1 and line.strip()[:1] not in {"", "#", "]", ","}:
            self._line_of[(*self._entry, self._elements[self._entry])] = number
            self._elements[self._entry] += 1
        self._depth += _opened(line)


def _names(dotted: str) -> list[str]:
    return [name.strip().strip("\"'") for name in dotted.split(".")]


def _opened(text: str) -> int:
    """How many brackets stay open at the end of the line."""
    bare = STRING.sub("", text)
    return sum(bare.count(mark) for mark in "[{") - sum(bare.count(mark) for mark in "]}")
