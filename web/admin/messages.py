"""The ledger of deliveries: who got which message, when and how, and why not."""

from __future__ import annotations

from urllib.parse import quote

from aiohttp import web

from booking.looking import Looking
from booking.model.people import STAFF
from booking.overseeing import Deliveries, Overseeing
from booking.ports import Page
from web.admin.guarding import PATH
from web.admin.sections import Section, shows
from web.admin.tables import Table
from web.admin.visits import Visit
from wording import dates, deliveries

MESSAGES = f"{PATH}/messages"
ON_A_PAGE = 25


class Messages:
    def __init__(self, overseeing: Overseeing, looking: Looking) -> None:
        self._overseeing = overseeing
        self._looking = looking

    def section(self) -> Section:
        return Section(
            path=MESSAGES,
            name=lambda say: say.plain("Messages"),
            about=lambda say: say.plain("Who got which message, and who did not"),
            routes=(shows(self.show),),
            roles=STAFF,
        )

    async def show(self, visit: Visit) -> web.Response:
        """A page of the ledger, the latest first; an address that was mistyped shows the first."""
        after = visit.asked("after") or None
        try:
            seen = await self._overseeing.deliveries(visit.actor, Page(limit=ON_A_PAGE, after=after))
        except ValueError:
            return visit.to(MESSAGES)
        say = visit.say
        return visit.page(
            "messages.html",
            title=say.plain("Messages"),
            news=deliveries.of_the_week(seen, say),
            table=self._table(seen, visit, is_first=after is None),
        )

    def _table(self, seen: Deliveries, visit: Visit, *, is_first: bool) -> Table:
        say, space = visit.say, self._looking.catalogue.home
        rows = [
            (
                dates.capital(dates.moment(line.at, space, visit.now, say)),
                dates.capital(deliveries.who(line, seen, say)),
                dates.capital(deliveries.what(line.message.purpose, say)),
                dates.capital(deliveries.how(line, say)),
            )
            for line in seen.latest
        ]
        return Table(
            caption=say.plain("The latest messages") if is_first else say.plain("Older messages"),
            heads=(say.plain("When"), say.plain("To"), say.plain("What"), say.plain("How it went")),
            rows=rows,
            empty=say.plain("None yet."),
            older=f"{MESSAGES}?after={quote(seen.next)}" if seen.next else "",
            newest="" if is_first else MESSAGES,
        )
