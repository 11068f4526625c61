"""Errors as problem details (RFC 9457): a refusal names its rule in `type`, and what could be had instead."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import Any

from aiohttp import web
from pydantic import ValidationError

from booking.model.interval import Interval
from booking.model.people import Language
from booking.model.spaces import Catalogue
from booking.ports import Clock, Tokens, Unavailable
from booking.refusals import NotFound, Refusal
from wording import as_plain, refusals, speak

log = logging.getLogger(__name__)

PREFIX = "urn:gartneriet:problem:"
RETRY_AFTER_SECONDS = 5
MOST_MISTAKES, LONGEST_PLACE = 20, 100
BESIDE = frozenset({"alternatives", "about", "own"})
"""No facts of a refusal: what it offers, and the booking as a whole that it is about."""

COMMAND = re.compile(r"(?:^|\s)/\w")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Problem(Exception):
    """What is wrong with a request, as it is answered. The title is the kind's, the detail this one's."""

    def __init__(self, status: int, kind: str, detail: str, **more: Any) -> None:
        super().__init__(detail)
        self.status = status
        title = kind.replace("-", " ").capitalize()
        self.body = {"type": PREFIX + kind, "title": title, "status": status, "detail": detail, **more}
        self.headers: dict[str, str] = {}

    def response(self) -> web.Response:
        return web.json_response(
            self.body, status=self.status, headers=self.headers, content_type="application/problem+json"
        )


def malformed(error: ValidationError) -> Problem:
    """422, with the first mistakes and their places."""
    mistakes = [
        {"place": "/".join(str(part) for part in mistake["loc"])[:LONGEST_PLACE], "what": mistake["msg"]}
        for mistake in error.errors(include_url=False, include_context=False, include_input=False)[
            :MOST_MISTAKES
        ]
    ]
    return Problem(422, "malformed", "The request is not as it should be.", errors=mistakes)


def of_refusal(refusal: Refusal, catalogue: Catalogue, now: datetime, language: Language) -> Problem:
    """404 for what is not there, 409 for every other lawful no."""
    if isinstance(refusal, NotFound):
        return Problem(404, kind_of(refusal), f"There is no such {refusal.what}.", facts=facts_of(refusal))
    words = _outside_the_chat(as_plain(refusals.explain(refusal, catalogue, now, speak(language))))
    alternatives = [
        {
            "resource_id": alternative.resource_id,
            "start": alternative.interval.start.isoformat(),
            "end": alternative.interval.end.isoformat(),
        }
        for alternative in refusal.alternatives
    ]
    return Problem(409, kind_of(refusal), words, alternatives=alternatives, facts=facts_of(refusal))


def _outside_the_chat(words: str) -> str:
    """Without the sentences that name a command to tap."""
    sentences = re.split(r"(?<=[.!?]) ", words)
    return " ".join(sentence for sentence in sentences if COMMAND.search(sentence) is None)


def kind_of(refusal: Refusal) -> str:
    """`SlotTaken` is `slot-taken`."""
    name = type(refusal).__name__
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("-")


def facts_of(refusal: Refusal) -> Mapping[str, Any]:
    fields = {name: value for name, value in vars(refusal).items() if name not in BESIDE}
    return {name: _plain(value) for name, value in fields.items()}


def brief(refusal: Refusal) -> Mapping[str, Any]:
    """The rule and its facts, without words."""
    return {"type": PREFIX + kind_of(refusal), **facts_of(refusal)}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    for kind, write in _WRITTEN:
        if isinstance(value, kind):
            return write(value)
    return value


_WRITTEN: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (Enum, lambda word: word.value),
    (datetime, lambda instant: instant.astimezone(UTC).isoformat()),
    (date, date.isoformat),
    (timedelta, lambda length: int(length.total_seconds()) // 60),
    (Interval, lambda interval: {"start": _plain(interval.start), "end": _plain(interval.end)}),
    (Refusal, brief),
)
"""How facts are written in JSON; lengths are minutes. A datetime is a date too, so it goes first."""


class Problems:
    """Every error leaves as a problem; what is a bug leaves a reference that the log has too."""

    def __init__(self, catalogue: Callable[[], Catalogue], now: Clock, new_reference: Tokens) -> None:
        self._catalogue = catalogue
        self._now = now
        self._new_reference = new_reference

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPException as error:
            return _of_http(error)
        except Exception as error:  # noqa: BLE001 -- the last door before the client
            return (self._known(error, request) or self._bug(error, request)).response()

    def _known(self, error: Exception, request: web.Request) -> Problem | None:
        match error:
            case Problem():
                return error
            case Refusal():
                return of_refusal(error, self._catalogue(), self._now(), language_of(request))
            case Unavailable():
                return unavailable()
            case web.RequestPayloadError():
                return Problem(400, "malformed", "The body cannot be read.")
            case _:
                return None

    def _bug(self, error: Exception, request: web.Request) -> Problem:
        reference = self._new_reference(30)
        log.error("%s %s failed, reference %s", request.method, request.path, reference, exc_info=error)
        detail = "Something went wrong here, not with the request."
        return Problem(500, "bug", detail, reference=reference)


def unavailable() -> Problem:
    problem = Problem(503, "unavailable", "The service cannot answer just now. Try again in a moment.")
    problem.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return problem


def language_of(request: web.Request) -> Language:
    """The first of ours that the client asks for; programs get English."""
    for part in request.headers.get("Accept-Language", "").split(","):
        code = part.split(";")[0].strip().lower()[:2]
        if code in {"nb", "no"}:
            return Language.BOKMAL
        if code in {"nn", "en"}:
            return Language(code)
    return Language.ENGLISH


def _of_http(error: web.HTTPException) -> web.StreamResponse:
    if error.status < 400:  # noqa: PLR2004 -- a redirect is no problem
        raise error
    kind = error.reason.lower().replace(" ", "-")
    problem = Problem(error.status, kind, error.reason)
    if "Allow" in error.headers:
        problem.headers["Allow"] = error.headers["Allow"]
    return problem.response()
