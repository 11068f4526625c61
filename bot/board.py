"""Cards that many see, once they are put up: kept true, and edited no oftener than Telegram allows."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from telegram.error import TelegramError

from booking.model.events import Post
from booking.ports import Pace, Posts
from bot.errors import Failure, kind_of
from bot.screen import Screen
from bot.showing import Gone, Showing

log = logging.getLogger(__name__)

EVERY, AT_ONCE = timedelta(seconds=6), 10
"""How often a chat's cards are edited: never more than 20 times in a minute, which is a group's limit."""
SHOWN_AFTER = timedelta(hours=2)
"""A card says for so long after the event that it is over."""
DIGEST_LETTERS = 24


class Board:
    def __init__(self, posts: Posts, pace: Pace, showing: Showing) -> None:
        self._posts = posts
        self._pace = pace
        self._showing = showing

    async def put(self, post: Post) -> None:
        """From now on it is kept true."""
        await self._posts.add(post)

    async def live(self, now: datetime) -> Sequence[Post]:
        return await self._posts.live(now - SHOWN_AFTER)

    async def bring(self, post: Post, screen: Screen, now: datetime) -> None:
        """Shows that instead, where it is something else and the chat may be written to; else next time."""
        chat = f"group:{post.place.chat_id if post.place else post.id}"
        if digest(screen) != post.shown and await self._pace.may(chat, now, gap=EVERY, at_once=AT_ONCE):
            await self._edit(post, screen)

    async def _edit(self, post: Post, screen: Screen) -> None:
        """What is gone is forgotten; what cannot be edited now is tried again."""
        try:
            await self._showing.edit(post.place or post.inline_id, screen)
        except Gone:
            await self._posts.forget(post.id)
        except TelegramError as error:
            if kind_of(error) in {Failure.BLOCKED, Failure.CANNOT_INITIATE}:
                await self._posts.forget(post.id)
            else:
                log.warning("the card of event %s stays old for now: %s", post.event_id, error)
        else:
            await self._posts.shows(post.id, digest(screen))


def digest(screen: Screen) -> str:
    """What tells one screen from another."""
    return digest_of(repr((screen.text, screen.rows)))


def digest_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:DIGEST_LETTERS]
