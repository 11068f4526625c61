"""What time brings to guidance: reminders of meetings and tasks, "did you meet?", and "how did it go?"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime, time, timedelta

from booking.assigning import Assigning, change
from booking.model.guidance import Appointment, AppointmentState, CaseAction
from booking.model.interval import Interval
from booking.model.messages import Message, Purpose, Request
from booking.model.people import Person, PersonId, Role
from booking.ports import Clock, Outbox, Places, Tasks
from booking.recording import SERVICE
from booking.refusals import Stale
from booking.rules import checking, reminding

AHEAD = timedelta(days=9)
"""As for events: quiet days move a reminder by a week at most."""
ASKED_FOR = timedelta(days=7)
"""So long an adviser is asked whether a meeting took place."""
TASKS_AT = time(8)
YEARS = timedelta(days=3 * 365)
"""So long after asking it is noticed that somebody became a tenant."""
ENDED = timedelta(days=400)
TENANTS = frozenset({Role.TENANT, Role.CONTACT})


class Following:
    """Each may run anywhere, at any time: a message is promised once, whoever asks."""

    def __init__(
        self,
        *,
        assigning: Assigning,
        tasks: Tasks,
        outbox: Outbox,
        places: Places,
        now: Clock,
    ) -> None:
        self._assigning = assigning
        self._tasks = tasks
        self._outbox = outbox
        self._places = places
        self._now = now

    async def remind(self) -> None:
        """Of meetings that are ahead and tasks that are due; and asks about meetings that are over."""
        now = self._now()
        within = Interval(now - ASKED_FOR, now + AHEAD)
        for meeting in await self._assigning.cases.meetings(within):
            if meeting.state is not AppointmentState.BOOKED:
                continue
            if meeting.interval.end <= now:
                await self._outbox.add([_over(meeting)])
            elif meeting.interval.start > now:
                await self._outbox.add(await self._reminders(meeting, now))
        await self._remind_of_tasks(now)

    async def check_up(self) -> None:
        """Asks those who were guided how it went."""
        now = self._now()
        space = self._places.catalogue().home
        for case in await self._assigning.cases.ended(now - ENDED):
            for months, _ in checking.due(case, space, now):
                await self._outbox.add([_check_up(case.id, case.person_id, months, now)])

    async def notice_newcomers(self) -> None:
        """Notes when somebody who asked for guidance has become a tenant or a member, and was none then."""
        now = self._now()
        for case in await self._assigning.cases.asked_within(Interval(now - YEARS, now)):
            person = await self._assigning.people.get(case.person_id)
            if person is None or (case.tenant_at is not None and case.member_at is not None):
                continue
            asked = (await self._assigning.cases.history(case.id))[0]
            before = asked.actor.roles
            was_tenant, is_one = (not roles.isdisjoint(TENANTS) for roles in (before, person.roles))
            is_tenant = case.tenant_at is None and is_one and not was_tenant
            is_member = case.member_at is None and Role.MEMBER in person.roles - before
            if not (is_tenant or is_member):
                continue
            after = case.changed(
                tenant_at=now if is_tenant else case.tenant_at, member_at=now if is_member else case.member_at
            )
            became = change(CaseAction.BECAME, case, after, SERVICE, now)
            with suppress(Stale):
                key = f"became:{case.id}:{case.revision}"
                await self._assigning.record(became, Request(key=key))

    async def _reminders(self, meeting: Appointment, now: datetime) -> list[Message]:
        both = [await self._assigning.people.get(each) for each in (meeting.person_id, meeting.adviser_id)]
        return [
            Message(
                purpose=Purpose.APPOINTMENT_REMINDER,
                subject=meeting.id,
                revision=meeting.revision,
                person_id=person.id,
                due_at=now,
                offset=reminder.offset,
            )
            for person in both
            if person is not None
            for reminder in self._due(meeting, person, now)
        ]

    def _due(self, meeting: Appointment, person: Person, now: datetime) -> Iterator[reminding.Reminder]:
        """The last of those whose time has come, unless they have only just heard of the meeting."""
        space = self._places.catalogue().home
        start = meeting.interval.start
        if start - now < reminding.OF_USE:
            return
        evening = space.at(space.today(start) - timedelta(days=1), reminding.DAY_BEFORE_AT)
        meant = ((reminding.DAY_BEFORE, evening), (reminding.HOUR_BEFORE, start - reminding.HOUR))
        come = [
            reminding.Reminder(due, offset)
            for offset, at in meant
            if (due := reminding.allowed(at, start, person.wishes, space)) is not None and due <= now
        ]
        last: Sequence[reminding.Reminder] = sorted(come, key=lambda each: each.due_at)[-1:]
        yield from (each for each in last if each.due_at - meeting.made_at >= reminding.NEEDLESS_WITHIN)

    async def _remind_of_tasks(self, now: datetime) -> None:
        space = self._places.catalogue().home
        today = space.today(now)
        if now < space.at(today, TASKS_AT):
            return
        for task in await self._tasks.due(today):
            message = Message(
                purpose=Purpose.TASK, subject=task.id, revision=1, person_id=task.adviser_id, due_at=now
            )
            await self._outbox.add([message])


def _over(meeting: Appointment) -> Message:
    return Message(
        purpose=Purpose.APPOINTMENT_OVER,
        subject=meeting.id,
        revision=meeting.revision,
        person_id=meeting.adviser_id,
        due_at=meeting.interval.end,
    )


def _check_up(case_id: str, person_id: PersonId, months: int, now: datetime) -> Message:
    return Message(
        purpose=Purpose.CHECK_UP, subject=case_id, revision=1, person_id=person_id, due_at=now, offset=months
    )
