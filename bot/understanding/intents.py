"""What a message wants, from its cues and what else was found in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.understanding.cues import Cues

SHORT = 6
STILL_A_GREETING = 12
"""Tokens. A greeting somewhere in a short message, or first in one not much longer, is all that was said."""
THANKS = frozenset({"takk", "tusen", "mange", "thanks", "thank", "thx"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What the intent is judged by: the cues, and whether phrases held a kind, a name, a day, a time."""

    cues: Cues
    kind: bool
    name: bool
    day: bool
    time: bool

    def has(self, *any_of: str) -> bool:
        return any(self.cues.has(cue) for cue in any_of)

    @property
    def place(self) -> bool:
        return self.kind or self.name

    @property
    def when(self) -> bool:
        return self.day or self.time


def _about_event(message: Message) -> bool:
    return message.has("event") and not message.name


Step = tuple[str, Callable[[Message], bool]]

STEPS: tuple[Step, ...] = (
    ("unknown", lambda m: m.has("ignore_rules") or m.cues.foreign),
    (
        "book",
        lambda m: _about_event(m) and m.kind and m.when and m.has("wishes", "asks") and not m.has("register"),
    ),
    ("unregister", lambda m: _about_event(m) and m.has("unregister", "cancel")),
    ("register", lambda m: _about_event(m) and m.has("register") and not m.has("price")),
    ("events", _about_event),
    ("check_in", lambda m: m.has("arrived") and not (m.place and m.time and m.has("wishes"))),
    ("check_in", lambda m: m.has("check_in")),
    ("move", lambda m: m.has("move") and not _moves_in(m)),
    ("cancel", lambda m: m.has("cancel") and not m.has("lost", "price")),
    ("my_bookings", lambda m: m.has("my_bookings") and not m.has("human") and not _wished_at(m)),
    ("cancel", lambda m: m.has("unregister") and m.place and not m.has("human")),
    ("unregister", lambda m: m.has("unregister") and not m.has("human")),
    (
        "human",
        lambda m: m.has("human") and not m.has("guidance") and not (m.place and m.when and m.has("wishes")),
    ),
    ("info", lambda m: m.has("price") and not (m.place and m.when)),
    ("apply", lambda m: m.has("apply") and not m.day and not m.name),
    ("guidance", lambda m: m.has("guidance")),
    ("info", lambda m: m.has("info") and (m.has("price") or not (m.place and m.has("wishes")))),
    ("unknown", lambda m: m.has("elsewhere") and not m.place),
    ("help", lambda m: m.has("how_to") and not (m.name or m.when)),
    ("info", lambda m: m.has("facts") and m.place and not (m.when or m.has("wishes"))),
    ("availability", lambda m: m.place and _asks(m)),
    ("book", lambda m: m.place),
    ("events", lambda m: m.has("what_is_on")),
    ("availability", lambda m: m.has("asks") and m.when),
    ("book", lambda m: m.has("wishes") and m.when),
    ("help", lambda m: m.has("help") and not _thanks(m)),
    ("greeting", lambda m: m.has("greeting") and not m.time and _no_more_than_a_greeting(m)),
)
"""The first that holds counts. What is said of a booking that stands comes before a new wish."""


def wanted(message: Message) -> str:
    """The intent; `unknown` where nothing gives one away."""
    return next((intent for intent, holds in STEPS if holds(message)), "unknown")


def _moves_in(message: Message) -> bool:
    """`flytte inn` is renting, and moves no booking."""
    return not message.when and message.cues.where("apply") == message.cues.where("move")


def _wished_at(message: Message) -> bool:
    return message.place and message.time and message.has("wishes") and not message.has("asks")


def _asks(message: Message) -> bool:
    """A question about what is free books nothing; a wish does, also one that is put as a question."""
    if message.has("wish_strong") or not message.has("asks"):
        return False
    wish, question = message.cues.where("wishes"), message.cues.where("asks")
    return message.has("asks_anyway") or wish is None or question is None or question[0] <= wish[0]


def _thanks(message: Message) -> bool:
    return bool(message.cues.read) and message.cues.read[0].text in THANKS


def _no_more_than_a_greeting(message: Message) -> bool:
    """A greeting before something that is not understood is not all that was said."""
    at, length = message.cues.where("greeting"), len(message.cues.read)
    return at is not None and length <= STILL_A_GREETING and (at[0] == 0 or length <= SHORT)
