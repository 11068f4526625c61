"""How phrases are written: a template is compiled to nodes, and a node says where it can end.

In a template stand words, `(one|other)`, `[left out or not]`, `{symbol}` or `{symbol:name}`, `stem*`,
`*part*`, `!word` or `!{symbol}` that must not follow, `&{symbol}` that must, and `..`, which passes over up
to three; in a rule `<set>` too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Protocol

from bot.understanding.text import Token, stem_key, tokens

GAP = 3
Caught = tuple[tuple[str, Any], ...]
Ends = list[tuple[int, Caught]]


class Parsing(Protocol):
    """What a node may ask of the message being read. `texts` goes on behind the last token, with nothing."""

    tokens: list[Token]
    texts: list[str]

    def symbol(self, name: str, at: int) -> list[tuple[int, Any, str]]: ...


class Firsts(Protocol):
    def first(self, symbol: str) -> set[str]: ...


class Node(Protocol):
    """A part of a template. `empty` can match nothing; `first` gives the keys of tokens it can begin with."""

    @property
    def empty(self) -> bool: ...

    def ends(self, parse: Parsing, at: int) -> Ends: ...

    def first(self, grammar: Firsts) -> set[str]: ...


@dataclass(frozen=True, slots=True)
class Words:
    """Any one of these."""

    texts: frozenset[str]
    empty: bool = False

    def ends(self, parse: Parsing, at: int) -> Ends:
        return [(at + 1, ())] if parse.texts[at] in self.texts else []

    def first(self, grammar: Firsts) -> set[str]:
        del grammar
        return set(self.texts)


@dataclass(frozen=True, slots=True)
class Stem:
    """A word that begins so."""

    text: str
    empty: bool = False

    def ends(self, parse: Parsing, at: int) -> Ends:
        return [(at + 1, ())] if parse.texts[at].startswith(self.text) else []

    def first(self, grammar: Firsts) -> set[str]:
        del grammar
        return {stem_key(self.text)}


@dataclass(frozen=True, slots=True)
class Part:
    """A word with this somewhere in it."""

    text: str
    empty: bool = False

    def ends(self, parse: Parsing, at: int) -> Ends:
        return [(at + 1, ())] if self.text in parse.texts[at] else []

    def first(self, grammar: Firsts) -> set[str]:
        del grammar
        return {"<word>"}


class _Nothing:
    """Begins with no token of its own."""

    __slots__ = ()

    def first(self, grammar: Firsts) -> set[str]:
        del grammar
        return set()


@dataclass(frozen=True, slots=True)
class Gap(_Nothing):
    empty: bool = True

    def ends(self, parse: Parsing, at: int) -> Ends:
        return [(end, ()) for end in range(at, min(at + GAP, len(parse.tokens)) + 1)]


@dataclass(frozen=True, slots=True)
class Not(_Nothing):
    """Nothing, where this does not follow."""

    node: Node
    empty: bool = True

    def ends(self, parse: Parsing, at: int) -> Ends:
        return [] if self.node.ends(parse, at) else [(at, ())]


@dataclass(frozen=True, slots=True)
class Before(_Nothing):
    """Nothing, where this follows."""

    node: Node
    empty: bool = True

    def ends(self, parse: Parsing, at: int) -> Ends:
        return [(at, ())] if self.node.ends(parse, at) else []


@dataclass(frozen=True, slots=True)
class Symbol:
    """What another rule describes; its meaning is caught under `alias`."""

    name: str
    alias: str
    empty: bool = False

    def ends(self, parse: Parsing, at: int) -> Ends:
        return [(end, ((self.alias, value),)) for end, value, _ in parse.symbol(self.name, at)]

    def first(self, grammar: Firsts) -> set[str]:
        return grammar.first(self.name)


@dataclass(frozen=True, slots=True)
class Row:
    """One after the other. Words, which most parts are, are looked up here rather than asked."""

    parts: tuple[Node, ...]
    steps: tuple[tuple[frozenset[str] | None, bool, Node], ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "steps", tuple(_step(part) for part in self.parts))

    @property
    def empty(self) -> bool:
        return all(part.empty for part in self.parts)

    def ends(self, parse: Parsing, at: int) -> Ends:
        texts = parse.texts
        reached: Ends = [(at, ())]
        for words, optional, part in self.steps:
            if words is None:
                reached = _further(parse, part, reached)
            elif not optional:
                reached = [(end + 1, caught) for end, caught in reached if texts[end] in words]
            elif any(texts[end] in words for end, _ in reached):
                reached = [
                    way
                    for end, caught in reached
                    for way in ([(end + 1, caught)] if texts[end] in words else []) + [(end, caught)]
                ]
            if not reached:
                break
        return reached

    def first(self, grammar: Firsts) -> set[str]:
        keys: set[str] = set()
        for part in self.parts:
            keys |= part.first(grammar)
            if not part.empty:
                break
        return keys


@dataclass(frozen=True, slots=True)
class Choice:
    """Any of these; none of them where it is `optional`."""

    parts: tuple[Node, ...]
    optional: bool
    ways: tuple[tuple[frozenset[str] | None, Node], ...] = field(init=False, repr=False)
    """With the words that each begins with, where it begins with words."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "ways", tuple((_first_words(part), part) for part in self.parts))

    @property
    def empty(self) -> bool:
        return self.optional or any(part.empty for part in self.parts)

    def ends(self, parse: Parsing, at: int) -> Ends:
        text = parse.texts[at]
        reached = [
            found
            for words, part in self.ways
            if words is None or text in words
            for found in part.ends(parse, at)
        ]
        return [*reached, (at, ())] if self.optional else reached

    def first(self, grammar: Firsts) -> set[str]:
        return set().union(*(part.first(grammar) for part in self.parts))


