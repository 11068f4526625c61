"""A message as a row of phrases: at each place the longest that the grammar knows, then on from its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.understanding import cues, day_rules, lexicon, repeats, things, time_rules
from bot.understanding.grammar import Grammar, Parse
from bot.understanding.text import Token
from bot.understanding.things import Catalogue

SYMBOLS = (
    "noise", "end_at", "resource", "seats", "people", "repeat", "days", "until", "day", "vague", "span",
    "from_now", "length", "stretch", "part", "now", "clock", "dots", "dotted_days", "gear", "kind",
    "stranger", "link", "count",
)  # fmt: skip
"""Where two are equally long the earlier counts."""
SHORTEST_MISSPELT = 5
TWO_SLIPS_FROM = 9
MOST_READINGS = 4
SHORTEST_STEM = 4


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


def is_link(phrase: Phrase | None, name: str) -> bool:
    return phrase is not None and isinstance(phrase.value, Link) and phrase.value.name == name


@cache
def grammar_of_messages() -> Grammar:
    """Made when the first message comes: a program that is starting has other things to do."""
    grammar = Grammar(sets=lexicon.sets(), same=lexicon.same())
    for shape in ("iso", "dated", "colon", "dotted", "slash", "digits", "word", "name"):
        grammar.shape(shape)
    for part in (day_rules, time_rules, things, repeats, cues):
        part.add_to(grammar)
    grammar.rules_of("noise", lexicon.templates("noise", "noise"), Noise())
    grammar.words("link", {word: Link(name) for word, name in lexicon.named("links").items()})
    return grammar


_COMMON = {
    word: (section, word[:SHORTEST_STEM] if section == "verbs" else meaning)
    for section in ("weekdays", "months", "parts", "kinds", "days", "verbs", "numbers")
    for word, meaning in lexicon.named(section).items()
    if len(word) >= SHORTEST_MISSPELT and word.isalpha()
}
"""What a misspelt word may have been, and what that means."""


@cache
def known_words() -> frozenset[str]:
    """Words that are spelt as they should be."""
    return grammar_of_messages().vocabulary() | frozenset(lexicon.templates("filler", "words"))


@cache
def _stems() -> tuple[str, ...]:
    return tuple(
        {
            word[:-1]
            for words in lexicon.cues().values()
            for each in words
            for word in each.split()
            if word.endswith("*")
        }
    )


@cache
def _parts() -> tuple[str, ...]:
    return tuple(
        {each.strip("*") for words in lexicon.cues().values() for each in words if each.startswith("*")}
    )


def holds_known(word: str) -> bool:
    """Whether a longer word holds one that is known anywhere in it: `modumkonferansen`."""
    return any(part in word for part in _parts())


def is_known(word: str) -> bool:
    """Whether a word has a meaning of its own."""
    return word in known_words() or word.startswith(_stems())


def spelt(token: Token) -> Token:
    """A misspelt day, month, part of the day or kind of place, as it is spelt; in doubt where it is two."""
    whole = token.end - token.start == len(token.text)  # and no genitive's apostrophe left out
    if (
        token.shape != "word"
        or not whole
        or len(token.text) < SHORTEST_MISSPELT
        or token.text in known_words()
    ):
        return token
    slips = 2 if len(token.text) >= TWO_SLIPS_FROM else 1
    found = process.extract(
        token.text, list(_COMMON), scorer=OSA.distance, score_cutoff=slips, limit=MOST_READINGS
    )
    nearest = [word for word, slips, _ in found if slips == found[0][1]]
    if not nearest:
        return token
    in_doubt = len({_COMMON[word] for word in nearest}) > 1
    return replace(token, doubtful=True) if in_doubt else replace(token, text=nearest[0])


def parsed(read: list[Token], today: date, catalogue: Catalogue) -> Parse:
    return Parse(grammar_of_messages(), read, today, catalogue)


def phrases(parse: Parse, *, without: frozenset[str]) -> list[Phrase]:
    """In the order of the message; words that no phrase begins with are passed over."""
    symbols = [symbol for symbol in SYMBOLS if symbol not in without]
    found: list[Phrase] = []
    at = 0
    while at < len(parse.tokens):
        longest = _longest(parse, symbols, at)
        if longest is None:
            at += 1
        else:
            found.append(longest)
            at = longest.last
    return found


def _longest(parse: Parse, symbols: Sequence[str], at: int) -> Phrase | None:
    best: Phrase | None = None
    begin = parse.begin[at]
    for symbol in symbols:
        if symbol not in begin:
            continue
        for end, value, rule in parse.symbol(symbol, at):
            if best is None or end > best.last:
                best = Phrase(symbol, value, at, end, rule)
    return best
