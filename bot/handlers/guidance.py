"""An entrepreneur's case in the chat, and the meeting as both sides move or cancel it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from booking.guidance import Guidance
from booking.looking import Looking
from booking.model.guidance import CHECK_UPS, Appointment, Case, CaseId
from booking.ports import Tokens
from booking.refusals import NotFound
from bot import buttons
from bot.buttons import OfCase
from bot.routing import Routes
from bot.screen import Document, Screen
from bot.screens import advising
from bot.screens import guidance as screens
from bot.turn import Turn
from wording import calendars
from wording import guidance as words

MANY = 6


class GuidanceInChat:
    def __init__(
        self,
        guidance: Guidance,
        looking: Looking,
        new_key: Tokens,
        pages: Callable[[], str],
    ) -> None:
        """`pages` is where people reach our pages, empty where they do not."""
        self._pages = pages
        self._assigning = guidance.assigning
        self._guiding = guidance.guiding
        self._appointing = guidance.appointing
        self._outcomes = guidance.outcomes
        self._withdrawing = guidance.withdrawing
        self._plans = guidance.plans
        self._looking = looking
        self._new_key = new_key
        self._steps: dict[OfCase, Callable[[Turn, CaseId], Awaitable[Screen | None]]] = {
            OfCase.SHOW: self.card,
            OfCase.NONE_FITS: self._none_fits,
            OfCase.MOVE: self._other_times,
            OfCase.CANCEL: self._sure_to_cancel,
            OfCase.CANCEL_SURE: self._cancel,
            OfCase.WITHDRAW: self._sure_to_withdraw,
            OfCase.WITHDRAW_SURE: self._withdraw,
            OfCase.CONSENT: self._consent,
            OfCase.TAKE_BACK: self._take_back,
            OfCase.FILE: self._file,
        }

    def install(self, routes: Routes) -> None:
        routes.button(buttons.MyCase, self.step)
        routes.button(buttons.MoreTimes, self.more)
        routes.button(buttons.PickTime, self.pick)
        routes.button(buttons.HowItWent, self.how_it_went)

    async def step(self, turn: Turn, button: buttons.MyCase) -> Screen | None:
        return await self._steps[button.what](turn, button.case)

    async def card(self, turn: Turn, case_id: CaseId) -> Screen:
        """The entrepreneur's card, or the adviser's, whoever asks. Raises NotFound to others."""
        case = await self._case(turn, case_id)
        meeting = await self._appointing.ahead(case)
        adviser = await self._assigning.people.get(case.adviser_id) if case.adviser_id else None
        once, say, catalogue = self._new_key(40), turn.say, self._looking.catalogue
        if case.person_id != turn.member.id:
            person = await self._assigning.people.get(case.person_id)
            booked = await self._booked(meeting)
            text = words.adviser_card(case, person, adviser, booked, catalogue, turn.now, say)
            return Screen(text=text, rows=advising.actions(case, meeting, self._here(turn, once)))
        link = (await self._plans.of(adviser.id)).link if adviser else ""
        text = words.person_card(case, adviser, meeting, link, catalogue, turn.now, say)
        is_open = case.is_open and meeting is None and (case.offered or case.chooses_freely)
        times = await self._appointing.times(turn.member.actor, case.id, MANY) if is_open else ()
        return Screen(text=text, rows=screens.actions(case, meeting, times, self._here(turn, once)))

    async def _booked(self, meeting: Appointment | None) -> words.Booked | None:
        if meeting is None:
            return None
        return words.Booked(appointment=meeting, link=(await self._plans.of(meeting.adviser_id)).link)

    async def unless_told(self, turn: Turn, case_id: CaseId) -> Screen | None:
        """What was done is told to both through the outbox; to the administration it is shown."""
        case = await self._case(turn, case_id)
        is_told = turn.member.id in {case.person_id, case.adviser_id}
        return None if is_told else await self.card(turn, case_id)

    async def more(self, turn: Turn, button: buttons.MoreTimes) -> Screen:
        return await self._show_times(turn, button.case, button.skip)

    async def pick(self, turn: Turn, button: buttons.PickTime) -> Screen | None:
        """Books it, or moves what is booked; both hear of it through the outbox."""
        case = await self._case(turn, button.case)
        meeting = await self._appointing.ahead(case)
        if meeting is None:
            await self._appointing.choose(turn.member, case.id, button.start, turn.request)
            return None
        before = meeting.revision
        moved = await self._appointing.move(turn.member.actor, case.id, button.start, turn.request)
        return await (self.card if moved.revision == before else self.unless_told)(turn, case.id)

    async def how_it_went(self, turn: Turn, button: buttons.HowItWent) -> Screen:
        if button.months not in CHECK_UPS:
            raise NotFound(what="case")
        await self._outcomes.checked(turn.member, button.case, button.months, button.answer, turn.request)
        return screens.checked(button.answer, turn.say)

    async def _case(self, turn: Turn, case_id: CaseId) -> Case:
        case = await self._assigning.cases.get(case_id)
        if case is not None and case.person_id == turn.member.id:
            return case
        return await self._assigning.case(turn.member.actor, case_id)

    async def _other_times(self, turn: Turn, case_id: CaseId) -> Screen:
        return await self._show_times(turn, case_id, 0)

    async def _show_times(self, turn: Turn, case_id: CaseId, skip: int) -> Screen:
        case = await self._case(turn, case_id)
        times = await self._appointing.times(turn.member.actor, case_id, MANY, skip)
        return screens.move(case, times, self._here(turn, self._new_key(40)), skip=skip)

    def _here(self, turn: Turn, once: str) -> screens.Here:
        return screens.Here(
            catalogue=self._looking.catalogue,
            now=turn.now,
            say=turn.say,
            once=once,
            pages=self._pages(),
        )

    async def _none_fits(self, turn: Turn, case_id: CaseId) -> Screen:
        """The adviser hears it, and offers others."""
        await self._guiding.turn_down(turn.member, case_id, turn.request)
        return await self.card(turn, case_id)

    async def _sure_to_cancel(self, turn: Turn, case_id: CaseId) -> Screen:
        case = await self._case(turn, case_id)
        return screens.sure(case, OfCase.CANCEL_SURE, turn.say, once=self._new_key(40))

    async def _cancel(self, turn: Turn, case_id: CaseId) -> Screen | None:
        await self._appointing.cancel(turn.member.actor, case_id, turn.request)
        return await self.unless_told(turn, case_id)

    async def _sure_to_withdraw(self, turn: Turn, case_id: CaseId) -> Screen:
        case = await self._assigning.own(turn.member, case_id)
        return screens.sure(case, OfCase.WITHDRAW_SURE, turn.say, once=self._new_key(40))

    async def _withdraw(self, turn: Turn, case_id: CaseId) -> Screen:
        await self._withdrawing.withdraw(turn.member, case_id, turn.request)
        return await self.card(turn, case_id)

    async def _consent(self, turn: Turn, case_id: CaseId) -> Screen:
        case = await self._outcomes.consent(turn.member, case_id, turn.request, given=True)
        return screens.consented(case, turn.say)

    async def _take_back(self, turn: Turn, case_id: CaseId) -> Screen:
        case = await self._outcomes.consent(turn.member, case_id, turn.request, given=False)
        return screens.consented(case, turn.say)

    async def _file(self, turn: Turn, case_id: CaseId) -> Screen:
        case = await self._case(turn, case_id)
        meeting = await self._appointing.ahead(case)
        if meeting is None:
            raise NotFound(what="appointment")
        link = (await self._plans.of(meeting.adviser_id)).link
        content = calendars.meeting_calendar(meeting, link, self._looking.catalogue, turn.now, turn.say)
        return Screen(document=Document(name=calendars.meeting_file_name(turn.say), content=content))
