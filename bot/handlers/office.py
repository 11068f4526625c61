"""What the chat does not know by itself, and small jobs of the administration in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from booking.asking import Asking
from booking.looking import Looking
from booking.membership import Membership
from booking.model.people import Person, Role, Tenant
from booking.model.spaces import ResourceKind
from booking.ports import Page
from booking.rules import naming
from bot import house_words
from bot.handlers.closing import ClosingInChat
from bot.routing import Intended, Routes
from bot.screen import Screen
from bot.screens import house as about
from bot.screens import office as screens
from bot.screens import talking
from bot.turn import Turn
from bot.understanding import Understanding
from wording import house

PAGE = Page(limit=500)
DAY = timedelta(days=1)
WORKING_DAYS = 5


class OfficeInChat:
    """`bot_name` is the bot's own on Telegram, empty while it is not known."""

    def __init__(
        self,
        *,
        asking: Asking,
        membership: Membership,
        looking: Looking,
        closing: ClosingInChat,
        bot_name: Callable[[], str],
    ) -> None:
        self._asking = asking
        self._membership = membership
        self._looking = looking
        self._closing = closing
        self._bot_name = bot_name

    def install(self, routes: Routes) -> None:
        routes.intent("info", Intended(handler=self.info))

    async def info(self, turn: Turn, said: Understanding) -> Screen:
        """What the space file knows; else whom to ask, and a button that asks."""
        catalogue = self._looking.catalogue
        is_left = house_words.LEFT.search(turn.text) is not None
        topic = None if is_left else house_words.topic_of(turn.text)
        if said.resource or (topic is None and not is_left):
            return talking.other(said, catalogue, turn)
        known = about.fact(topic, catalogue, turn) if topic else None
        if known is not None:
            return known
        kept = await self._asking.keep(turn.member, turn.text, turn.request)
        return about.unknown_here(kept, catalogue, turn)

    async def in_words(self, turn: Turn, said: Understanding) -> Screen | None:
        """What the understanding has no intent for; None where it is none of these."""
        if found := house_words.INVITES.match(turn.text):
            return await self._invite(turn, found["name"].strip(), (found["firm"] or "").strip(" .!"))
        if house_words.FREE_DESKS.search(turn.text):
            return await self._free_desks(turn)
        if house_words.LEFT.search(turn.text):
            kept = await self._asking.keep(turn.member, turn.text, turn.request)
            return about.unknown_here(kept, self._looking.catalogue, turn)
        return await self._closing.opened_in_words(turn, said)

    async def opened_in_words(self, turn: Turn, said: Understanding) -> Screen | None:
        """None for what does not begin with the order to open."""
        is_order = house_words.ORDERS_TO_OPEN.match(turn.text) is not None
        return await self._closing.opened_in_words(turn, said) if is_order else None

    async def _invite(self, turn: Turn, name: str, firm: str) -> Screen | None:
        """A link that works once; a firm that nobody knows is made only where it is said to be new."""
        if not turn.member.actor.is_staff:
            return None
        if not firm:
            return screens.which_firm(name, turn.say)
        new = re.match(r"(?:et )?(?:nytt|ny|new)(?: firma| firm| company)? (.+)", firm, re.IGNORECASE)
        known = None if new else await self._tenant(firm)
        if known is None and new is None:
            return screens.no_such_firm(name, firm, turn.say)
        tenant = known.name if known else new[1] if new else firm
        token = await self._membership.invite(Role.TENANT, tenant=tenant, name=name)
        return screens.invited(name, tenant, f"https://t.me/{self._bot_name()}?start={token}", turn.say)

    async def _tenant(self, firm: str) -> Tenant | None:
        tenants, _ = await self._membership.tenants(PAGE)
        wanted = naming.words_of(firm)
        exact = [each for each in tenants if naming.words_of(each.name) == wanted]
        begins = [each for each in tenants if naming.words_of(each.name)[: len(wanted)] == wanted]
        found: Sequence[Tenant] = exact or begins
        return found[0] if len(found) == 1 else None

    async def _free_desks(self, turn: Turn) -> Screen:
        today = self._looking.catalogue.home.today(turn.now)
        days = [day for n in range(1, 7) if (day := today + n * DAY).weekday() < WORKING_DAYS]
        this_week = [day for day in days if day.isocalendar()[:2] == today.isocalendar()[:2]]
        many = await self._free(turn.member, today)
        week = [(day, await self._free(turn.member, day)) for day in this_week]
        return Screen(text=house.free_desks(many, week, today, turn.say))

    async def _free(self, person: Person, day: date) -> int | None:
        """None where it is closed that day."""
        if not self._looking.catalogue.home.open_on(day):
            return None
        found = await self._looking.parts(day, ResourceKind.DESK, person)
        return sum(bool(parts) for parts in found.values())
