"""A small grammar of phrases. A rule is a symbol, a template and what it means.

In a template stand words, `(one|other)`, `[left out or not]`, `{symbol}` or `{symbol:name}`, `stem*`,
`*part*` and `..`, which passes over up to three words. A meaning is called with what its symbols meant; one that names `today` or
`catalogue` is given it; None says that the words mean nothing after all. No template can match nothing or call
itself first, so that the time to read a message is bounded by its length.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from bot.understanding.text import Token, tokens

GAP = 3
STEM_KEY = 3
Caught = tuple[tuple[str, Any], ...]
Ends = list[tuple[int, Caught]]
Meaning = Callable[..., Any]


class Node(Protocol):
    """A part of a template: where it can end, and by which tokens it can begin."""

    def ends(self, parse: Parse, at: int) -> Ends: ...

    def first(self, grammar: Grammar) -> set[str]: ...

    @property
    def empty(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Words:
    texts: frozenset[str]
    empty: bool = False

    def ends(self, parse: Parse, at: int) -> Ends:
        return [(at + 1, ())] if at < parse.length and parse.tokens[at].text in self.texts else []

    def first(self, grammar: Grammar) -> set[str]:
        del grammar
        return set(self.texts)


@dataclass(frozen=True, slots=True)
class Stem:
    text: str
    empty: bool = False

    def ends(self, parse: Parse, at: int) -> Ends:
        return [(at + 1, ())] if at < parse.length and parse.tokens[at].text.startswith(self.text) else []

    def first(self, grammar: Grammar) -> set[str]:
        del grammar
        return {_stem_key(self.text)}


@dataclass(frozen=True, slots=True)
class Part:
    """Any word that holds a text."""

    text: str
    empty: bool = False

    def ends(self, parse: Parse, at: int) -> Ends:
        return [(at + 1, ())] if at < parse.length and self.text in parse.tokens[at].text else []

    def first(self, grammar: Grammar) -> set[str]:
        del grammar
        return {"<word>"}


@dataclass(frozen=True, slots=True)
class Gap:
    empty: bool = True

    def ends(self, parse: Parse, at: int) -> Ends:
        return [(end, ()) for end in range(at, min(at + GAP, parse.length) + 1)]

    def first(self, grammar: Grammar) -> set[str]:
        del grammar
        return set()


@dataclass(frozen=True, slots=True)
class Symbol:
    name: str
    alias: str
    empty: bool = False

    def ends(self, parse: Parse, at: int) -> Ends:
        return [(end, ((self.alias, value),)) for end, value, _ in parse.symbol(self.name, at)]

    def first(self, grammar: Grammar) -> set[str]:
        return grammar.first(self.name)


@dataclass(frozen=True, slots=True)
class Row:
    parts: tuple[Node, ...]

    @property
    def empty(self) -> bool:
        return all(part.empty for part in self.parts)

    def ends(self, parse: Parse, at: int) -> Ends:
        reached: Ends = [(at, ())]
        for part in self.parts:
            reached = [(e, caught + more) for end, caught in reached for e, more in part.ends(parse, end)]
            if not reached:
                break
        return reached

    def first(self, grammar: Grammar) -> set[str]:
        keys: set[str] = set()
        for part in self.parts:
            keys |= part.first(grammar)
            if not part.empty:
                break
        return keys


@dataclass(frozen=True, slots=True)
class Choice:
    parts: tuple[Node, ...]
    optional: bool

    @property
    def empty(self) -> bool:
        return self.optional or any(part.empty for part in self.parts)

    def ends(self, parse: Parse, at: int) -> Ends:
        reached = [found for part in self.parts for found in part.ends(parse, at)]
        return [*reached, (at, ())] if self.optional else reached

    def first(self, grammar: Grammar) -> set[str]:
        return set().union(*(part.first(grammar) for part in self.parts))


@dataclass(frozen=True, slots=True)
class Rule:
    """`name` is for whoever asks which rule gave a field."""

    name: str
    node: Node
    meaning: Meaning
    given: frozenset[str]


@dataclass(slots=True)
class Grammar:
    rules: dict[str, list[Rule]] = field(default_factory=dict)
    lookups: dict[str, dict[str, Any]] = field(default_factory=dict)
    shapes: set[str] = field(default_factory=set)
    _first: dict[str, set[str]] = field(default_factory=dict)
    _index: dict[str, dict[str, list[Rule]]] = field(default_factory=dict)
    _texts: set[str] = field(default_factory=set)
    _begun: set[str] = field(default_factory=set)

    def rule(self, symbol: str, template: str, meaning: Any) -> None:
        """A meaning that is no function is meant as it stands."""
        call = meaning if callable(meaning) else lambda: meaning
        given = frozenset(inspect.signature(call).parameters) & {"today", "catalogue"}
        node = compiled(template)
        self._texts.update(re.findall(r"[^\W\d_]+", re.sub(r"\{.*?\}", "", template)))
        if node.empty:
            raise ValueError(f"{template!r} matches nothing at all")
        self.rules.setdefault(symbol, []).append(Rule(template, node, call, given))

    def shape(self, symbol: str) -> None:
        """A symbol that is one token of that shape; it means the token's text."""
        self.shapes.add(symbol)

    def words(self, symbol: str, meant: Mapping[str, Any]) -> None:
        """Each word, or several in a row, means its value."""
        for said, value in meant.items():
            if len(tokens(said)) == 1 and "*" not in said:
                self.lookups.setdefault(symbol, {})[said] = value
            else:
                self.rule(symbol, said, _constant(value))

    def vocabulary(self) -> frozenset[str]:
        """Every word of its templates; of a stem, the stem."""
        return frozenset(self._texts).union(*self.lookups.values())

    def first(self, symbol: str) -> set[str]:
        """The keys of the tokens by which it can begin."""
        if symbol in self.shapes:
            return {f"<{symbol}>"}
        if symbol not in self._first:
            if symbol not in self.rules and symbol not in self.lookups:
                raise ValueError(f"no rule of the grammar says what {symbol} is")
            if symbol in self._begun:
                raise ValueError(f"{symbol} begins with itself")
            self._begun.add(symbol)
            rules = self.rules.get(symbol, [])
            found = set(self.lookups.get(symbol, ())).union(*(rule.node.first(self) for rule in rules))
            self._first[symbol] = found
        return self._first[symbol]

    def beginning(self, symbol: str, token: Token) -> list[Rule]:
        """The rules of a symbol that can begin with a token, in the order they were written."""
        index = self._index.get(symbol)
        if index is None:
            index = {}
            for rule in self.rules.get(symbol, []):
                for key in rule.node.first(self):
                    index.setdefault(key, []).append(rule)
            self._index[symbol] = index
        found = [*index.get(token.text, ()), *index.get(f"<{token.shape}>", ())]
        return [*found, *index.get(_stem_key(token.text), ())] if token.shape == "word" else found