def _step(part: Node) -> tuple[frozenset[str] | None, bool, Node]:
    """The words that a part is, if it is nothing else, and whether it can be left out."""
    if isinstance(part, Words):
        return part.texts, False, part
    if isinstance(part, Choice) and part.optional and all(isinstance(each, Words) for each in part.parts):
        return frozenset().union(*(each.texts for each in part.parts if isinstance(each, Words))), True, part
    return None, False, part


def _first_words(part: Node) -> frozenset[str] | None:
    if isinstance(part, Words):
        return part.texts
    return _first_words(part.parts[0]) if isinstance(part, Row) else None


def _further(parse: Parsing, part: Node, reached: Ends) -> Ends:
    if len(reached) == 1:  # mostly so
        end, caught = reached[0]
        further = part.ends(parse, end)
        return [(e, caught + more) for e, more in further] if caught else further
    return [(e, caught + more) for end, caught in reached for e, more in part.ends(parse, end)]


Same = Mapping[str, frozenset[str]]


def compiled(template: str, same: Same = MappingProxyType({})) -> Node:
    """With `same`, a word stands for those that mean the same.

    Raises ValueError for brackets that do not pair.
    """
    parts = re.findall(r"[!&]?\{\w+(?::\w+)?\}|[\[\]()|]|\.\.|[^\s\[\]()|{}]+", template)
    node, rest = _choice(parts, 0, same)
    if rest != len(parts):
        raise ValueError(f"{template!r} has a bracket too many")
    return node


def _choice(parts: list[str], at: int, same: Same) -> tuple[Node, int]:
    rows: list[list[Node]] = [[]]
    while at < len(parts) and parts[at] not in ")]":
        part = parts[at]
        at += 1
        if part == "|":
            rows.append([])
        elif part in "([":
            inner, at = _choice(parts, at, same)
            rows[-1].append(_optional(inner) if part == "[" else inner)
            at += 1
        else:
            rows[-1] += _leaves(part, same)
    return _one_of([row[0] if len(row) == 1 else Row(tuple(row)) for row in rows]), at


def _leaves(part: str, same: Same) -> list[Node]:
    if part == "..":
        return [Gap()]
    if part[0] == "{":
        name, _, alias = part[1:-1].partition(":")
        return [Symbol(name, alias or name)]
    if part[0] == "!" and part != "!":
        return [Not(_leaves(part[1:], same)[0])]
    if part[0] == "&" and part != "&":
        return [Before(_leaves(part[1:], same)[0])]
    texts = [token.text for token in tokens(part.strip("*"))]
    if part.startswith("*"):
        return [Part(texts[0])]
    nodes: list[Node] = [Words(frozenset({text}) | same.get(text, frozenset())) for text in texts]
    return [*nodes[:-1], Stem(texts[-1])] if part.endswith("*") else nodes


def _one_of(nodes: list[Node]) -> Node:
    """Single words beside one another are one set, which is looked up at once."""
    plain = [node for node in nodes if isinstance(node, Words)]
    others: list[Node] = [node for node in nodes if not isinstance(node, Words)]
    if plain:
        others.append(Words(frozenset().union(*(node.texts for node in plain))))
    return others[0] if len(others) == 1 else Choice(tuple(others), optional=False)


def _optional(node: Node) -> Node:
    return Choice(node.parts if isinstance(node, Choice) else (node,), optional=True)
