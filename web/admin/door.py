"""Who comes in: the session behind a request, the role that a section wants, and forms that are ours."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from aiohttp import web
from multidict import MultiDict

from booking.ports import Clock
from booking.refusals import NotAllowed
from booking.signing_in import SignedIn, SignIn
from web.admin.frame import Frame, voice_of
from web.admin.guarding import HEADERS, PATH, Cookies, is_from_here
from web.admin.sections import Route, Section
from web.admin.troubles import NotOurForm, Troubles, Unreadable, headers_of
from web.admin.uploads import TooLarge, Upload, read_with_file
from web.admin.visits import Visit
from web.problems import Handler

SIGN_IN = f"{PATH}/sign-in"
FORM_TOKEN = "form_token"  # noqa: S105 -- the field's name
SIGNED_IN = web.RequestKey("signed_in", SignedIn)

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Door:
    def __init__(
        self,
        *,
        sign_in: SignIn,
        frame: Frame,
        cookies: Cookies,
        troubles: Troubles,
        base: Callable[[], str],
        now: Clock,
    ) -> None:
        self._sign_in = sign_in
        self._frame = frame
        self._cookies = cookies
        self._troubles = troubles
        self._base = base
        self._now = now

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Finds out who it is. What goes wrong is told inside the frame, with the headers of all pages."""
        try:
            known = await self._sign_in.signed_in(self._cookies.session(request))
            if known is not None:
                request[SIGNED_IN] = known
            response = await handler(request)
        except Exception as error:  # noqa: BLE001 -- the last door before the browser
            response = self._told(error, request)
        response.headers.update(HEADERS)
        return response

    def guarded(self, section: Section, route: Route) -> Answer:
        """The handler of a section, for those whom it is for."""

        async def answer(request: web.Request) -> web.StreamResponse:
            visit = self.visit(request)
            if visit is None:
                return await self._left_out(request)
            if not section.is_for(visit.person.roles):
                raise NotAllowed
            if route.posts:
                fields, upload = await self._posted(request, route.largest_file)
                visit = replace(visit, posted=fields, upload=upload)
            return await route.handler(visit)

        return answer

    def visit(self, request: web.Request) -> Visit | None:
        """None for somebody who is not signed in."""
        known = request.get(SIGNED_IN)
        if known is None:
            return None
        return Visit(
            http=request,
            frame=self._frame,
            token=self._cookies.session(request),
            signed_in=known,
            now=self._now(),
        )

    async def _posted(self, request: web.Request, largest_file: int) -> tuple[MultiDict[str], Upload | None]:
        """Raises NotOurForm, Unreadable, and HTTPRequestEntityTooLarge for a file that is."""
        if not is_from_here(request, self._base()):
            raise NotOurForm
        fields, upload = (
            await with_file(request, largest_file) if largest_file else (await read(request), None)
        )
        token = fields.pop(FORM_TOKEN, "")
        if not self._cookies.is_form_token(token, self._cookies.session(request)):
            raise NotOurForm(fields)
        return fields, upload

    async def _left_out(self, request: web.Request) -> web.Response:
        """To the page that tells how to sign in. What was written is not lost with the session."""
        if request.method == "POST" and is_from_here(request, self._base()):
            fields = await read(request)
            fields.pop(FORM_TOKEN, "")
            raise NotOurForm(fields)
        response = web.Response(status=303, headers={"Location": SIGN_IN})
        if request.method == "GET":
            self._cookies.remember(response, request.path)
        return response

    def _told(self, error: Exception, request: web.Request) -> web.StreamResponse:
        if isinstance(error, web.HTTPException) and error.status < 400:  # noqa: PLR2004 -- a redirect
            raise error
        visit = self.visit(request)
        say = visit.say if visit else voice_of(request)
        trouble = self._troubles.of(error, request, say)
        more = {"words": trouble.words, "written": trouble.written}
        response = (
            visit.page("trouble.html", title=trouble.title, status=trouble.status, **more)
            if visit
            else self._frame.outside(say, "trouble.html", title=trouble.title, status=trouble.status, **more)
        )
        response.headers.update(headers_of(error))
        return response


async def with_file(request: web.Request, largest: int) -> tuple[MultiDict[str], Upload | None]:
    """Raises Unreadable, HTTPRequestEntityTooLarge."""
    try:
        return await read_with_file(request, largest)
    except TooLarge as error:
        raise web.HTTPRequestEntityTooLarge(largest, largest + 1) from error
    except (ValueError, LookupError) as error:
        raise Unreadable from error


async def read(request: web.Request) -> MultiDict[str]:
    """The fields of a form. Raises Unreadable for what is none, and for one with files."""
    if request.content_type != "application/x-www-form-urlencoded":
        raise Unreadable
    try:
        fields = await request.post()
    except (ValueError, LookupError) as error:
        raise Unreadable from error
    return MultiDict((name, str(value)) for name, value in fields.items())
