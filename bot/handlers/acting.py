"""The gate before every deed in words: for whom, whether it is certain, and what of the message is left over.

Whoever does something with a message registers it in the routes. Nobody need ask there whether it is to be
confirmed, nor for whom it is: that is seen to here, and the answer is carried out as it was said.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from booking.acting_for import AnotherPerson, Found
from booking.looking import Looking
from booking.model.people import Person
from booking.ports import Tokens
from booking.refusals import Refusal
from bot import buttons, meant
from bot.handlers.spoken_of import SpokenOf
from bot.routing import Intended, Routes
from bot.screen import Screen
from bot.screens import confirming as screens
from bot.screens import for_another, refused
from bot.screens import talking as words
from bot.turn import Turn
from bot.understanding import Understanding
from bot.understanding.model import ACTS

ButtonT = TypeVar("ButtonT", bound=buttons.Button)
Doing = Callable[[Turn, ButtonT, Understanding], Awaitable[Screen | None]]


class Acting:
    def __init__(self, looking: Looking, spoken: SpokenOf, another: AnotherPerson, new_key: Tokens) -> None:
        self._looking = looking
        self._spoken = spoken
        self._another = another
        self._new_key = new_key
        self._intents: Mapping[str, Intended] = {}

    def install(self, routes: Routes) -> None:
        self._intents = routes.intents
        self.button(routes, buttons.DoIt, self._as_said)
        self.button(routes, buttons.DoItTo, self._to_booking)
        self.button(routes, buttons.DoItToSeries, self._to_series)
        self.button(routes, buttons.DoItOn, self._on_day)
        self.button(routes, buttons.DoItIn, self._in_resource)
        routes.button(buttons.DoItFor, self._for_person)

    def button(self, routes: Routes, kind: type[ButtonT], doing: Doing[ButtonT]) -> None:
        """One that carries out what was said, where that is still what the chat is about."""

        async def tapped(turn: Turn, button: ButtonT) -> Screen | None:
            last = await self._spoken.last(turn)
            if last.understanding is None or last.revision != getattr(button, "revision", None):
                return words.forgotten(turn.say)
            said = replace(last.understanding, confirm=False, unexplained=(), doubts=())
            ready = await self._for_whom(turn, said)
            if isinstance(ready, Screen):
                return ready
            turn, said = ready
            return await self._safely(turn, said, doing(turn, button, said))

        routes.button(kind, tapped)

    async def act(self, turn: Turn, said: Understanding) -> Screen | None:
        """Does what a message means, asks first, or says why not. Raises LookupError for no such intent."""
        intended = self._intents[said.intent]
        if said.intent not in ACTS:
            return await intended.handler(turn, said)
        if said.person and not intended.for_another:
            return for_another.only_for_oneself(turn.say)
        ready = await self._for_whom(turn, meant.with_weekday(said) if intended.to_booking else said)
        if isinstance(ready, Screen):
            return ready
        turn, said = ready
        return await self._safely(turn, said, self._done_or_asked(turn, said, intended))

    def does(self, intent: str) -> bool:
        return intent in self._intents

    async def _done_or_asked(self, turn: Turn, said: Understanding, intended: Intended) -> Screen | None:
        if _is_certain(said) or intended.shows_first(said):
            return await intended.handler(turn, said)
        if intended.to_booking:
            found = await self._spoken.meant(turn, said)
            if len(found) != 1:
                return await intended.handler(turn, said)
            revision = await self._spoken.keep(turn, said)
            yes: buttons.Button = buttons.DoItTo(
                revision=revision, booking=found[0].id, once=self._new_key(40)
            )
            return screens.ask(said, self._looking.catalogue, turn, yes, booking=found[0])
        revision = await self._spoken.keep(turn, said)
        yes = buttons.DoIt(revision=revision, once=self._new_key(40))
        return screens.ask(said, self._looking.catalogue, turn, yes)

    async def _safely(
        self, turn: Turn, said: Understanding, answer: Awaitable[Screen | None]
    ) -> Screen | None:
        """For another, no button of the answer is the writer's own; what was not taken in is said."""
        try:
            screen = await answer
        except Refusal as refusal:
            if turn.chosen.person is None:
                raise
            screen = refused.screen(refusal, self._looking.catalogue, turn, once=self._new_key(40))
        if screen is not None and turn.chosen.person is not None:
            revision = (await self._spoken.last(turn)).revision
            screen = for_another.instead_of_own(screen, revision)
        return screens.noted(said, screen, turn.say)

    async def _for_whom(self, turn: Turn, said: Understanding) -> tuple[Turn, Understanding] | Screen:
        """The turn with the person who was named, or the question who that is, or why not."""
        if said.person is None or turn.chosen.person is not None:
            return turn, said
        named = await self._another.named(turn.member.actor, said.person)
        if named.found is Found.ONE:
            person = named.people[0]
            if person.id == turn.member.id:
                return turn, replace(said, person=None)
            return turn.choosing(person=person), said
        if said.confirm and said.person in said.doubts and named.found is not Found.SEVERAL:
            return turn, replace(said, person=None)  # `pult til tor`: then it is the day, and asked about
        revision = await self._spoken.keep(turn, said)
        once = self._new_key(40)
        return for_another.who(named, said.person, turn.say, revision=revision, once=once)

    async def _as_said(self, turn: Turn, _button: buttons.DoIt, said: Understanding) -> Screen | None:
        return await self._intents[said.intent].handler(turn, said)

    async def _to_booking(self, turn: Turn, button: buttons.DoItTo, said: Understanding) -> Screen | None:
        chosen = turn.choosing(booking=button.booking)
        return await self._intents[said.intent].handler(chosen, said)

    async def _to_series(
        self, turn: Turn, button: buttons.DoItToSeries, said: Understanding
    ) -> Screen | None:
        chosen = turn.choosing(booking=button.booking, span=button.span)
        return await self._intents[said.intent].handler(chosen, said)

    async def _on_day(self, turn: Turn, button: buttons.DoItOn, said: Understanding) -> Screen | None:
        missing = tuple(each for each in said.missing if each != "date")
        on_day = replace(said, date=button.day, no_day=None, missing=missing)
        return await self._intents[said.intent].handler(turn, on_day)

    async def _in_resource(self, turn: Turn, button: buttons.DoItIn, said: Understanding) -> Screen | None:
        resource, _ = self._looking.resource_in_use(button.resource)
        there = replace(said, resource=resource.name, kind=resource.kind.value)
        return await self._intents[said.intent].handler(turn, there)

    async def _for_person(self, turn: Turn, button: buttons.DoItFor) -> Screen | None:
        """The one who was meant; what was to be confirmed is confirmed after that."""
        last = await self._spoken.last(turn)
        if last.understanding is None or last.revision != button.revision:
            return words.forgotten(turn.say)
        person: Person = await self._another.chosen(turn.member.actor, button.person)
        return await self.act(turn.choosing(person=person), last.understanding)


def _is_certain(said: Understanding) -> bool:
    """What lacks something is asked for, which is as good as a question whether it is right."""
    return not said.confirm or bool(said.missing) or said.no_such is not None
