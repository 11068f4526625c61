"""python-telegram-bot's requests over aiohttp: several times cheaper than its default transport."""

from __future__ import annotations

import json
from typing import Any

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECT_SECONDS = 5.0
READ_SECONDS = 15.0
MEDIA_SECONDS = 60.0


class Connections:
    """The session of the process: made when it is first needed, closed once."""

    def __init__(self, *, limit: int = 100) -> None:
        self._limit = limit
        self._session: aiohttp.ClientSession | None = None

    def session(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=self._limit)
            self._session = aiohttp.ClientSession(connector=connector, trust_env=True)
        return self._session

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


class AiohttpRequest(BaseRequest):
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    @property
    def read_timeout(self) -> float:
        return READ_SECONDS

    async def initialize(self) -> None:
        """The session is made by the first request, on the loop that is then running."""

    async def shutdown(self) -> None:
        """The session is shared: whoever made the Connections closes them."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Raises TimedOut or NetworkError, neither of which tells the address: it holds the token."""
        del write_timeout
        connect = _seconds(connect_timeout, CONNECT_SECONDS)
        has_files = request_data is not None and request_data.contains_files
        timeout = aiohttp.ClientTimeout(
            total=None,
            connect=_seconds(pool_timeout, connect),
            sock_connect=connect,
            sock_read=_seconds(read_timeout, MEDIA_SECONDS if has_files else READ_SECONDS),
        )
        session = self._connections.session()
        try:
            async with session.request(method, url, data=_body(request_data), timeout=timeout) as response:
                body = await response.read()
                return response.status, body if response.ok or _is_json(response) else b"{}"
        except TimeoutError:
            raise TimedOut("Telegram did not answer in time") from None
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(f"Telegram cannot be reached: {type(error).__name__}") from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Raises TelegramError. The library's own logs a traceback for each page of a proxy that is down."""
        try:
            answer = json.loads(payload)
        except ValueError:
            raise TelegramError("what answers is not Telegram") from None
        if not isinstance(answer, dict):
            raise TelegramError("what answers is not Telegram")
        return answer


def _seconds(given: Any, otherwise: float | None) -> float | None:
    return otherwise if given is BaseRequest.DEFAULT_NONE else given


def _is_json(response: aiohttp.ClientResponse) -> bool:
    """Else it is the page of something in between, which says no more than its status."""
    return response.content_type == "application/json"


def _body(data: RequestData | None) -> Any:
    if data is None:
        return None
    if not data.contains_files:
        return data.json_parameters
    # quote_fields would percent-encode the file names that people read.
    form = aiohttp.FormData(quote_fields=False)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=file_name, content_type=kind)
    return form
