"""Which of the buttons that stand in a chat an answer in words means. Pure values; nothing is guessed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from booking.model.spaces import Catalogue, ResourceId, Space
from bot import buttons, callbacks
from bot.buttons import Button
from bot.remembering import Choice
from bot.screen import Says
from bot.understanding.replies import Message
from bot.understanding.text import tokens
from bot.understanding.things import Gear, Kind, Named, People
from bot.understanding.times import clock_time

SHORTEST_PART = 3
"""Letters of a word that are enough to know it by: `tor` is Thursday's button."""
ASKS_WHEN = (
    buttons.PickDay,
    buttons.PickMonth,
    buttons.PickHours,
    buttons.PickPart,
    buttons.PickStart,
    buttons.PickBetween,
    buttons.PickResource,
)
"""Buttons of a question that a day or a time in words answers better: with all that was said before."""
TO_ONE = frozenset({"cancel", "move", "resize", "check_in"})
"""What is done to one of the bookings that stand."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a button is about, as far as it says so itself; times are local."""

    resource: str | None = None
    day: date | None = None
    start: time | None = None
    end: time | None = None


def chosen(message: Message, choices: Sequence[Choice], catalogue: Catalogue) -> list[Choice]:
    """Those that an answer can mean, in order: one is the answer, several ask which. Empty: it is none."""
    heard = message.heard
    whole = spelt_out(message, choices)
    if whole is not None:
        return [whole]
    if heard.ordinal is not None and heard.is_bare:
        return _at(heard.ordinal, choices)
    if heard.is_bare:
        return _agreed(message, choices)
    if message.fresh.everything or message.fresh.onwards:
        return []  # `avbestill begge` is not the button that cancels one
    if tells_by_place(message):
        return _at(heard.ordinal or 1, [each for each in choices if isinstance(read(each), buttons.DoItTo)])
    return [each for each in choices if _names(message, each, catalogue)]


def tells_by_place(message: Message) -> bool:
    """`avbestill den andre`: which of those that stand is said by a place in a row, and by nothing else."""
    said = message.fresh
    names = said.resource or said.kind or said.date or said.from_date or said.from_start
    return message.heard.ordinal is not None and said.intent in TO_ONE and not names


def to_day(message: Message, choices: Sequence[Choice]) -> Button | None:
    """The day that a booking shall be moved to, also one of a month that is not shown."""
    day, hours = message.said.when.day, message.said.when.hours
    if day is None or hours.said or message.said.named or message.fresh.intent != "unknown":
        return None
    days = (button for each in choices if isinstance(button := read(each), buttons.MoveStarts))
    asked = next(days, None)
    return buttons.MoveStarts(booking=asked.booking, span=asked.span, day=day) if asked else None


def spelt_out(message: Message, choices: Sequence[Choice]) -> Choice | None:
    """The one whose words, and no others, were written."""
    return next((each for each in choices if _is_all_of(each, message)), None)


def refusing(choices: Sequence[Choice]) -> Choice | None:
    return next((each for each in choices if each.says is Says.NO), None)


def taking_back(choices: Sequence[Choice]) -> Choice | None:
    return next((each for each in choices if each.says is Says.BACK), None)


def both(choices: Sequence[Choice]) -> list[Button]:
    """Two that can be had beside one another: rooms at one time. Empty where there are no two."""
    found = [button for each in choices if isinstance(button := read(each), buttons.Book)]
    match found:
        case [one, other] if one.resource != other.resource:
            return [one, other]
    return []


def read(choice: Choice) -> Button | None:
    """None where the program no longer knows such a button."""
    try:
        return callbacks.parse(choice.data)
    except callbacks.NotAButton:
        return None


def _agreed(message: Message, choices: Sequence[Choice]) -> list[Choice]:
    if not message.heard.says_yes:
        return []
    return [each for each in choices if each.says is Says.YES]


def _at(ordinal: int, choices: Sequence[Choice]) -> list[Choice]:
    """Counted among those that go on; where none does, among all that lead nowhere else."""
    going_on = [each for each in choices if each.says is Says.YES]
    row = going_on or [each for each in choices if not isinstance(read(each), buttons.GoTo) and not each.says]
    at = ordinal if ordinal < 0 else ordinal - 1
    return [row[at]] if -len(row) <= at < len(row) else []


def _is_all_of(choice: Choice, message: Message) -> bool:
    """Every word of the button and no other."""
    return _spelt(choice.words) == [token.text for token in message.heard.tokens if token.shape != "mark"]


def _spelt(words: str) -> list[str]:
    return [token.text for token in tokens(words) if token.shape != "mark"]


def _names(message: Message, choice: Choice, catalogue: Catalogue) -> bool:
    """Whether all that is left of an answer names this button: its resource, day or time, or its words."""
    button = read(choice)
    if button is None or choice.says is Says.NO:
        return False
    facts = _facts(button, catalogue)
    wanted = _wanted(message)
    if not _agree(wanted, facts):
        return False
    told = _told(message, wanted, facts)
    rest = [message.heard.tokens[at].text for at in message.heard.left if at not in told]
    words = _spelt(choice.words)
    if not all(_is_among(word, words) for word in rest):
        return False
    return bool(told) or bool(rest)


def _wanted(message: Message) -> Facts:
    said = message.said
    return Facts(
        resource=said.resource,
        day=said.when.day,
        start=clock_time(said.when.hours.start),
        end=clock_time(said.when.hours.end),
    )


def _agree(wanted: Facts, facts: Facts) -> bool:
    """Nothing was said that is otherwise there."""
    pairs = (
        (wanted.resource, facts.resource),
        (wanted.day, facts.day),
        (wanted.start, facts.start),
        (wanted.end, facts.end),
    )
    return all(said is None or there is None or said == there for said, there in pairs)


def _told(message: Message, wanted: Facts, facts: Facts) -> set[int]:
    """The tokens that say what the button knows of itself."""
    whens = ((wanted.day, facts.day), (wanted.start, facts.start), (wanted.end, facts.end))
    asked = [there for said, there in whens if said is not None]
    # `neste uke` is no day that a button knows: then its words are left over, and it is none of them.
    knows_when = bool(asked) and all(there is not None for there in asked)
    told: set[int] = set()
    for phrase in message.said.phrases:
        if isinstance(phrase.value, Named):
            known = facts.resource is not None and wanted.resource is not None
        else:
            known = knows_when and not isinstance(phrase.value, (Kind, People, Gear))
        if known:
            told.update(range(phrase.first, phrase.last))
    return told & set(message.heard.left)


def _is_among(word: str, words: Sequence[str]) -> bool:
    if word in words:
        return True
    return any(
        min(len(word), len(other)) >= SHORTEST_PART and (word.startswith(other) or other.startswith(word))
        for other in words
        if other.isalpha()
    )


def _facts(button: Button, catalogue: Catalogue) -> Facts:
    space = catalogue.home
    resource = catalogue.resources.get(ResourceId(getattr(button, "resource", "")))
    name = resource.name if resource else None
    day = getattr(button, "day", None)
    start, end = getattr(button, "start", None), getattr(button, "end", None)
    if isinstance(start, datetime):
        day = space.today(start)
    return Facts(resource=name, day=day, start=_local(start, space), end=_local(end, space))


def _local(at: datetime | None, space: Space) -> time | None:
    return space.local(at).time() if isinstance(at, datetime) else None
