"""The first page: what one may do here, and what is coming. Also the choice of language."""

from __future__ import annotations

from collections.abc import Sequence

from aiohttp import web

from booking.looking import Looking
from booking.membership import Membership
from booking.model.events import Event
from booking.model.people import Language
from booking.overseeing import Overseeing
from booking.ports import Events, Page
from booking.registering import Seen
from web.admin.guarding import PATH
from web.admin.sections import Section, shows, takes
from web.admin.tables import Table
from web.admin.visits import Visit
from wording import Html, deliveries, speak, welcome
from wording import events as words

MOST_EVENTS = 10


class Home:
    def __init__(
        self, *, looking: Looking, events: Events, overseeing: Overseeing, membership: Membership
    ) -> None:
        self._looking = looking
        self._events = events
        self._overseeing = overseeing
        self._membership = membership
        self._others: Sequence[Section] = ()

    def section(self, others: Sequence[Section]) -> Section:
        """`others` are the sections beside this one."""
        self._others = others
        return Section(
            path=PATH,
            name=lambda say: say.plain("Start"),
            about=lambda say: say.plain("What is coming"),
            routes=(shows(self.show), takes(self.speak, "/language")),
        )

    async def show(self, visit: Visit) -> web.Response:
        name, say = welcome.first_name(visit.person), visit.say
        coming, _ = await self._events.listing(Page(limit=MOST_EVENTS), since=visit.now)
        return visit.page(
            "home.html",
            title=say.plain("Hi, {name}!", name=name) if name else say.plain("Hi!"),
            others=[section for section in self._others if section.is_for(visit.person.roles)],
            news=await self._news(visit),
            coming=self._coming([await self._seen(event) for event in coming], visit),
        )

    async def speak(self, visit: Visit) -> web.Response:
        """From now on, here and in the chat."""
        form = visit.form({"language": visit.say.plain("Language")})
        chosen = form.choice("language", [language.value for language in Language])
        if not chosen:
            return visit.to(PATH)
        language = Language(chosen)
        await self._membership.speak(visit.person, language)
        return visit.to(PATH, speak(language).plain("From now on I write in this language."))

    async def _news(self, visit: Visit) -> Html | None:
        """For the administration: whether messages arrive."""
        if not visit.actor.is_staff:
            return None
        seen = await self._overseeing.deliveries(visit.actor)
        return deliveries.of_the_week(seen, visit.say)

    async def _seen(self, event: Event) -> Seen:
        """As nobody in particular sees it."""
        registrations = await self._events.registrations(event.id)
        return Seen(event=event, registrations=registrations, of_person=None)

    def _coming(self, coming: Sequence[Seen], visit: Visit) -> Table:
        catalogue, say = self._looking.catalogue, visit.say
        rows = [
            (
                seen.event.title,
                words.when(seen.event, catalogue, visit.now, say),
                words.where(seen.event, catalogue, say),
                words.filled(seen, say),
            )
            for seen in coming
        ]
        return Table(
            caption=say.plain("What is coming"),
            heads=(say.plain("What"), say.plain("When"), say.plain("Where"), say.plain("How it stands")),
            rows=rows,
            empty=say.plain("Nothing is planned just now."),
        )
