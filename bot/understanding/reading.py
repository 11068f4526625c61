"""One message to one understanding: cut into phrases, weighed for what it wants, and put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from bot.understanding import coverage, intents, moving, wishes
from bot.understanding.cues import Cues, marks
from bot.understanding.evidence import evidence
from bot.understanding.model import ACTS, Understanding
from bot.understanding.persons import Mentioned, mentioned
from bot.understanding.phrases import (
    Phrase,
    grammar_of_messages,
    holds_known,
    is_known,
    known_words,
    parsed,
    phrases,
    spelt,
)
from bot.understanding.repeats import Repeats
from bot.understanding.structure import Structure, category, structured
from bot.understanding.text import Token, tokens
from bot.understanding.things import Catalogue, Gear, Kind, Named, People, is_strange
from bot.understanding.times import Length, Now, clock_time
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
    """What the phrases of a message hold, before it is judged what they are for."""

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
        names = [p.value.kind for p in self.named]
        kinds = [p.value.name for p in self.phrases if isinstance(p.value, Kind)]
        implied = [p.value.kind for p in self.phrases if isinstance(p.value, (People, Gear)) and p.value.kind]
        ruled_out = [p.value.kind for p in self.structure.ruled_out]
        return next(iter([*names, *kinds, *implied, *ruled_out]), None)

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
        return said or (beside + 1 if beside else None)

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


def understand(text: str, now: datetime, catalogue: Catalogue) -> Understanding:
    """What a message means at a local wall-clock time. Never raises; what is not sure is left open."""
    return understood(read(text, now, catalogue), now)


def read(text: str, now: datetime, catalogue: Catalogue) -> Read:
    spelled = [spelt(token) for token in tokens(text)]
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


def understood(said: Read, now: datetime) -> Understanding:
    found = intents.readings(_judged(said))
    intent = found[0].intent if found else "unknown"
    about = replace(_about(said, intent, now), evidence=evidence(said), readings=tuple(found))
    match intent:
        case "move":
            about = moving.moved(about, _to_change(said), said.cues, now)
        case "resize":
            about = moving.resized(about, said.structure.phrases, said.structure.dropped, said.cues, now)
        case "book" | "availability":
            about = wishes.placed(about, said.when, said.repeats, now)
    return _confirmed(about, said) if intent in ACTS else about


def _to_change(said: Read) -> list[Phrase]:
    return said.structure.phrases


def _about(said: Read, intent: str, now: datetime) -> Understanding:
    """What was said, whatever for."""
    at = said.whole_weeks if intent in {"absent", "close"} else said.when
    hours = at.hours
    wish = intent in {"book", "availability"}
    return Understanding(
        intent=intent,
        kind=said.kind,
        resource=said.resource,
        no_such=said.no_such,
        date=at.day,
        end_date=at.last,
        dates=at.dates,
        no_day=at.why if at.day is None else None,
        start=clock_time(hours.start),
        end=clock_time(hours.end),
        all_day=hours.all_day,
        length=hours.length,
        repeat=wishes.repeat_of(said.phrases, now) if wish else None,
        people=said.people,
        equipment=said.equipment,
        not_resource=tuple(_ruled_out(said)),
        person=said.person(intent),
        everything=said.cues.has("everything"),
        onwards=said.cues.has("onwards"),
        more=coverage.two_deeds(said.structure, said.cues) or (wish and _further(said, intent)),
    )


def _further(said: Read, intent: str) -> bool:
    """Whether the message holds another wish than the first."""
    event = intent == "book" and _of_wish(said).has("event") and not said.named
    return said.more or said.when.hours.more or event


def _ruled_out(said: Read) -> Sequence[str]:
    found = [p.value.resource.name for p in said.structure.ruled_out if p.value.resource is not None]
    return [name for name in dict.fromkeys(found) if name != said.resource]


def _confirmed(about: Understanding, said: Read) -> Understanding:
    """Shown first where a word is left over or something is not settled."""
    covered = coverage.covered(said.tokens, said.everything, said.cues, said.structure, said.text)
    left = [said.text[said.tokens[n].start : said.tokens[n].end] for n in covered.left]
    doubts = list(coverage.doubts(said.structure, said.people_named, said.tokens, said.cues))
    out = said.structure.excepted or said.structure.ruled_out
    beyond = bool(out) and (about.repeat is not None or about.everything)
    return replace(
        about,
        title=covered.title,
        unexplained=tuple(left),
        confirm=bool(left or doubts or beyond),
        doubts=tuple(doubts),
    )


def _judged(said: Read) -> intents.Message:
    """The cues that count: of a name of a room, and of what a meeting is about, none."""
    cues, corrected = _of_wish(said), said.structure.corrected
    if corrected is not None:
        after = cues.within(corrected, len(said.tokens))
        cues = after if any(after.has(cue) for cue in WANTED_AFTER) else cues
    return intents.Message(
        cues=cues,
        kind=said.kind,
        name=bool(said.named),
        day=_says_day(said),
        time=said.when.hours.said and not _only_now(said),
        now=any(isinstance(p.value, Now) for p in said.phrases),
        person=any(each.part in {"for", "of", "does", "asked", "put"} for each in said.people_named),
    )


def _of_wish(said: Read) -> Cues:
    """Without those of the name of a room, and of what a meeting is about."""
    topic = said.cues.where("topic") if said.kind and said.when.said_day else None
    ends = topic.last if topic else len(said.tokens)
    places = [
        p for p in said.everything if p.symbol in {"resource", "kind", "stranger"} and p.last - p.first > 1
    ]
    kept = [
        mark
        for mark in said.cues.marks
        if mark.first < ends and not any(p.first <= mark.first and mark.last <= p.last for p in places)
    ]
    return Cues(said.tokens, kept)


def _only_now(said: Read) -> bool:
    """`nå` says when, but makes no wish of what is said of now."""
    times = [p for p in said.phrases if category(p) == "time"]
    return bool(times) and all(isinstance(p.value, Now) for p in times)


def _says_day(said: Read) -> bool:
    days = any(category(p) == "day" for p in said.phrases) or said.repeats is not None
    return days or (said.when.said_day and not _only_now(said))


WANTED_AFTER = ("cancel", "move", "keep", "not_act", "wishes_firmly", "resize")
"""Cues after a correction that say anew what is wanted."""


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
