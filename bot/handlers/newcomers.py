"""Strangers at an open door: from the moment they sign up for something we know who they are."""

from __future__ import annotations

from dataclasses import replace

from booking.membership import Membership
from bot.screen import Screen
from bot.turn import Turn
from wording import Say, welcome


class Newcomers:
    def __init__(self, membership: Membership) -> None:
        self._membership = membership

    async def known(self, turn: Turn) -> Turn:
        """The same turn with its person; a stranger is known from now on, without roles."""
        if turn.person is not None:
            return turn
        visitor = turn.visitor
        person = await self._membership.welcome(visitor.telegram_id, visitor.name, turn.say.language)
        return replace(turn, person=person)


def told(screen: Screen | None, say: Say) -> Screen:
    """What they are shown, and that their name is noted."""
    noted = welcome.noted(say)
    if screen is None or not screen.text:
        return Screen(text=noted) if screen is None else screen
    return replace(screen, text=f"{screen.text}\n\n{noted}")
