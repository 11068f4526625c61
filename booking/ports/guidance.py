"""Reading cases and meetings, what is written about them, and advisers' plans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from booking.model.guidance import Appointment, AppointmentId, Case, CaseChange, CaseId, Plan, Turns
from booking.model.intakes import Intake
from booking.model.interval import Interval
from booking.model.papers import Look, Paper, PaperId, Task, TaskId
from booking.model.people import PersonId
from booking.ports.bookings import Page


class Cases(Protocol):
    """Changed by the ledger alone."""

    async def get(self, case_id: CaseId) -> Case | None: ...

    async def of_person(self, person_id: PersonId) -> Sequence[Case]:
        """All of them, the latest first."""
        ...

    async def listing(
        self, page: Page, *, adviser_id: PersonId | None = None, only_open: bool = False
    ) -> tuple[Sequence[Case], str | None]:
        """The latest first; of one adviser, or of all."""
        ...

    async def asked_since(self, moment: datetime) -> int:
        """How many were asked for from then on."""
        ...

    async def turns(self, since: datetime) -> Mapping[PersonId, Turns]:
        """What each adviser was given from then on."""
        ...

    async def waiting(self, assigned_before: datetime) -> Sequence[Case]:
        """Open ones that nobody has, or that were given before that and not answered, and not escalated."""
        ...

    async def ended(self, since: datetime) -> Sequence[Case]:
        """Those with an outcome from then on."""
        ...

    async def asked_within(self, within: Interval) -> Sequence[Case]: ...

    async def history(self, case_id: CaseId) -> Sequence[CaseChange]:
        """The log of one case, oldest first."""
        ...

    async def recorded(self, key: str) -> Sequence[CaseChange]:
        """What a request key did to cases."""
        ...

    async def outcomes_within(self, within: Interval) -> Sequence[CaseChange]:
        """Every outcome that was noted then, by time; a case may have several, the last counts."""
        ...

    async def appointment(self, appointment_id: AppointmentId) -> Appointment | None: ...

    async def appointments(self, case_id: CaseId) -> Sequence[Appointment]:
        """All of a case, by start."""
        ...

    async def meetings(self, within: Interval) -> Sequence[Appointment]:
        """All that start then, whatever became of them, by start."""
        ...


class Papers(Protocol):
    """What is written about cases. Kept sealed; adding one that is known changes nothing."""

    async def of(self, case_id: CaseId) -> Sequence[Paper]:
        """The oldest first."""
        ...

    async def get(self, paper_id: PaperId) -> Paper | None: ...

    async def add(self, paper: Paper) -> None: ...

    async def look(self, look: Look) -> None: ...

    async def looks(self, case_id: CaseId) -> Sequence[Look]:
        """Who looked, the latest first."""
        ...


class Tasks(Protocol):
    async def get(self, task_id: TaskId) -> Task | None: ...

    async def of(self, case_id: CaseId) -> Sequence[Task]:
        """By the day they are due."""
        ...

    async def due(self, day: date) -> Sequence[Task]:
        """Those not done that are due by then."""
        ...

    async def add(self, task: Task) -> None:
        """One that is known already stays as it is."""
        ...

    async def done(self, task_id: TaskId, at: datetime) -> None:
        """Nothing is changed where it was done before."""
        ...


class Plans(Protocol):
    """When and where advisers can be met."""

    async def of(self, person_id: PersonId) -> Plan:
        """The usual hours, where they never said anything."""
        ...

    async def save(self, plan: Plan) -> None:
        """Raises Stale where the saved one is not at `plan.revision`; saved, it is one higher."""
        ...


class Intakes(Protocol):
    """Conversations that are not done."""

    async def of(self, telegram_id: int) -> Intake | None: ...

    async def save(self, intake: Intake) -> None:
        """Raises Stale where the saved one is not at `intake.revision`; saved, it is one higher."""
        ...

    async def clear(self, telegram_id: int) -> None: ...

    async def quiet_since(self, begun: datetime, until: datetime) -> Sequence[Intake]:
        """Those whose last word fell in [begun, until), and who were not asked since whether they go on."""
        ...

    async def reminded(self, intake: Intake, at: datetime) -> None:
        """They were asked; nothing is changed where they have written meanwhile."""
        ...


class Seal(Protocol):
    """What only the holder of the key can read."""

    def seal(self, text: str, about: str) -> str:
        """`about` says what it belongs to; under another name it cannot be opened."""
        ...

    def open(self, sealed: str, about: str) -> str:
        """Raises Unreadable where the key is another, or it was changed."""
        ...


class Unreadable(Exception):
    """It was sealed with another key, for something else, or was changed since."""


class BusyElsewhere(Protocol):
    """The adviser's own calendar."""

    async def busy(self, person_id: PersonId, within: Interval) -> Sequence[Interval]: ...
