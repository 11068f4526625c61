"""What a message wants: every reading is weighed over the whole message, by the table of weights.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from bot.understanding import lexicon
from bot.understanding.cues import Cues

SHORT = 6
STILL_A_GREETING = 12
"""Tokens. A greeting somewhere in a short message, or first in one not much longer, is all that was said."""
THANKS = frozenset({"takk", "tusen", "mange", "thanks", "thank", "thx"})
READINGS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """How much speaks for an intent, and the rows that do or speak against it."""

    intent: str
    weight: float
    rows: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Message:
    """What the intent is judged by: the cues, and what the phrases hold."""

    cues: Cues
    kind: str | None
    name: bool
    day: bool
    time: bool
    person: bool
    now: bool

    def holds(self, signal: str) -> bool:
        found = SIGNALS.get(signal)
        return found(self) if found else self.cues.has(signal)

    def has(self, *any_of: str) -> bool:
        return any(self.cues.has(cue) for cue in any_of)

    @property
    def place(self) -> bool:
        return self.kind is not None

    @cached_property
    def whole(self) -> bool:
        return self.place and self.day and (self.time or self.kind == "desk")

    @cached_property
    def question(self) -> bool:
        """By its mark, or by its first word."""
        words = [token.text for token in self.cues.read]
        return "?" in words or (bool(words) and words[0] in _asking())

    @cached_property
    def wish_before_question(self) -> bool:
        wish, question = self.cues.where("wishes"), self.cues.where("asks")
        return wish is not None and question is not None and wish.first < question.first

    @cached_property
    def moves_in(self) -> bool:
        """`flytte inn` is renting, and moves no booking."""
        apply, move = self.cues.where("apply"), self.cues.where("move")
        same = apply is not None and move is not None and (apply.first, apply.last) == (move.first, move.last)
        return same and not (self.day or self.time)

    @cached_property
    def only_greeting(self) -> bool:
        """A greeting before something that is not understood is not all that was said."""
        at, length = self.cues.where("greeting"), len(self.cues.read)
        return at is not None and length <= STILL_A_GREETING and (at.first == 0 or length <= SHORT)


SIGNALS: Mapping[str, Callable[[Message], bool]] = {
    "place": lambda m: m.place,
    "kind": lambda m: m.place,
    "name": lambda m: m.name,
    "desk": lambda m: m.kind == "desk",
    "day": lambda m: m.day,
    "time": lambda m: m.time,
    "when": lambda m: m.day or m.time,
    "whole": lambda m: m.whole,
    "question": lambda m: m.question,
    "person": lambda m: m.person,
    "now": lambda m: m.now,
    "foreign": lambda m: m.cues.foreign,
    "event_only": lambda m: m.has("event") and not m.name,
    "wished_at": lambda m: m.place and m.time and m.has("wishes") and not m.has("asks"),
    "wish_before_question": lambda m: m.wish_before_question,
    "moves_in": lambda m: m.moves_in,
    "only_greeting": lambda m: m.only_greeting,
    "thanks": lambda m: bool(m.cues.read) and m.cues.read[0].text in THANKS,
}
"""What is no cue. A new one is one line here."""


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    return tomllib.loads(Path(__file__).with_name("weights.toml").read_text(encoding="utf-8"))


@cache
def _rows() -> Mapping[str, tuple[tuple[str, float, tuple[tuple[str, bool], ...]], ...]]:
    """Each row: as it stands, what it weighs, and its signals, each to hold or not."""
    return {
        intent: tuple(
            (row, weight, tuple((each.lstrip("-"), not each.startswith("-")) for each in row.split()))
            for row, weight in rows.items()
        )
        for intent, rows in _weights().items()
    }


@cache
def _asking() -> frozenset[str]:
    return frozenset(lexicon.templates("asking", "words"))


def readings(message: Message) -> list[Reading]:
    """Those that anything speaks for, the most likely first."""
    known: dict[str, bool] = {}

    def holds(signal: str) -> bool:
        if signal not in known:
            known[signal] = message.holds(signal)
        return known[signal]

    found = [_weighed(intent, rows, holds) for intent, rows in _rows().items()]
    return sorted((each for each in found if each.weight > 0), key=lambda each: -each.weight)


def _weighed(
    intent: str,
    rows: tuple[tuple[str, float, tuple[tuple[str, bool], ...]], ...],
    holds: Callable[[str], bool],
) -> Reading:
    said = [
        (row, weight) for row, weight, signals in rows if all(holds(s) is wanted for s, wanted in signals)
    ]
    return Reading(
        intent, sum(weight for _, weight in said), tuple(f"{row} {weight:+g}" for row, weight in said)
    )


def wanted(message: Message) -> str:
    """The intent; `unknown` where nothing gives one away."""
    return next((reading.intent for reading in readings(message)), "unknown")


def shown(found: list[Reading]) -> Iterator[str]:
    """For whoever asks why: the readings, the one that counts first."""
    for reading in found[:READINGS_SHOWN]:
        yield f"{reading.intent} {reading.weight:g}: {', '.join(reading.rows)}"
