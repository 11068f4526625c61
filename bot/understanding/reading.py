"""One message to one understanding: cut into phrases, weighed for what it wants, and put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.understanding import certainty, coverage, intents, moving, wishes
from bot.understanding.cues import Cues
from bot.understanding.evidence import evidence
from bot.understanding.messages import Read, read
from bot.understanding.model import ACTS, Understanding
from bot.understanding.structure import category
from bot.understanding.things import Catalogue
from bot.understanding.times import Now, clock_time

TAKES_ALL = frozenset({"cancel", "move", "resize", "absent", "check_in"})


def understand(text: str, now: datetime, catalogue: Catalogue) -> Understanding:
    """What a message means at a local wall-clock time. Never raises; what is not sure is left open."""
    return understood(read(text, now, catalogue), now)


def understood(said: Read, now: datetime) -> Understanding:
    found = intents.readings(_judged(said))
    intent = found[0].intent if found else "unknown"
    about = replace(_about(said, intent, now), evidence=evidence(said), readings=tuple(found))
    match intent:
        case "move":
            about = moving.moved(about, said.structure.phrases, said.cues, now)
        case "resize":
            about = moving.resized(about, said.structure.phrases, said.structure.dropped, said.cues, now)
        case "book" | "availability":
            about = wishes.placed(about, said.when, said.repeats, now)
    return certainty.confirmed(about, said) if intent in ACTS else about


def _about(said: Read, intent: str, now: datetime) -> Understanding:
    """What was said, whatever for."""
    at = said.whole_weeks if intent in {"absent", "close"} else said.when
    hours = at.hours
    wish = intent in {"book", "availability"}
    return Understanding(
        intent=intent,
        kind=said.kind if wish or said.kind_wanted else None,
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
        repeat=wishes.repeat_of(said.phrases, now) if wish or intent in TAKES_ALL else None,
        people=said.people,
        equipment=said.equipment,
        not_resource=tuple(_ruled_out(said)),
        person=said.person(intent),
        everything=intent in TAKES_ALL and said.cues.has("everything"),
        onwards=said.cues.has("onwards"),
        more=coverage.two_deeds(said.structure, said.cues) or (wish and _further(said, intent)),
    )


def _further(said: Read, intent: str) -> bool:
    """Whether the message holds another wish than the first."""
    wished = _of_wish(said)
    events = {mark.first for mark in wished.of("event")}
    put = any(mark.last in events for mark in wished.of("register", "unregister"))
    event = intent == "book" and bool(events) and (not said.named or put or wished.has("asks_anyway"))
    return said.more or said.when.hours.more or event


def _ruled_out(said: Read) -> Sequence[str]:
    found = [p.value.resource.name for p in said.structure.ruled_out if p.value.resource is not None]
    return [name for name in dict.fromkeys(found) if name != said.resource]


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
        something_else=said.cues.has("not_act") and bool(said.structure.ruled_out) and bool(said.named),
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
