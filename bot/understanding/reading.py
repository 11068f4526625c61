"""One message to one understanding: cut into phrases, asked what it wants, and put together for that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.understanding import intents, moving
from bot.understanding.intents import Cues, Found
from bot.understanding.model import Evidence, Repeat, Understanding
from bot.understanding.phrases import Phrase, phrases, spelt
from bot.understanding.repeats import Repeats, Until
from bot.understanding.text import Token, tokens
from bot.understanding.things import Catalogue, Gear, Kind, Named, People
from bot.understanding.times import HOUR, Clock, FromNow, Length, Now, Number, Part, Span
from bot.understanding.when import When, clock, not_over, when

EQUIPMENT = ("screen", "video", "whiteboard")
_KNOWN = intents.known_words()
MOVING = frozenset({"seats", "until"})
"""In a move, what stands after `til` is a day, a time or a resource."""
FIELDS = {
    Named: "resource", Kind: "kind", People: "people", Gear: "equipment", Repeats: "repeat", Until: "repeat", Span: "start", Clock: "start",
    FromNow: "start", Length: "end", Part: "start", Now: "start", Number: "start",
}  # fmt: skip


def understand(text: str, now: datetime, catalogue: Catalogue) -> Understanding:
    """What a message means at a local wall-clock time. Never raises; what is not sure is left open."""
    read = [spelt(token, _KNOWN) for token in tokens(text)]
    cues = intents.cues(read, now.date())
    is_move = cues.has("move")
    found = phrases(read, now.date(), catalogue, without=MOVING if is_move else frozenset())
    found = _called(read, found, text)
    named = [p for p in found if isinstance(p.value, Named)]
    said = when(found, now)
    kind = _kind(found)
    intent = intents.wanted(
        cues,
        Found(kind=kind is not None, name=bool(named), day=said.said_day, time=said.hours.said),
    )
    evidence = (*cues.evidence(intent if intent != "book" else "wishes", text), *_evidence(found, read, text))
    if intent == "move":
        return moving.moved(found, read, cues, text, now, evidence)
    understood = Understanding(
        intent=intent,
        kind=kind,
        resource=_resource(named),
        repeat=_repeat(found),
        people=next((p.value.number for p in found if isinstance(p.value, People)), None),
        equipment=_equipment(found),
        no_such=_no_such(named, read, text),
        more=_more(said, named, cues, intent),
        evidence=evidence,
    )
    return _for_intent(understood, said, now, _after(found))


def _after(found: Sequence[Phrase]) -> date | None:
    repeats = next((p.value for p in found if isinstance(p.value, Repeats)), None)
    return repeats.after.on if repeats and repeats.after else None


def _for_intent(said: Understanding, placed: When, now: datetime, after: date | None) -> Understanding:
    match said.intent:
        case "book" | "availability":
            return _placed(said, placed, now, after)
        case "cancel" | "check_in":
            return replace(
                said, date=placed.day, start=clock(placed.hours.start), end=clock(placed.hours.end), repeat=None,
                equipment=(), people=None, more=False,
            )  # fmt: skip
        case "register" | "events" | "unregister":
            return Understanding(intent=said.intent, people=said.people, evidence=said.evidence)
        case _:
            return Understanding(intent=said.intent, evidence=said.evidence)


def _placed(said: Understanding, placed: When, now: datetime, after: date | None) -> Understanding:
    """A wish or a question with its day and time, and what it lacks."""
    if said.repeat is None:
        placed = not_over(placed, now)
    else:
        placed = _first_of(said.repeat, placed, now, after)
    hours = placed.hours
    nothing = hours.start is None and hours.end is None and not hours.doubtful
    all_day = hours.all_day or (said.kind == "desk" and placed.day is not None and nothing)
    whole = replace(
        said,
        date=placed.day,
        end_date=placed.last if placed.day else None,
        start=None if all_day else clock(hours.start),
        end=None if all_day else clock(hours.end),
        all_day=all_day,
    )
    return whole if said.intent == "availability" else replace(whole, missing=missing(whole))


def missing(said: Understanding) -> tuple[str, ...]:
    """What a booking still needs."""
    lacks = [] if said.date else ["date"]
    desk_without_time = said.kind == "desk" and said.start is None and said.end is None
    if not said.all_day and not desk_without_time:
        lacks += [name for name, at in (("start", said.start), ("end", said.end)) if at is None]
    return tuple(lacks)


def _first_of(repeat: Repeat, placed: When, now: datetime, after: date | None) -> When:
    """The first day of a repeat: what is over today begins the next time."""
    minutes, start = now.hour * HOUR + now.minute, placed.hours.start
    if placed.day is None and repeat.every in {"day", "weekday"} and not placed.said_day:
        today = start is not None and start > minutes
        return replace(placed, day=_workday(now.date() + timedelta(days=0 if today else 1), repeat))
    if placed.day is not None and repeat.every == "weekday":
        return replace(placed, day=_workday(placed.day, repeat))
    over = not_over(placed, now).day is None
    return replace(placed, day=after) if after is not None and over else placed


def _workday(day: date, repeat: Repeat) -> date:
    while repeat.every == "weekday" and day.isoweekday() > 5:
        day += timedelta(days=1)
    return day


def _kind(found: Sequence[Phrase]) -> str | None:
    """The first name's, else what was said of a kind."""
    names = [p.value.kind for p in found if isinstance(p.value, Named)]
    kinds = [p.value.name for p in found if isinstance(p.value, Kind)]
    kinds += [p.value.kind for p in found if isinstance(p.value, (People, Gear)) and p.value.kind]
    places = ["room"] if any("plass" in p.rule and isinstance(p.value, People) for p in found) else []
    return next(iter([*names, *kinds, *places]), None)


