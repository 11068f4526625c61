"""Which handler answers what. Handlers name what they answer; the reception does the rest."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar, cast

from bot.buttons import Button, Place
from bot.conversation import Expecting
from bot.screen import Screen, Tap
from bot.turn import Turn
from bot.understanding import Understanding

Handler = Callable[[Turn], Awaitable[Screen | None]]
"""Gives the screen to show now, or None where what it did is told through the outbox."""

Words = Callable[[Turn], Awaitable[Screen | Tap | None]]
"""The same for what is written; it may be an answer that means a button."""

Expected = Callable[[Turn, str], Awaitable[Screen | None]]
"""The same for a message that was asked for, with the id of what it is about."""

Doing = Callable[[Turn, Understanding], Awaitable[Screen | None]]
"""The same for what a message means."""

ButtonT = TypeVar("ButtonT", bound=Button)


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    handler: Words
    strangers: bool
    """Whether those who are not invited are answered too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intended:
    """Who does what a message means.

    `for_another` may be done for somebody else who is named. `to_booking` is done to a booking that stands.
    `shows_first` says of a message whether it is shown before anything is done, confirmed or not.
    """

    handler: Doing
    for_another: bool = False
    to_booking: bool = False
    shows_first: Callable[[Understanding], bool] = lambda _said: False


@dataclass(slots=True, kw_only=True)
class Routes:
    intents: dict[str, Intended] = field(default_factory=dict)
    commands: dict[str, Route] = field(default_factory=dict)
    buttons: dict[type[Button], Route] = field(default_factory=dict)
    places: dict[Place, Route] = field(default_factory=dict)
    what_is_expected: dict[Expecting, Expected] = field(default_factory=dict)
    asked_again: dict[Expecting, Expected] = field(default_factory=dict)
    words: Route | None = None
    anything: Route | None = None

    def command(self, names: Iterable[str], handler: Handler, *, strangers: bool = False) -> None:
        for name in names:
            self.commands[name] = Route(handler=handler, strangers=strangers)

    def button(
        self,
        kind: type[ButtonT],
        handler: Callable[[Turn, ButtonT], Awaitable[Screen | None]],
        *,
        strangers: bool = False,
    ) -> None:
        async def tapped(turn: Turn) -> Screen | None:
            return await handler(turn, cast("ButtonT", turn.button))

        self.buttons[kind] = Route(handler=tapped, strangers=strangers)

    def place(self, place: Place, handler: Handler, *, strangers: bool = False) -> None:
        """Where a GoTo button leads."""
        self.places[place] = Route(handler=handler, strangers=strangers)

    def expected(self, what: Expecting, handler: Expected, *, again: Expected | None = None) -> None:
        """The next message, once it was asked for; `again` asks for it anew after a question in between.

        Without that every message is the answer.
        """
        self.what_is_expected[what] = handler
        if again is not None:
            self.asked_again[what] = again

    def intent(
        self,
        name: str,
        handler: Doing,
        *,
        for_another: bool = False,
        to_booking: bool = False,
        shows_first: Callable[[Understanding], bool] = lambda _said: False,
    ) -> None:
        """What is done with a message of that intent."""
        self.intents[name] = Intended(
            handler=handler, for_another=for_another, to_booking=to_booking, shows_first=shows_first
        )

    def free_text(self, handler: Words) -> None:
        """What is written and is no command; strangers are answered too."""
        self.words = Route(handler=handler, strangers=True)

    def otherwise(self, handler: Handler) -> None:
        """A photo, a voice message, an unknown command; strangers are answered too."""
        self.anything = Route(handler=handler, strangers=True)
