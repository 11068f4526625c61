"""Who has what, who is here, and being away."""

from __future__ import annotations

from datetime import timedelta

from booking.absence import Away
from booking.house import House
from booking.looking import Looking
from booking.model.interval import Interval
from booking.model.people import INVITED
from booking.model.spaces import Resource, ResourceKind
from booking.ports import Tokens
from booking.rules import availability, naming
from bot import buttons, stretches, wish
from bot.handlers.acting import Acting
from bot.handlers.spoken_of import SpokenOf
from bot.routing import Intended, Routes
from bot.screen import Screen
from bot.screens import house as screens
from bot.turn import Turn
from bot.understanding import Understanding
from wording import Html, house

MINUTE = timedelta(minutes=1)
SHOWN_OF_KIND = 6


class PresenceInChat:
    def __init__(
        self, house: House, looking: Looking, spoken: SpokenOf, acting: Acting, new_key: Tokens
    ) -> None:
        self._presence = house.presence
        self._absence = house.absence
        self._looking = looking
        self._spoken = spoken
        self._acting = acting
        self._new_key = new_key

    def install(self, routes: Routes) -> None:
        routes.intent("who", Intended(handler=self.who))
        shown = Intended(handler=self.absent, for_another=True, shows_first=lambda _said: True)
        routes.intent("absent", shown)
        self._acting.button(routes, buttons.FreeIt, self.free)
        routes.button(buttons.ComeBack, self.come_back)

    async def who(self, turn: Turn, said: Understanding) -> Screen:
        """What the person who asks may know; nothing is booked."""
        catalogue = self._looking.catalogue
        resource = wish.resource_named(said.resource, catalogue)
        if resource is not None:
            return await self._of_resource(turn, said, resource)
        if said.kind == ResourceKind.ROOM:
            rooms = self._looking.of_kind(ResourceKind.ROOM)[:SHOWN_OF_KIND]
            lines = [(await self._of_resource(turn, said, room)).text for room in rooms]
            return Screen(text="\n".join(lines))
        if turn.member.roles.isdisjoint(INVITED):
            return Screen(text=turn.say("Who is here is for those who have their place here."))
        return await self._here(turn, said)

    async def absent(self, turn: Turn, said: Understanding) -> Screen:
        """What it would free is shown; one tap frees it."""
        away = self._away(said)
        if away is None:
            return Screen(text=turn.say("Which days? Write them, like “away 14–28 July” or “ill today”."))
        held = await self._absence.held(turn.member.actor, turn.holder, away)
        revision = await self._spoken.keep(turn, said)
        once = self._new_key(40)
        return screens.would_free(held, away, self._looking.catalogue, turn, revision=revision, once=once)

    async def free(self, turn: Turn, button: buttons.FreeIt, said: Understanding) -> Screen:
        away = self._away(said, lends=button.lends)
        if away is None:
            return screens.nothing_to_free(turn.say)
        done = await self._absence.free(turn.member.actor, turn.holder, away, turn.request)
        once = self._new_key(40)
        return screens.freed(done, self._looking.catalogue, turn, freed=button.once, once=once)

    async def come_back(self, turn: Turn, button: buttons.ComeBack) -> Screen:
        """All that was freed with that button is theirs again."""
        key = f"tap:{turn.visitor.telegram_id}:{button.freed}"
        back = await self._absence.come_back(turn.member.actor, turn.member, key, turn.request)
        return screens.is_back(back, self._looking.catalogue, turn)

    def _away(self, said: Understanding, *, lends: bool | None = None) -> Away | None:
        catalogue = self._looking.catalogue
        found = stretches.stretches(said, catalogue.home)
        resource = wish.resource_named(said.resource, catalogue)
        is_assigned = resource is not None and resource.assigned_to is not None
        if not found:
            return None
        return Away(
            intervals=found,
            resource_id=resource.id if resource else None,
            lends=is_assigned if lends is None else lends,
        )

    async def _of_resource(self, turn: Turn, said: Understanding, resource: Resource) -> Screen:
        catalogue, space = self._looking.catalogue, self._looking.catalogue.space_of(resource)
        facts = screens.facts_of(catalogue, turn)
        if said.start is not None and said.end is None:
            text = await self._now(turn, resource)
            return screens.about(text, resource, space.today(turn.now), turn, goes_on=False)
        day = said.date or space.today(turn.now)
        within = (stretches.stretches(said, space) or (stretches.whole(day, space),))[0]
        found = await self._presence.of_resource(turn.member, resource.id, within)
        free = await self._looking.starts(day, resource.kind, turn.member)
        text = house.taken(resource, found, day, facts)
        return screens.about(text, resource, day, turn, goes_on=bool(free.get(resource.id)))

    async def _now(self, turn: Turn, resource: Resource) -> Html:
        moment = Interval(turn.now, turn.now + MINUTE)
        found = await self._presence.of_resource(turn.member, resource.id, moment)
        taken = await self._looking.taken(Interval(turn.now, turn.now + timedelta(days=1)), [resource])
        space = self._looking.catalogue.space_of(resource)
        until = availability.free_until(resource, space, taken[resource.id], turn.now)
        return house.taken_now(resource, found, until, screens.facts_of(self._looking.catalogue, turn))

    async def _here(self, turn: Turn, said: Understanding) -> Screen:
        catalogue = self._looking.catalogue
        facts = screens.facts_of(catalogue, turn)
        day = said.date or catalogue.home.today(turn.now)
        is_now = said.start is not None and said.end is None
        stretch = (stretches.stretches(said, catalogue.home) or (stretches.whole(day, catalogue.home),))[0]
        within = Interval(turn.now, turn.now + MINUTE) if is_now else stretch
        found = await self._presence.here(turn.member, within)
        if not said.person:
            return Screen(text=house.here(found, day, facts))
        meant = naming.named(said.person, [person for person, _ in found.seen])
        held = [booking for person, each in found.seen if person in meant for booking in each]
        if meant or turn.member.actor.is_staff:
            name = meant[0].name if len(meant) == 1 else said.person
            return Screen(text=house.one_person(name, held, day, facts))
        return Screen(text=house.not_told(said.person, turn.say))
