"""Which words gave which field, for whoever extends the grammar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.understanding.model import Evidence
from bot.understanding.phrases import Phrase
from bot.understanding.text import Token

FIELDS = {
    "gear": "equipment",
    "kind": "kind",
    "length": "end",
    "resource": "resource",
    "stranger": "no_such",
    **dict.fromkeys(("people", "seats"), "people"),
    **dict.fromkeys(("repeat", "until"), "repeat"),
    **dict.fromkeys(("day", "days", "vague", "dots", "dotted_days"), "date"),
    **dict.fromkeys(("span", "clock", "from_now", "now", "count", "part"), "start"),
}


class HasPhrases(Protocol):
    @property
    def phrases(self) -> Sequence[Phrase]: ...
    @property
    def tokens(self) -> Sequence[Token]: ...
    def words(self, phrase: Phrase) -> str: ...


def evidence(read: HasPhrases) -> tuple[Evidence, ...]:
    """In the order of the message."""
    return tuple(
        Evidence(
            field=FIELDS[phrase.symbol],
            words=read.words(phrase),
            span=(read.tokens[phrase.first].start, read.tokens[phrase.last - 1].end),
            rule=phrase.rule,
        )
        for phrase in read.phrases
        if phrase.symbol in FIELDS
    )
