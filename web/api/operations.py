"""How an operation of the API is described, and what comes with a call of it."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from pydantic import BaseModel

from booking.model.messages import Request
from booking.model.people import Actor, ApiToken, Role, Scope
from booking.refusals import NotFound
from web.problems import Problem

KEY_HEADER = "Idempotency-Key"
LONGEST_KEY = 200
KEY = re.compile(r"[!-~]+")
ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call: who makes it, and what came with it, validated.

    `key` is the caller's own where `may_repeat`, else one that nobody else has.
    """

    caller: ApiToken
    request: web.Request
    query: Any
    body: Any
    key: str
    may_repeat: bool

    @property
    def actor(self) -> Actor:
        """A program acts as the administration does; what it may do is its token's scope."""
        return Actor(person_id=None, roles=frozenset({Role.ADMINISTRATION}), name=self.caller.name)

    @property
    def id(self) -> str:
        """What the path names. Raises NotFound for what cannot be an id."""
        given = self.request.match_info["id"]
        if ID.fullmatch(given) is None:
            raise NotFound(what="id")
        return given

    @property
    def under(self) -> Request:
        return Request(key=self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """A row of the table that is both the routes and the OpenAPI document."""

    method: str
    path: str
    name: str
    summary: str
    scope: Scope
    answer: type[BaseModel]
    status: int = 200
    query: type[BaseModel] | None = None
    body: type[BaseModel] | None = None
    refusals: tuple[int, ...] = ()

    @property
    def writes(self) -> bool:
        return self.scope is not Scope.READ


Handler = Callable[[Call], Awaitable[BaseModel]]
Served = tuple[Operation, Handler]
"""An operation and what answers it."""


def key_reused() -> Problem:
    return Problem(409, "key-reused", f"This {KEY_HEADER} was used for another request.")
