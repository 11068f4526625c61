"""A small grammar of phrases. A rule is a symbol, a template (see templates.py) and what it means.

A meaning is called with what the template caught; one that names `today` or `catalogue` is given it; None
says that the words mean nothing after all. A template matches something and no symbol begins with itself, so
that the time to read a message is bounded by its length.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.understanding.lookahead import second
from bot.understanding.templates import Caught, Node, compiled
from bot.understanding.text import Token, stem_key, stem_keys, tokens

Meaning = Callable[..., Any]
Keys = tuple[str, ...]
MOST_KEPT = 50_000
"""Of pairs of words whose rules are remembered."""
MOST_TRIED = 7_000
"""Rules that are tried for one message: 800 words of a letter need 6 000, a wish of a line fewer than 100."""
NOTHING: list[tuple[int, Any, str]] = []


@dataclass(frozen=True, slots=True)
class Rule:
    """`template` is kept for whoever asks which rule gave a field."""

    template: str
    node: Node
    meaning: Meaning
    given: frozenset[str]


Index = dict[str, list[tuple[Rule, frozenset[str] | None]]]
"""By the key of the first token; with each rule the keys of its second."""


@dataclass(slots=True, eq=False)
class Grammar:
    """`sets` are words that may stand in a template as `<name>`; `same` what a word of one stands for too."""

    sets: Mapping[str, str] = field(default_factory=dict)
    same: Mapping[str, frozenset[str]] = field(default_factory=dict)
    rules: dict[str, list[Rule]] = field(default_factory=dict)
    lookups: dict[str, dict[str, Any]] = field(default_factory=dict)
    shapes: set[str] = field(default_factory=set)
    _texts: set[str] = field(default_factory=set)
    _first: dict[str, set[str]] = field(default_factory=dict)
    _index: dict[str, Index] = field(default_factory=dict)
    _beginning: dict[tuple[str, Keys, Keys], Sequence[Rule]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)
    _begun_by: dict[str, set[str]] = field(default_factory=dict)
    _stems: set[str] = field(default_factory=set)

    def rule(self, symbol: str, template: str, meaning: Any) -> None:
        """A meaning that is no function is meant as it stands. Raises ValueError for a bad template."""
        call = meaning if callable(meaning) else _constant(meaning)
        whole = re.sub(r"<(\w+)>", lambda name: self.sets[name[1]], template)
        node = compiled(whole, self.same)
        if node.empty:
            raise ValueError(f"{template!r} matches nothing at all")
        given = frozenset(inspect.signature(call).parameters) & {"today", "catalogue"}
        self._stems.update(stem_key(word[:-1]) for word in re.findall(r"[^\W\d_]+\*", whole))
        self._texts.update(re.findall(r"[^\W\d_]+", re.sub(r"\{.*?\}", "", whole)))
        self.rules.setdefault(symbol, []).append(Rule(template, node, call, given))

    def rules_of(self, symbol: str, templates: Iterable[str], meaning: Any) -> None:
        """Several ways to say the same."""
        for template in templates:
            self.rule(symbol, template, meaning)

    def words(self, symbol: str, meant: Mapping[str, Any]) -> None:
        """Each word, or several in a row, means its value."""
        for said, value in meant.items():
            if len(tokens(said)) == 1 and "*" not in said:
                self.lookups.setdefault(symbol, {})[said] = value
            else:
                self.rule(symbol, said, _constant(value))

    def shape(self, symbol: str) -> None:
        """A symbol that is one token of that shape, and means the token's text."""
        self.shapes.add(symbol)

    def vocabulary(self) -> frozenset[str]:
        """Every word of its templates; of a stem, the stem."""
        return frozenset(self._texts).union(*self.lookups.values())

    def first(self, symbol: str) -> set[str]:
        """The keys of the tokens by which it can begin. Raises ValueError for one that nothing describes."""
        if symbol in self.shapes:
            return {f"<{symbol}>"}
        if symbol not in self._first:
            if symbol in self._begun or not (symbol in self.rules or symbol in self.lookups):
                raise ValueError(f"{symbol} begins with itself, or no rule says what it is")
            self._begun.add(symbol)
            rules = self.rules.get(symbol, [])
            found = set(self.lookups.get(symbol, ())).union(*(rule.node.first(self) for rule in rules))
            self._first[symbol] = found
        return self._first[symbol]

    def ways(self, symbol: str) -> tuple[bool, list[Node]]:
        """Whether a symbol can be a single token by itself, and the templates for it."""
        single = symbol in self.shapes or symbol in self.lookups
        return single, [rule.node for rule in self.rules.get(symbol, [])]

    def beginning(self, symbol: str, keys: Keys, following: Keys) -> Sequence[Rule]:
        """The rules of a symbol that can begin with a token of those keys, before one of the `following`."""
        asked = (symbol, keys, following)
        known = self._beginning.get(asked)
        if known is None:
            if len(self._beginning) > MOST_KEPT:
                self._beginning.clear()
            index = self._indexed(symbol)
            found = [each for key in keys for each in index.get(key, ())]
            known = self._beginning[asked] = tuple(
                rule for rule, second in found if second is None or not second.isdisjoint(following)
            )
        return known

    def _indexed(self, symbol: str) -> Index:
        index = self._index.get(symbol)
        if index is None:
            index = self._index[symbol] = {}
            for rule in self.rules.get(symbol, []):
                further = second(rule.node, self)
                for key in rule.node.first(self):
                    index.setdefault(key, []).append((rule, further))
        return index

    def begun_by(self, keys: Iterable[str]) -> frozenset[str]:
        """The symbols that can begin with a token of those keys."""
        if not self._begun_by:
            for symbol in {*self.shapes, *self.rules, *self.lookups}:
                for key in self.first(symbol):
                    self._begun_by.setdefault(key, set()).add(symbol)
        return frozenset().union(*(self._begun_by[key] for key in keys if key in self._begun_by))

    def keys(self, token: Token) -> Keys:
        """What a token is found by: its text, its shape, and the stems that anything here begins with."""
        shape = f"<{token.shape}>"
        if token.shape != "word":
            return token.text, shape
        return token.text, shape, *(key for key in stem_keys(token.text) if key in self._stems)


