"""What the phrases of a message hold, before it is judged what they are for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import pairwise

from bot.understanding import wishes
from bot.understanding.cues import Cues, marks
from bot.understanding.grammar import TooMuchError
from bot.understanding.persons import Mentioned, mentioned
from bot.understanding.phrases import (
    Phrase,
    grammar_of_messages,
    holds_known,
    is_known,
    is_link,
    known_words,
    parsed,
    phrases,
    spelt,
)
from bot.understanding.repeats import Repeats
from bot.understanding.structure import Structure, structured
from bot.understanding.text import Token, tokens
from bot.understanding.things import Catalogue, Gear, Kind, Named, People, is_strange
from bot.understanding.times import Length, Number, Span
from bot.understanding.when import When, when

EQUIPMENT = ("screen", "video", "whiteboard")
PARTS: dict[str, tuple[str, ...]] = {
    "book": ("for", "put", "asked", "does"),
    "availability": ("for",),
    "register": ("put", "for", "does", "of", "asked", ""),
    "unregister": ("put", "for", "does", "of", "asked", ""),
    "absent": ("does", "of", "for", "asked"),
    "guest": ("called", "met", "does", "put", "asked", "for", ""),
    "who": ("asked", "does", "of", "put", ""),
    "my_bookings": ("of", "for", "asked", "does"),
    **dict.fromkeys(
        ("move", "cancel", "resize", "end_now", "check_in"), ("of", "for", "put", "does", "asked")
    ),
}
"""Whom a message is about, by what it wants: the first of these parts that somebody has in it."""


@dataclass(frozen=True)
class Read:
    """`everything` are all phrases, `structure` what of them counts, `phrases` those of the first wish."""

    text: str
    tokens: list[Token]
    cues: Cues
    everything: list[Phrase]
    structure: Structure
    phrases: list[Phrase]
    more: bool
    now: datetime

    @cached_property
    def when(self) -> When:
        return when(self.phrases, self.now, self.structure.excepted)

    @cached_property
    def whole_weeks(self) -> When:
        """The same, where a week that is said without a day is its workdays."""
        return when(self.phrases, self.now, self.structure.excepted, whole_weeks=True)

    @cached_property
    def people_named(self) -> list[Mentioned]:
        """Those that no correction took back."""
        return [p.value for p in self.structure.phrases if isinstance(p.value, Mentioned)]

    @cached_property
    def named(self) -> list[Phrase]:
        return [p for p in self.phrases if isinstance(p.value, Named)]

    @cached_property
    def kind(self) -> str | None:
        """The first name's, else what was said of a kind, else of what is not wanted."""
        return next(iter([*self._kinds, *(p.value.kind for p in self.structure.ruled_out)]), None)

    @property
    def kind_wanted(self) -> bool:
        """Whether a kind was said of anything but what is not wanted."""
        return bool(self._kinds)

    @cached_property
    def _kinds(self) -> list[str]:
        names = [p.value.kind for p in self.named]
        kinds = [p.value.name for p in self.phrases if isinstance(p.value, Kind)]
        implied = [p.value.kind for p in self.phrases if isinstance(p.value, (People, Gear)) and p.value.kind]
        return [*names, *kinds, *implied]

    @property
    def resource(self) -> str | None:
        first = self.named[0].value.resource if self.named else None
        return first.name if first else None

    @property
    def no_such(self) -> str | None:
        """The name that there is none of, as it was typed."""
        if not self.named or self.named[0].value.resource is not None:
            return None
        return self.words(self.named[0])

    @property
    def people(self) -> int | None:
        """How many, the writer included: as a number, or with those named beside."""
        said = next((p.value.number for p in self.phrases if isinstance(p.value, People)), None)
        beside = sum(each.part == "with" for each in self.people_named)
        return said or self._for_so_many or (beside + 1 if beside else None)

    @property
    def _for_so_many(self) -> int | None:
        """`er det noe rom ledig 10-12 til 6?`: the times are said, so the number is of people."""
        if not any(isinstance(p.value, Span) and p.value.start and p.value.end for p in self.phrases):
            return None
        after = [
            p for before, p in pairwise(self.phrases) if before.last == p.first and is_link(before, "to")
        ]
        return next((p.value.value for p in after if isinstance(p.value, Number) and p.value.value > 1), None)

    @property
    def equipment(self) -> tuple[str, ...]:
        asked = {p.value.name for p in self.phrases if isinstance(p.value, Gear)}
        return tuple(name for name in EQUIPMENT if name in asked)

    @property
    def repeats(self) -> Repeats | None:
        return next((p.value for p in self.phrases if isinstance(p.value, Repeats)), None)

    @property
    def anything(self) -> bool:
        """Whether it says anything of a place, a time or a number of people."""
        length = any(isinstance(p.value, Length) for p in self.phrases)
        return bool(self.kind or self.people or self.equipment or self.when.said or length)

    def person(self, intent: str) -> str | None:
        """The other person that it is about, as typed."""
        for part in PARTS.get(intent, ()):
            found = next((each for each in self.people_named if each.part == part), None)
            if found and (part not in {"does", "asked"} or intent != "book" or found.needs):
                return found.name
        return None

    def words(self, phrase: Phrase) -> str:
        return self.text[self.tokens[phrase.first].start : self.tokens[phrase.last - 1].end]


