"""A case on its page: facts, meetings, notes, tasks and history as the templates show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from booking.casework import Dossier, Written
from booking.model.guidance import AppointmentState, HowFar, Meeting, Outcome, Sector
from booking.model.papers import Looked, PaperKind
from booking.model.people import Person, PersonId
from booking.model.spaces import Catalogue, Space
from web.admin.tables import Table
from wording import Plain, Say, case_history, dates, guidance_names
from wording import guidance as words


def LABELS(say: Say) -> Mapping[str, Plain]:  # noqa: N802 -- a constant, but for the language
    return {
        "note": say.plain("Note"),
        "kind": say.plain("What it is"),
        "task": say.plain("What is to be done"),
        "due_on": say.plain("By"),
        "sector": say.plain("Trade"),
        "how_far": say.plain("How far"),
        "outcome": say.plain("Outcome"),
        "organisation": say.plain("Organisation number"),
        "meeting": say.plain("Where"),
        "adviser": say.plain("To"),
        "member": say.plain("Has become a member"),
    }


def choices(say: Say) -> Mapping[str, Sequence[tuple[str, Plain]]]:
    """The choices there are."""
    return {
        "kind": [(PaperKind.NOTE, say.plain("A note")), (PaperKind.GOAL, say.plain("The goal"))],
        "sector": [
            ("", guidance_names.sector(None, say)),
            *((each, guidance_names.sector(each, say)) for each in Sector),
        ],
        "how_far": [
            ("", guidance_names.how_far(None, say)),
            *((each, guidance_names.how_far(each, say)) for each in HowFar),
        ],
        "outcome": [(each, guidance_names.outcome(each, say)) for each in Outcome],
        "meeting": [(each, guidance_names.meeting(each, say)) for each in Meeting],
    }


def facts(dossier: Dossier, space: Space, now: datetime, say: Say) -> list[tuple[Plain, str]]:
    case, person = dossier.case, dossier.person
    goals = [each.text for each in dossier.papers if each.paper.kind is PaperKind.GOAL and each.text]
    found = [
        (say.plain("How it stands"), dates.capital(guidance_names.stage(case.stage, say))),
        (say.plain("Adviser"), dossier.adviser.name if dossier.adviser else "–"),
        (say.plain("Asked"), dates.capital(dates.day(space.today(case.asked_at), space.today(now), say))),
        (say.plain("E-mail"), person.email if person else ""),
        (say.plain("Trade"), guidance_names.sector(case.sector, say)),
        (say.plain("How far"), guidance_names.how_far(case.how_far, say)),
        (say.plain("Goal"), goals[-1] if goals else ""),
        (say.plain("Outcome"), guidance_names.outcome(case.outcome, say) if case.outcome else ""),
        (say.plain("Organisation number"), case.organisation),
    ]
    return [(name, what) for name, what in found if what]


def meetings(dossier: Dossier, catalogue: Catalogue, now: datetime, say: Say) -> Table:
    states = {
        AppointmentState.BOOKED: say.plain("Booked"),
        AppointmentState.HELD: say.plain("Held"),
        AppointmentState.MISSED: say.plain("Missed"),
        AppointmentState.CANCELLED: say.plain("Cancelled"),
    }
    return Table(
        caption=say.plain("Meetings"),
        heads=(say.plain("When"), say.plain("Where"), say.plain("How it went")),
        rows=[
            (
                dates.capital(dates.when(each.interval, catalogue.home, now, say)),
                words.where(each, catalogue, say),
                states[each.state],
            )
            for each in dossier.appointments
        ],
        empty=say.plain("None yet."),
    )


def notes(
    dossier: Dossier, people: Mapping[PersonId, Person], space: Space, now: datetime, say: Say
) -> list[tuple[Plain, str]]:
    """When and by whom, and the text; the latest first."""
    kinds = {PaperKind.NOTE, PaperKind.GOAL}
    return [
        (
            _head(written, people, space, now, say),
            written.text or say.plain("It cannot be read with this key."),
        )
        for written in reversed(dossier.papers)
        if written.paper.kind in kinds
    ]


def jobs(dossier: Dossier, now: datetime, space: Space, say: Say) -> list[tuple[str, str, str, bool]]:
    """Id, what, by when, and whether it is done; the open ones first."""
    today = space.today(now)
    found: list[tuple[str, str, str, bool]] = [
        (
            job.task.id,
            job.text,
            dates.day(job.task.due_on, today, say),
            job.task.done_at is not None,
        )
        for job in dossier.jobs
    ]
    return sorted(found, key=lambda job: job[3])


def history(
    dossier: Dossier, people: Mapping[PersonId, Person], space: Space, now: datetime, say: Say
) -> tuple[Table, Table]:
    """What was done, and who has looked: for the administration."""
    looked = {
        Looked.CASE: say.plain("the case"),
        Looked.FILE: say.plain("a file"),
        Looked.EXPORT: say.plain("the hand-over"),
    }
    done = Table(
        caption=say.plain("What was done"),
        heads=(say.plain("When"), say.plain("What"), say.plain("Who")),
        rows=[
            (
                dates.capital(dates.moment(change.at, space, now, say)),
                case_history.what(change.action, say),
                _name(change.actor.person_id, people, dossier, say),
            )
            for change in reversed(dossier.history)
        ],
        empty=say.plain("None yet."),
    )
    seen = Table(
        caption=say.plain("Who has looked"),
        heads=(say.plain("When"), say.plain("What"), say.plain("Who")),
        rows=[
            (
                dates.capital(dates.moment(look.at, space, now, say)),
                dates.capital(looked[look.what]),
                _name(look.person_id, people, dossier, say),
            )
            for look in dossier.looks
        ],
        empty=say.plain("None yet."),
    )
    return done, seen


def _head(
    written: Written, people: Mapping[PersonId, Person], space: Space, now: datetime, say: Say
) -> Plain:
    author = people.get(written.paper.author_id) if written.paper.author_id else None
    when = dates.capital(dates.moment(written.paper.at, space, now, say))
    if written.paper.kind is PaperKind.GOAL:
        return say.plain("{when}, the goal", when=when)
    return say.plain("{when}, {name}", when=when, name=author.name) if author else Plain(when)


def _name(person_id: PersonId | None, people: Mapping[PersonId, Person], dossier: Dossier, say: Say) -> str:
    if person_id is None:
        return say.plain("the service")
    if dossier.person is not None and person_id == dossier.person.id:
        return dossier.person.name
    return people[person_id].name if person_id in people else say.plain("the administration")
