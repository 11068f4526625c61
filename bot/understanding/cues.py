"""Where the words of cues.toml stand in a message: what gives away what it wants."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache

from bot.understanding import lexicon
from bot.understanding.grammar import Grammar, Parse
from bot.understanding.model import Evidence
from bot.understanding.phrases import grammar_of_phrases
from bot.understanding.text import Token

FOREIGN_WORDS = 2
FOREIGN_SHARE = 1 / 3
_FOREIGN = frozenset(lexicon.templates("foreign", "words"))


@cache
def _grammar_of_cues() -> Grammar:
    phrases = grammar_of_phrases()
    grammar = Grammar(sets=lexicon.sets())
    grammar.shape("digits")
    for symbol in ("number_word", "number", "weekday"):
        grammar.rules[symbol] = phrases.rules.get(symbol, [])
        grammar.lookups[symbol] = phrases.lookups.get(symbol, {})
    for cue, templates in lexicon.cues().items():
        grammar.rules_of(cue, templates, lambda **_said: True)
    return grammar


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of one message; each is looked for once, when it is asked for."""

    read: list[Token]
    today: date
    _parse: Parse = field(init=False)
    _known: dict[str, tuple[int, int] | None] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_parse", Parse(_grammar_of_cues(), self.read, self.today, None))

    def has(self, cue: str) -> bool:
        return self.where(cue) is not None

    def where(self, cue: str) -> tuple[int, int] | None:
        """The tokens of the first place, the longest there."""
        if cue not in self._known:
            self._known[cue] = self._looked_for(cue)
        return self._known[cue]

    def evidence(self, cue: str, message: str) -> tuple[Evidence, ...]:
        found = self.where(cue) if cue in lexicon.cues() else None
        if found is None:
            return ()
        span = (self.read[found[0]].start, self.read[found[1] - 1].end)
        return (Evidence(field="intent", words=message[slice(*span)], span=span, rule=cue),)

    @property
    def foreign(self) -> bool:
        """Written in a language that is not understood."""
        words = [token.text for token in self.read if token.shape == "word"]
        foreign = sum(word in _FOREIGN for word in words)
        return foreign >= FOREIGN_WORDS and foreign >= FOREIGN_SHARE * len(words)

    def _looked_for(self, cue: str) -> tuple[int, int] | None:
        for at in range(len(self.read)):
            ends = [end for end, _, _ in self._parse.symbol(cue, at)]
            if ends:
                return at, max(ends)
        return None


@cache
def known_words() -> frozenset[str]:
    """Words that are spelt as they should be."""
    return _grammar_of_cues().vocabulary() | grammar_of_phrases().vocabulary()
