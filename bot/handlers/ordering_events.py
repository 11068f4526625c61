"""The administration's word about an event: it is found, the change is shown, and one tap does it."""

from __future__ import annotations

from booking.looking import Looking
from booking.model.events import Event, EventId, Way
from bot import buttons, event_plans
from bot.amended_words import amended
from bot.buttons import Amended, Hosting
from bot.conversation import Conversations, Expecting
from bot.event_fields import Fields
from bot.event_orders import PRONOUN, Order, Ordered, order_in
from bot.event_words import LINK
from bot.handlers.amending import AmendingInChat
from bot.handlers.finding_events import FindingEvents, Meant
from bot.handlers.hosting import HostingInChat
from bot.routing import NotAnAnswer, Routes
from bot.screen import Screen
from bot.screens import ordering_events as screens
from bot.turn import Turn


class OrderingEvents:
    def __init__(
        self,
        *,
        finding: FindingEvents,
        hosting: HostingInChat,
        amending: AmendingInChat,
        looking: Looking,
        conversations: Conversations,
    ) -> None:
        self._finding = finding
        self._hosting = hosting
        self.amending = amending
        self._looking = looking
        self._conversations = conversations

    def install(self, routes: Routes) -> None:
        routes.button(buttons.ThisEvent, self.chosen)
        routes.expected(Expecting.EVENT_WHICH, self.named)

    async def in_words(self, turn: Turn) -> Screen | None:
        """None for what is no such order, or about no event."""
        if turn.person is None or not turn.person.actor.is_staff:
            return None
        order = order_in(turn.text)
        if order is None:
            return None
        about = (await self._conversations.last(turn.visitor.telegram_id, turn.now)).event
        meant = await self._meant(turn, order, about)
        if meant is None:
            return None
        return await self._ordered(turn, order, meant)

    async def chosen(self, turn: Turn, button: buttons.ThisEvent) -> Screen:
        """One of several; what was said of it is kept with the chat."""
        last = await self._conversations.last(turn.visitor.telegram_id, turn.now)
        waits = last.expected if last.expected and last.expected.what is Expecting.EVENT_WHICH else None
        order = order_in(waits.subject) if waits else None
        event = await self._hosting.event_of(turn, button.event)
        if order is None:
            return await self._hosting.manage(turn, event.id)
        await self._conversations.forget(turn.visitor.telegram_id)
        return await self._do(turn, order, event)

    async def named(self, turn: Turn, subject: str) -> Screen:
        """Which of several, in words: its day or its title."""
        order = order_in(subject)
        meant = await self._finding.named(turn, turn.text)
        if order is None or meant.one is None:
            raise NotAnAnswer
        return await self._do(turn, order, meant.one)

    async def _meant(self, turn: Turn, order: Order, about: EventId | None) -> Meant | None:
        """None where no event is named."""
        known = await self._finding.coming(turn)
        if not order.about or PRONOUN.fullmatch(order.about):
            talked_of = [event for event in known if event.id == about]
            is_of_events = bool(talked_of) or not order.about  # `endre stedet til Rådhuset`
            return Meant(events=talked_of or known) if is_of_events and known else None
        if not self._finding.names_event(order.about, known):
            return None
        return await self._finding.named(turn, order.about)

    async def _ordered(self, turn: Turn, order: Order, meant: Meant) -> Screen:
        if meant.one is not None:
            return await self._do(turn, order, meant.one)
        if not meant.events:
            return screens.none(turn)
        what = Expecting.EVENT_WHICH
        await self._conversations.expect(turn.visitor.telegram_id, what, turn.text, turn.now)
        return screens.which(meant.events, self._looking.catalogue, turn, not_then=meant.not_then)

    async def _do(self, turn: Turn, order: Order, event: Event) -> Screen:
        """It is shown first; what lacks of it is asked for."""
        event = await self._hosting.event_of(turn, event.id)
        if order.what is Ordered.CANCEL:
            return await self._hosting.ask_sure(turn, event.id)
        fields = self._fields(turn, order, event)
        if (
            fields.get("ways")
            and Way.DIGITAL in event_ways(fields)
            and not (fields.get("link") or event.link)
        ):
            return await self._hosting.begin(turn, event.id, Hosting.DIGITAL)
        if fields:
            return await self._hosting.changing.propose(turn, event, fields)
        if order.part is not None:
            return await self.amending.ask(turn, buttons.Amend(event=event.id, what=order.part))
        return await self._hosting.begin(turn, event.id, Hosting.MOVE)

    def _fields(self, turn: Turn, order: Order, event: Event) -> Fields:
        """Empty where the words say nothing that is known."""
        catalogue = self._looking.catalogue
        match order.what:
            case Ordered.MOVE:
                said = event_plans.moved(order.new, event, catalogue, turn.now)
                return said or event_plans.placed(order.new, event, catalogue, turn.now)
            case Ordered.PLACE:
                return event_plans.placed(order.new, event, catalogue, turn.now)
            case Ordered.WAYS:
                link = LINK.search(turn.text)
                return (
                    amended(
                        Amended.WAYS,
                        f"{order.new} {link[0] if link else ''}",
                        event,
                        catalogue.home,
                        turn.now,
                    )
                    or {}
                )
            case _:
                what = order.part or Amended.TITLE
                if what is Amended.SEATS and event.ways == {Way.DIGITAL}:
                    what = Amended.ONLINE
                return amended(what, order.new, event, catalogue.home, turn.now) or {}


def event_ways(fields: Fields) -> frozenset[Way]:
    ways = fields.get("ways")
    return ways if isinstance(ways, frozenset) else frozenset()