class Parse:
    """One message being read. Each symbol at each place is worked out once."""

    def __init__(self, grammar: Grammar, read: Sequence[Token], today: date, catalogue: Any) -> None:
        self.grammar = grammar
        self.tokens = read
        self.length = len(read)
        self._given = {"today": today, "catalogue": catalogue}
        self._known: dict[tuple[str, int], list[tuple[int, Any, str]]] = {}

    def symbol(self, name: str, at: int) -> list[tuple[int, Any, str]]:
        """Where a symbol that begins there can end, what it means then, and by which rule."""
        known = self._known.get((name, at))
        if known is None:
            known = self._known[name, at] = self._worked_out(name, at) if at < self.length else []
        return known

    def _worked_out(self, name: str, at: int) -> list[tuple[int, Any, str]]:
        token = self.tokens[at]
        if name in self.grammar.shapes:
            return [(at + 1, token.text, name)] if token.shape == name else []
        found: dict[int, tuple[Any, str]] = {}
        looked_up = self.grammar.lookups.get(name)
        if looked_up is not None and token.text in looked_up:
            found[at + 1] = (looked_up[token.text], name)
        for rule in self.grammar.beginning(name, token):
            for end, caught in rule.node.ends(self, at):
                if end not in found and (value := self._meant(rule, caught)) is not None:
                    found[end] = (value, rule.name)
        return [(end, *said) for end, said in found.items()]

    def _meant(self, rule: Rule, caught: Caught) -> Any:
        return rule.meaning(**dict(caught), **{name: self._given[name] for name in rule.given})


def compiled(template: str) -> Node:
    """Raises ValueError for a template that is not well formed."""
    parts = re.findall(r"\{\w+(?::\w+)?\}|[\[\]()|]|\.\.|[^\s\[\]()|{}]+", template)
    node, rest = _choice(parts, 0)
    if rest != len(parts):
        raise ValueError(f"{template!r} has a bracket too many")
    return node


def _choice(parts: list[str], at: int) -> tuple[Node, int]:
    rows: list[list[Node]] = [[]]
    while at < len(parts) and parts[at] not in ")]":
        part = parts[at]
        at += 1
        if part == "|":
            rows.append([])
        elif part in "([":
            inner, at = _choice(parts, at)
            rows[-1].append(_made_optional(inner) if part == "[" else inner)
            at += 1
        else:
            rows[-1] += _leaves(part)
    return _one_of([_in_a_row(row) for row in rows]), at


def _leaves(part: str) -> list[Node]:
    if part == "..":
        return [Gap()]
    if part[0] == "{":
        name, _, alias = part[1:-1].partition(":")
        return [Symbol(name, alias or name)]
    if part.startswith("*"):
        return [Part(part.strip("*"))]
    nodes: list[Node] = [Words(frozenset({token.text})) for token in tokens(part.rstrip("*"))]
    if part.endswith("*"):
        nodes[-1] = Stem(tokens(part.rstrip("*"))[-1].text)
    return nodes


def _in_a_row(nodes: list[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else Row(tuple(nodes))


def _one_of(nodes: list[Node]) -> Node:
    plain = [node for node in nodes if isinstance(node, Words)]
    others: list[Node] = [node for node in nodes if not isinstance(node, Words)]
    if len(plain) > 1:
        others.append(Words(frozenset().union(*(node.texts for node in plain))))
    else:
        others += plain
    return others[0] if len(others) == 1 else Choice(tuple(others), optional=False)


def _made_optional(node: Node) -> Node:
    return Choice(node.parts if isinstance(node, Choice) else (node,), optional=True)


def _stem_key(text: str) -> str:
    return f"{text[:STEM_KEY]}*"


def _constant(value: Any) -> Meaning:
    return lambda: value
