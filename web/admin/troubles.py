"""What goes wrong on a page, told inside the frame. Nobody sees a traceback."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from aiohttp import web
from multidict import MultiMapping

from booking.model.spaces import Catalogue
from booking.ports import Clock, Tokens, Unavailable
from booking.refusals import NotAllowed, NotFound, Refusal
from web.admin.visits import ONCE
from web.problems import RETRY_AFTER_SECONDS
from wording import Html, Plain, Say, refusals

log = logging.getLogger(__name__)

REFERENCE_BITS = 30


class NotOurForm(Exception):
    """A form without proof that a page of this session sent it. `written` is shown again, if it is theirs."""

    def __init__(self, written: MultiMapping[str] | None = None) -> None:
        super().__init__("a form from elsewhere, or of another session")
        self.written = written


class Unreadable(Exception):
    """A body that is no form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    status: int
    title: Plain
    words: Html
    written: tuple[str, ...] = ()


class Troubles:
    def __init__(self, catalogue: Callable[[], Catalogue], now: Clock, new_reference: Tokens) -> None:
        self._catalogue = catalogue
        self._now = now
        self._new_reference = new_reference

    def of(self, error: Exception, request: web.Request, say: Say) -> Trouble:
        """What to tell. A bug leaves a reference that the log has too."""
        if isinstance(error, Refusal):
            return self._refused(error, say)
        if isinstance(error, NotOurForm):
            return _stale_form(error.written, say)
        if isinstance(error, Unavailable):
            return _unavailable(say)
        if isinstance(error, web.HTTPException | web.RequestPayloadError | Unreadable):
            return _of_http(error, say)
        return self._bug(error, request, say)

    def _refused(self, refusal: Refusal, say: Say) -> Trouble:
        if isinstance(refusal, NotFound):
            return _missing(say)
        if isinstance(refusal, NotAllowed):
            return _forbidden(say)
        words = refusals.explain(refusal, self._catalogue(), self._now(), say)
        return Trouble(status=409, title=say.plain("That cannot be done"), words=words)

    def _bug(self, error: Exception, request: web.Request, say: Say) -> Trouble:
        # Never the address itself: that of a sign-in link is a secret.
        resource, reference = request.match_info.route.resource, self._new_reference(REFERENCE_BITS)
        where = resource.canonical if resource is not None else "/admin"
        log.error("%s %s failed, reference %s", request.method, where, reference, exc_info=error)
        words = say(
            "Something went wrong here, and it is not your fault. If it happens again, tell whoever runs the "
            "service this: {reference}.",
            reference=reference,
        )
        return Trouble(status=500, title=say.plain("Something went wrong"), words=words)


def headers_of(error: Exception) -> Mapping[str, str]:
    if isinstance(error, Unavailable):
        return {"Retry-After": str(RETRY_AFTER_SECONDS)}
    if isinstance(error, web.HTTPMethodNotAllowed):
        return {"Allow": error.headers["Allow"]}
    return {}


def _missing(say: Say) -> Trouble:
    words = say("There is nothing at this address. Perhaps it has been removed.")
    return Trouble(status=404, title=say.plain("Nothing here"), words=words)


def _forbidden(say: Say) -> Trouble:
    words = say("This page is for others than you. If you think you need it, ask the administration.")
    return Trouble(status=403, title=say.plain("Not for you"), words=words)


def _stale_form(written: MultiMapping[str] | None, say: Say) -> Trouble:
    words = say(
        "Nothing was saved: the form was from before you signed in, or from another page. "
        "Open the page anew and send it once more."
    )
    kept = tuple(text for name, text in (written or {}).items() if name != ONCE and text.strip())
    return Trouble(status=403, title=say.plain("Nothing was saved"), words=words, written=kept)


def _unavailable(say: Say) -> Trouble:
    words = say("The service cannot answer just now. Try again in a moment.")
    return Trouble(status=503, title=say.plain("One moment"), words=words)


def _of_http(error: Exception, say: Say) -> Trouble:
    status = error.status if isinstance(error, web.HTTPException) else 400
    if status in {404, 405}:
        return replace(_missing(say), status=status)
    if status == 413:  # noqa: PLR2004 -- HTTP's own numbers
        words = say("What was sent is too large.")
    else:
        words = say("What was sent cannot be read. Go back and try again.")
    return Trouble(status=status, title=say.plain("That cannot be done"), words=words)
