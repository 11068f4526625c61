"""Which concrete classes stand behind the core's ports. Plain constructors, no container."""

from __future__ import annotations

from dataclasses import dataclass

from booking.access import Access
from booking.acting_for import AnotherPerson
from booking.announcing import Announcing
from booking.asking import Asking
from booking.closures import Closures
from booking.delivery import Channel, Delivery
from booking.forgetting import Forgetting
from booking.forgetting import Kept as Ages
from booking.guidance import Guidance
from booking.hosting import Hosting
from booking.house import House
from booking.jobs import Job, Works, timetable
from booking.looking import Looking
from booking.membership import Leaving, Membership
from booking.model.guidance import Case
from booking.news import Newsroom
from booking.overseeing import Overseeing
from booking.own_calendars import OwnCalendars
from booking.personal_record import Kept
from booking.ports import BusyElsewhere, CalendarSource, Clock, Seal, Tokens, Unavailable
from booking.recording import Recording
from booking.registering import Registering
from booking.releasing import Releasing
from booking.reminding import Reminding
from booking.reserving import Reserving
from booking.seats import Seats
from booking.series import Repeating
from booking.signing_in import SignIn
from booking.taking_up import TakingUp
from booking.together import Together
from booking.undoing import Undoing
from booking.waiting import Waiting
from commands.calendar_parts import compose_calendars
from commands.failures import Failed
from commands.guidance_parts import NoKey, compose_guidance
from commands.house_parts import compose_house
from db import Current, Database
from db.schema import state_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """The use cases on one database."""

    database: Database
    now: Clock
    tokens: Tokens
    looking: Looking
    recording: Recording
    reserving: Reserving
    repeating: Repeating
    waiting: Waiting
    membership: Membership
    access: Access
    asking: Asking
    releasing: Releasing
    registering: Registering
    seats: Seats
    hosting: Hosting
    announcing: Announcing
    overseeing: Overseeing
    guidance: Guidance
    own_calendars: OwnCalendars
    house: House
    sign_in: SignIn
    channels: tuple[Channel, ...] = ()
    """The second channel, where the settings have one."""

    def delivery(self, *channels: Channel) -> Delivery:
        """By these channels, and by those that the settings add."""
        database = self.database
        return Delivery(
            outbox=database.outbox,
            people=database.people,
            newsroom=Newsroom(
                bookings=database.bookings,
                people=database.people,
                cards=database.cards,
                questions=database.questions,
                events=database.events,
                announcements=database.announcements,
                cases=database.cases,
                tasks=database.tasks,
                plans=database.plans,
                advising=self.guidance.advising,
                calendars=database.calendars,
                intakes=database.intakes,
                idea_of=self._idea_of,
                closures=Closures(database.deviations, self.looking),
            ),
            channels=(*channels, *self.channels),
            pace=database.paces,
            places=database.places,
            now=self.now,
        )

    async def _idea_of(self, case: Case) -> str:
        """Where there is no key any more, what was written cannot be read."""
        try:
            return await self.guidance.casework.idea(case)
        except Failed:
            return ""

    async def check_database(self) -> str:
        """Empty where it answers and its tables are ours, else what is wrong, for anybody to read."""
        try:
            state = await state_of(self.database.engine)
        except Unavailable:
            return "it cannot be reached; the log says why"
        return "" if isinstance(state, Current) else str(state)

    def timetable(self, delivery: Delivery) -> tuple[Job, ...]:
        database = self.database
        return timetable(
            Works(
                delivery=delivery,
                releasing=self.releasing,
                waiting=self.waiting,
                seats=self.seats,
                announcing=self.announcing,
                reminding=self.reminding,
                guiding=self.guidance.guiding,
                following=self.guidance.following,
                own_calendars=self.own_calendars,
                places=database.places,
                taking_up=TakingUp(
                    intakes=database.intakes,
                    people=database.people,
                    outbox=database.outbox,
                    places=database.places,
                    now=self.now,
                ),
                forgetting=Forgetting(
                    Ages(
                        drafts=database.drafts,
                        messages=database.outbox,
                        questions=database.questions,
                        paces=database.paces,
                        sessions=database.sessions,
                        intakes=database.intakes,
                        papers=database.papers,
                    ),
                    self.now,
                ),
            )
        )

    @property
    def together(self) -> Together:
        return Together(self.recording, self.looking)

    @property
    def another(self) -> AnotherPerson:
        return AnotherPerson(self.database.people)

    @property
    def undoing(self) -> Undoing:
        return Undoing(
            recording=self.recording,
            looking=self.looking,
            events=self.database.events,
            registering=self.registering,
            people=self.database.people,
        )

    @property
    def reminding(self) -> Reminding:
        database = self.database
        return Reminding(
            events=database.events,
            people=database.people,
            outbox=database.outbox,
            places=database.places,
            now=self.now,
        )


def compose(
    database: Database,
    now: Clock,
    tokens: Tokens,
    *,
    seal: Seal | None = None,
    busy: BusyElsewhere | None = None,
    source: CalendarSource | None = None,
) -> Core:
    """Without a seal nothing can be written about guidance, nor read."""
    looking = Looking(bookings=database.bookings, people=database.people, places=database.places, now=now)
    recording = _recording(database, now, tokens)
    reserving = Reserving(recording, looking)
    guidance = compose_guidance(database, looking, recording, seal or NoKey(), busy or database.calendars)
    seats = _seats(database, now, tokens)
    registering = Registering(seats)
    return Core(
        database=database,
        now=now,
        tokens=tokens,
        looking=looking,
        recording=recording,
        reserving=reserving,
        repeating=Repeating(recording, looking),
        waiting=Waiting(recording, looking),
        membership=_membership(database, reserving, registering, guidance, tokens),
        asking=Asking(database.questions, database.people, now),
        access=Access(api_tokens=database.api_tokens, now=now, new_token=tokens),
        releasing=Releasing(recording, database.bookings, lambda: looking.catalogue.in_use),
        registering=registering,
        seats=seats,
        announcing=Announcing(database.announcements, database.follows, now, tokens),
        overseeing=Overseeing(database.outbox, database.people, now),
        sign_in=SignIn(sessions=database.sessions, people=database.people, now=now, new_token=tokens),
        hosting=Hosting(recording, database.events, database.places, database.outbox),
        guidance=guidance,
        house=compose_house(database, recording, looking),
        own_calendars=compose_calendars(database, looking, seal or NoKey(), source, tokens),
    )


def _seats(database: Database, now: Clock, tokens: Tokens) -> Seats:
    return Seats(
        ledger=database.ledger, events=database.events, places=database.places, now=now, new_id=tokens
    )


def _recording(database: Database, now: Clock, tokens: Tokens) -> Recording:
    return Recording(
        ledger=database.ledger,
        bookings=database.bookings,
        waits=database.waits,
        places=database.places,
        now=now,
        new_id=tokens,
    )


def _membership(
    database: Database, reserving: Reserving, registering: Registering, guidance: Guidance, tokens: Tokens
) -> Membership:
    return Membership(
        people=database.people,
        invitations=database.invitations,
        kept=Kept(
            bookings=database.bookings,
            waits=database.waits,
            questions=database.questions,
            events=database.events,
            follows=database.follows,
            sessions=database.sessions,
            plans=database.plans,
            calendars=database.calendars,
            deviations=database.deviations,
        ),
        outbox=database.outbox,
        leaving=Leaving(reserving=reserving, registering=registering, withdrawing=guidance.withdrawing),
        now=guidance.advising.now,
        new_token=tokens,
    )
