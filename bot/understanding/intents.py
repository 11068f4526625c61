"""What a message wants: every reading is weighed over the whole message, by the table of weights.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from bot.understanding import lexicon
from bot.understanding.cues import Cues
from bot.understanding.model import Reading

SHORT = 6
STILL_A_GREETING = 12
"""Tokens. A greeting somewhere in a short message, or first in one not much longer, is all that was said."""
THANKS = frozenset({"takk", "tusen", "mange", "thanks", "thank", "thx"})


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
    "marked": lambda m: any(token.text == "?" for token in m.cues.read),
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


@dataclass(frozen=True, slots=True)
class Row:
    """Counts where all that it asks for holds, and nothing that it excludes."""

    said: str
    weight: float
    asks: frozenset[str]
    excludes: frozenset[str]

    def counts(self, held: AbstractSet[str]) -> bool:
        return self.asks <= held and self.excludes.isdisjoint(held)


@cache
def _rows() -> Mapping[str, tuple[Row, ...]]:
    return {intent: tuple(_row(*row) for row in rows.items()) for intent, rows in _weights().items()}


def _row(said: str, weight: float) -> Row:
    signals = said.split()
    excluded = frozenset(each[1:] for each in signals if each.startswith("-"))
    return Row(said, weight, frozenset(each for each in signals if not each.startswith("-")), excluded)


@cache
def _asking() -> frozenset[str]:
    return frozenset(lexicon.templates("asking", "words"))


def readings(message: Message) -> list[Reading]:
    """Those that anything speaks for, the most likely first."""
    held = {mark.cue for mark in message.cues.marks}
    held |= {signal for signal, holds in SIGNALS.items() if holds(message)}
    found = [_weighed(intent, [row for row in rows if row.counts(held)]) for intent, rows in _rows().items()]
    return sorted((each for each in found if each.weight > 0), key=lambda each: -each.weight)


def _weighed(intent: str, rows: Sequence[Row]) -> Reading:
    because = tuple((row.said, row.weight) for row in rows)
    return Reading(intent=intent, weight=sum(row.weight for row in rows), because=because)
