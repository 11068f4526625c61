"""One request of somebody who is signed in: what they ask for, and how they are answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from aiohttp import web
from multidict import MultiDict, MultiMapping

from booking.access import hashed
from booking.model.messages import Request
from booking.model.people import Actor, Person
from booking.signing_in import SignedIn
from web.admin.forms import Form
from web.admin.uploads import Upload
from wording import Plain, Say, speak

ONCE = "once"
"""The field of a form's one-time key."""


class Shows(Protocol):
    """What the frame does for a visit."""

    def page(self, visit: Visit, template: str, values: Mapping[str, Any], status: int) -> web.Response: ...

    def go(self, visit: Visit, path: str, said: str) -> web.Response: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Handed to each handler. Signed in, of the right role, and a posted form is ours."""

    http: web.Request
    frame: Shows
    token: str
    """The session's own, as the browser has it."""
    signed_in: SignedIn
    now: datetime
    posted: MultiMapping[str] = field(default_factory=MultiDict)
    upload: Upload | None = None

    @property
    def person(self) -> Person:
        return self.signed_in.person

    @property
    def actor(self) -> Actor:
        return self.signed_in.actor

    @property
    def say(self) -> Say:
        """In the person's own language."""
        return speak(self.person.language)

    @property
    def request(self) -> Request:
        """For use cases that write: a form that is sent twice does its work once.

        Raises LookupError for a form that was not made by the macro `posting`, which has a one-time key.
        """
        once = self.posted.get(ONCE, "")
        if not once:
            raise LookupError("a form without a one-time key")
        return Request(key=f"form:{self.person.id}:{hashed(once)}")

    def part(self, name: str) -> str:
        """Of the address: what stands for `{name}`."""
        return self.http.match_info[name]

    def asked(self, name: str, usual: str = "") -> str:
        """Of the address: what follows `?name=`."""
        return self.http.query.get(name, usual)

    def form(self, labels: Mapping[str, Plain], given: Mapping[str, str] | None = None) -> Form:
        """What was posted; before that, a form in which `given` stands. Each field has its label."""
        return Form(labels, self.posted or MultiDict(given or {}), self.say)

    def page(self, template: str, *, title: Plain, status: int = 200, **values: Any) -> web.Response:
        """The template, with these values, inside the frame."""
        return self.frame.page(self, template, {"title": title, **values}, status)

    def to(self, path: str, said: str = "") -> web.Response:
        """After a form: the browser goes on to that page, which tells `said` once."""
        return self.frame.go(self, path, said)
