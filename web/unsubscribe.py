"""`/unsubscribe/<token>`: where e-mail is stopped, by a person or by their mail program (RFC 8058)."""

from __future__ import annotations

import html

from aiohttp import web

from booking.announcing import Announcing
from booking.membership import Membership
from booking.model.announcements import AnnouncementId, Topic
from booking.model.people import Person
from booking.refusals import NotFound
from booking.rules.addressing import opened
from web.pages import page
from web.problems import language_of
from wording import Say, mails, speak
from wording.speech import Html

FORM = '<form method="post"><button>{words}</button></form>'


class Unsubscribe:
    """Links are signed with the `key`. To open one changes nothing: mail servers open what they are sent."""

    def __init__(self, membership: Membership, announcing: Announcing, key: str) -> None:
        self._membership = membership
        self._announcing = announcing
        self._key = key

    def routes(self) -> list[web.RouteDef]:
        path = "/unsubscribe/{token}"
        return [web.get(path, self.ask), web.post(path, self.stop)]

    async def ask(self, request: web.Request) -> web.Response:
        """Shows one button."""
        found = await self._found(request)
        if found is None:
            return _unknown(request)
        person, topic, _ = found
        say = speak(person.language)
        if topic is not None and topic not in await self._announcing.followed(person):
            return _page(say, mails.left(topic, say))
        if topic is None and not person.email:
            return _page(say, mails.stopped(say))
        form = FORM.format(words=html.escape(mails.stop_button(say)))
        asks = mails.leave_question(topic, say) if topic else mails.stop_question(person.email, say)
        return _page(say, asks, form)

    async def stop(self, request: web.Request) -> web.Response:
        """The button, and the one click of a mail program. Once more does no harm."""
        found = await self._found(request)
        if found is None:
            return _unknown(request)
        person, topic, because = found
        say = speak(person.language)
        if topic is None:
            await self._membership.write_to(person, "")
            return _page(say, mails.stopped(say))
        await self._announcing.follow(person, topic, wanted=False, because=because)
        return _page(say, mails.left(topic, say))

    async def _found(self, request: web.Request) -> tuple[Person, Topic | None, AnnouncementId | None] | None:
        """Who it is, what they follow no more, and because of which announcement; no topic: all e-mail."""
        signed = opened(request.match_info["token"], self._key)
        if signed is None:
            return None
        person_id, group, because = signed
        try:
            return await self._membership.get(person_id), group.topic, because
        except NotFound:
            return None


def _unknown(request: web.Request) -> web.Response:
    say = speak(language_of(request))
    return _page(say, mails.no_such_link(say), status=404)


def _page(say: Say, words: Html, form: str = "", *, status: int = 200) -> web.Response:
    return page(say, mails.stop_title(say), f"<p>{words}</p>\n{form}", status=status)
