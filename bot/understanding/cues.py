"""Where the words of cues.toml stand in a message: what gives away what it wants."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from bot.understanding import lexicon
from bot.understanding.grammar import MOST_KEPT, Grammar, Keys, Parse, Rule
from bot.understanding.lookahead import second
from bot.understanding.text import Token

FOREIGN_WORDS = 2
FOREIGN_SHARE = 1 / 3
_FOREIGN = frozenset(lexicon.templates("foreign", "words"))


@dataclass(frozen=True, slots=True)
class Mark:
    """A cue at the tokens from `first` to before `last`."""

    cue: str
    first: int
    last: int
    template: str


def add_to(grammar: Grammar) -> None:
    """Each cue is a symbol of the grammar, so that it may hold days, times and lengths."""
    for cue, templates in lexicon.cues().items():
        grammar.rules_of(cue, templates, lambda **_said: True)


@dataclass(frozen=True)
class _Index:
    """The cues' rules by the keys of the two tokens that they can begin with."""

    by_first: Mapping[str, Sequence[tuple[str, Rule, frozenset[str] | None]]]
    kept: dict[tuple[Keys, Keys], Sequence[tuple[str, Rule]]] = field(default_factory=dict)

    def beginning(self, keys: Keys, following: Keys) -> Sequence[tuple[str, Rule]]:
        known = self.kept.get((keys, following))
        if known is None:
            if len(self.kept) > MOST_KEPT:
                self.kept.clear()
            found = [each for key in keys for each in self.by_first.get(key, ())]
            known = self.kept[keys, following] = [
                (cue, rule)
                for cue, rule, further in found
                if further is None or not further.isdisjoint(following)
            ]
        return known


@cache
def _index(grammar: Grammar) -> _Index:
    found: dict[str, list[tuple[str, Rule, frozenset[str] | None]]] = {}
    for cue in lexicon.cues():
        for rule in grammar.rules[cue]:
            further = second(rule.node, grammar)
            for key in rule.node.first(grammar):
                found.setdefault(key, []).append((cue, rule, further))
    return _Index(found)


def marks(parse: Parse, grammar: Grammar) -> list[Mark]:
    """All of them, in the order of the message; of one cue at one place the longest."""
    index = _index(grammar)
    return [mark for at in range(len(parse.tokens)) for mark in _at(parse, index, at)]


def _at(parse: Parse, index: _Index, at: int) -> Iterable[Mark]:
    longest: dict[str, Mark] = {}
    rules = index.beginning(parse.keys[at], parse.keys[at + 1])
    parse.tries(len(rules))
    for cue, rule in rules:
        for end, _ in rule.node.ends(parse, at):
            if cue not in longest or end > longest[cue].last:
                longest[cue] = Mark(cue, at, end, rule.template)
    return longest.values()


@dataclass(frozen=True)
class Cues:
    """The cues of one message."""

    read: Sequence[Token]
    marks: Sequence[Mark]

    @cached_property
    def _first(self) -> Mapping[str, Mark]:
        return {mark.cue: mark for mark in reversed(self.marks)}

    def has(self, cue: str) -> bool:
        return cue in self._first

    def where(self, cue: str) -> Mark | None:
        """The first place."""
        return self._first.get(cue)

    def of(self, *cues: str) -> Iterator[Mark]:
        return (mark for mark in self.marks if mark.cue in cues)

    def within(self, first: int, last: int) -> Cues:
        """Those of the tokens from `first` to before `last`."""
        kept = [mark for mark in self.marks if first <= mark.first and mark.last <= last]
        return Cues(self.read[first:last], kept)

    @property
    def foreign(self) -> bool:
        """Written in a language that is not understood."""
        words = [token.text for token in self.read if token.shape == "word"]
        foreign = sum(word in _FOREIGN for word in words)
        return foreign >= FOREIGN_WORDS and foreign >= FOREIGN_SHARE * len(words)
