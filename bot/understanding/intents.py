"""What a message wants, from the words of cues.toml and what else was found in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.understanding import lexicon
from bot.understanding.grammar import Grammar, Parse
from bot.understanding.model import Evidence
from bot.understanding.phrases import GRAMMAR
from bot.understanding.text import Token

FOREIGN_WORDS = 2
FOREIGN_SHARE = 0.34


def _made() -> Grammar:
    grammar = Grammar()
    grammar.shape("digits")
    for part in ("number_word", "number", "weekday"):
        grammar.rules[part] = GRAMMAR.rules.get(part, [])
        grammar.lookups[part] = GRAMMAR.lookups.get(part, {})
    for cue, templates in lexicon.CUES.items():
        for template in templates:
            grammar.rule(cue, template, lambda **_said: True)
    return grammar


_CUES = _made()
_FOREIGN = frozenset(lexicon.templates("foreign", "words"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the phrases of a message held."""

    kind: bool
    name: bool
    day: bool
    time: bool

    @property
    def place(self) -> bool:
        return self.kind or self.name


@dataclass(slots=True)
class Cues:
    """The cues of one message; each is looked for once, when it is asked for."""

    parse: Parse
    _known: dict[str, tuple[int, int] | None] = field(default_factory=dict)

    def has(self, cue: str) -> bool:
        return self.where(cue) is not None

    def where(self, cue: str) -> tuple[int, int] | None:
        """The tokens of the first place, the longest there."""
        if cue not in self._known:
            self._known[cue] = self._looked_for(cue)
        return self._known[cue]

    def _looked_for(self, cue: str) -> tuple[int, int] | None:
        for at in range(self.parse.length):
            ends = [end for end, _, _ in self.parse.symbol(cue, at)]
            if ends:
                return at, max(ends)
        return None

    def evidence(self, cue: str, message: str) -> tuple[Evidence, ...]:
        found = self.where(cue)
        if found is None:
            return ()
        first, last = self.parse.tokens[found[0]].start, self.parse.tokens[found[1] - 1].end
        return (Evidence(field="intent", words=message[first:last], span=(first, last), rule=cue),)


def cues(read: Sequence[Token], today: date) -> Cues:
    return Cues(Parse(_CUES, read, today, None))


def known_words() -> frozenset[str]:
    """Words of the cues, which are spelt as they should be."""
    return _CUES.vocabulary() | GRAMMAR.vocabulary()


def wanted(said: Cues, found: Found) -> str:
    """The order matters: what is said of a booking that stands comes before a new wish."""
    if said.has("ignore_rules") or _foreign(said.parse.tokens):
        return "unknown"
    if said.has("event") and not found.name:
        return _about_event(said, found)
    if said.has("arrived") and not (found.place and found.time and said.has("wishes")):
        return "check_in"
    for intent in ("check_in", "move", "cancel", "my_bookings"):
        if said.has(intent) and not _means_otherwise(intent, said, found):
            return intent
    if said.has("unregister") and not said.has("human"):
        return "cancel" if found.place else "unregister"
    return _of_the_place(said, found)


def _means_otherwise(intent: str, said: Cues, found: Found) -> bool:
    """Words of a booking that stands, in a message that is about something else."""
    match intent:
        case "move":
            return (
                said.has("apply")
                and not found.day
                and not found.time
                and said.where("apply") == said.where("move")
            )
        case "cancel":
            return said.has("lost") or (said.has("info") and said.has("price"))
        case "my_bookings":
            return (said.has("wishes") and found.place and found.time and not said.has("asks")) or said.has(
                "human"
            )
        case _:
            return False


def _about_event(said: Cues, found: Found) -> str:
    if (
        found.kind
        and (found.day or found.time)
        and (said.has("wishes") or said.has("asks"))
        and not said.has("register")
    ):
        return "book"
    if said.has("unregister") or said.has("cancel"):
        return "unregister"
    if said.has("price"):
        return "events"
    return "register" if said.has("register") else "events"


def _foreign(read: Sequence[Token]) -> bool:
    words = [token.text for token in read if token.shape == "word"]
    foreign = sum(word in _FOREIGN for word in words)
    return foreign >= FOREIGN_WORDS and foreign >= FOREIGN_SHARE * len(words)


def _of_the_place(said: Cues, found: Found) -> str:
    placed = found.place and (found.day or found.time)
    if said.has("human") and not said.has("guidance") and not (placed and said.has("wishes")):
        return "human"
    if said.has("price") and not placed:
        return "info"
    if said.has("apply") and not found.day and not found.name:
        return "apply"
    if said.has("guidance"):
        return "guidance"
    if said.has("info") and not (said.has("wishes") and found.place and not said.has("price")):
        return "info"
    if said.has("elsewhere") and not found.place:
        return "unknown"
    if said.has("how_to") and not (found.name or found.day or found.time):
        return "help"
    if said.has("facts") and found.place and not (found.day or found.time or said.has("wishes")):
        return "info"
    if found.place:
        return _asked_or_wished(said)
    if said.has("what_is_on"):
        return "events"
    if said.has("asks") and (found.day or found.time):
        return "availability"
    if said.has("wishes") and (found.day or found.time) and not said.has("elsewhere"):
        return "book"
    return _small_talk(said, found)


def _asked_or_wished(said: Cues) -> str:
    """A question about what is free books nothing; a wish does, also one that is put as a question."""
    if said.has("wish_strong") or not said.has("asks"):
        return "book"
    if said.has("asks_anyway") or not said.has("wishes"):
        return "availability"
    wish, ask = said.where("wishes"), said.where("asks")
    return "book" if wish and ask and wish[0] < ask[0] else "availability"


def _small_talk(said: Cues, found: Found) -> str:
    thanks = said.parse.tokens and said.parse.tokens[0].text in {
        "takk",
        "tusen",
        "mange",
        "thanks",
        "thank",
        "thx",
    }
    if said.has("help") and not thanks:
        return "help"
    if said.has("greeting") and not found.time and _mostly_greeting(said):
        return "greeting"
    return "unknown"


def _mostly_greeting(said: Cues) -> bool:
    """A greeting before something that is not understood is not all that was said."""
    at = said.where("greeting")
    return at is not None and (at[0] == 0 or said.parse.length <= 6) and said.parse.length <= 12
