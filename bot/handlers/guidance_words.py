"""A meeting of guidance in words: an offered time is taken, a booked one is shown with its buttons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from booking.guidance import Guidance
from booking.looking import Looking
from booking.model.guidance import Appointment, AppointmentState, Case
from booking.model.interval import Interval
from booking.ports import Tokens
from bot import buttons
from bot.event_words import names_of
from bot.handlers.guidance import GuidanceInChat
from bot.plain_answers import number_of
from bot.screen import Screen
from bot.screens import guidance as screens
from bot.turn import Turn
from bot.understanding import Understanding, understand

AHEAD = timedelta(days=120)
MANY = 6
FITS = re.compile(
    r"\b(?:passer?|passar|fungerer|fungerar|funker|går (?:fint|bra|greit)|fint|bra|tar|tek|velger|vel"
    r"|works?|suits?|fits?|fine|good)\b",
    re.IGNORECASE,
)
NONE_FITS = re.compile(
    r"\b(?:ingen|inga|none|neither)\b.*\b(?:passer?|passar|fungerer|funker|av dem|works?|suits?|fits?"
    r"|of them)\b"
    r"|\b(?:passer|passar|fungerer|kan)\s+(?:ikke|ikkje)\b.*\b(?:ingen|noen|nokon|tidene|de|dei|disse)\b"
    r"|\b(?:andre|flere|fleire|other)\s+(?:tider|tidspunkt|times)\b",
    re.IGNORECASE,
)
OF_MEETING = re.compile(
    r"\b(?:veiledning\w*|rettleiing\w*|rettleiar\w*|veileder\w*|rådgiver\w*|rådgivar\w*|guidance"
    r"|advis[eo]r\w*)\b",
    re.IGNORECASE,
)
CHANGES = re.compile(
    r"\b(?:flytt\w*|endre|endra|utsett\w*|avlys\w*|avbestill\w*|kanseller\w*|dropp\w*|rekker ikke"
    r"|kan ikke|kan ikkje|move|cancel"
    r"|reschedule|postpone|when|når|hvor|kvar|where|har jeg|har eg)\b",
    re.IGNORECASE,
)
Meetings = Sequence[tuple[Appointment, Case]]


class GuidanceInWords:
    def __init__(self, guidance: Guidance, own: GuidanceInChat, looking: Looking, new_key: Tokens) -> None:
        self._cases = guidance.cases
        self._people = guidance.assigning.people
        self._plans = guidance.plans
        self._appointing = guidance.appointing
        self._own = own
        self._looking = looking
        self._new_key = new_key

    async def in_words(self, turn: Turn, said: Understanding) -> tuple[Screen | None] | None:
        """None for what is about no meeting of theirs, and no time that was offered to them."""
        if turn.person is None:
            return None
        if OF_MEETING.search(turn.text) and CHANGES.search(turn.text):
            return await self._of_meeting(turn)
        if self._may_be_a_time(turn, said):
            return await self._of_times(turn)
        return None

    async def meetings(self, turn: Turn) -> Meetings:
        """What is ahead of the person, as entrepreneur and as adviser, the earliest first."""
        person = turn.member.id
        within = Interval(turn.now - timedelta(hours=12), turn.now + AHEAD)
        found = []
        for meeting in await self._cases.meetings(within):
            if person not in {meeting.person_id, meeting.adviser_id} or not meeting.is_ahead(turn.now):
                continue
            case = await self._cases.get(meeting.case_id)
            if case is not None:
                found.append((meeting, case))
        return found

    async def with_meetings(self, turn: Turn, screen: Screen, *, is_empty: bool) -> Screen:
        """What they have booked, and below it the meetings."""
        lines = []
        for meeting, case in await self.meetings(turn):
            other = meeting.adviser_id if meeting.person_id == turn.member.id else meeting.person_id
            link = (await self._plans.of(meeting.adviser_id)).link
            lines.append((meeting, case, await self._people.get(other), link))
        catalogue = self._looking.catalogue
        return screens.mine(screen, lines, catalogue, turn, once=self._new_key(40), is_empty=is_empty)

    async def _of_meeting(self, turn: Turn) -> tuple[Screen | None] | None:
        """The card with its buttons; of several, a choice."""
        found = await self.meetings(turn)
        if len(found) == 1:
            return (await self._own.card(turn, found[0][1].id),)
        if found:
            people = [await self._people.get(case.person_id) for _, case in found]
            named = [(meeting, person) for (meeting, _), person in zip(found, people, strict=True)]
            return (screens.which(named, self._looking.catalogue, turn, once=self._new_key(40)),)
        mine = [case for case in await self._cases.of_person(turn.member.id) if case.is_open]
        return (await self._own.card(turn, mine[0].id),) if mine else None

    def _may_be_a_time(self, turn: Turn, said: Understanding) -> bool:
        """A number in the list, a time that suits, or that none does; a wish for a room is none."""
        if said.resource is not None or said.kind is not None:
            return False
        is_short = number_of(turn.text, MANY) is not None or said.intent in {"unknown", "greeting"}
        return bool(FITS.search(turn.text) or NONE_FITS.search(turn.text)) or is_short

    async def _of_times(self, turn: Turn) -> tuple[Screen | None] | None:
        case = await self._offered(turn)
        if case is None:
            return None
        if NONE_FITS.search(turn.text):
            button = buttons.MyCase(case=case.id, what=buttons.OfCase.NONE_FITS, once="")
            return (await self._own.step(turn, button),)
        times = await self._appointing.times(turn.member.actor, case.id, MANY)
        start = self._meant(turn, times)
        if start is None:
            is_about_them = bool(FITS.search(turn.text)) and self._when(turn).date is not None
            return (await self._own.card(turn, case.id),) if is_about_them else None
        return (await self._own.pick(turn, buttons.PickTime(case=case.id, start=start.start, once="")),)

    async def _offered(self, turn: Turn) -> Case | None:
        """The case whose adviser has offered times, of which none is taken yet."""
        for case in await self._cases.of_person(turn.member.id):
            if case.is_open and (case.offered or case.chooses_freely):
                meetings = await self._cases.appointments(case.id)
                if all(each.state is not AppointmentState.BOOKED for each in meetings):
                    return case
        return None

    def _meant(self, turn: Turn, times: Sequence[Interval]) -> Interval | None:
        """The one that the words fit, if they fit one alone."""
        number = number_of(FITS.sub("", turn.text), len(times))
        if number is not None and number < len(times):
            return times[number]
        space, when = self._looking.catalogue.home, self._when(turn)
        if when.date is None and when.start is None:
            return None
        meant = [
            each
            for each in times
            if (when.date is None or space.today(each.start) == when.date)
            and (when.start is None or space.local(each.start).time() == when.start)
        ]
        return meant[0] if len(meant) == 1 else None

    def _when(self, turn: Turn) -> Understanding:
        """The day and the hour that are said, whatever else is."""
        catalogue = self._looking.catalogue
        local = catalogue.home.local(turn.now).replace(tzinfo=None)
        return understand(f"møterom {FITS.sub('', turn.text)}", local, names_of(catalogue))
