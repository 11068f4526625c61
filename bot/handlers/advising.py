"""An adviser's cases in the chat: times are offered, a case is passed on, and its outcome is noted."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from booking.guidance import Guidance
from booking.looking import Looking
from booking.model.guidance import CaseId, Outcome, Plan
from booking.model.interval import Interval
from booking.model.people import Role
from booking.ports import Page, Tokens
from booking.refusals import NotAnOrganisation, NotFound
from bot import buttons
from bot.buttons import Advice
from bot.conversation import Conversations, Expecting
from bot.handlers.guidance import GuidanceInChat
from bot.routing import Routes
from bot.screen import Screen
from bot.screens import advising as screens
from bot.screens.guidance import Here
from bot.turn import Turn

MANY = 8
MOST_LISTED = 20
NONE = frozenset({"none", "ingen", "ikke", "nei", "no", "-"})
"""Said instead of an organisation number."""


class AdvisingInChat:
    def __init__(
        self,
        guidance: Guidance,
        own: GuidanceInChat,
        conversations: Conversations,
        looking: Looking,
        new_key: Tokens,
    ) -> None:
        self._assigning = guidance.assigning
        self._guiding = guidance.guiding
        self._appointing = guidance.appointing
        self._casework = guidance.casework
        self._ending = guidance.outcomes
        self._advising = guidance.advising
        self._own = own
        self._conversations = conversations
        self._looking = looking
        self._new_key = new_key
        self._steps: dict[Advice, Callable[[Turn, CaseId], Awaitable[Screen]]] = {
            Advice.SHOW: own.card,
            Advice.WHERE: self._where,
            Advice.GIVE_AWAY: self._whom,
            Advice.OUTCOMES: self._outcomes,
        }

    def install(self, routes: Routes) -> None:
        routes.button(buttons.Advise, self.step)
        routes.button(buttons.ChooseTimes, self.choose_times)
        routes.button(buttons.LetChoose, self.let_choose)
        routes.button(buttons.PassOn, self.pass_on)
        routes.button(buttons.TookPlace, self.took_place)
        routes.button(buttons.EndCase, self.end)
        routes.button(buttons.FinishTask, self.finish)
        routes.expected(Expecting.ORGANISATION, self.organisation)
        routes.command(["saker", "cases"], self.cases)

    async def step(self, turn: Turn, button: buttons.Advise) -> Screen:
        return await self._steps[button.what](turn, button.case)

    async def cases(self, turn: Turn) -> Screen:
        """The adviser's open ones; all that are open for the administration."""
        actor = turn.member.actor
        if not actor.is_staff and Role.ADVISER not in actor.roles:
            raise NotFound(what="case")
        whose = None if actor.is_staff else actor.person_id
        page = Page(limit=MOST_LISTED)
        found, _ = await self._assigning.cases.listing(page, adviser_id=whose, only_open=True)
        people = self._assigning.people
        return screens.listing([(case, await people.get(case.person_id)) for case in found], turn.say)

    async def choose_times(self, turn: Turn, button: buttons.ChooseTimes) -> Screen | None:
        """Ticks and unticks; at last sends, and everybody hears it through the outbox."""
        actor = turn.member.actor
        found = await self._guiding.times(actor, button.case, button.meeting, MANY)
        length = (await self._plan(turn, button.case)).length
        ticked = [Interval(start, start + length) for start in button.ticked]
        if button.send:
            await self._guiding.offer(actor, button.case, button.meeting, ticked, turn.request)
            return await self._own.unless_told(turn, button.case)
        case = await self._assigning.open_case(actor, button.case)
        shown = sorted({*found, *ticked})
        catalogue = self._looking.catalogue
        here = Here(catalogue=catalogue, now=turn.now, say=turn.say, once=self._new_key(40))
        return screens.times(case, button.meeting, shown, button.ticked, here)

    async def let_choose(self, turn: Turn, button: buttons.LetChoose) -> Screen | None:
        await self._guiding.let_choose(turn.member.actor, button.case, button.meeting, turn.request)
        return await self._own.unless_told(turn, button.case)

    async def pass_on(self, turn: Turn, button: buttons.PassOn) -> Screen:
        to = button.to or None
        case = await self._guiding.pass_on(turn.member.actor, button.case, to, turn.request)
        adviser = await self._assigning.people.get(case.adviser_id) if case.adviser_id else None
        return screens.passed_on(adviser, turn.say)

    async def took_place(self, turn: Turn, button: buttons.TookPlace) -> Screen:
        meeting = await self._appointing.took_place(
            turn.member.actor, button.appointment, turn.request, came=button.came
        )
        return await self._own.card(turn, meeting.case_id)

    async def end(self, turn: Turn, button: buttons.EndCase) -> Screen:
        """A firm's number is asked for in words."""
        actor = turn.member.actor
        if button.outcome is Outcome.STARTED:
            await self._assigning.case(actor, button.case)
            what = Expecting.ORGANISATION
            await self._conversations.expect(turn.visitor.telegram_id, what, button.case, turn.now)
            return screens.ask_organisation(turn.say)
        case = await self._ending.end(actor, button.case, button.outcome, turn.request)
        return screens.ended(case, turn.say)

    async def organisation(self, turn: Turn, subject: str) -> Screen:
        """The message after that; a wrong number is asked for again."""
        said = "" if turn.text.strip().casefold() in NONE else turn.text
        case_id = CaseId(subject)
        try:
            case = await self._ending.end(
                turn.member.actor, case_id, Outcome.STARTED, turn.request, organisation=said
            )
        except NotAnOrganisation:
            what = Expecting.ORGANISATION
            await self._conversations.expect(turn.visitor.telegram_id, what, subject, turn.now)
            raise
        return screens.ended(case, turn.say)

    async def finish(self, turn: Turn, button: buttons.FinishTask) -> Screen:
        await self._casework.finish(turn.member.actor, button.task)
        return screens.task_done(turn.say)

    async def _plan(self, turn: Turn, case_id: CaseId) -> Plan:
        case = await self._assigning.open_case(turn.member.actor, case_id)
        return await self._advising.plan(case.adviser_id or turn.member.id)

    async def _where(self, turn: Turn, case_id: CaseId) -> Screen:
        case = await self._assigning.open_case(turn.member.actor, case_id)
        plan = await self._plan(turn, case_id)
        return screens.where(case, plan.places, turn.say, once=self._new_key(40))

    async def _whom(self, turn: Turn, case_id: CaseId) -> Screen:
        case = await self._assigning.open_case(turn.member.actor, case_id)
        others = await self._advising.advisers()
        return screens.pass_on(case, others, turn.say, once=self._new_key(40))

    async def _outcomes(self, turn: Turn, case_id: CaseId) -> Screen:
        case = await self._assigning.case(turn.member.actor, case_id)
        return screens.outcomes(case, turn.say, once=self._new_key(40))
