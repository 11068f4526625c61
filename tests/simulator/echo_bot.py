"""A small bot that polls: it says again what it hears, and its buttons do what they say.

It confirms an update when its work is done, as a careful bot does.
"""

import asyncio
import json
from types import TracebackType
from typing import Any, Self

import aiohttp

BUTTONS = [
    [{"text": "Endre", "callback_data": "edit"}, {"text": "Varsle", "callback_data": "alert"}],
    [{"text": "Hint", "callback_data": "toast"}, {"text": "Stille", "callback_data": "silent"}],
    [{"text": "Fil", "callback_data": "file"}, {"text": "Les mer", "url": "https://example.org/mer"}],
]
CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"


class EchoBot:
    def __init__(self, api_url: str, token: str) -> None:
        self._base = f"{api_url}/bot{token}"
        self.seen: list[dict[str, Any]] = []
        self.offset = 0

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession()
        self._work = asyncio.create_task(self._run())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._work.cancel()
        await asyncio.gather(self._work, return_exceptions=True)
        await self._session.close()

    async def ask(self, method: str, **parameters: Any) -> Any:
        async with self._session.post(f"{self._base}/{method}", json=parameters) as response:
            return (await response.json())["result"]

    async def _run(self) -> None:
        while True:
            try:
                updates = await self.ask("getUpdates", offset=self.offset, timeout=50)
                for update in updates:
                    self.seen.append(update)
                    await self._answer(update)
                    self.offset = max(self.offset, update["update_id"] + 1)
            except (aiohttp.ClientError, ValueError, KeyError):
                await asyncio.sleep(0.01)

    async def _answer(self, update: dict[str, Any]) -> None:
        if "callback_query" in update:
            await self._tapped(update["callback_query"])
        elif "message" in update:
            message = update["message"]
            text = message.get("text") or next(
                kind for kind in ("photo", "voice", "document") if kind in message
            )
            keyboard = {"inline_keyboard": BUTTONS}
            await self.ask(
                "sendMessage", chat_id=message["chat"]["id"], text=f"Du sa: {text}", reply_markup=keyboard
            )

    async def _tapped(self, query: dict[str, Any]) -> None:
        place = {"chat_id": query["message"]["chat"]["id"], "message_id": query["message"]["message_id"]}
        match query["data"]:
            case "edit":
                await self.ask("editMessageText", **place, text="<b>Endret</b>", parse_mode="HTML")
            case "alert":
                await self.ask(
                    "answerCallbackQuery", callback_query_id=query["id"], text="Hør nå!", show_alert=True
                )
                return
            case "toast":
                await self.ask("answerCallbackQuery", callback_query_id=query["id"], text="Et hint")
                return
            case "silent":
                return
            case "file":
                await self._send_file(place["chat_id"])
        await self.ask("answerCallbackQuery", callback_query_id=query["id"])

    async def _send_file(self, chat_id: int) -> None:
        form = aiohttp.FormData(quote_fields=False)
        form.add_field("chat_id", str(chat_id))
        form.add_field("caption", "Til kalenderen")
        form.add_field("document", CALENDAR, filename="møte på Drivhuset.ics", content_type="text/calendar")
        async with self._session.post(f"{self._base}/sendDocument", data=form) as response:
            json.loads(await response.text())["result"]