class TooMuchError(Exception):
    """So much is said, or numbers follow one another so, that it is no message of a person."""


class Parse:
    """One message being read. Each symbol at each place is worked out once.

    Raises TooMuchError after MOST_TRIED rules, so that none holds up the others; never reads half of it.
    """

    def __init__(self, grammar: Grammar, read: list[Token], today: date, catalogue: Any) -> None:
        self.tokens = read
        self.texts = [*(token.text for token in read), ""]
        self.keys = [*(grammar.keys(token) for token in read), ()]
        self.begin = [grammar.begun_by(keys) for keys in self.keys]
        self._grammar = grammar
        self._given = {"today": today, "catalogue": catalogue}
        self._tried = 0
        self._known: dict[tuple[str, int], list[tuple[int, Any, str]]] = {}

    def symbol(self, name: str, at: int) -> list[tuple[int, Any, str]]:
        """Where a symbol that begins there can end, what it means then, and by which template."""
        known = self._known.get((name, at))
        if known is None:
            begins = name in self.begin[at]
            known = self._known[name, at] = self._worked_out(name, at) if begins else NOTHING
        return known

    def _worked_out(self, name: str, at: int) -> list[tuple[int, Any, str]]:
        token = self.tokens[at]
        if name in self._grammar.shapes:
            return [(at + 1, token.text, name)] if token.shape == name else []
        found: dict[int, tuple[Any, str]] = {}
        looked_up = self._grammar.lookups.get(name)
        if looked_up is not None and token.text in looked_up:
            found[at + 1] = (looked_up[token.text], token.text)
        rules = self._grammar.beginning(name, self.keys[at], self.keys[at + 1])
        self.tries(len(rules))
        for rule in rules:
            for end, caught in rule.node.ends(self, at):
                if end not in found and (value := self._meant(rule, caught)) is not None:
                    found[end] = (value, rule.template)
        return [(end, *said) for end, said in found.items()]

    def tries(self, rules: int) -> None:
        self._tried += rules
        if self._tried > MOST_TRIED:
            raise TooMuchError

    def _meant(self, rule: Rule, caught: Caught) -> Any:
        return rule.meaning(**dict(caught), **{name: self._given[name] for name in rule.given})


def _constant(value: Any) -> Meaning:
    return lambda **_said: value
