"""`/veiledning/<token>`: an entrepreneur's case without Telegram: choose a time, move it, cancel, answer."""

from __future__ import annotations

import html
from collections.abc import Iterable
from datetime import UTC, datetime

from aiohttp import web

from booking.access import hashed
from booking.guidance import Guidance
from booking.looking import Looking
from booking.model.guidance import CHECK_UPS, Appointment, Case, CheckUp, Stage
from booking.model.interval import Interval
from booking.model.messages import Request
from booking.model.people import Person
from booking.ports import Clock, Tokens
from booking.refusals import Refusal
from booking.rules import checking
from booking.rules.doors import case_address, opened_case
from web.guidance import PATH
from web.pages import page
from web.problems import language_of
from wording import Say, calendars, guidance_names, refusals, speak, web_guidance
from wording import guidance as words

MANY = 10


class OwnCase:
    """Whoever has the signed address may act for the person: it is in their e-mail, and nowhere else."""

    def __init__(self, guidance: Guidance, looking: Looking, now: Clock, new_token: Tokens, key: str) -> None:
        self._guidance = guidance
        self._looking = looking
        self._now = now
        self._new_token = new_token
        self._key = key

    def routes(self) -> list[web.RouteDef]:
        path = f"{PATH}/{{token}}"
        return [
            web.get(path, self.show),
            web.post(path, self.act),
            web.get(f"{path}/meeting.ics", self.calendar),
        ]

    async def show(self, request: web.Request) -> web.Response:
        found = await self._found(request)
        if found is None:
            say = speak(language_of(request))
            return page(say, web_guidance.title(say), f"<p>{web_guidance.no_such(say)}</p>", status=404)
        return await self._page(*found)

    async def act(self, request: web.Request) -> web.Response:
        """Does what the button says, and shows how it stands; a refusal is told above."""
        found = await self._found(request)
        if found is None:
            return await self.show(request)
        case, person = found
        posted = await request.post()
        asked = {name: value for name, value in posted.items() if isinstance(value, str)}
        once = hashed(f"{person.id} {asked.get('once', '')}")
        try:
            await self._do(case, person, asked, Request(key=f"web:{once}"))
        except Refusal as refusal:
            say = speak(person.language)
            told = refusals.explain(refusal, self._looking.catalogue, self._now(), say)
            return await self._page(case, person, told)
        except (KeyError, ValueError, OverflowError, OSError):  # no form of ours
            return await self._page(case, person)
        raise web.HTTPSeeOther(request.path)

    async def calendar(self, request: web.Request) -> web.Response:
        found = await self._found(request)
        meeting = await self._guidance.appointing.ahead(found[0]) if found else None
        if found is None or meeting is None:
            raise web.HTTPNotFound
        link = (await self._guidance.plans.of(meeting.adviser_id)).link
        say = speak(found[1].language)
        content = calendars.meeting_calendar(meeting, link, self._looking.catalogue, self._now(), say)
        return web.Response(body=content, content_type="text/calendar", charset="utf-8")

    async def _do(self, case: Case, person: Person, asked: dict[str, str], request: Request) -> None:
        guidance, actor = self._guidance, person.actor
        match asked.get("do", ""):
            case "pick":
                start = datetime.fromtimestamp(int(asked["start"]), UTC)
                if await guidance.appointing.ahead(case) is None:
                    await guidance.appointing.choose(person, case.id, start, request)
                else:
                    await guidance.appointing.move(actor, case.id, start, request)
            case "none":
                await guidance.guiding.turn_down(person, case.id, request)
            case "cancel":
                await guidance.appointing.cancel(actor, case.id, request)
            case "withdraw":
                await guidance.withdrawing.withdraw(person, case.id, request)
            case "consent":
                wanted = asked.get("given") == "1"
                await guidance.outcomes.consent(person, case.id, request, given=wanted)
            case "check" if int(asked.get("months", "0")) in CHECK_UPS:
                answer = CheckUp(asked["answer"])
                await guidance.outcomes.checked(person, case.id, int(asked["months"]), answer, request)

    async def _found(self, request: web.Request) -> tuple[Case, Person] | None:
        opened = opened_case(request.match_info["token"], self._key)
        if opened is None:
            return None
        case = await self._guidance.cases.get(opened[0])
        person = await self._guidance.assigning.people.get(opened[1])
        if case is None or person is None or person.erased_at or case.person_id != person.id:
            return None
        return case, person

    async def _page(self, case: Case, person: Person, told: str = "") -> web.Response:
        say, catalogue, now = speak(person.language), self._looking.catalogue, self._now()
        meeting = await self._guidance.appointing.ahead(case)
        adviser = await self._guidance.assigning.people.get(case.adviser_id) if case.adviser_id else None
        link = (await self._guidance.plans.of(adviser.id)).link if adviser else ""
        card = words.person_card(case, adviser, meeting, link, catalogue, now, say).replace("\n", "<br>")
        wrong = f'<p class="wrong" role="alert">{told}</p>' if told else ""
        body = f"{wrong}<p>{card}</p>{''.join(await self._forms(case, person, meeting, say))}"
        return page(say, web_guidance.title(say), body)

    async def _forms(
        self, case: Case, person: Person, meeting: Appointment | None, say: Say
    ) -> Iterable[str]:
        if case.stage is Stage.FOLLOW_UP:
            wanted = case.consented_at is None
            said = say.plain("Yes, they may get my case") if wanted else say.plain("Take back my consent")
            return [self._button(said, do="consent", given="1" if wanted else "0")]
        if not case.is_open:
            return self._check_up(case, say)
        found = [*await self._times(case, person, meeting, say)]
        if meeting is not None:
            file = html.escape(say.plain("Calendar file"))
            return [
                f'<p><a href="{self._path(case)}/meeting.ics">{file}</a></p>',
                self._button(say.plain("Cancel the meeting"), do="cancel"),
                f"<h2>{html.escape(say.plain('Another time'))}</h2>" if found else "",
                *found,
            ]
        if found:
            found.append(self._button(say.plain("None of them suits"), do="none"))
        return [*found, self._button(say.plain("I no longer need guidance"), do="withdraw")]

    def _check_up(self, case: Case, say: Say) -> Iterable[str]:
        """How it went, while that is asked."""
        asked = list(checking.due(case, self._looking.catalogue.home, self._now()))
        if not asked:
            return []
        months, _ = asked[-1]
        question = html.escape(say.plain("How is it going?"))
        buttons = (
            self._button(guidance_names.check_up(answer, say), do="check", months=str(months), answer=answer)
            for answer in CheckUp
        )
        return [f"<h2>{question}</h2>", *buttons]

    async def _times(
        self, case: Case, person: Person, meeting: Appointment | None, say: Say
    ) -> Iterable[str]:
        may = case.offered or case.chooses_freely or meeting is not None
        if not may or (meeting is not None and meeting.interval.start <= self._now()):
            return []
        times = await self._guidance.appointing.times(person.actor, case.id, MANY)
        return [self._time(each, say) for each in times]

    def _time(self, interval: Interval, say: Say) -> str:
        label = words.time_label(interval, self._looking.catalogue, self._now(), say)
        return self._button(label, do="pick", start=str(int(interval.start.timestamp())))

    def _button(self, words_: str, **fields: str) -> str:
        hidden = "".join(
            f'<input type="hidden" name="{name}" value="{html.escape(value)}">'
            for name, value in {"once": self._new_token(40), **fields}.items()
        )
        return f'<form method="post">{hidden}<button>{html.escape(words_)}</button></form>'

    def _path(self, case: Case) -> str:
        return f"{PATH}/{case_address(case, self._key)}"
