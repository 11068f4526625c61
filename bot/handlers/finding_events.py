"""Which event a message is about: its kind, its title, its day, and what was talked of a moment ago."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from booking.looking import Looking
from booking.model.events import Event, EventId
from booking.model.interval import Interval
from booking.ports import Events
from booking.rules.hosting import OVER
from bot.event_words import day_in, kind_in, month_in
from bot.turn import Turn
from bot.understanding import Understanding

AHEAD = timedelta(days=366)
LONGEST = timedelta(days=3)
MOST_SHOWN = 8
LEAST_LETTERS = 4
"""Of a word of the title that names it: `Bygdeposten`, not `hos`."""
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """The events that a message may mean, the earliest first.

    `not_then`: what was said of the day or the month fits none of them, so nothing may be done to them.
    """

    events: Sequence[Event]
    not_then: bool = False
    is_vague: bool = False
    """A week, say, without a day: it is asked about."""

    @property
    def one(self) -> Event | None:
        is_sure = len(self.events) == 1 and not (self.not_then or self.is_vague)
        return self.events[0] if is_sure else None


class FindingEvents:
    def __init__(self, events: Events, looking: Looking) -> None:
        self._events = events
        self._looking = looking

    async def coming(self, turn: Turn) -> Sequence[Event]:
        """What is not over; what is not published the administration alone sees."""
        ahead = Interval(turn.now - LONGEST, turn.now + AHEAD)
        found = [event for event in await self._events.within(ahead) if event.interval.end > turn.now]
        is_staff = turn.person is not None and turn.person.actor.is_staff
        return [event for event in found if event.state not in OVER and (event.is_on or is_staff)]

    async def meant(
        self,
        turn: Turn,
        said: Understanding,
        *,
        about: EventId | None = None,
        can_be: Callable[[Event], bool] = lambda _event: True,
    ) -> Meant:
        """`about` is what was talked of a moment ago: it is meant where the message says nothing else."""
        known = [event for event in await self.coming(turn) if can_be(event)]
        named = self._named(turn.text, known)
        day, month = self._day(turn, turn.text, said.date)
        if day is None and month is None:
            if said.no_day is not None and said.no_day != "vague":
                return Meant(events=named, not_then=bool(named))
            talked_of = [event for event in named if event.id == about]
            return Meant(events=talked_of or named, is_vague=said.no_day == "vague")
        return self._then(named, day, month)

    async def named(self, turn: Turn, text: str) -> Meant:
        """As `meant`, of the words that name it alone."""
        named = self._named(text, await self.coming(turn))
        day, month = self._day(turn, text)
        return Meant(events=named) if day is None and month is None else self._then(named, day, month)

    def names_event(self, text: str, known: Sequence[Event]) -> bool:
        """Whether it names a kind of event, or one of these by its title."""
        if kind_in(text) is not None:
            return True
        words = set(WORD.findall(text.casefold())) - self._resources()
        return any(words & self._words_of(event) for event in known)

    def _then(self, named: Sequence[Event], day: date | None, month: int | None) -> Meant:
        then = [event for event in named if self._is_then(event, day, month)]
        return Meant(events=then) if then else Meant(events=named, not_then=bool(named))

    def _day(self, turn: Turn, text: str, said: date | None = None) -> tuple[date | None, int | None]:
        day = said or day_in(text, self._local(turn))
        return day, None if day else month_in(text)

    def _resources(self) -> set[str]:
        return {word for each in self._looking.catalogue.in_use for word in each.name.casefold().split()}

    def _named(self, text: str, known: Sequence[Event]) -> Sequence[Event]:
        """Of the kind that is said; of those the ones whose title has another word of the message."""
        kind = kind_in(text)
        of_kind = [event for event in known if event.kind is kind] if kind else list(known)
        words = {word for word in WORD.findall(text.casefold()) if len(word) >= LEAST_LETTERS}
        titled = [event for event in of_kind if words & self._words_of(event)]
        return titled or of_kind

    def _words_of(self, event: Event) -> set[str]:
        """Those of its title and host that tell it from others of its kind."""
        words = WORD.findall(f"{event.title} {event.host}".casefold())
        return {word for word in words if len(word) >= LEAST_LETTERS and kind_in(word) is None}

    def _is_then(self, event: Event, day: date | None, month: int | None) -> bool:
        begins = self._looking.catalogue.home.today(event.interval.start)
        return begins == day if day else begins.month == month

    def _local(self, turn: Turn) -> datetime:
        return self._looking.catalogue.home.local(turn.now).replace(tzinfo=None)
