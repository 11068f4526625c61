"""Meetings: a time is taken, moved or given up, with the room, in one deed; and whether they met."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from booking.advising import Advising, as_offered, for_adviser
from booking.assigning import Assigning, change
from booking.model.bookings import ACTIVE, Booking, BookingId, Change
from booking.model.guidance import (
    Appointment,
    AppointmentChange,
    AppointmentId,
    AppointmentState,
    Case,
    CaseAction,
    CaseId,
    Plan,
    Stage,
)
from booking.model.interval import Interval
from booking.model.messages import Request
from booking.model.people import Actor, Person, PersonId
from booking.model.spaces import Resource
from booking.ports import AlreadyRecorded
from booking.recording import Decided, Recording
from booking.refusals import CaseOver, NotFound, SlotTaken, TimeGone
from booking.rules import meetings


class Appointing:
    """Each raises NotFound for what is not theirs, CaseOver for what is over, TimeGone for a taken time."""

    def __init__(self, *, assigning: Assigning, advising: Advising, recording: Recording) -> None:
        self._assigning = assigning
        self._advising = advising
        self._recording = recording

    async def times(self, actor: Actor, case_id: CaseId, many: int, skip: int = 0) -> Sequence[Interval]:
        """What can be had now: the offered times that are still free, or the next of the adviser."""
        case = await self._of(actor, case_id)
        ahead = await self.ahead(case)
        plan = self._plan_for(actor, case, await self._plan(case))
        if case.offered and ahead is None:
            free = [interval for interval in case.offered if await self._is_free(case, plan, interval)]
            return free[skip : skip + many]
        meeting = ahead.meeting if ahead else case.meeting
        return await self._advising.times(plan, meeting, many, skip, ahead.booking_id if ahead else None)

    async def choose(self, person: Person, case_id: CaseId, start: datetime, request: Request) -> Appointment:
        """Takes one of the times; the adviser's time and the room are held with it."""
        case = await self._assigning.own(person, case_id)
        if (known := await self._known(request)) is not None:
            return known
        plan = await self._plan(case)
        interval = Interval(start, start + plan.length)
        if not case.is_open or await self.ahead(case) is not None:
            raise CaseOver(case_id=case.id)
        if not case.chooses_freely and interval not in case.offered:
            raise TimeGone(case_id=case.id)
        plan = as_offered(plan) if case.offered else plan
        room = await self._advising.check(plan, case.meeting, interval, case.id)
        return await self._book(person.actor, case, plan, interval, room, request)

    async def move(self, actor: Actor, case_id: CaseId, start: datetime, request: Request) -> Appointment:
        """To another time of the adviser; by the person with the adviser's notice, by the adviser without."""
        case, meeting, plan = await self._booked(actor, case_id)
        if (known := await self._known(request)) is not None:
            return known
        interval = Interval(start, start + plan.length)
        if meeting.interval == interval:
            return meeting
        plan = self._plan_for(actor, case, plan)
        room = await self._advising.check(plan, meeting.meeting, interval, case.id, meeting.booking_id)
        held = await self._held(meeting)
        spare = self._claim(room, meeting.adviser_id, interval) if room else None
        adviser = await self._advising.provide(plan)
        time = self._claim(adviser, meeting.adviser_id, interval)
        claims, after = meetings.moved(meeting, held, time, spare)
        changes = meetings.changes(claims, actor, self._now())
        return await self._record(
            actor, CaseAction.MOVED, case, case.changed(), (meeting, after), changes, request
        )

    async def cancel(self, actor: Actor, case_id: CaseId, request: Request) -> Appointment:
        """Frees the adviser's time and the room. The case goes on: another time can be found."""
        await self._of(actor, case_id)
        if (known := await self._known(request)) is not None:
            return known
        case, meeting, _ = await self._booked(actor, case_id)
        held = await self._held(meeting)
        freed = meetings.freed(held, actor, self._now())
        after = meeting.changed(state=AppointmentState.CANCELLED)
        stage = await self._stage_without(case, meeting)
        changed = case.changed(stage=stage, offered=(), chooses_freely=case.chooses_freely)
        return await self._record(
            actor, CaseAction.CANCELLED, case, changed, (meeting, after), freed, request
        )

    async def took_place(
        self, actor: Actor, appointment_id: AppointmentId, request: Request, *, came: bool
    ) -> Appointment:
        """Whether they met, told by the adviser once it has begun; it can be put right later."""
        meeting = await self._assigning.cases.appointment(appointment_id)
        if meeting is None:
            raise NotFound(what="appointment")
        case = await self._assigning.case(actor, meeting.case_id)
        state = AppointmentState.HELD if came else AppointmentState.MISSED
        if meeting.state is state:
            return meeting
        if meeting.state is AppointmentState.CANCELLED or self._now() < meeting.interval.start:
            raise CaseOver(case_id=case.id)
        after = meeting.changed(state=state)
        stage = Stage.IN_PROGRESS if case.is_open else case.stage
        if not came and case.is_open:
            stage = await self._stage_without(case, meeting)
        changed = case.changed(stage=stage, offered=(), chooses_freely=False)
        action = CaseAction.HELD if came else CaseAction.MISSED
        return await self._record(actor, action, case, changed, (meeting, after), (), request)

    async def ahead(self, case: Case) -> Appointment | None:
        """The meeting that is booked."""
        found = await self._assigning.cases.appointments(case.id)
        return next((each for each in found if each.state is AppointmentState.BOOKED), None)

    def _now(self) -> datetime:
        return self._advising.now()

    async def _of(self, actor: Actor, case_id: CaseId) -> Case:
        case = await self._assigning.cases.get(case_id)
        if case is not None and case.person_id == actor.person_id:
            return case
        return await self._assigning.case(actor, case_id)

    async def _booked(self, actor: Actor, case_id: CaseId) -> tuple[Case, Appointment, Plan]:
        """The case with a meeting that has not begun."""
        case = await self._of(actor, case_id)
        meeting = await self.ahead(case)
        if meeting is None or meeting.interval.start <= self._now():
            raise CaseOver(case_id=case_id)
        return case, meeting, await self._advising.plan(meeting.adviser_id)

    async def _plan(self, case: Case) -> Plan:
        if case.adviser_id is None:
            raise TimeGone(case_id=case.id)
        return await self._advising.plan(case.adviser_id)

    @staticmethod
    def _plan_for(actor: Actor, case: Case, plan: Plan) -> Plan:
        """Notice protects the adviser from others."""
        if actor.person_id != case.person_id:
            return for_adviser(plan)
        return as_offered(plan) if case.offered else plan

    async def _is_free(self, case: Case, plan: Plan, interval: Interval) -> bool:
        try:
            await self._advising.check(plan, case.meeting, interval, case.id)
        except TimeGone:
            return False
        return True

    async def _known(self, request: Request) -> Appointment | None:
        """What the same request made before."""
        for done in await self._assigning.cases.recorded(request.key):
            return await self._assigning.cases.appointment(AppointmentId(done.note))
        return None

    async def _held(self, meeting: Appointment) -> meetings.Held:
        bookings = self._recording.bookings
        time = await bookings.get(meeting.booking_id)
        room = await bookings.get(meeting.room_booking_id) if meeting.room_booking_id else None
        if time is None:
            raise LookupError(f"no booking {meeting.booking_id} of {meeting.id}")
        return meetings.Held(time=time, room=room if room and room.status in ACTIVE else None)

    async def _stage_without(self, case: Case, meeting: Appointment) -> Stage:
        """What the case is when this meeting is not to be."""
        others = await self._assigning.cases.appointments(case.id)
        met = any(each.state is AppointmentState.HELD and each.id != meeting.id for each in others)
        return Stage.IN_PROGRESS if met else Stage.ASSIGNED

    async def _book(
        self,
        actor: Actor,
        case: Case,
        plan: Plan,
        interval: Interval,
        room: Resource | None,
        request: Request,
    ) -> Appointment:
        adviser = await self._advising.provide(plan)
        time = self._claim(adviser, plan.person_id, interval)
        in_room = self._claim(room, plan.person_id, interval) if room else None
        meeting = Appointment(
            id=AppointmentId(self._recording.new_id()),
            case_id=case.id,
            adviser_id=plan.person_id,
            person_id=case.person_id,
            interval=interval,
            meeting=case.meeting,
            booking_id=time.id,
            room_id=room.id if room else None,
            room_booking_id=in_room.id if in_room else None,
            made_at=self._now(),
        )
        claims = meetings.changes([(None, each) for each in (time, in_room) if each], actor, self._now())
        after = case.changed(stage=Stage.SCHEDULED, offered=())
        return await self._record(actor, CaseAction.BOOKED, case, after, (None, meeting), claims, request)

    def _claim(self, resource: Resource, adviser_id: PersonId, interval: Interval) -> Booking:
        new_id = BookingId(self._recording.new_id())
        return meetings.claim(new_id, resource, adviser_id, interval, self._now())

    async def _record(
        self,
        actor: Actor,
        action: CaseAction,
        before: Case,
        after: Case,
        meeting_was_is: tuple[Appointment | None, Appointment],
        claims: tuple[Change, ...],
        request: Request,
    ) -> Appointment:
        now = self._now()
        was, meeting = meeting_was_is
        decided = Decided(
            changes=claims,
            messages=meetings.heard(action, meeting, actor, now, request),
            cases=(change(action, before, after, actor, now, note=meeting.id),),
            appointments=(AppointmentChange(before=was, after=meeting),),
        )
        try:
            await self._recording.record(actor, request, decided)
        except AlreadyRecorded:
            return (
                await self._assigning.cases.appointment(meeting.id) or await self._known(request) or meeting
            )
        except SlotTaken as taken:
            raise TimeGone(case_id=before.id) from taken
        return meeting
