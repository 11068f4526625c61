"""By which second word a rule goes on: the next word rules out most that could begin at a word."""

from __future__ import annotations

from typing import Protocol

from bot.understanding.templates import Before, Choice, Firsts, Gap, Node, Not, Part, Row, Stem, Symbol, Words


class Rules(Firsts, Protocol):
    def ways(self, symbol: str) -> tuple[bool, list[Node]]:
        """Whether a symbol can be a single token by itself, and the templates for it."""
        ...


class AnythingError(Exception):
    """The second token can be any."""


def second(node: Node, grammar: Rules) -> frozenset[str] | None:
    """The keys of the tokens that may follow the first; None where it can be any, or none."""
    try:
        keys, short = _ahead(node, grammar, frozenset())
    except AnythingError:
        return None
    return None if short else frozenset(keys)


def _ahead(node: Node, grammar: Rules, open_symbols: frozenset[str]) -> tuple[set[str], bool]:
    """The keys of a second token, and whether it can end with the first."""
    match node:
        case Words() | Stem() | Part():
            return set(), True
        case Symbol():
            return _of_symbol(node.name, grammar, open_symbols)
        case Choice():
            ways = [_ahead(part, grammar, open_symbols) for part in node.parts]
            return set().union(*(keys for keys, _ in ways)), any(short for _, short in ways)
        case Row():
            return _of_row(node, grammar, open_symbols)
        case Not() | Before():
            return set(), False
    raise AnythingError


def _of_symbol(name: str, grammar: Rules, open_symbols: frozenset[str]) -> tuple[set[str], bool]:
    if name in open_symbols:
        raise AnythingError
    single, nodes = grammar.ways(name)
    ways = [_ahead(node, grammar, open_symbols | {name}) for node in nodes]
    return set().union(*(keys for keys, _ in ways)), single or any(short for _, short in ways)


def _of_row(node: Row, grammar: Rules, open_symbols: frozenset[str]) -> tuple[set[str], bool]:
    keys, short = set[str](), False
    for n, part in enumerate(node.parts):
        inside, ends = _ahead(part, grammar, open_symbols)
        keys |= inside
        if ends:
            further, through = _behind(node.parts[n + 1 :], grammar)
            keys |= further
            short = short or through
        if not part.empty:
            break
    return keys, short


def _behind(parts: tuple[Node, ...], grammar: Rules) -> tuple[set[str], bool]:
    """What these can begin with, and whether they can be nothing."""
    keys = set[str]()
    for part in parts:
        if _begins_with_a_gap(part):
            raise AnythingError
        keys |= part.first(grammar)
        if not part.empty:
            return keys, False
    return keys, True


def _begins_with_a_gap(node: Node) -> bool:
    if isinstance(node, Choice):
        return any(_begins_with_a_gap(part) for part in node.parts)
    if isinstance(node, Row):
        for part in node.parts:
            if _begins_with_a_gap(part):
                return True
            if not part.empty:
                return False
    return isinstance(node, Gap)
