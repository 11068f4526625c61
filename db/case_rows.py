"""Cases, meetings and papers ↔ what is stored of them, as `event_rows` does for events."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from booking.model.bookings import BookingId
from booking.model.guidance import (
    Appointment,
    AppointmentId,
    AppointmentState,
    Case,
    CaseAction,
    CaseChange,
    CaseId,
    HowFar,
    Meeting,
    Outcome,
    Sector,
    Stage,
)
from booking.model.interval import Interval
from booking.model.papers import Paper, PaperId, PaperKind
from booking.model.people import PersonId
from booking.model.spaces import ResourceId
from booking.ports import Deed
from db.snapshots import IN_JSON, Fields, Form, actor_then, instant, text, what_changed

CASE = (
    "id",
    "person_id",
    "asked_at",
    "stage",
    "how_far",
    "sector",
    "wanted",
    "adviser_id",
    "assigned_at",
    "escalated_at",
    "meeting",
    "offered",
    "chooses_freely",
    "outcome",
    "outcome_at",
    "organisation",
    "consented_at",
    "tenant_at",
    "member_at",
    "revision",
)
CASE_INSTANTS = (
    "asked_at",
    "assigned_at",
    "escalated_at",
    "outcome_at",
    "consented_at",
    "tenant_at",
    "member_at",
)
CASE_KINDS: Mapping[str, Callable[[Any], Any]] = {
    "id": CaseId,
    "person_id": PersonId,
    "stage": Stage,
    "how_far": HowFar,
    "sector": Sector,
    "wanted": PersonId,
    "adviser_id": PersonId,
    "meeting": Meeting,
    "outcome": Outcome,
    "chooses_freely": bool,
}
APPOINTMENT = (
    "id",
    "case_id",
    "adviser_id",
    "person_id",
    "starts_at",
    "ends_at",
    "meeting",
    "booking_id",
    "room_id",
    "room_booking_id",
    "state",
    "made_at",
    "revision",
)
APPOINTMENT_KINDS: Mapping[str, Callable[[Any], Any]] = {
    "id": AppointmentId,
    "case_id": CaseId,
    "adviser_id": PersonId,
    "person_id": PersonId,
    "meeting": Meeting,
    "booking_id": BookingId,
    "room_id": ResourceId,
    "room_booking_id": BookingId,
    "state": AppointmentState,
}
PAPER = ("id", "case_id", "kind", "author_id", "at", "sealed", "size")
CHANGE = (
    "request_key",
    "position",
    "case_id",
    "revision",
    "action",
    "at",
    "actor",
    "before",
    "after",
    "note",
)


def case_fields(case: Case, form: Form) -> Fields:
    """In the order of CASE."""
    said: dict[str, Any] = {name: getattr(case, name) for name in CASE}
    said["offered"] = form.document([[text(i.start), text(i.end)] for i in case.offered])
    return tuple(_kept(value, form) for value in said.values())


def case_of(fields: Sequence[Any]) -> Case:
    """From a row's fields in the order of CASE."""
    said = _read(dict(zip(CASE, fields, strict=True)), CASE_KINDS)
    offered = tuple(Interval(*map(datetime.fromisoformat, pair)) for pair in said.pop("offered"))
    return Case(**said, offered=offered)


def appointment_fields(appointment: Appointment, form: Form) -> Fields:
    """In the order of APPOINTMENT."""
    interval = appointment.interval
    said = {"starts_at": interval.start, "ends_at": interval.end}
    return tuple(
        _kept(said[name] if name in said else getattr(appointment, name), form) for name in APPOINTMENT
    )


def appointment_of(fields: Sequence[Any]) -> Appointment:
    """From a row's fields in the order of APPOINTMENT."""
    said = _read(dict(zip(APPOINTMENT, fields, strict=True)), APPOINTMENT_KINDS)
    interval = Interval(said.pop("starts_at"), said.pop("ends_at"))
    return Appointment(**said, interval=interval)


def paper_fields(paper: Paper, form: Form) -> Fields:
    """In the order of PAPER."""
    return tuple(_kept(getattr(paper, name), form) for name in PAPER)


def paper_of(fields: Sequence[Any]) -> Paper:
    """From a row's fields in the order of PAPER."""
    number, case_id, kind, author, at, sealed, size = fields
    return Paper(
        id=PaperId(number),
        case_id=CaseId(case_id),
        kind=PaperKind(kind),
        author_id=None if author is None else PersonId(author),
        at=at,
        sealed=sealed,
        size=size,
    )


def case_snapshot(case: Case) -> dict[str, Any]:
    return dict(zip(CASE, case_fields(case, IN_JSON), strict=True))


def appointment_snapshot(appointment: Appointment) -> dict[str, Any]:
    return dict(zip(APPOINTMENT, appointment_fields(appointment, IN_JSON), strict=True))


def paper_snapshot(paper: Paper) -> dict[str, Any]:
    return dict(zip(PAPER, paper_fields(paper, IN_JSON), strict=True))


def change_of(row: Sequence[Any]) -> CaseChange:
    """From a row of (action, before, after, actor, at, note)."""
    action, before, after, actor, at, note = row
    return CaseChange(
        action=CaseAction(action),
        before=None if before is None else _case_then(before),
        after=_case_then(after),
        actor=actor_then(actor),
        at=at,
        note=note,
    )


def log_lines(deed: Deed, form: Form) -> Iterator[Fields]:
    """The log's rows, in the order of CHANGE."""
    for position, change in enumerate(deed.cases):
        yield (
            deed.key,
            position,
            change.after.id,
            change.after.revision,
            *what_changed(
                change.action.value,
                change.at,
                change.actor,
                None if change.before is None else case_snapshot(change.before),
                case_snapshot(change.after),
                form,
            ),
            change.note,
        )


def _case_then(snapshot: Mapping[str, Any]) -> Case:
    times = {name: instant(snapshot[name]) for name in CASE_INSTANTS}
    return case_of([{**snapshot, **times}[name] for name in CASE])


def _kept(value: Any, form: Form) -> Any:
    return form.stamp(value) if isinstance(value, datetime) else getattr(value, "value", value)


def _read(said: dict[str, Any], kinds: Mapping[str, Callable[[Any], Any]]) -> dict[str, Any]:
    """Each value as what it is; what is missing stays so."""
    return {
        name: value if value is None or name not in kinds else kinds[name](value)
        for name, value in said.items()
    }
