"""The seam: what a part of the administration brings. Nothing else knows it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from booking.model.people import Role
from booking.model.sessions import LET_IN
from web.admin.visits import Visit
from wording import Plain, Say

Handler = Callable[[Visit], Awaitable[web.Response]]
"""May raise a Refusal, which is shown in its words inside the frame."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """`path` goes on from the section's own, with aiohttp's `{names}`: `/{id}/answer`; empty for itself."""

    handler: Handler
    path: str = ""
    posts: bool = False
    """Whether it takes a form, which has been found to be ours before it is called."""
    largest_file: int = 0
    """In bytes; where the form has a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the pages with one entry in the navigation. Those without one of its roles get a 403."""

    path: str
    """From the root: `/admin/guidance`."""
    name: Callable[[Say], Plain]
    """As the navigation has it."""
    about: Callable[[Say], Plain]
    """One line below its name on the first page: what one does there."""
    routes: tuple[Route, ...]
    roles: frozenset[Role] = LET_IN
    templates: Path | None = None
    """A folder of its own, where its templates are not among the frame's."""

    def is_for(self, roles: frozenset[Role]) -> bool:
        return not self.roles.isdisjoint(roles)


def shows(handler: Handler, path: str = "") -> Route:
    return Route(handler=handler, path=path)


def takes_file(handler: Handler, path: str, largest: int) -> Route:
    """A form with a file, which is `visit.upload`."""
    return Route(handler=handler, path=path, posts=True, largest_file=largest)


def takes(handler: Handler, path: str = "") -> Route:
    """A form. The handler answers with `visit.to(…)`, or with the page again where something is wrong."""
    return Route(handler=handler, path=path, posts=True)
