"""A wish of several days: by a rule, in a row, or one by one. Shown first, then booked by one tap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from booking.looking import Looking
from booking.model.bookings import Action, Booking
from booking.ports import Tokens
from booking.refusals import SlotTaken
from booking.series import Repeating
from booking.together import Together
from bot import buttons, repeats, wish
from bot.handlers.acting import Acting
from bot.handlers.spoken_of import SpokenOf
from bot.repeats import Day, Plan
from bot.routing import Routes
from bot.screen import Screen
from bot.screens import previewing as screens
from bot.screens import several
from bot.screens import talking as words
from bot.turn import Turn
from bot.understanding import Understanding
from bot.wish import Wanted

MOST_TRIED = 12


class RepeatedWishes:
    def __init__(
        self,
        *,
        looking: Looking,
        repeating: Repeating,
        together: Together,
        spoken: SpokenOf,
        acting: Acting,
        new_key: Tokens,
    ) -> None:
        self._looking = looking
        self._repeating = repeating
        self._together = together
        self._spoken = spoken
        self._acting = acting
        self._new_key = new_key

    def install(self, routes: Routes) -> None:
        self._acting.button(routes, buttons.BookSeries, self.book)

    async def preview(self, turn: Turn, said: Understanding, wanted: Wanted) -> Screen:
        """What it would be, with the days that cannot be had, before anything is booked."""
        if said.start is None and not said.all_day:
            return screens.which_hours(said, self._looking.catalogue, turn)
        plan, days = await self._best(turn, said, wanted)
        if plan is None:
            return words.nothing_suits(self._looking.catalogue, turn)
        chosen = self._looking.resource(plan.resource_id)
        exact = replace(said, resource=chosen.name, kind=chosen.kind.value)
        revision = await self._spoken.keep(turn, exact, anew=True)
        button = buttons.BookSeries(revision=revision, skip=False, once=self._new_key(40))
        return screens.preview(plan, days, self._looking.catalogue, turn, button)

    async def book(self, turn: Turn, button: buttons.BookSeries, said: Understanding) -> Screen | None:
        """What was shown, as it can be had now."""
        wanted = wish.wanted(said, self._looking.catalogue)
        plan = self._plans(turn, said, wanted)[0] if wanted else None
        if plan is None:
            return words.forgotten(turn.say)
        actor, holder = turn.member.actor, turn.holder
        if plan.series:
            made = await self._repeating.book_all(actor, holder, plan.series, turn.request, skip=button.skip)
            return None if holder.id == turn.member.id else self._made(turn, made, button)
        made = await self._together.book(actor, holder, plan.wishes, turn.request, skip=button.skip)
        return self._made(turn, made, button)

    def _made(self, turn: Turn, made: Sequence[Booking], button: buttons.BookSeries) -> Screen:
        undo = buttons.UndoAll(done=button.once, once=self._new_key(40))
        return several.done(Action.MADE, made, self._looking.catalogue, turn, undo)

    async def _best(
        self, turn: Turn, said: Understanding, wanted: Wanted
    ) -> tuple[Plan | None, Sequence[Day]]:
        """Of those that suit, the one with the fewest days that cannot be had."""
        best: tuple[Plan | None, Sequence[Day]] = (None, ())
        fewest = 10_000
        for plan in self._plans(turn, said, wanted)[:MOST_TRIED]:
            days = [await self._told_own(turn, plan, day) for day in await self._judged(turn, plan)]
            conflicts = sum(day.refusal is not None for day in days)
            if conflicts < fewest:
                best, fewest = (plan, days), conflicts
            if not conflicts:
                break
        return best

    def _plans(self, turn: Turn, said: Understanding, wanted: Wanted) -> list[Plan]:
        catalogue = self._looking.catalogue
        made = (repeats.plan(said, each, catalogue, turn.now) for each in wanted.candidates(catalogue))
        return [plan for plan in made if plan is not None]

    async def _told_own(self, turn: Turn, plan: Plan, day: Day) -> Day:
        """What one holds oneself is not told as taken."""
        if not isinstance(day.refusal, SlotTaken):
            return day
        own = await self._looking.own(turn.holder, plan.resource_id, day.interval)
        return replace(day, is_own=own is not None)

    async def _judged(self, turn: Turn, plan: Plan) -> list[Day]:
        actor, holder = turn.member.actor, turn.holder
        if plan.series:
            return [
                Day(interval=each.interval, refusal=each.refusal)
                for series in plan.series
                for each in await self._repeating.preview(actor, holder, series)
            ]
        return [
            Day(interval=part.wish.interval, refusal=part.refusal)
            for part in await self._together.preview_book(actor, holder, plan.wishes)
        ]
