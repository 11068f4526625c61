"""How an operation of the API is described, called and answered."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from pydantic import BaseModel

from booking.access import Access, hashed
from booking.model.messages import Request
from booking.model.people import Actor, ApiToken, Role, Scope
from booking.ports import Tokens
from web.problems import Problem

RANK = {Scope.READ: 0, Scope.WRITE: 1, Scope.ADMIN: 2}
KEY_HEADER = "Idempotency-Key"
LONGEST_KEY = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call: who makes it, and what came with it, validated."""

    caller: ApiToken
    request: web.Request
    query: Any
    body: Any
    key: str

    @property
    def actor(self) -> Actor:
        """A program acts as the administration does; what it may do is its token's scope."""
        return Actor(person_id=None, roles=frozenset({Role.ADMINISTRATION}), name=self.caller.name)

    @property
    def id(self) -> str:
        return self.request.match_info["id"]

    @property
    def under(self) -> Request:
        return Request(key=self.key)


Handler = Callable[[Call], Awaitable[BaseModel | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """A row of the table that is both the routes and the OpenAPI document."""

    method: str
    path: str
    name: str
    summary: str
    scope: Scope
    answer: type[BaseModel] | None
    status: int = 200
    query: type[BaseModel] | None = None
    body: type[BaseModel] | None = None
    refusals: tuple[int, ...] = field(default=())

    @property
    def writes(self) -> bool:
        return self.method != "GET"


Served = tuple[Operation, Handler]
"""An operation and what answers it."""


class Door:
    """Lets calls in: the bearer token, the scope, the shape."""

    def __init__(self, access: Access, new_key: Tokens) -> None:
        self._access = access
        self._new_key = new_key

    def route(self, operation: Operation, handler: Handler) -> web.RouteDef:
        async def answer(request: web.Request) -> web.StreamResponse:
            caller = await self.caller(request, operation.scope)
            call = Call(
                caller=caller,
                request=request,
                query=_query(request, operation.query),
                body=await _body(request, operation.body),
                key=self._key(request, caller),
            )
            result = await handler(call)
            if result is None:
                return web.Response(status=204)
            text = result.model_dump_json(by_alias=True)
            return web.Response(text=text, status=operation.status, content_type="application/json")

        return web.route(operation.method, operation.path, answer)

    async def caller(self, request: web.Request, scope: Scope) -> ApiToken:
        """Whose token it is. Raises Problem 401 or 403."""
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        known = await self._access.holder(token.strip()) if kind.lower() == "bearer" and token else None
        if known is None:
            problem = Problem(401, "no-token", "Send a token: Authorization: Bearer …")
            problem.headers["WWW-Authenticate"] = "Bearer"
            raise problem
        if RANK[known.scope] < RANK[scope]:
            raise Problem(403, "scope", f"This token may {known.scope}; {scope} is needed.")
        return known

    def _key(self, request: web.Request, caller: ApiToken) -> str:
        given = request.headers.get(KEY_HEADER)
        if given is None:
            return f"api:{caller.id}:{self._new_key()}"
        if not 1 <= len(given) <= LONGEST_KEY:
            raise Problem(422, "malformed", f"{KEY_HEADER} has 1 to {LONGEST_KEY} characters.")
        return f"api:{caller.id}:{hashed(given)}"


def _query(request: web.Request, model: type[BaseModel] | None) -> Any:
    given: Mapping[str, str] = request.query
    if model is None:
        return None
    if len(given) != len(set(given)):
        raise Problem(422, "malformed", "A parameter is given twice.")
    return model.model_validate(dict(given))


async def _body(request: web.Request, model: type[BaseModel] | None) -> Any:
    if model is None:
        return None
    if request.content_type != "application/json":
        raise Problem(415, "media-type", "Send application/json.")
    try:
        data = json.loads(await request.read())
    except (ValueError, RecursionError) as error:
        raise Problem(422, "malformed", "The body is not JSON.") from error
    return model.model_validate(data)