def _resource(named: Sequence[Phrase]) -> str | None:
    first = named[0].value.resource if named else None
    return first.name if first else None


def _no_such(named: Sequence[Phrase], read: Sequence[Token], text: str) -> str | None:
    """The name that there is none of, as it was typed."""
    if not named or named[0].value.resource is not None:
        return None
    return text[read[named[0].first].start : read[named[0].last - 1].end]


def _called(read: Sequence[Token], found: list[Phrase], text: str) -> list[Phrase]:
    """`meeting room Harbour`: a name in capitals after a room, where no room of the catalogue is named."""
    if any(isinstance(p.value, Named) for p in found):
        return found
    for at, phrase in enumerate(found):
        following = read[phrase.last] if phrase.symbol == "kind" and phrase.last < len(read) else None
        taken = at + 1 < len(found) and found[at + 1].first == phrase.last
        if (
            following
            and not taken
            and phrase.value.name == "room"
            and following.shape == "word"
            and text[following.start].isupper()
        ):
            name = Phrase(
                "resource", Named(None, "room"), phrase.last, phrase.last + 1, "a name after a room"
            )
            return [*found[: at + 1], name, *found[at + 1 :]]
    return found


def _repeat(found: Sequence[Phrase]) -> Repeat | None:
    repeats = next((p.value for p in found if isinstance(p.value, Repeats)), None)
    if repeats is None:
        return None
    until = next((p.value.day.on for p in found if isinstance(p.value, Until)), None)
    return Repeat(every=repeats.every, until=until)


def _equipment(found: Sequence[Phrase]) -> tuple[str, ...]:
    asked = {p.value.name for p in found if isinstance(p.value, Gear)}
    return tuple(name for name in EQUIPMENT if name in asked)


def _more(said: When, named: Sequence[Phrase], cues: Cues, intent: str) -> bool:
    others = {(p.value.resource, p.value.kind) for p in named}
    event_too = intent == "book" and cues.has("event")
    return said.more or len(others) > 1 or event_too


def _evidence(found: Sequence[Phrase], read: Sequence[Token], text: str) -> tuple[Evidence, ...]:
    given = []
    for phrase in found:
        name = FIELDS.get(
            type(phrase.value), "date" if phrase.symbol in {"day", "days", "vague", "dotted"} else ""
        )
        if name:
            span = (read[phrase.first].start, read[phrase.last - 1].end)
            given.append(Evidence(field=name, words=text[slice(*span)], span=span, rule=phrase.rule))
    return tuple(given)
