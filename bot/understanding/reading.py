"""One message to one understanding: cut into phrases, asked what it wants, and put together for that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.understanding import intents, moving
from bot.understanding.cues import Cues, known_words
from bot.understanding.evidence import evidence
from bot.understanding.model import Repeat, Understanding
from bot.understanding.phrases import Phrase, phrases, spelt
from bot.understanding.repeats import Repeats, Until
from bot.understanding.text import Token, tokens
from bot.understanding.things import Catalogue, Gear, Kind, Named, People
from bot.understanding.times import HOUR, Length, clock_time
from bot.understanding.when import When, not_over, when

EQUIPMENT = ("screen", "video", "whiteboard")
MOVING = frozenset({"seats", "until"})
"""In a move, what stands after `til` is a day, a time or a resource."""
FRIDAY = 5


@dataclass(frozen=True, slots=True)
class Read:
    """What the phrases of a message hold, before it is judged what they are for."""

    text: str
    tokens: list[Token]
    cues: Cues
    phrases: list[Phrase]
    when: When

    @property
    def named(self) -> list[Phrase]:
        return [p for p in self.phrases if isinstance(p.value, Named)]

    @property
    def kind(self) -> str | None:
        """The first name's, else what was said of a kind."""
        names = [p.value.kind for p in self.named]
        kinds = [p.value.name for p in self.phrases if isinstance(p.value, Kind)]
        implied = [p.value.kind for p in self.phrases if isinstance(p.value, (People, Gear)) and p.value.kind]
        return next(iter([*names, *kinds, *implied]), None)

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
        return next((p.value.number for p in self.phrases if isinstance(p.value, People)), None)

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

    def words(self, phrase: Phrase) -> str:
        return self.text[self.tokens[phrase.first].start : self.tokens[phrase.last - 1].end]


def understand(text: str, now: datetime, catalogue: Catalogue) -> Understanding:
    """What a message means at a local wall-clock time. Never raises; what is not sure is left open."""
    return understood(read(text, now, catalogue), now)


def read(text: str, now: datetime, catalogue: Catalogue) -> Read:
    said = [spelt(token, known_words()) for token in tokens(text)]
    cues = Cues(said, now.date())
    without = MOVING if cues.has("move") else frozenset[str]()
    found = _called(said, phrases(said, now.date(), catalogue, without=without), text)
    return Read(text, said, cues, found, when(found, now))


def understood(said: Read, now: datetime) -> Understanding:
    intent = intents.wanted(_judged(said))
    given = (*said.cues.evidence(intent if intent != "book" else "wishes", said.text), *evidence(said))
    match intent:
        case "move":
            return moving.moved(said.phrases, said.cues, said.words, now, given)
        case "book" | "availability":
            return _placed(replace(_asked(said, intent), evidence=given), said, now)
        case "cancel" | "check_in":
            hours = said.when.hours
            about = Understanding(intent=intent, kind=said.kind, resource=said.resource, no_such=said.no_such)
            start, end = clock_time(hours.start), clock_time(hours.end)
            return replace(about, date=said.when.day, start=start, end=end, evidence=given)
        case "info":
            return Understanding(intent=intent, kind=said.kind, resource=said.resource, evidence=given)
        case "register" | "events" | "unregister":
            return Understanding(intent=intent, people=said.people, evidence=given)
        case _:
            return Understanding(intent=intent, evidence=given)


def missing(said: Understanding) -> tuple[str, ...]:
    """What a booking still needs."""
    lacks = [] if said.date else ["date"]
    desk_without_time = said.kind == "desk" and said.start is None and said.end is None
    if not said.all_day and not desk_without_time:
        lacks += [name for name, at in (("start", said.start), ("end", said.end)) if at is None]
    return tuple(lacks)


def _judged(said: Read) -> intents.Message:
    return intents.Message(
        cues=said.cues,
        kind=said.kind is not None,
        name=bool(said.named),
        day=said.when.said_day,
        time=said.when.hours.said,
    )


def _asked(said: Read, intent: str) -> Understanding:
    """What a wish or a question is about."""
    names = {(p.value.resource, p.value.kind) for p in said.named}
    repeats = said.repeats
    until = next((p.value.day.on for p in said.phrases if isinstance(p.value, Until)), None)
    more = said.when.more or len(names) > 1 or (repeats is not None and repeats.more)
    return Understanding(
        intent=intent,
        kind=said.kind,
        resource=said.resource,
        no_such=said.no_such,
        repeat=Repeat(every=repeats.every, until=until) if repeats else None,
        people=said.people,
        equipment=said.equipment,
        more=more or (intent == "book" and said.cues.has("event")),
    )


def _placed(asked: Understanding, said: Read, now: datetime) -> Understanding:
    """With its day and time, and what it lacks."""
    repeats = said.repeats
    placed = _first_of(repeats, said.when, now) if repeats else not_over(said.when, now)
    hours = placed.hours
    nothing = hours.start is None and hours.end is None and not hours.doubtful
    all_day = hours.all_day or (asked.kind == "desk" and placed.day is not None and nothing)
    whole = replace(
        asked,
        date=placed.day,
        end_date=placed.last if placed.day else None,
        start=None if all_day else clock_time(hours.start),
        end=None if all_day else clock_time(hours.end),
        all_day=all_day,
    )
    return whole if asked.intent == "availability" else replace(whole, missing=missing(whole))


def _first_of(repeats: Repeats, placed: When, now: datetime) -> When:
    """The first day of a repeat: what is over today begins the next time."""
    start = placed.hours.start
    if placed.day is None and not placed.said_day and repeats.every in {"day", "weekday"}:
        today = start is not None and start > now.hour * HOUR + now.minute
        day = now.date() if today else now.date() + timedelta(days=1)
        return replace(placed, day=_workday(day) if repeats.every == "weekday" else day)
    if placed.day is not None and repeats.every == "weekday":
        return replace(placed, day=_workday(placed.day))
    over = not_over(placed, now).day is None
    return replace(placed, day=repeats.after.on) if over and repeats.after is not None else placed


def _workday(day: date) -> date:
    """That day, or the Monday after it."""
    while day.isoweekday() > FRIDAY:
        day += timedelta(days=1)
    return day


def _called(said: Sequence[Token], found: list[Phrase], text: str) -> list[Phrase]:
    """`meeting room Harbour`: a name in capitals after a room, where no room of the catalogue is named."""
    if any(isinstance(p.value, Named) for p in found):
        return found
    begun = {phrase.first for phrase in found}
    for n, phrase in enumerate(found):
        at = phrase.last
        if phrase.symbol != "kind" or phrase.value.name != "room" or at in begun or at >= len(said):
            continue
        if said[at].shape == "word" and text[said[at].start].isupper():
            name = Phrase("resource", Named(None, "room"), at, at + 1, "a name after a room")
            return [*found[: n + 1], name, *found[n + 1 :]]
    return found
