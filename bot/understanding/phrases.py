"""A message as a row of phrases: at each place the longest that the grammar knows, then on from its end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding import day_rules, lexicon, repeats, things, time_rules
from bot.understanding.grammar import Grammar, Parse
from bot.understanding.text import Token
from bot.understanding.things import Catalogue

SYMBOLS = (
    "noise", "resource", "seats", "people", "repeat", "days", "until", "day", "vague", "span", "from_now",
    "length", "part", "now", "clock", "dots", "dotted_days", "gear", "kind", "stranger", "link", "count",
)  # fmt: skip
"""Where two are equally long the earlier counts."""
SHORTEST_MISSPELT = 5
TWO_SLIPS_FROM = 9


@dataclass(frozen=True, slots=True)
class Phrase:
    """`first` and `last` are of the tokens, `last` not included."""

    symbol: str
    value: Any
    first: int
    last: int
    rule: str


@dataclass(frozen=True, slots=True)
class Noise:
    pass


@dataclass(frozen=True, slots=True)
class Link:
    """`to`, `from` or `and`."""

    name: str


@cache
def grammar_of_phrases() -> Grammar:
    """Made when the first message comes: a program that is starting has other things to do."""
    grammar = Grammar(sets=lexicon.sets())
    for shape in ("iso", "dated", "colon", "dotted", "slash", "digits", "word"):
        grammar.shape(shape)
    for part in (day_rules, time_rules, things, repeats):
        part.add_to(grammar)
    grammar.rules_of("noise", lexicon.templates("noise", "noise"), Noise())
    grammar.words("link", {word: Link(name) for word, name in lexicon.named("links").items()})
    return grammar


_COMMON = sorted(
    word
    for section in ("weekdays", "months", "parts", "kinds", "days", "verbs")
    for word in lexicon.words(section)
    if len(word) >= SHORTEST_MISSPELT and word.isalpha()
)


def spelt(token: Token, known: Iterable[str]) -> Token:
    """A misspelt day, month, part of the day or kind of place, as it is spelt."""
    if token.shape != "word" or len(token.text) < SHORTEST_MISSPELT or token.text in known:
        return token
    slips = 2 if len(token.text) >= TWO_SLIPS_FROM else 1
    best = process.extractOne(token.text, _COMMON, scorer=OSA.distance, score_cutoff=slips)
    return replace(token, text=best[0]) if best else token


def phrases(read: list[Token], today: date, catalogue: Catalogue, *, without: frozenset[str]) -> list[Phrase]:
    """In the order of the message; words that no phrase begins with are passed over."""
    parse = Parse(grammar_of_phrases(), read, today, catalogue)
    symbols = [symbol for symbol in SYMBOLS if symbol not in without]
    found: list[Phrase] = []
    at = 0
    while at < len(read):
        longest = _longest(parse, symbols, at)
        if longest is None:
            at += 1
        else:
            found.append(longest)
            at = longest.last
    return found


def _longest(parse: Parse, symbols: Sequence[str], at: int) -> Phrase | None:
    best: Phrase | None = None
    for symbol in symbols:
        for end, value, rule in parse.symbol(symbol, at):
            if best is None or end > best.last:
                best = Phrase(symbol, value, at, end, rule)
    return best
