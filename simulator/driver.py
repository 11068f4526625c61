"""A person at their phone, for tests: writes, taps, and sees what there is to see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simulator.model import Chat, Message

if TYPE_CHECKING:
    from simulator.server import Simulator

PATIENCE = 10.0


class PersonDriver:
    """`settle` waits until the bot has done with what was sent."""

    def __init__(self, simulator: Simulator, chat: Chat) -> None:
        self._simulator = simulator
        self._chat = chat

    @property
    def messages(self) -> list[Message]:
        return self._chat.messages

    @property
    def last(self) -> Message:
        """The newest message of the bot. Raises LookupError."""
        for message in reversed(self._chat.messages):
            if message.from_bot:
                return message
        raise LookupError("the bot has said nothing yet")

    @property
    def from_bot(self) -> list[Message]:
        return [message for message in self._chat.messages if message.from_bot]

    @property
    def alerts(self) -> list[str]:
        return self._chat.alerts

    @property
    def spinning(self) -> list[str]:
        """Taps that have not been answered."""
        mine = self._chat.person.telegram_id
        return [query.id for query in self._simulator.queries.values() if query.telegram_id == mine]

    async def says(self, text: str, *, settle: bool = True) -> Message | None:
        """Writes; gives the bot's newest message."""
        await self._simulator.say(self._chat, text)
        return await self._after(settle=settle)

    async def taps(
        self, words: str, message: Message | None = None, *, settle: bool = True
    ) -> Message | None:
        """Taps the button that says so, on the newest message; gives the bot's newest message."""
        on = message or self.last
        button = on.button(words)
        await self._simulator.tap(self._chat, on, button.data or "")
        return await self._after(settle=settle)

    async def sends_data(self, data: str, message: Message | None = None, *, settle: bool = True) -> None:
        """A tap with data of one's own making, as a forged client may send."""
        await self._simulator.tap(self._chat, message or self.last, data)
        await self._after(settle=settle)

    async def opens_deep_link(self, token: str) -> Message | None:
        return await self.says(f"/start {token}")

    async def sends_photo(self) -> Message | None:
        photo = [{"file_id": "p", "file_unique_id": "p", "width": 10, "height": 10}]
        await self._simulator.say(self._chat, "[bilde]", {"photo": photo})
        return await self._after(settle=True)

    async def sends_voice(self) -> Message | None:
        voice = {"file_id": "v", "file_unique_id": "v", "duration": 3}
        await self._simulator.say(self._chat, "[tale]", {"voice": voice})
        return await self._after(settle=True)

    async def edits(self, message: Message, text: str) -> Message | None:
        await self._simulator.edit(self._chat, message, text)
        return await self._after(settle=True)

    async def blocks_bot(self) -> None:
        await self._membership(blocked=True)

    async def unblocks_bot(self) -> None:
        await self._membership(blocked=False)

    async def settled(self, seconds: float = PATIENCE) -> None:
        """Until every update is confirmed and no call is under way. Raises TimeoutError."""
        idle = self._simulator
        await idle.delivery.settled(seconds=seconds, also=lambda: idle.under_way == 0)

    async def _after(self, *, settle: bool) -> Message | None:
        if not settle:
            return None
        await self.settled()
        return self.last if self.from_bot else None

    async def _membership(self, *, blocked: bool) -> None:
        self._chat.blocked = blocked
        status = "kicked" if blocked else "member"
        bot = self._simulator.bot_user()
        body: dict[str, Any] = {
            "chat": self._chat.person.as_chat(),
            "from": self._chat.person.as_user(),
            "date": int(self._simulator.now().timestamp()),
            "old_chat_member": {"user": bot, "status": "member"},
            "new_chat_member": {"user": bot, "status": status, "until_date": 0},
        }
        await self._simulator.delivery.add("my_chat_member", body)
        await self.settled()
