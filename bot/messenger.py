"""The Messenger of the core on Telegram: one live card per booking, news as new messages."""

from __future__ import annotations

from datetime import timedelta

from telegram.error import RetryAfter, TelegramError

from booking.delivery import News, TryLater, Undeliverable, Unreachable
from booking.looking import Looking
from booking.model.messages import Origin, Purpose
from booking.ports import Tokens
from bot.errors import Failure, kind_of, pause_of
from bot.screen import Screen
from bot.screens import news as screens
from bot.showing import Gone, Showing


class TelegramMessenger:
    def __init__(self, showing: Showing, looking: Looking, new_key: Tokens) -> None:
        self._showing = showing
        self._looking = looking
        self._new_key = new_key

    async def tell(self, news: News) -> Origin | None:
        """A card is edited where it stands, or where the person tapped; the rest is sent anew.

        Raises Unreachable, TryLater or Undeliverable.
        """
        screen = screens.screen(news, self._looking.catalogue, once=self._new_key(40))
        try:
            return await self._show(news, screen)
        except TelegramError as error:
            raise _reason(error) from error

    async def _show(self, news: News, screen: Screen) -> Origin:
        chat_id = news.person.telegram_id
        if chat_id is None:
            raise Unreachable("no Telegram account")
        place = news.message.origin
        if place is None and news.message.purpose is Purpose.CARD:
            place = news.card
        if place is None or news.message.purpose is Purpose.NEWS:
            return await self._showing.send(chat_id, screen)
        try:
            return await self._showing.edit(place, screen)
        except Gone:
            return await self._showing.send(chat_id, screen)


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
