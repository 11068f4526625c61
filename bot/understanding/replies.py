"""The small grammar of answers: yes and no, thanks, `den andre`, `angre`, `hva med`, `i stedet`.

Units are what an answer is made of; what none of them explains is left over, and may name a button, a day or
a room. Cues say what a message does with what was talked of. Both stand in replies.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from bot.understanding.grammar import Grammar, Parse
from bot.understanding.messages import Read, read
from bot.understanding.model import Understanding
from bot.understanding.reading import understood
from bot.understanding.text import Token, stem_key, tokens
from bot.understanding.things import Catalogue

_REPLIES: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "replies.toml").read_text(encoding="utf-8")
)
UNITS, CUES, ASKED = _REPLIES["units"], _REPLIES["cues"], _REPLIES["asked"]
_ANY_DAY = date.min
COURTESY = frozenset({"thanks", "bye", "praise"})
IDLE = frozenset({"filler", "thanks", "no"})
STANDALONE = frozenset({"back", "undo", "forget", "both", "all"})
POINTING = frozenset({"not_that", "takes_off", "any_of_them"})
"""Cues that hold a word of any kind, which they do not explain."""
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Heard:
    """What the grammar of answers finds in a message.

    `found` has the first place of each unit and cue, `left` the tokens that no unit explains, `unknown` those
    of them that no cue does either, and `ordinal` the place in a row that was named: 1 is the first, -1 the
    last.
    """

    text: str
    tokens: list[Token]
    found: Mapping[str, Span]
    left: tuple[int, ...]
    unknown: tuple[int, ...]
    ordinal: int | None = None

    def has(self, *any_of: str) -> bool:
        return any(name in self.found for name in any_of)

    @property
    def says_yes(self) -> bool:
        return self.has("yes", "takes") and not self.says_no and not self.has("not_done", "not_cancelled")

    @property
    def says_no(self) -> bool:
        return self.has("no", "forget")

    @property
    def is_courtesy(self) -> bool:
        """Thanks, goodbye or praise, and nothing else; `ok, takk` as well."""
        return (
            bool(self.found.keys() & COURTESY) and not self.left and not self.has("no", "takes", *STANDALONE)
        )

    @property
    def is_bare(self) -> bool:
        """Nothing is left over that could name anything."""
        return not self.left

    @property
    def is_question(self) -> bool:
        return self.text.rstrip().endswith("?")

    @property
    def begins_with_and(self) -> bool:
        return bool(self.tokens) and self.tokens[0].text in {"og", "and"}

    def after(self, cue: str) -> str:
        """What was written after a cue, as it was typed."""
        _, last = self.found[cue]
        return self.text[self.tokens[last - 1].end :].strip(" \t\n.,:;!?\"'«»“”")


@dataclass(frozen=True, slots=True)
class Message:
    """One message read three ways: as an answer, as phrases, and by itself."""

    heard: Heard
    said: Read
    fresh: Understanding


def message(text: str, now: datetime, catalogue: Catalogue) -> Message:
    """At a local wall-clock time. Never raises."""
    said = read(text, now, catalogue)
    return Message(heard(text), said, understood(said, now))


def leaves_open(text: str) -> bool:
    """`vet ikke helt`, `hopp over`: where something is asked for, and nothing else is said."""
    said = tokens(_without_signs(text))
    parse = Parse(_grammar(), said, _ANY_DAY, None)
    at, found = 0, False
    while at < len(said):
        ends = [end for end, _, _ in parse.symbol("unsure", at)]
        found = found or bool(ends)
        _, end, _ = _longest(parse, _begins(said[at]) & IDLE, at)
        step = max([*ends, end])
        if step == at and said[at].shape != "mark":
            return False
        at = max(step, at + 1)
    return found or text.strip() in {"-", "?"}


def heard(text: str) -> Heard:
    """Never raises."""
    plain = _without_signs(text)
    said = tokens(plain)
    parse = Parse(_grammar(), said, _ANY_DAY, None)
    found: dict[str, Span] = {}
    cued = _cues(parse, found)
    left: list[int] = []
    ordinal: int | None = None
    covered = 0
    for at, token in enumerate(said):
        if at < covered:
            continue
        unit, end, value = _longest(parse, _begins(token) & UNITS.keys(), at)
        if unit:
            found.setdefault(unit, (at, end))
            ordinal = value if unit == "ordinals" and ordinal is None else ordinal
            covered = end
        elif token.shape != "mark":
            left.append(at)
    unknown = tuple(at for at in left if at not in cued)
    return Heard(plain, said, found, tuple(left), unknown, ordinal)


def _cues(parse: Parse, found: dict[str, Span]) -> set[int]:
    """Adds where each cue first stands to `found`. The tokens that any of them explains."""
    explained: set[int] = set()
    for at, token in enumerate(parse.tokens):
        for name in _begins(token) & CUES.keys():
            ends = [end for end, _, _ in parse.symbol(name, at)]
            if ends:
                found.setdefault(name, (at, max(ends)))
                explained.update(range(at, max(ends) if name not in POINTING else at + 1))
    return explained


def _longest(parse: Parse, units: frozenset[str], at: int) -> tuple[str, int, Any]:
    """Of two equally long, the one that says more than a filler."""
    best: tuple[str, int, Any] = ("", at, None)
    for unit in units:
        for end, value, _ in parse.symbol(unit, at):
            if end > best[1] or (end == best[1] and _RANK[unit] < _RANK[best[0]]):
                best = (unit, end, value)
    return best


_RANK = {unit: rank for rank, unit in enumerate([*UNITS, ""])}


def _without_signs(text: str) -> str:
    for word, signs in _REPLIES["signs"].items():
        for sign in signs:
            if sign in text:
                text = text.replace(sign, f" {word} ")
    return text


def _begins(token: Token) -> frozenset[str]:
    """The units and cues that can begin with a token."""
    index = _index()
    keys = (token.text, f"<{token.shape}>", stem_key(token.text))
    return frozenset().union(*(index[key] for key in keys if key in index))


@cache
def _index() -> Mapping[str, frozenset[str]]:
    grammar, index = _grammar(), dict[str, set[str]]()
    for name in (*UNITS, *CUES):
        for key in grammar.first(name):
            index.setdefault(key, set()).add(name)
    return {key: frozenset(names) for key, names in index.items()}


@cache
def _grammar() -> Grammar:
    grammar = Grammar()
    for shape in ("word", "digits"):
        grammar.shape(shape)
    for section in ("ordinal", "place"):
        said = {word: int(number) for number, words in _REPLIES[section].items() for word in words}
        grammar.words(section, said)
    for name, templates in (*UNITS.items(), *CUES.items(), *ASKED.items()):
        meaning = _place if name == "ordinals" else _said
        grammar.rules_of(name, templates, meaning)
    return grammar


def _said(**_caught: Any) -> bool:
    return True


def _place(ordinal: int | None = None, place: int | None = None) -> int | None:
    return ordinal if ordinal is not None else place
