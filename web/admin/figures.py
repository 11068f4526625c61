"""The figures of guidance of a year, each with its definition and the cases behind it."""

from __future__ import annotations

from aiohttp import web

from booking.guidance import Guidance
from booking.looking import Looking
from booking.model.guidance import HowFar, Sector
from booking.model.people import STAFF
from booking.refusals import NotFound
from booking.rules.figures import Figures as Counted
from booking.rules.figures import Name
from web.admin.guarding import PATH
from web.admin.sections import Section, shows
from web.admin.tables import Link, Table
from web.admin.visits import Visit
from wording import Plain, dates, figures, guidance_names

FIGURES = f"{PATH}/figures"
FIRST_YEAR, LAST_YEAR = 2010, 2100
SHOWN_YEARS = 5


class Figures:
    def __init__(self, guidance: Guidance, looking: Looking) -> None:
        self._guidance = guidance
        self._looking = looking

    def section(self) -> Section:
        return Section(
            path=FIGURES,
            name=lambda say: say.plain("Figures"),
            about=lambda say: say.plain("What the yearly report says about guidance"),
            routes=(
                shows(self.show),
                shows(self.show_year, "/{year}"),
                shows(self.trace, "/{year}/{name}"),
            ),
            roles=STAFF,
        )

    async def show(self, visit: Visit) -> web.Response:
        return await self._of(visit, self._this_year(visit))

    async def show_year(self, visit: Visit) -> web.Response:
        return await self._of(visit, _year(visit))

    async def trace(self, visit: Visit) -> web.Response:
        """The cases that a figure counts."""
        counted = await self._guidance.counting.figures(visit.actor, _year(visit))
        try:
            figure = counted.of(Name(visit.part("name")))
        except ValueError as error:
            raise NotFound(what="figure") from error
        say, space = visit.say, self._looking.catalogue.home
        people, rows = self._guidance.assigning.people, []
        for case_id in figure.cases:
            case = await self._guidance.assigning.case(visit.actor, case_id)
            person = await people.get(case.person_id)
            name = person.name if person and person.name else say.plain("somebody who has been erased")
            asked = dates.day(space.today(case.asked_at), space.today(visit.now), say)
            rows.append(
                (
                    Link(words=name, path=f"{PATH}/guidance/{case.id}"),
                    dates.capital(guidance_names.stage(case.stage, say)),
                    dates.capital(asked),
                )
            )
        table = Table(
            caption=say.plain("The cases that are counted"),
            heads=(say.plain("Who"), say.plain("How it stands"), say.plain("Asked")),
            rows=rows,
            empty=say.plain("None."),
        )
        title = say.plain("{name} {year}", name=figures.name(figure.name, say), year=counted.year)
        definition = figures.definition(figure.name, say)
        path = f"{FIGURES}/{counted.year}"
        return visit.page("figure.html", title=title, table=table, definition=definition, path=path)

    async def _of(self, visit: Visit, year: int) -> web.Response:
        counted = await self._guidance.counting.figures(visit.actor, year)
        say, now = visit.say, self._this_year(visit)
        return visit.page(
            "figures.html",
            title=say.plain("Guidance in {year}", year=year),
            table=_table(counted, visit),
            sectors=_divided(
                [
                    (guidance_names.sector(each, say), counted.by_sector.get(each or "", 0))
                    for each in (*Sector, None)
                ],
                visit,
                say.plain("Guidances held, by trade"),
            ),
            stages=_divided(
                [
                    (guidance_names.how_far(each, say), counted.by_stage.get(each or "", 0))
                    for each in (*HowFar, None)
                ],
                visit,
                say.plain("Guidances held, by how far they had come"),
            ),
            waiting=figures.waiting(counted.waiting, say),
            years=[(each, f"{FIGURES}/{each}") for each in range(now, now - SHOWN_YEARS, -1) if each != year],
        )

    def _this_year(self, visit: Visit) -> int:
        return self._looking.catalogue.home.today(visit.now).year


def _table(counted: Counted, visit: Visit) -> Table:
    say = visit.say
    return Table(
        caption=say.plain("The figures"),
        heads=(say.plain("What"), say.plain("How many"), say.plain("What is counted")),
        rows=[
            (
                figures.name(figure.name, say),
                Link(words=str(figure.value), path=f"{FIGURES}/{counted.year}/{figure.name}"),
                figures.definition(figure.name, say),
            )
            for figure in counted.figures
        ],
        empty=say.plain("None."),
    )


def _divided(rows: list[tuple[str, int]], visit: Visit, caption: Plain) -> Table:
    say = visit.say
    return Table(
        caption=caption,
        heads=(say.plain("What"), say.plain("How many")),
        rows=[(dates.capital(name), str(many)) for name, many in rows if many],
        empty=say.plain("None."),
    )


def _year(visit: Visit) -> int:
    said = visit.part("year")
    if not (said.isascii() and said.isdecimal() and FIRST_YEAR <= int(said) <= LAST_YEAR):
        raise NotFound(what="year")
    return int(said)
