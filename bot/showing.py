"""Screens on Telegram: sent, edited in place, and the errors of both told apart."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from io import BytesIO
from typing import Any

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputFile,
    InputTextMessageContent,
    LinkPreviewOptions,
)
from telegram.constants import ParseMode
from telegram.error import TelegramError

from booking.model.messages import Origin
from booking.ports import Unavailable
from booking.refusals import Stale
from bot import callbacks
from bot.conversation import About, Conversations
from bot.errors import Failure, kind_of
from bot.remembering import shown
from bot.screen import Key, Screen

FRESH_SECONDS = 10
"""Telegram gives everybody who asks the same the same answer for so long."""
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Gone(Exception):
    """The message to edit is no longer there."""


class Showing:
    def __init__(self, bot: Bot, conversations: Conversations) -> None:
        self._bot = bot
        self._conversations = conversations

    async def send(self, chat_id: int, screen: Screen) -> Origin:
        """A new message. Raises TelegramError as the library does."""
        below: Any = {"parse_mode": ParseMode.HTML, "reply_markup": keyboard(screen)}
        if screen.document is not None:
            file = InputFile(BytesIO(screen.document.content), filename=screen.document.name)
            sent = await self._bot.send_document(chat_id, file, caption=screen.text or None, **below)
        elif screen.attachment is not None:
            show = self._bot.send_photo if screen.attachment.is_picture else self._bot.send_document
            sent = await show(chat_id, screen.attachment.file_id, caption=screen.text, **below)
        else:
            sent = await self._bot.send_message(
                chat_id,
                screen.text,
                link_preview_options=NO_PREVIEW,
                **below,
            )
        return Origin(chat_id=chat_id, message_id=sent.message_id)

    @property
    def username(self) -> str:
        return self._bot.username

    async def edit(self, at: Origin | str, screen: Screen) -> None:
        """The same message with other words, an inline one by its id.

        One that shows them already is a success.

        Raises Gone where it cannot be edited any more, else TelegramError.
        """
        which: Any = (
            {"inline_message_id": at}
            if isinstance(at, str)
            else {"chat_id": at.chat_id, "message_id": at.message_id}
        )
        try:
            await self._bot.edit_message_text(
                screen.text,
                **which,
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard(screen),
                link_preview_options=NO_PREVIEW,
            )
        except TelegramError as error:
            match kind_of(error):
                case Failure.NOT_MODIFIED:
                    return
                case Failure.INVALID:
                    raise Gone from error
                case _:
                    raise

    async def retire(self, at: Origin) -> None:
        """Takes the buttons from a message that another has taken the place of, where that can be done."""
        try:
            await self._bot.edit_message_reply_markup(chat_id=at.chat_id, message_id=at.message_id)
        except TelegramError as error:
            if kind_of(error) not in {Failure.NOT_MODIFIED, Failure.INVALID}:
                raise

    async def show(self, chat_id: int, screen: Screen, tapped: Origin | None) -> Origin:
        """In place of the tapped message where there is one, else as a new one."""
        if tapped is not None and screen.document is None and not screen.fresh:
            try:
                await self.edit(tapped, screen)
            except Gone:
                pass
            else:
                return tapped
        return await self.send(chat_id, screen)

    async def remember(self, at: Origin, screen: Screen, about: About | None, now: datetime) -> None:
        """What stands last in one person's chat, for who answers it in words."""
        with suppress(Stale, Unavailable):  # it is shown: that counts
            await self._conversations.showed(at.chat_id, shown(screen, at), about, now)

    async def offer_cards(self, query_id: str, cards: Sequence[tuple[str, str, str, Screen]]) -> None:
        """Answers an inline question: id, title and description of each, and what is sent when chosen."""
        results = [
            InlineQueryResultArticle(
                id=number,
                title=title,
                description=description,
                input_message_content=InputTextMessageContent(screen.text, parse_mode=ParseMode.HTML),
                reply_markup=keyboard(screen),
            )
            for number, title, description, screen in cards
        ]
        await self._bot.answer_inline_query(query_id, results, cache_time=FRESH_SECONDS)

    async def stop_spinning(self, query_id: str, alert: str = "", url: str = "") -> None:
        """Answers a tap; one that is too old to be answered needs none. `url` opens a chat with the bot."""
        try:
            await self._bot.answer_callback_query(
                query_id, text=alert or None, show_alert=bool(alert), url=url or None
            )
        except TelegramError as error:
            if kind_of(error) is not Failure.TOO_OLD:
                raise


def keyboard(screen: Screen) -> InlineKeyboardMarkup | None:
    if not screen.rows:
        return None
    return InlineKeyboardMarkup([[_button(key) for key in row] for row in screen.rows])


def _button(key: Key) -> InlineKeyboardButton:
    if key.button is None:
        return InlineKeyboardButton(key.words, url=key.url)
    return InlineKeyboardButton(key.words, callback_data=callbacks.pack(key.button))
