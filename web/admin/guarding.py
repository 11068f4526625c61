"""What keeps others out of the pages: headers, the cookie of a session, and proof that a form is ours."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from aiohttp import web

from booking.access import hashed
from booking.model.sessions import LINK_LASTS, SESSION_LASTS
from booking.rules import signing

PATH = "/admin"
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Not `no-referrer`: with it browsers call the origin of our own forms `null`.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
FORM_PURPOSE, SAID_PURPOSE = "gartneriet form 1", "gartneriet said 1"
SAID, WANTED = "said", "wanted"
SAID_LASTS_SECONDS = 60
LONGEST_SAID = 500
"""Characters: a browser drops a cookie that is longer than 4096 bytes."""
PLAIN_PATH = re.compile(rf"{PATH}(?:/[\w-]+)*", re.ASCII)
"""Nothing in it leads out of our pages."""


def origin_of(base: str) -> str:
    """As browsers write it in `Origin`."""
    parts = urlsplit(base)
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    port = "" if parts.port in {None, usual} else f":{parts.port}"
    host = parts.hostname or ""
    return f"{parts.scheme}://[{host}]{port}" if ":" in host else f"{parts.scheme}://{host}{port}"


def is_from_here(request: web.Request, base: str) -> bool:
    """Whether a browser says that a page of ours sends it. Who says nothing is taken for somebody else."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return request.headers.get("Origin", "").lower() == origin_of(base)


class Cookies:
    """The session's token, in a cookie that only this server reads.

    With https the name begins with `__Host-`, so that no other server of the domain can set it. `base` is
    where people reach us: it is asked each time, since the demo learns its port when it starts.
    `SameSite` is lax, so that a link in the chat opens the page that it leads to; what is posted from
    elsewhere comes without the cookie.
    """

    def __init__(self, key: str, base: Callable[[], str]) -> None:
        self._key = key
        self._base = base

    def session(self, request: web.Request) -> str:
        """The token that the browser has; empty where it has none, or nothing that can be one."""
        token = request.cookies.get(self._session, "")
        return token if token.isascii() else ""

    def keep(self, response: web.Response, token: str) -> None:
        self._set(response, self._session, token, int(SESSION_LASTS.total_seconds()), self._path)

    def drop(self, response: web.Response) -> None:
        self._set(response, self._session, "", 0, self._path)

    def form_token(self, session: str) -> str:
        """What each form of a session carries; worth nothing in another."""
        return signing.signed(hashed(session), FORM_PURPOSE, self._key)

    def is_form_token(self, token: str, session: str) -> bool:
        return signing.opened(token, FORM_PURPOSE, self._key) == hashed(session)

    def leave_word(self, response: web.Response, words: str, session: str) -> None:
        """For the next page that is shown in this session."""
        text = signing.signed(f"{hashed(session)}:{words[:LONGEST_SAID]}", SAID_PURPOSE, self._key)
        self._set(response, SAID, text, SAID_LASTS_SECONDS, PATH)

    def word(self, request: web.Request, session: str) -> str:
        """What was left for this page; empty where there is nothing."""
        said = signing.opened(request.cookies.get(SAID, ""), SAID_PURPOSE, self._key) or ""
        whose, _, words = said.partition(":")
        return words if whose == hashed(session) else ""

    def forget_word(self, response: web.Response) -> None:
        self._set(response, SAID, "", 0, PATH)

    def remember(self, response: web.Response, path: str) -> None:
        """Where somebody wanted to go who has to sign in first."""
        if PLAIN_PATH.fullmatch(path):
            self._set(response, WANTED, path, int(LINK_LASTS.total_seconds()), PATH)

    def wanted(self, request: web.Request) -> str:
        """A page of ours, whoever has written the cookie: the first, where nothing is remembered."""
        path = request.cookies.get(WANTED, "")
        return path if PLAIN_PATH.fullmatch(path) else PATH

    def forget_wanted(self, response: web.Response) -> None:
        self._set(response, WANTED, "", 0, PATH)

    @property
    def _secure(self) -> bool:
        return self._base().startswith("https:")

    @property
    def _session(self) -> str:
        return "__Host-administration" if self._secure else "administration"

    @property
    def _path(self) -> str:
        """`__Host-` wants the root."""
        return "/" if self._secure else PATH

    def _set(self, response: web.Response, name: str, value: str, seconds: int, path: str) -> None:
        response.set_cookie(
            name, value, max_age=seconds, path=path, secure=self._secure, httponly=True, samesite="Lax"
        )
