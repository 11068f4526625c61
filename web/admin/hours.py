"""When and where an adviser can be met: their own plan, or anybody's for the administration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from aiohttp import web

from booking.guidance import Guidance
from booking.looking import Looking
from booking.model.guidance import Meeting, Plan
from booking.model.people import Person, PersonId, Role
from booking.model.spaces import Hours as Stretch
from booking.own_calendars import LONGEST_ADDRESS, OwnCalendars
from booking.refusals import CalendarNotRead, NotFound
from booking.rules import hours_in_words
from web.admin.forms import Form
from web.admin.guarding import PATH
from web.admin.sections import Section, shows, takes
from web.admin.visits import Visit
from wording import Plain, Say, as_plain, guidance_names, own_calendars

HOURS = f"{PATH}/hours"
DAYS = tuple(range(7))
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


class Hours:
    def __init__(self, guidance: Guidance, looking: Looking, calendars: OwnCalendars) -> None:
        self._advising = guidance.advising
        self._looking = looking
        self._calendars = calendars

    def section(self) -> Section:
        return Section(
            path=HOURS,
            name=lambda say: say.plain("Hours"),
            about=lambda say: say.plain("When and where an adviser can be met"),
            routes=(
                shows(self.show),
                takes(self.save, "/{person}"),
                shows(self.show_one, "/{person}"),
                takes(self.connect, "/{person}/calendar"),
                takes(self.disconnect, "/{person}/calendar/gone"),
            ),
        )

    async def show(self, visit: Visit) -> web.Response:
        """One's own; the administration chooses whose."""
        advisers = await self._advising.advisers()
        if Role.ADVISER in visit.person.roles:
            return await self._page(visit, visit.person)
        return visit.page("hours.html", title=visit.say.plain("Hours"), advisers=advisers, path=HOURS)

    async def show_one(self, visit: Visit) -> web.Response:
        return await self._page(visit, await self._adviser(visit))

    async def save(self, visit: Visit) -> web.Response:
        adviser = await self._adviser(visit)
        plan = await self._advising.plan(adviser.id)
        form = visit.form(self._labels(visit.say))
        wanted = self._plan(form, plan, {each.id for each in await self._advising.advisers()})
        if not form.is_right:
            return await self._page(visit, adviser, form)
        revision = form.value("revision")
        await self._advising.save(
            visit.actor, replace(wanted, revision=int(revision) if revision.isdecimal() else plan.revision)
        )
        return visit.to(f"{HOURS}/{adviser.id}", visit.say.plain("Saved."))

    async def connect(self, visit: Visit) -> web.Response:
        """It is read at once, so that a wrong address is told here."""
        adviser = await self._adviser(visit)
        form = visit.form(self._labels(visit.say))
        address = form.line("calendar", longest=LONGEST_ADDRESS)
        if form.is_right:
            try:
                await self._calendars.connect(adviser.id, address)
            except CalendarNotRead as refusal:
                why = own_calendars.why(refusal.trouble, refusal.host, visit.say)
                form.wrong("calendar", as_plain(why))
        if not form.is_right:
            form.fill(_usual(await self._advising.plan(adviser.id)))
            return await self._page(visit, adviser, form)
        return visit.to(f"{HOURS}/{adviser.id}", visit.say.plain("The calendar is connected."))

    async def disconnect(self, visit: Visit) -> web.Response:
        adviser = await self._adviser(visit)
        await self._calendars.disconnect(adviser.id)
        return visit.to(f"{HOURS}/{adviser.id}", visit.say.plain("The calendar is no longer read."))

    async def _adviser(self, visit: Visit) -> Person:
        """Raises NotFound for anybody else's than one's own, but by the administration."""
        wanted = PersonId(visit.part("person"))
        if not visit.actor.is_staff and wanted != visit.person.id:
            raise NotFound(what="person")
        for adviser in await self._advising.advisers():
            if adviser.id == wanted:
                return adviser
        raise NotFound(what="person")

    async def _page(self, visit: Visit, adviser: Person, form: Form | None = None) -> web.Response:
        say, plan = visit.say, await self._advising.plan(adviser.id)
        others = [each for each in await self._advising.advisers() if each.id != adviser.id]
        shown = form or visit.form(self._labels(say), _usual(plan))
        return visit.page(
            "plan.html",
            title=say.plain("Hours of {name}", name=adviser.name),
            status=422 if form else 200,
            form=shown,
            own=await self._calendars.of_person(adviser.id),
            failed="calendar" if form and "calendar" in form.mistakes else "plan",
            path=f"{HOURS}/{adviser.id}",
            days=[f"day_{day}" for day in DAYS],
            places=[f"place_{place}" for place in Meeting],
            others=[("", say.plain("Nobody")), *((each.id, each.name) for each in others)],
        )

    def _labels(self, say: Say) -> Mapping[str, Plain]:
        days = (
            say.plain("Monday"),
            say.plain("Tuesday"),
            say.plain("Wednesday"),
            say.plain("Thursday"),
            say.plain("Friday"),
            say.plain("Saturday"),
            say.plain("Sunday"),
        )
        return {
            **{f"day_{number}": name for number, name in enumerate(days)},
            **{f"place_{place}": guidance_names.meeting(place, say) for place in Meeting},
            "exceptions": say.plain("Days that differ"),
            "length": say.plain("Length of a meeting, in minutes"),
            "buffer": say.plain("Pause after a meeting, in minutes"),
            "notice": say.plain("Shortest notice, in hours"),
            "most_a_day": say.plain("Most meetings a day"),
            "days_ahead": say.plain("How many days ahead"),
            "link": say.plain("Link for digital meetings"),
            "weight": say.plain("Share of new requests"),
            "away_from": say.plain("Away from"),
            "away_until": say.plain("Away until"),
            "stand_in": say.plain("Stand-in"),
            "calendar": say.plain("Secret address of the calendar"),
        }

    @staticmethod
    def _plan(form: Form, before: Plan, advisers: set[PersonId]) -> Plan:
        """What was written; where something is wrong, the form says so."""
        stand_in = form.choice("stand_in", ["", *advisers - {before.person_id}])
        away_from, away_until = form.day("away_from", needed=False), form.day("away_until", needed=False)
        if away_from and away_until and away_until < away_from:
            form.wrong("away_until", form.say.plain("It ends before it begins."))
        places = tuple(place for place in Meeting if form.ticked(f"place_{place}"))
        if not places:
            form.wrong(f"place_{Meeting.ROOM}", form.say.plain("Choose one at least."))
        return replace(
            before,
            weekly={day: hours for day in DAYS if (hours := _hours(form, f"day_{day}"))},
            exceptions=_exceptions(form),
            length=form.number("length", 15, 240) * MINUTE,
            buffer=form.number("buffer", 0, 120) * MINUTE,
            notice=form.number("notice", 0, 336) * HOUR,
            most_a_day=form.number("most_a_day", 1, 12),
            days_ahead=form.number("days_ahead", 1, 180),
            weight=form.number("weight", 0, 10),
            link=form.line("link", needed=False),
            places=places or before.places,
            away_from=away_from,
            away_until=away_until,
            stand_in=PersonId(stand_in) if stand_in else None,
        )


