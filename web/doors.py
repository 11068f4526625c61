"""`/door/<token>`: the list at the door. `/t/<ticket>`: a ticket, which a phone's camera opens.

Whoever has the list open on a phone ticks off with the same phone's camera: the ticket's address then shows
the name and one button. No script, no app; anybody else who opens it sees what the guest sees.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from io import BytesIO

from aiohttp import web

from booking.hosting import Hosting
from booking.looking import Looking
from booking.model.events import HOLDS, EventId, Registration, RegistrationId, Standing
from booking.model.messages import Request
from booking.model.people import Actor, PersonId, Role
from booking.ports import AlreadyRecorded, Clock, Events, People
from booking.refusals import Stale
from booking.rules import doors
from web.pages import page
from web.problems import language_of
from wording import Say, speak
from wording import doors as words

COOKIE = "door"
DOORKEEPER = Actor(person_id=None, roles=frozenset({Role.ADMINISTRATION}), name="door")
"""Whoever has the address of the list."""
FORM = (
    '<form method="post"><input type="hidden" name="registration" value="{id}">'
    '<input type="hidden" name="came" value="{came}"><button>{words}</button></form>'
)


class Doors:
    """Lists are signed with the `key`; `base` is where people reach us, for the code of a ticket."""

    def __init__(
        self,
        *,
        hosting: Hosting,
        events: Events,
        people: People,
        looking: Looking,
        now: Clock,
        key: str,
        base: str,
    ) -> None:
        self._hosting = hosting
        self._events = events
        self._people = people
        self._looking = looking
        self._now = now
        self._key = key
        self._base = base

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/door/{token}", self.listing),
            web.post("/door/{token}", self.tick),
            web.get("/t/{ticket}", self.ticket),
            web.post("/t/{ticket}", self.tick_ticket),
            web.get("/t/{ticket}/qr.png", self.code),
        ]

    async def listing(self, request: web.Request) -> web.Response:
        """Everybody who has a place, by name; from now on this browser may tick off."""
        say = speak(language_of(request))
        token = request.match_info["token"]
        event_id = doors.opened(token, self._key, self._now())
        if event_id is None:
            return _unknown(say)
        shown = await self._list(event_id, say)
        secure = self._base.startswith("https:")
        shown.set_cookie(
            COOKIE, token, path="/t", httponly=True, samesite="Lax", secure=secure, max_age=86400
        )
        return shown

    async def tick(self, request: web.Request) -> web.Response:
        """Somebody has come, or has not; shows the list again."""
        event_id = doors.opened(request.match_info["token"], self._key, self._now())
        if event_id is None:
            return _unknown(speak(language_of(request)))
        said = await request.post()
        found = await self._events.registration(RegistrationId(str(said.get("registration", ""))))
        if found is not None and found.event_id == event_id:
            await self._attend(found, came=said.get("came") == "1")
        raise web.HTTPSeeOther(request.path)

    async def ticket(self, request: web.Request) -> web.Response:
        say = speak(language_of(request))
        registration = await self._events.by_ticket(request.match_info["ticket"])
        if registration is None:
            return _unknown(say)
        if self._keeps_the_door(request, registration):
            return await self._at_the_door(registration, say)
        event = await self._events.get(registration.event_id)
        if event is None:
            return _unknown(say)
        code = f'<img src="/t/{registration.ticket}/qr.png" alt="{html.escape(words.qr_text(say))}">'
        space, now = self._looking.catalogue.home, self._now()
        body = f"<p>{words.when(event, space, now, say)}</p>\n<p>{words.ticket(registration, say)}</p>"
        shows = registration.standing is Standing.GOING
        return page(say, words.title(event), f"{body}\n{code if shows else ''}")

    async def tick_ticket(self, request: web.Request) -> web.Response:
        say = speak(language_of(request))
        registration = await self._events.by_ticket(request.match_info["ticket"])
        if registration is None or not self._keeps_the_door(request, registration):
            return _unknown(say)
        return await self._at_the_door(await self._attend(registration, came=True), say)

    async def code(self, request: web.Request) -> web.Response:
        """The ticket's address as a QR code."""
        import segno  # only for those who show a ticket

        registration = await self._events.by_ticket(request.match_info["ticket"])
        if registration is None:
            raise web.HTTPNotFound
        image = BytesIO()
        address = f"{self._base}/t/{registration.ticket}"
        segno.make(address, error="m", micro=False).save(image, kind="png", scale=8)
        headers = {"Cache-Control": "no-store"}
        return web.Response(body=image.getvalue(), content_type="image/png", headers=headers)

    def _keeps_the_door(self, request: web.Request, registration: Registration) -> bool:
        token = request.cookies.get(COOKIE, "")
        return doors.opened(token, self._key, self._now()) == registration.event_id

    async def _attend(self, registration: Registration, *, came: bool) -> Registration:
        if registration.standing not in {Standing.GOING, Standing.ATTENDED}:
            return registration
        request = Request(key=f"door:{registration.id}:{registration.revision}")
        try:
            return await self._hosting.attend(DOORKEEPER, registration, request, came=came)
        except (Stale, AlreadyRecorded):  # somebody else at the door was quicker
            return await self._events.registration(registration.id) or registration

    async def _at_the_door(self, registration: Registration, say: Say) -> web.Response:
        name = (await self._names([registration.person_id]))[registration.person_id]
        if registration.standing is Standing.ATTENDED:
            return page(say, name, f"<p>{words.has_come(name, registration, say)}</p>")
        if registration.standing is not Standing.GOING:
            return page(say, name, f"<p>{words.ticket(registration, say)}</p>")
        form = _form(registration, words.came_button(say), came=True)
        return page(say, name, f"<p>{words.person(name, registration, say)}</p>\n{form}")

    async def _list(self, event_id: EventId, say: Say) -> web.Response:
        event = await self._events.get(event_id)
        if event is None:
            return _unknown(say)
        everybody = await self._events.registrations(event_id)
        holding = [r for r in everybody if r.standing in HOLDS - {Standing.OFFERED}]
        names = await self._names([r.person_id for r in holding])
        lines = "\n".join(
            _line(names[r.person_id], r, say)
            for r in sorted(holding, key=lambda r: names[r.person_id].casefold())
        )
        head = f"<p>{words.counted(holding, say)}</p>\n<p>{words.how_to_scan(say)}</p>"
        return page(say, words.title(event), f"{head}\n<ul>{lines}</ul>")

    async def _names(self, ids: list[PersonId]) -> Mapping[PersonId, str]:
        found = {number: await self._people.get(number) for number in ids}
        return {number: person.name if person else "" for number, person in found.items()}


def _line(name: str, registration: Registration, say: Say) -> str:
    came = registration.standing is Standing.ATTENDED
    button = words.take_back_button(say) if came else words.came_button(say)
    who = words.has_come(name, registration, say) if came else words.person(name, registration, say)
    return f"<li><span>{who}</span>{_form(registration, button, came=not came)}</li>"


def _form(registration: Registration, said: str, *, came: bool) -> str:
    return FORM.format(id=html.escape(registration.id), came="1" if came else "0", words=html.escape(said))


def _unknown(say: Say) -> web.Response:
    return page(say, words.unknown_title(say), f"<p>{words.unknown(say)}</p>", status=404)
