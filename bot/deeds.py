"""Everybody who does something with bookings in words, put together."""

from __future__ import annotations

from booking.acting_for import AnotherPerson
from booking.looking import Looking
from booking.ports import Tokens
from booking.reserving import Reserving
from booking.series import Repeating
from booking.together import Together
from bot.conversation import Conversations
from bot.handlers.acting import Acting
from bot.handlers.rebooking import Rebooking
from bot.handlers.repeating import RepeatedWishes
from bot.handlers.resizing import Resizing
from bot.handlers.several import Several
from bot.handlers.spoken_of import SpokenOf
from bot.handlers.telling import Telling
from bot.handlers.wishing import Wishing
from bot.routing import Routes


class Deeds:
    def __init__(
        self,
        *,
        looking: Looking,
        reserving: Reserving,
        repeating: Repeating,
        together: Together,
        another: AnotherPerson,
        conversations: Conversations,
        new_key: Tokens,
    ) -> None:
        self.spoken = SpokenOf(looking, conversations, another)
        self.telling = Telling(looking, new_key)
        self.acting = Acting(looking, self.spoken, another, new_key)
        self.several = Several(looking, together, self.spoken, self.acting, new_key)
        self._looking, self._reserving, self._new_key = looking, reserving, new_key
        self.repeated = self._repeated(repeating, together)
        self.wishing = self._wishing()
        self.rebooking = self._rebooking()
        self.resizing = self._resizing(repeating)

    def install(self, routes: Routes) -> None:
        rooms = (self.acting, self.several, self.repeated, self.wishing, self.rebooking, self.resizing)
        for each in rooms:
            each.install(routes)

    def _repeated(self, repeating: Repeating, together: Together) -> RepeatedWishes:
        return RepeatedWishes(
            looking=self._looking,
            repeating=repeating,
            together=together,
            spoken=self.spoken,
            acting=self.acting,
            new_key=self._new_key,
        )

    def _wishing(self) -> Wishing:
        return Wishing(
            looking=self._looking,
            reserving=self._reserving,
            repeated=self.repeated,
            spoken=self.spoken,
            acting=self.acting,
            telling=self.telling,
            new_key=self._new_key,
        )

    def _rebooking(self) -> Rebooking:
        return Rebooking(
            looking=self._looking,
            reserving=self._reserving,
            spoken=self.spoken,
            several=self.several,
            telling=self.telling,
            new_key=self._new_key,
        )

    def _resizing(self, repeating: Repeating) -> Resizing:
        return Resizing(
            looking=self._looking,
            reserving=self._reserving,
            repeating=repeating,
            spoken=self.spoken,
            telling=self.telling,
            new_key=self._new_key,
        )
