"""The Bot API over HTTP: reads a call, meets the faults, carries it out, answers."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from aiohttp import web

from simulator.faults import Fault, Kind
from simulator.files import LARGEST_UPLOAD
from simulator.methods import METHODS
from simulator.parameters import Parameters, read_parameters
from simulator.refusals import UNAUTHORIZED, Refused, not_found, too_many_requests
from simulator.telegram import Telegram

REMEMBERED_CALLS = 100_000
LARGEST_BODY = LARGEST_UPLOAD + 1024 * 1024
POLL = "getupdates"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """`method` in Telegram's spelling; `error` is empty where it was carried out and answered.

    `at` is when, in seconds of the machine's steady clock.
    """

    method: str
    parameters: dict[str, Any]
    error: str = ""
    at: float = 0.0


class BotApi:
    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self.calls: deque[Call] = deque(maxlen=REMEMBERED_CALLS)
        self.under_way = 0

    def routes(self) -> list[web.RouteDef]:
        return [
            web.route("*", "/bot{token}/{method}", self.answer),
            web.get("/file/bot{token}/{path:.+}", self.download),
        ]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        try:
            self._check(request.match_info["token"])
            parameters = await read_parameters(request)
            return await self._met_by_faults(request, parameters)
        except Refused as refusal:
            return _refused(refusal)

    async def call(self, name: str, parameters: Parameters) -> Any:
        """Carries out a method and notes it. Raises Refused."""
        error = ""
        try:
            method = METHODS.get(name.lower())
            if method is None:
                raise not_found("method not found")
            return await method(self._telegram, parameters)
        except Refused as refusal:
            error = refusal.description
            raise
        finally:
            self._note(name, parameters, error)

    async def download(self, request: web.Request) -> web.StreamResponse:
        try:
            self._check(request.match_info["token"])
        except Refused as refusal:
            return _refused(refusal)
        document = self._telegram.files.at(request.match_info["path"])
        if document is None:
            return _refused(not_found())
        return web.Response(body=document.content, content_type="application/octet-stream")

    def _check(self, token: str) -> None:
        if ":" not in token:
            raise not_found()
        if token != self._telegram.token:
            raise UNAUTHORIZED

    async def _met_by_faults(self, request: web.Request, parameters: Parameters) -> web.StreamResponse:
        name = request.match_info["method"]
        fault = self._telegram.faults.take(name.lower())
        counted = name.lower() != POLL
        self.under_way += counted
        try:
            if fault is not None and fault.kind is not Kind.DROP_AFTER:
                answer = await self._before(request, fault, name, parameters)
                if answer is not None:
                    return answer
            result = await self.call(name, parameters)
            if fault is not None and fault.kind is Kind.DROP_AFTER:
                return _dropped(request)
            return web.json_response({"ok": True, "result": result})
        finally:
            self.under_way -= counted
            self._telegram.changes.tell()

    async def _before(
        self, request: web.Request, fault: Fault, name: str, parameters: Parameters
    ) -> web.StreamResponse | None:
        """The answer of a call that the fault keeps from being carried out."""
        if fault.kind is Kind.SLOW:
            await asyncio.sleep(fault.amount)
            return None
        self._note(name, parameters, fault.kind.value)
        if fault.kind is Kind.FLOOD:
            raise too_many_requests(int(fault.amount))
        if fault.kind is Kind.FAIL:
            return web.Response(status=int(fault.amount), text="<html>Bad Gateway</html>")
        return _dropped(request)

    def _note(self, name: str, parameters: Parameters, error: str) -> None:
        if name.lower() != POLL:
            call = Call(method=name, parameters=parameters.readable(), error=error, at=perf_counter())
            self.calls.append(call)


def _dropped(request: web.Request) -> web.Response:
    """Nothing of it reaches anybody: the connection is gone."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _refused(refusal: Refused) -> web.Response:
    headers = {"Retry-After": str(refusal.retry_after)} if refusal.retry_after else None
    return web.json_response(refusal.as_answer(), status=refusal.code, headers=headers)
