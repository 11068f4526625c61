"""`/veiledning`: asking for guidance without Telegram. One page, the questions of the chat, and no script."""

from __future__ import annotations

import html
from collections.abc import Mapping
from datetime import timedelta

from aiohttp import web

from booking.access import hashed
from booking.membership import Membership
from booking.model.guidance import Case, HowFar, Sector
from booking.model.intakes import Answers, Step
from booking.model.messages import Request
from booking.model.people import Person, PersonId
from booking.ports import Clock, Pace, Tokens
from booking.refusals import NotFound, TooManyAsk, TooManyCases
from booking.requesting import Requesting
from booking.rules.addressing import is_address
from booking.rules.answers import LONGEST
from booking.rules.doors import case_address
from web.fields import Fields
from web.pages import page
from web.problems import language_of
from wording import Say, clean, guidance_names, speak, web_guidance
from wording.cleaning import clean_letter

PATH = "/veiledning"
AT_ONCE, GAP = 5, timedelta(minutes=5)
"""So many forms at once, and one more each five minutes, whoever sends them: nobody floods the advisers."""
LONGEST_NAME = 80
ID_LENGTH = 16
TRAP = "website"
"""A field that nobody sees: who fills it in is a program."""


class GuidanceForm:
    def __init__(
        self,
        *,
        requesting: Requesting,
        membership: Membership,
        pace: Pace,
        now: Clock,
        new_token: Tokens,
        key: str,
    ) -> None:
        self._requesting = requesting
        self._membership = membership
        self._pace = pace
        self._now = now
        self._new_token = new_token
        self._key = key

    def routes(self) -> list[web.RouteDef]:
        return [web.get(PATH, self.show), web.post(PATH, self.send)]

    async def show(self, request: web.Request) -> web.Response:
        say = speak(language_of(request))
        return self._form(say, Fields(given={"once": self._new_token()}))

    async def send(self, request: web.Request) -> web.Response:
        """To the page of their case; the form again where something is missing."""
        say = speak(language_of(request))
        posted = await request.post()
        given = {name: value for name, value in posted.items() if isinstance(value, str)}
        wrong = _wrong(given, say)
        if wrong:
            return self._form(say, Fields(given=given, wrong=wrong), status=422)
        if given.get(TRAP):
            return page(say, web_guidance.title(say), f"<p>{web_guidance.received(say)}</p>")
        try:
            case = await self._ask(given, say)
        except (TooManyAsk, TooManyCases):
            return page(say, web_guidance.title(say), f"<p>{web_guidance.too_many(say)}</p>", status=429)
        raise web.HTTPSeeOther(f"{PATH}/{case_address(case, self._key)}")

    async def _ask(self, given: Mapping[str, str], say: Say) -> Case:
        """Raises TooManyAsk. The same form sent twice asks once."""
        once = hashed(f"web guidance {given['once']}")
        person_id = PersonId(once[:ID_LENGTH])
        known = await self._known(person_id)
        if known is None:
            if not await self._pace.may("web:guidance", self._now(), gap=GAP, at_once=AT_ONCE):
                raise TooManyAsk
            await self._requesting.check_may_ask(None)
            name, email = clean(given["name"], LONGEST_NAME), given["email"].strip()
            known = await self._membership.add(name, person_id=person_id, email=email)
            await self._membership.speak(known, say.language)
        answers = Answers(
            idea=_text(given, "idea", Step.IDEA),
            how_far=HowFar(given["how_far"]) if given.get("how_far") in set(HowFar) else None,
            sector=Sector(given["sector"]) if given.get("sector") in set(Sector) else None,
            hope=_text(given, "hope", Step.HOPE),
            where=_text(given, "where", Step.WHERE),
            reach=_text(given, "reach", Step.REACH),
        )
        return await self._requesting.send(known, answers, Request(key=f"web:{once}"))

    async def _known(self, person_id: PersonId) -> Person | None:
        try:
            return await self._membership.get(person_id)
        except NotFound:
            return None

    def _form(self, say: Say, fields: Fields, status: int = 200) -> web.Response:
        labels = web_guidance.labels(say)
        how_far = [
            ("", guidance_names.how_far(None, say)),
            *((each, guidance_names.how_far(each, say)) for each in HowFar),
        ]
        sector = [
            ("", guidance_names.sector(None, say)),
            *((each, guidance_names.sector(each, say)) for each in Sector),
        ]
        body = (
            f"{web_guidance.introduction(say)}"
            f'<form method="post" novalidate>'
            f'<input type="hidden" name="once" value="{html.escape(fields.given.get("once", ""))}">'
            f"{fields.line('name', labels['name'], fills='name', most=LONGEST_NAME)}"
            f"{fields.line('email', labels['email'], kind='email', fills='email')}"
            f"{fields.text('idea', labels['idea'], most=LONGEST[Step.IDEA])}"
            f"{fields.choice('how_far', labels['how_far'], how_far)}"
            f"{fields.choice('sector', labels['sector'], sector)}"
            f"{fields.text('hope', labels['hope'], most=LONGEST[Step.HOPE])}"
            f"{fields.line('where', labels['where'], fills='address-level2', most=LONGEST[Step.WHERE])}"
            f"{fields.line('reach', labels['reach'], fills='tel', most=LONGEST[Step.REACH])}"
            f'<div class="apart" aria-hidden="true"><label>Website <input name="{TRAP}" tabindex="-1"'
            f' autocomplete="off"></label></div>'
            f"{fields.tick('consent', labels['consent'])}"
            f"<p><button>{html.escape(labels['send'])}</button></p></form>"
        )
        return page(say, web_guidance.title(say), body, status=status)


def _wrong(given: Mapping[str, str], say: Say) -> dict[str, str]:
    """Only who one is, how one is reached, and the consent are asked of everybody."""
    found: dict[str, str] = {}
    if not given.get("name", "").strip():
        found["name"] = say.plain("Fill this in.")
    if not is_address(given.get("email", "").strip()):
        found["email"] = say.plain("Write an e-mail address: that is where the times come.")
    if not given.get("consent"):
        found["consent"] = say.plain("We need your yes to keep what you write.")
    if not given.get("once"):
        found["name"] = say.plain("The page was open for too long. Send it once more.")
    return found


def _text(given: Mapping[str, str], name: str, step: Step) -> str:
    return clean_letter(given.get(name, ""))[: LONGEST[step]]
