"""The frame around every page: navigation, language, what was said, the form's token; and its style."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from booking.model.people import Language, Role
from booking.model.spaces import Space
from booking.ports import Clock, Tokens
from web.admin.guarding import PATH, Cookies
from web.admin.sections import Section
from web.admin.tables import Link
from web.admin.visits import Visit
from web.problems import language_of
from wording import Html, Plain, Say, clean, dates, names, speak
from wording.cleaning import clean_letter

HERE = Path(__file__).parent
STYLE_PATH = f"{PATH}/static/admin.css"
STYLE = (HERE / "static" / "admin.css").read_bytes()
STYLE_VERSION = sha256(STYLE).hexdigest()[:12]
YEAR_SECONDS = 365 * 24 * 3600


def environment(*folders: Path) -> Environment:
    """A value that a template asks for and is not given is a bug, and shows as one."""
    made = Environment(
        loader=FileSystemLoader([HERE / "templates", *folders]),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # What people wrote is made harmless: on one line, or with its lines kept.
    made.filters["shown"] = _shown
    made.filters["letter"] = clean_letter
    made.tests["link"] = lambda cell: isinstance(cell, Link)
    return made


class Frame:
    """Renders templates of `templates/`; each extends `base.html`.

    Every template has `say`, `when(instant)`, `title`, and what the macro `posting` puts into forms.
    """

    def __init__(
        self,
        *,
        sections: Sequence[Section],
        cookies: Cookies,
        now: Clock,
        space: Callable[[], Space],
        new_token: Tokens,
    ) -> None:
        self._sections = sections
        self._cookies = cookies
        self._now = now
        self._space = space
        self._new_token = new_token
        self._environment = environment(*(each.templates for each in sections if each.templates))

    def page(self, visit: Visit, template: str, values: Mapping[str, Any], status: int = 200) -> web.Response:
        """For somebody who is signed in. What was left to be said is said now."""
        said = self._cookies.word(visit.http, visit.token)
        framed = {
            "person": visit.person,
            "form_token": self._cookies.form_token(visit.token),
            "said": said,
            "navigation": self.navigation(visit.person.roles, visit.http.path),
            "languages": [(language.value, name) for language, name in names.LANGUAGES.items()],
        }
        response = self._rendered(template, visit.say, {**framed, **values}, status)
        if said:
            self._cookies.forget_word(response)
        return response

    def outside(
        self, say: Say, template: str, *, title: Plain, status: int = 200, **values: Any
    ) -> web.Response:
        """For somebody who is not signed in: without navigation."""
        framed = {"person": None, "form_token": "", "said": "", "navigation": (), "languages": ()}
        return self._rendered(template, say, {**framed, "title": title, **values}, status)

    def go(self, visit: Visit, path: str, said: str = "") -> web.Response:
        response = web.Response(status=303, headers={"Location": path})
        if said:
            self._cookies.leave_word(response, said, visit.token)
        return response

    def navigation(self, roles: frozenset[Role], path: str) -> Sequence[tuple[Section, bool]]:
        """The sections for these roles, and which of them the path is in."""
        own = [section for section in self._sections if section.is_for(roles)]
        at = max((each.path for each in own if _is_in(path, each.path)), key=len, default="")
        return [(section, section.path == at) for section in own]

    async def style(self, request: web.Request) -> web.Response:
        """Kept by browsers for as long as it is the same: its version is in its address."""
        is_this = request.query.get("v") == STYLE_VERSION
        kept = f"public, max-age={YEAR_SECONDS}, immutable" if is_this else "no-cache"
        headers = {"Cache-Control": kept, "X-Content-Type-Options": "nosniff"}
        return web.Response(body=STYLE, content_type="text/css", charset="utf-8", headers=headers)

    def _rendered(self, template: str, say: Say, values: Mapping[str, Any], status: int) -> web.Response:
        space, now = self._space(), self._now()
        text = self._environment.get_template(template).render(
            say=say,
            when=lambda instant: dates.capital(dates.moment(instant, space, now, say)),
            once=self._new_token,
            home=PATH,
            style=f"{STYLE_PATH}?v={STYLE_VERSION}",
            place=clean(space.name),
            **values,
        )
        return web.Response(text=text, status=status, content_type="text/html")


def voice_of(request: web.Request) -> Say:
    """Of somebody we do not know yet: the browser's language, else Bokmål."""
    asked = request.headers.get("Accept-Language")
    return speak(language_of(request) if asked else Language.BOKMAL)


def _is_in(path: str, section: str) -> bool:
    return path == section or (section != PATH and path.startswith(section + "/"))


def _shown(text: str) -> str:
    return text if isinstance(text, Html | Plain) else clean(text)
