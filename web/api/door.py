"""Lets calls in: the bearer token and its scope, the key, and the shape of what is sent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web
from pydantic import BaseModel, ValidationError

from booking.access import Access, hashed
from booking.model.people import ApiToken, Scope
from booking.ports import AlreadyRecorded, Tokens
from web.api.operations import KEY, KEY_HEADER, LONGEST_KEY, Call, Handler, Operation, key_reused
from web.problems import Problem, malformed

RANK = {Scope.READ: 0, Scope.WRITE: 1, Scope.ADMIN: 2}


class Door:
    def __init__(self, access: Access, new_key: Tokens) -> None:
        self._access = access
        self._new_key = new_key

    def route(self, operation: Operation, handler: Handler) -> web.RouteDef:
        async def answer(request: web.Request) -> web.StreamResponse:
            call = await self._call(operation, request)
            try:
                result = await handler(call)
            except AlreadyRecorded as other:
                raise key_reused() from other
            text = result.model_dump_json(by_alias=True)
            return web.Response(text=text, status=operation.status, content_type="application/json")

        return web.route(operation.method, operation.path, answer)

    async def _call(self, operation: Operation, request: web.Request) -> Call:
        caller = await self._caller(request, operation.scope)
        given = request.headers.get(KEY_HEADER) if operation.writes else None
        return Call(
            caller=caller,
            request=request,
            query=_query(request, operation.query),
            body=await _body(request, operation.body),
            key=f"api:{caller.id}:{self._new_key() if given is None else _key(given)}",
            may_repeat=given is not None,
        )

    async def _caller(self, request: web.Request, scope: Scope) -> ApiToken:
        """Whose token it is. Raises Problem 401 or 403."""
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        is_token = kind.lower() == "bearer" and token.isascii()
        known = await self._access.holder(token.strip()) if is_token else None
        if known is None:
            problem = Problem(401, "no-token", "Send a token that is known: Authorization: Bearer …")
            problem.headers["WWW-Authenticate"] = "Bearer"
            raise problem
        if RANK[known.scope] < RANK[scope]:
            raise Problem(403, "scope", f"This token may {known.scope}; {scope} is needed.")
        return known


def _key(given: str) -> str:
    if len(given) > LONGEST_KEY or KEY.fullmatch(given) is None:
        raise Problem(422, "malformed", f"{KEY_HEADER} has 1 to {LONGEST_KEY} visible ASCII characters.")
    return hashed(given)


def _query(request: web.Request, model: type[BaseModel] | None) -> Any:
    given: Mapping[str, str] = request.query
    if model is None:
        return None
    if len(given) != len(set(given)):
        raise Problem(422, "malformed", "A parameter is given twice.")
    return _validated(model, dict(given))


async def _body(request: web.Request, model: type[BaseModel] | None) -> Any:
    if model is None:
        return None
    if request.content_type != "application/json":
        raise Problem(415, "media-type", "Send application/json.")
    try:
        data = json.loads(await request.read())
    except (ValueError, RecursionError) as error:
        raise Problem(422, "malformed", "The body is not JSON.") from error
    return _validated(model, data)


def _validated(model: type[BaseModel], data: Any) -> Any:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise malformed(error) from error
