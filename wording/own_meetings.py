"""Meetings of guidance among what one has booked."""

from __future__ import annotations

from datetime import datetime

from booking.model.guidance import Appointment, Meeting
from booking.model.people import Person
from booking.model.spaces import Catalogue
from wording import dates, guidance
from wording.cleaning import Plain, clean
from wording.speech import Html, Say


def mine(
    meeting: Appointment, person: Person | None, link: str, catalogue: Catalogue, now: datetime, say: Say
) -> Html:
    """A line among what one has booked: when, with whom, where."""
    when = dates.capital(dates.when(meeting.interval, catalogue.home, now, say))
    name = person.name if person and person.name else say.plain("somebody who has been erased")
    at = guidance.where(meeting, catalogue, say)
    line = say("• <b>Guidance</b> with {name}: {when}, {where}", name=name, when=when, where=at)
    if meeting.meeting is not Meeting.DIGITAL:
        return line
    return Html(f"{line}\n{guidance.link_of(link, say)}")


def meeting_label(
    meeting: Appointment, catalogue: Catalogue, now: datetime, say: Say, person: Person | None = None
) -> Plain:
    """For a button."""
    when = guidance.time_label(meeting.interval, catalogue, now, say)
    if person is None:
        return say.plain("Guidance {when}", when=when)
    return say.plain("{when}: {name}", when=when, name=clean(person.name, 20))
