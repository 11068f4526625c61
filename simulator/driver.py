"""What a person does in the chat, for tests and for the page."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from simulator.bot_api import BotApi
from simulator.chats import Chat
from simulator.keyboards import read_keyboard
from simulator.messages import Button, Document, Message
from simulator.parameters import Parameters
from simulator.people import SimulatedGroup, SimulatedPerson
from simulator.rendering import plain
from simulator.samples import PICTURE, VOICE
from simulator.telegram import Telegram
from simulator.texts import cleaned, read_text

PATIENCE = 10.0


class Person:
    """One person's hands and eyes, in their own chat or as `me` in a group.

    Where `settle` is true, an act returns when the bot is done with it.
    """

    def __init__(
        self, telegram: Telegram, chat: Chat, bot_api: BotApi, me: SimulatedPerson | None = None
    ) -> None:
        self._telegram = telegram
        self._chat = chat
        self._me = me or chat.person
        self._bot_api = bot_api

    async def says(self, text: str, *, settle: bool = True, answers: Message | None = None) -> Message | None:
        """Returns the bot's newest message then, as taps do too."""
        self._must_not_have_blocked()
        self._chat.started = True
        reply = answers.id if answers else 0
        message = self._telegram.post(
            self._chat, plain(cleaned(text)), from_bot=False, answers=reply, author=self._me
        )
        if isinstance(self._chat.person, SimulatedGroup) and not text.startswith("/"):
            return self._newest  # Telegram tells a bot in a group of commands alone
        return await self._sent("message", message, settle=settle)

    async def opens_deep_link(self, token: str, *, settle: bool = True) -> Message | None:
        """As when a link https://t.me/<bot>?start=<token> is followed and Start is pressed."""
        return await self.says(f"/start {token}".strip(), settle=settle)

    async def taps(
        self, words: str, message: Message | None = None, *, settle: bool = True
    ) -> Message | None:
        """The button with these words or this callback data, on the newest message that has it.

        A link only opens somewhere else. Raises LookupError.
        """
        shown = self._chat.messages[message.id] if message else self._newest_with(words)
        return await self.presses(shown, shown.button(words), settle=settle)

    async def presses(self, message: Message, button: Button, *, settle: bool = True) -> Message | None:
        if button.disabled:
            raise LookupError(f"the button {button.text!r} cannot be tapped")
        return await self.sends_data(button.data, message, settle=settle) if button.data else self._newest

    async def sends_data(
        self, data: str, message: Message | None = None, *, settle: bool = True
    ) -> Message | None:
        """A tap as a client may make it up: any data, on any message, also one that is gone."""
        self._must_not_have_blocked()
        shown = message or self.last
        self._tap(shown, data)
        if self._telegram.faults.takes_double_tap():
            self._tap(shown, data)
        return await self._after(settle=settle)

    async def sends_photo(self, content: bytes = PICTURE, *, settle: bool = True) -> Message | None:
        return await self._sends(self._telegram.files.keep("photo", "bilde.png", content), settle=settle)

    async def sends_voice(self, content: bytes = VOICE, *, settle: bool = True) -> Message | None:
        return await self._sends(self._telegram.files.keep("voice", "tale.ogg", content), settle=settle)

    async def sends_document(self, name: str, content: bytes, *, settle: bool = True) -> Message | None:
        return await self._sends(self._telegram.files.keep("document", name, content), settle=settle)

    async def edits(self, message: Message, text: str, *, settle: bool = True) -> Message | None:
        """Their own message. Raises LookupError where it is the bot's or gone."""
        mine = self._chat.messages.get(message.id)
        if mine is None or mine.from_bot:
            raise LookupError("only a message of one's own can be edited")
        edited = self._telegram.reword(self._chat, mine, plain(cleaned(text)))
        return await self._sent("edited_message", edited, settle=settle)

    async def deletes(self, message: Message) -> None:
        """The bot is not told."""
        self._telegram.remove(self._chat, message.id)

    async def blocks_bot(self, *, settle: bool = True) -> None:
        await self._block(blocked=True, settle=settle)

    async def unblocks_bot(self, *, settle: bool = True) -> None:
        await self._block(blocked=False, settle=settle)

    async def asks_inline(self, words: str, *, settle: bool = True) -> str:
        """An inline question; returns its id, for `inline_results`."""
        query_id = self._telegram.ask(self._chat)
        query = {"id": query_id, "from": self._me.as_user(), "query": words, "offset": ""}
        self._telegram.updates.put("inline_query", query, self._lane("user"))
        if settle:
            await self.settled()
        return query_id

    def inline_results(self, query_id: str) -> list[dict[str, Any]]:
        return self._telegram.inline_results.get(query_id, [])

    def chooses(self, query_id: str, number: int = 0) -> str:
        """Sends one of the results to somebody; returns the id of that message. The bot is not told."""
        chosen = self.inline_results(query_id)[number]
        content = chosen["input_message_content"]
        keys = {"reply_markup": json.dumps(chosen["reply_markup"])} if "reply_markup" in chosen else {}
        given = Parameters(
            {"text": content["message_text"], "parse_mode": content.get("parse_mode", ""), **keys}
        )
        text, inline_id = read_text(given), f"inline-{len(self._telegram.inline_messages) + 1}"
        self._telegram.inline_messages[inline_id] = Message(
            id=0,
            date=self._telegram.now(),
            from_bot=True,
            text=text.text,
            entities=text.entities,
            rows=read_keyboard(given),
        )
        return inline_id

    def inline_message(self, inline_id: str) -> Message:
        return self._telegram.inline_messages[inline_id]

    async def taps_inline(self, inline_id: str, words: str, *, settle: bool = True) -> None:
        """A button of a message that was sent by an inline question. Raises LookupError."""
        button = self.inline_message(inline_id).button(words)
        query_id = self._telegram.ask(self._chat, 0, button.data)
        self._chat.spinning[query_id] = 0
        query = {
            "id": query_id,
            "from": self._me.as_user(),
            "chat_instance": inline_id,
            "inline_message_id": inline_id,
            "data": button.data,
        }
        self._telegram.updates.put("callback_query", query, self._lane("user"))
        if settle:
            await self.settled()

    @property
    def messages(self) -> list[Message]:
        """All that stands in the chat, oldest first."""
        return list(self._chat.messages.values())

    @property
    def from_bot(self) -> list[Message]:
        return [message for message in self.messages if message.from_bot]

    @property
    def own(self) -> list[Message]:
        """What the person has sent."""
        return [message for message in self.messages if not message.from_bot]

    @property
    def last(self) -> Message:
        """The newest message of the bot. Raises LookupError where it has sent none."""
        if self._newest is None:
            raise LookupError("the bot has sent nothing")
        return self._newest

    @property
    def _newest(self) -> Message | None:
        mine = (message for message in reversed(self._chat.messages.values()) if message.from_bot)
        return next(mine, None)

    @property
    def alerts(self) -> list[str]:
        """What the bot has said over the chat in answer to taps."""
        return list(self._chat.alerts)

    @property
    def spinning(self) -> list[str]:
        """The taps that are not answered yet."""
        return list(self._chat.spinning)

    @property
    def has_started(self) -> bool:
        return self._chat.started

    @property
    def has_blocked(self) -> bool:
        return self._chat.blocked

    async def settled(self, timeout: float = PATIENCE) -> None:  # noqa: ASYNC109 -- how long is the caller's
        """Every update is confirmed and no call of the bot is under way. Raises TimeoutError."""
        telegram, api = self._telegram, self._bot_api

        def rests() -> bool:
            return not telegram.updates.unconfirmed and not api.under_way

        if not await telegram.changes.until(rests, timeout):
            kinds = [f"{update.kind} {update.id}" for update in telegram.updates.unconfirmed]
            raise TimeoutError(f"not confirmed: {kinds}; calls under way: {api.under_way}")

    async def sees(self, words: str, timeout: float = PATIENCE) -> Message:  # noqa: ASYNC109
        """The newest message of the bot that holds these words, waited for. Raises TimeoutError."""
        if not await self._telegram.changes.until(lambda: self._holding(words) is not None, timeout):
            raise TimeoutError(f"{words!r} was not seen; last: {[each.text for each in self.messages[-3:]]}")
        found = self._holding(words)
        if found is None:
            raise LookupError(f"{words!r} is gone again")
        return found

    async def until(self, holds: Callable[[], bool], timeout: float = PATIENCE) -> None:  # noqa: ASYNC109
        """Waits for anything about the chat. Raises TimeoutError."""
        if not await self._telegram.changes.until(holds, timeout):
            raise TimeoutError(f"last: {[each.text for each in self.messages[-3:]]}")

    def _holding(self, words: str) -> Message | None:
        mine = (message for message in reversed(self._chat.messages.values()) if message.from_bot)
        return next((message for message in mine if words in message.text), None)

    def _newest_with(self, words: str) -> Message:
        for message in reversed(self._chat.messages.values()):
            try:
                message.button(words)
            except LookupError:
                continue
            return message
        raise LookupError(f"no button {words!r}; the last message has {self.last.words}")

    def _tap(self, message: Message, data: str) -> None:
        query_id = self._telegram.ask(self._chat, message.id, data)
        self._chat.spinning[query_id] = message.id
        query = {
            "id": query_id,
            "from": self._me.as_user(),
            "chat_instance": str(self._chat.id),
            "message": self._as_tapped(message),
            "data": data,
        }
        self._telegram.updates.put("callback_query", query, self._lane("user"))
        self._telegram.tell("tapped", self._chat, message_id=message.id, data=data)

    def _as_tapped(self, message: Message) -> dict[str, Any]:
        """Of a message that is gone Telegram tells only where it stood."""
        shown = self._chat.messages.get(message.id)
        if shown is None:
            return {"chat": self._chat.person.as_chat(), "message_id": message.id, "date": 0}
        return self._telegram.as_message(self._chat, shown)

    async def _sends(self, document: Document, *, settle: bool) -> Message | None:
        self._must_not_have_blocked()
        self._chat.started = True
        message = self._telegram.post(self._chat, plain(""), from_bot=False, document=document)
        return await self._sent("message", message, settle=settle)

    async def _sent(self, kind: str, message: Message, *, settle: bool) -> Message | None:
        told = self._telegram.as_message(self._chat, message)
        self._telegram.updates.put(kind, told, self._lane("chat"))
        return await self._after(settle=settle)

    async def _after(self, *, settle: bool) -> Message | None:
        if settle:
            await self.settled()
        return self._newest

    async def _block(self, *, blocked: bool, settle: bool) -> None:
        self._chat.blocked = blocked
        before, after = ("member", "kicked") if blocked else ("kicked", "member")
        change = {
            "chat": self._chat.person.as_chat(),
            "from": self._chat.person.as_user(),
            "date": int(self._telegram.now().timestamp()),
            "old_chat_member": self._membership(before),
            "new_chat_member": self._membership(after),
        }
        self._telegram.updates.put("my_chat_member", change, self._lane("chat"))
        self._telegram.tell("blocked", self._chat, blocked=blocked)
        if settle:
            await self.settled()

    def _membership(self, status: str) -> dict[str, Any]:
        until = {"until_date": 0} if status == "kicked" else {}
        return {"user": self._telegram.bot, "status": status, **until}

    def _lane(self, of: str) -> str:
        return f"{of}:{self._chat.id if of == 'chat' else self._me.telegram_id}"

    def _must_not_have_blocked(self) -> None:
        if self._chat.blocked:
            raise LookupError("the person has blocked the bot: unblock it first")
