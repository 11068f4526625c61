"""The Messenger of the core on Telegram: one live card per booking, news as new messages."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from telegram.error import RetryAfter, TelegramError

from booking.delivery import News, TryLater, Undeliverable, Unreachable
from booking.looking import Looking
from booking.model.messages import Lane, Origin, Purpose
from booking.model.people import Person
from booking.ports import Tokens
from booking.rules.doors import Addresses
from booking.slots import Turn, at_once
from bot.conversation import About
from bot.errors import Failure, kind_of, pause_of
from bot.screen import Screen
from bot.screens import news as screens
from bot.showing import Gone, Showing

MOST_SPOKEN = 60
UNASKED = frozenset({Purpose.NEWS, Purpose.OFFER, Purpose.PLACE_OFFER})
"""What comes by itself: nothing that the person had asked for is done with it."""


class TelegramMessenger:
    """Fulfils `booking.delivery.Channel`."""

    name = "telegram"

    def __init__(
        self,
        showing: Showing,
        looking: Looking,
        new_key: Tokens,
        addresses: Addresses | None = None,
        pages: Callable[[], str] = lambda: "",
    ) -> None:
        self._pages = pages
        self._addresses = addresses
        self._showing = showing
        self._looking = looking
        self._new_key = new_key

    def reaches(self, person: Person) -> bool:
        """Who blocked us is tried only where there is no other way."""
        return person.telegram_id is not None and (person.reachable or not person.email)

    async def tell(self, news: News, turn: Turn = at_once) -> Origin | None:
        """A card is edited where the person tapped. To what they wrote it is sent anew, to be seen.

        Raises Unreachable, TryLater or Undeliverable.
        """
        try:
            ways = screens.Ways(addresses=self._addresses, pages=self._pages())
            screen = screens.screen(news, self._looking.catalogue, ways, once=self._new_key(40))
        except LookupError as error:
            raise Undeliverable(str(error)) from error
        try:
            at = await self._show(news, screen, turn)
        except TelegramError as error:
            raise _reason(error) from error
        if news.message.lane is Lane.PROMPT:
            await self._remember(news, screen, at)
        return at

    async def _show(self, news: News, screen: Screen, turn: Turn) -> Origin:
        chat_id = news.person.telegram_id
        if chat_id is None:
            raise Unreachable("no Telegram account")
        await turn()
        shown = await self._edited(news, screen) or await self._showing.send(chat_id, screen)
        if news.card is not None and news.card != shown:
            # Should the old card keep its buttons, that is no reason to send all of it again.
            with suppress(TelegramError):
                await self._showing.retire(news.card)
        return shown

    async def _remember(self, news: News, screen: Screen, at: Origin) -> None:
        """What can be answered in words, and what «it» is from now on. What goes to many is no talk."""
        told = [news.booking] if news.booking else list(news.bookings)
        about = About(
            bookings=tuple(booking.id for booking in told[:MOST_SPOKEN]),
            event=news.event.id if news.event else None,
            done=news.message.purpose not in UNASKED,
        )
        await self._showing.remember(at, screen, about if about.bookings or about.event else None, news.now)

    async def _edited(self, news: News, screen: Screen) -> Origin | None:
        """Where the person tapped, if they did and it is still there."""
        tapped = news.message.origin
        if tapped is None or news.message.purpose is Purpose.NEWS:
            return None
        try:
            await self._showing.edit(tapped, screen)
        except Gone:
            return None
        return tapped


def _reason(error: TelegramError) -> Exception:
    match kind_of(error):
        case Failure.BLOCKED | Failure.CANNOT_INITIATE:
            return Unreachable(error.message)
        case Failure.FLOOD if isinstance(error, RetryAfter):
            return TryLater(pause_of(error), error.message)
        case Failure.INVALID:
            return Undeliverable(error.message)
        case _:
            return TryLater(timedelta(seconds=5), error.message)