def _hours(form: Form, name: str) -> tuple[Stretch, ...]:
    try:
        return hours_in_words.read(form.line(name, needed=False))
    except ValueError:
        form.wrong(name, form.say.plain("Write hours like 9–11.30, 12–15, or nothing."))
        return ()


def _exceptions(form: Form) -> Mapping[date, tuple[Stretch, ...]]:
    try:
        return hours_in_words.read_exceptions(form.text("exceptions", needed=False))
    except ValueError as error:
        line = str(error).partition("\n")[0]
        form.wrong("exceptions", form.say.plain("This line cannot be read: {line}", line=line))
        return {}


def _usual(plan: Plan) -> dict[str, str]:
    return {
        **{f"day_{day}": hours_in_words.written(plan.weekly.get(day, ())) for day in DAYS},
        **{f"place_{place}": "1" for place in plan.places},
        "exceptions": hours_in_words.written_exceptions(plan.exceptions),
        "length": str(plan.length // MINUTE),
        "buffer": str(plan.buffer // MINUTE),
        "notice": str(plan.notice // HOUR),
        "most_a_day": str(plan.most_a_day),
        "days_ahead": str(plan.days_ahead),
        "weight": str(plan.weight),
        "link": plan.link,
        "away_from": plan.away_from.isoformat() if plan.away_from else "",
        "away_until": plan.away_until.isoformat() if plan.away_until else "",
        "stand_in": plan.stand_in or "",
        "revision": str(plan.revision),
    }
