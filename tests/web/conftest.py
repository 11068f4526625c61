"""The API as another program meets it: over HTTP on loopback, with tokens, on a real database."""

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest_asyncio

from booking.model.people import Scope
from tests.cases.conftest import World, world
from tests.web.serving import parts_of, served
from web.problems import PREFIX

__all__ = ["world"]

API = "/api/v1"


@dataclass(frozen=True)
class Answer:
    """What came back; `body` is None where there is none."""

    status: int
    headers: Mapping[str, str]
    body: Any

    @property
    def refused(self) -> tuple[int, str]:
        """Status and rule of a problem, which is one in every way that RFC 9457 asks for."""
        assert self.headers["Content-Type"].startswith("application/problem+json"), self.body
        assert self.body["status"] == self.status >= 400
        assert self.body["title"]
        assert self.body["detail"]
        assert self.body["type"].startswith(PREFIX)
        return self.status, self.body["type"].removeprefix(PREFIX)

    @property
    def items(self) -> list[Any]:
        assert self.status == 200, self.body
        return list(self.body["items"])


@dataclass
class Client:
    """Another program, which may write."""

    base: str
    session: aiohttp.ClientSession
    tokens: dict[Scope, str]
    world: World
    language: str = ""

    async def ask(
        self, method: str, path: str, *, headers: Mapping[str, str] | None = None, **more: Any
    ) -> Answer:
        """As it is, without a token."""
        async with self.session.request(method, self.base + path, headers=headers, **more) as response:
            raw = await response.read()
            is_json = raw and response.content_type.endswith("json")
            body = json.loads(raw) if is_json else raw.decode() or None
            return Answer(response.status, response.headers, body)

    async def get(self, path: str, **query: Any) -> Answer:
        return await self.ask("GET", API + path, headers=self.headers(), params=query)

    async def post(self, path: str, key: str | None = None, /, **body: Any) -> Answer:
        return await self.ask("POST", API + path, headers=self.headers(key), json=body)

    async def patch(self, path: str, key: str | None = None, /, **body: Any) -> Answer:
        return await self.ask("PATCH", API + path, headers=self.headers(key), json=body)

    async def delete(self, path: str, key: str | None = None, /, **query: Any) -> Answer:
        return await self.ask("DELETE", API + path, headers=self.headers(key), params=query)

    def headers(self, key: str | None = None, scope: Scope = Scope.WRITE) -> dict[str, str]:
        headers = {"Authorization": f"Bearer {self.tokens[scope]}", "Accept-Language": self.language}
        return headers if key is None else {**headers, "Idempotency-Key": key}


@pytest_asyncio.fixture
async def client(world: World) -> AsyncIterator[Client]:
    tokens = {scope: await world.core.access.grant(scope, f"may {scope}") for scope in Scope}
    async with served(parts_of(world.core)) as base, aiohttp.ClientSession() as session:
        yield Client(base=base, session=session, tokens=tokens, world=world)
