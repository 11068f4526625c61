"""The figures of guidance, for the yearly report; each can be traced to its cases by the administration."""

from __future__ import annotations

from datetime import UTC, datetime

from booking.model.interval import Interval
from booking.model.people import Actor
from booking.ports import Cases, Places
from booking.refusals import NotAllowed
from booking.rules import figures
from booking.rules.figures import Counted, Figures

BEGINNING = datetime(2010, 1, 27, tzinfo=UTC)
"""The association was founded then; nothing here is older."""


class Counting:
    def __init__(self, cases: Cases, places: Places) -> None:
        self._cases = cases
        self._places = places

    async def figures(self, actor: Actor, year: int) -> Figures:
        """Of the calendar year in the first space. Raises NotAllowed to all but the administration."""
        if not actor.is_staff:
            raise NotAllowed
        space = self._places.catalogue().home
        within = figures.year_of(year, space)
        until = Interval(BEGINNING, within.end)
        counted = Counted(
            cases=await self._cases.asked_within(until),
            meetings=await self._cases.meetings(until),
            outcomes=await self._cases.outcomes_within(within),
        )
        return figures.figures(year, space, counted)