MOST_TOKENS = 1_400
"""The longest message of words has 900; what has more is digits and marks."""


def read(text: str, now: datetime, catalogue: Catalogue) -> Read:
    """`now` is the local wall clock. Never raises; what is too much to be read whole says nothing."""
    try:
        return _read(text, now, catalogue)
    except TooMuchError:
        nothing = Cues([], [])
        return Read(text, [], nothing, [], structured([], nothing), [], more=False, now=now)


def _read(text: str, now: datetime, catalogue: Catalogue) -> Read:
    found_tokens = tokens(text)
    if len(found_tokens) > MOST_TOKENS:
        raise TooMuchError
    spelled = [spelt(token) for token in found_tokens]
    said, people = mentioned(spelled, text, lambda word: _is_word(word, catalogue))
    parse = parsed(said, now.date(), catalogue)
    cues = Cues(said, marks(parse, grammar_of_messages()))
    without = _not_looked_for(cues)
    found = _called(said, phrases(parse, without=without))
    names = [Phrase("person", each, each.first, each.last, each.part) for each in people]
    structure = structured(sorted([*found, *names], key=lambda phrase: phrase.first), cues)
    kept, more = wishes.first_of_several(structure.phrases)
    return Read(text, said, cues, found, structure, kept, more, now)


def _is_word(word: str, catalogue: Catalogue) -> bool:
    """Whether it means something else than somebody's name."""
    means = word in known_words() or holds_known(word) or is_strange(word)
    return means or catalogue.meant(word) is not None


def _not_looked_for(cues: Cues) -> frozenset[str]:
    """Phrases that mean something else in what changes a booking."""
    if cues.has("resize"):
        return frozenset({"seats", "until"})
    return frozenset({"seats", "until", "end_at"} if cues.has("move") else {"end_at"})


def _called(said: Sequence[Token], found: list[Phrase]) -> list[Phrase]:
    """`meeting room Harbour`: a name in capitals after a room, where no room of the catalogue is named."""
    if any(isinstance(p.value, Named) for p in found):
        return found
    begun = {phrase.first for phrase in found}
    for n, phrase in enumerate(found):
        at = phrase.last
        if phrase.symbol != "kind" or phrase.value.name != "room" or at in begun or at >= len(said):
            continue
        if (
            said[at].shape == "word"
            and said[at].capital
            and not said[at].begins
            and not is_known(said[at].text)
        ):
            name = Phrase("resource", Named(None, "room"), at, at + 1, "a name after a room")
            return [*found[: n + 1], name, *found[n + 1 :]]
    return found
