"""Guidance in words: who has it, when they meet. In the chat only time, place and a neutral title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from booking.model.guidance import (
    Appointment,
    AppointmentState,
    Case,
    Meeting,
    Outcome,
    Stage,
)
from booking.model.interval import Interval
from booking.model.messages import Purpose
from booking.model.people import Person
from booking.model.spaces import Catalogue
from booking.news_item import News
from wording import dates
from wording import guidance_names as names
from wording.cleaning import Plain, clean
from wording.speech import Html, Say, as_html

LONGEST_IDEA = 200
"""Of what is told in the message to the adviser; the rest stands on the pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Booked:
    """A meeting, and where it is held where it is digital; empty where the adviser has no such place."""

    appointment: Appointment
    link: str = ""


def person_card(
    case: Case,
    adviser: Person | None,
    appointment: Appointment | None,
    link: str,
    catalogue: Catalogue,
    now: datetime,
    say: Say,
) -> Html:
    """For the entrepreneur: who has it, and what happens next."""
    head = say("<b>Guidance</b>")
    if case.stage is Stage.CLOSED or case.stage is Stage.FOLLOW_UP:
        return Html(f"{head}\n{_ended(case, say)}")
    if appointment is not None:
        return Html(f"{head}\n{meeting_card(appointment, adviser, link, catalogue, now, say)}")
    if adviser is None:
        return Html(f"{head}\n{say('We have your request. You hear from us when an adviser has it.')}")
    lines = [head, say("{name} is your adviser.", name=adviser.name)]
    if case.offered:
        lines.append(say("Choose the time that suits you, {where}:", where=_where_short(case.meeting, say)))
    elif case.chooses_freely:
        lines.append(say("Choose any time that suits you, {where}:", where=_where_short(case.meeting, say)))
    elif case.stage is Stage.IN_PROGRESS:
        lines.append(say("You have met. The next time is agreed between you."))
    else:
        lines.append(say("You get times to choose among here, usually within two days."))
    return Html("\n".join(lines))


def adviser_card(
    case: Case,
    person: Person | None,
    adviser: Person | None,
    booked: Booked | None,
    catalogue: Catalogue,
    now: datetime,
    say: Say,
) -> Html:
    """For the adviser and the administration. All that was told stands on the pages."""
    space = catalogue.home
    name = person.name if person and person.name else say.plain("somebody who has been erased")
    asked = dates.on_day(space.today(case.asked_at), space.today(now), say)
    lines = [
        say("<b>Guidance for {name}</b>", name=name),
        say("Asked {day}. How far: {far}.", day=asked, far=names.how_far(case.how_far, say)),
    ]
    if booked is not None:
        lines.append(meeting_card(booked.appointment, None, booked.link, catalogue, now, say))
    else:
        lines.append(_standing(case, adviser, space_offers(case, catalogue, now, say), say))
    return Html("\n".join(lines))


def space_offers(case: Case, catalogue: Catalogue, now: datetime, say: Say) -> str:
    return "; ".join(dates.when(each, catalogue.home, now, say) for each in case.offered)


def meeting_card(
    appointment: Appointment,
    adviser: Person | None,
    link: str,
    catalogue: Catalogue,
    now: datetime,
    say: Say,
) -> Html:
    """When and where; the link of a digital one for those who shall have it."""
    lines = [
        as_html(dates.capital(dates.when(appointment.interval, catalogue.home, now, say))),
        where(appointment, catalogue, say),
        say("With {name}", name=adviser.name) if adviser else "",
        link_of(link, say, is_theirs=adviser is None) if appointment.meeting is Meeting.DIGITAL else "",
    ]
    state = {
        AppointmentState.CANCELLED: say("It is cancelled."),
        AppointmentState.HELD: say("You met."),
        AppointmentState.MISSED: say("It did not take place."),
    }.get(appointment.state)
    return Html("\n".join(filter(None, [*lines, state])))


def link_of(link: str, say: Say, *, is_theirs: bool = False) -> Html:
    """`is_theirs`: it is the adviser who reads it."""
    if link:
        return say("Link: {link}", link=link)
    if is_theirs:
        return say("You have no link for digital meetings yet. It stands with your hours, on the pages.")
    return say("The adviser sends the link before you meet.")


def where(appointment: Appointment, catalogue: Catalogue, say: Say) -> Html:
    match appointment.meeting:
        case Meeting.ROOM:
            room = catalogue.resources.get(appointment.room_id) if appointment.room_id else None
            space = catalogue.space_of(room) if room else catalogue.home
            place = ", ".join(filter(None, (room.name if room else "", space.name, space.address)))
            return as_html(place)
        case Meeting.DIGITAL:
            return say("Digital")
        case Meeting.FIRM:
            return say("Where the entrepreneur is")


def time_label(interval: Interval, catalogue: Catalogue, now: datetime, say: Say) -> Plain:
    """`fre. 27. nov. kl. 10–11`, for a button."""
    space = catalogue.home
    day = dates.short_or_soon(space.today(interval.start), space.today(now), say)
    return say.plain("{day} {hours}", day=dates.capital(day), hours=dates.hours(interval, space, say))


def told(news: News, catalogue: Catalogue, say: Say) -> Html:
    """Chosen now, from how things stand now. Raises LookupError where there is nothing to tell."""
    case = news.case
    if case is None:
        raise LookupError(f"no words for {news.message.key}")
    match news.message.purpose:
        case Purpose.GUIDANCE_NEWS:
            return person_card(case, news.adviser, news.appointment, news.link, catalogue, news.now, say)
        case Purpose.GUIDANCE:
            booked = Booked(appointment=news.appointment, link=news.link) if news.appointment else None
            card = adviser_card(case, news.about, news.adviser, booked, catalogue, news.now, say)
            idea = say("“{idea}”", idea=clean(news.idea, LONGEST_IDEA)) if news.idea else ""
            return Html("\n\n".join(filter(None, (_why(news, case, say), card, idea))))
        case Purpose.CHECK_UP:
            return say(
                "It is {months} months since we talked about your idea. How is it going?",
                months=news.message.offset,
            )
        case Purpose.TASK:
            name = news.about.name if news.about else ""
            return say("You have a task to do today in the case of {name}.", name=name)
        case _:
            return _of_meeting(news, catalogue, say)


def _of_meeting(news: News, catalogue: Catalogue, say: Say) -> Html:
    meeting = news.appointment
    if meeting is None:
        raise LookupError(f"no words for {news.message.key}")
    is_adviser = news.person.id == meeting.adviser_id
    name = news.about.name if news.about else ""
    card = meeting_card(meeting, None if is_adviser else news.adviser, news.link, catalogue, news.now, say)
    match news.message.purpose:
        case Purpose.APPOINTMENT_OVER:
            return Html(f"{say('Did you and {name} meet?', name=name)}\n\n{card}")
        case Purpose.APPOINTMENT_REMINDER:
            soon = dates.remaining(meeting.interval.start, news.now, say)
            head = say("<b>Guidance</b> starts {soon}.", soon=soon)
        case _:
            head = _changed(meeting, say)
    who = [say("With {name}", name=name)] if is_adviser and name else []
    return Html("\n".join([head, "", card, *who]))


def _changed(meeting: Appointment, say: Say) -> Html:
    match meeting.state:
        case AppointmentState.CANCELLED:
            return say("<b>Guidance is cancelled</b>")
        case AppointmentState.HELD | AppointmentState.MISSED:
            return say("<b>Guidance: noted</b>")
        case _ if meeting.revision > 1:
            return say("<b>Guidance has a new time</b>")
        case _:
            return say("<b>Guidance is booked</b>")


def _why(news: News, case: Case, say: Say) -> Html:
    if case.escalated_at is not None:
        return say("Nobody has answered this request for two days.")
    if case.stage is Stage.NEW:
        return say("There is no adviser who can take this request. Who shall have it?")
    if case.stage is Stage.CLOSED:
        return say("They no longer need guidance.")
    if case.offered or case.chooses_freely:
        return say("Sent. You hear as soon as a time is chosen.")
    if news.message.revision > 1:
        return say("This request is yours now, or none of the times suited. Offer some times:")
    return say("A new request for guidance is yours. Offer some times:")


def _standing(case: Case, adviser: Person | None, offers: str, say: Say) -> Html:
    if case.outcome is not None:
        return say("Outcome: {outcome}.", outcome=names.outcome(case.outcome, say))
    if offers:
        return say("You have offered {times}.", times=offers)
    if case.chooses_freely:
        return say("They may choose any time that you have free.")
    if adviser is not None and case.stage is Stage.ASSIGNED:
        return say("{name} has it.", name=adviser.name)
    if adviser is not None:
        return say("{name} has it: {stage}.", name=adviser.name, stage=names.stage(case.stage, say))
    return say("It is {stage}.", stage=names.stage(case.stage, say))


def _ended(case: Case, say: Say) -> Html:
    if case.outcome is Outcome.PROGRAMME:
        good = say("You go on in the follow-up programme. Good luck!")
        return good if case.consented_at else Html(f"{good}\n\n{_ask_consent(say)}")
    if case.outcome is Outcome.STARTED:
        return say("You have started. Congratulations!")
    return say("This guidance is over. /guidance begins a new one, whenever you like.")


def _ask_consent(say: Say) -> Html:
    return say(
        "The programme is run by Buskerud Næringshage. May they get what you have told us, "
        "so that you need not tell it again? The adviser's notes stay with us."
    )


def _where_short(which: Meeting, say: Say) -> Plain:
    match which:
        case Meeting.ROOM:
            return say.plain("with us in Gründergartneriet")
        case Meeting.DIGITAL:
            return say.plain("digitally")
        case Meeting.FIRM:
            return say.plain("at your place")


def list_line(case: Case, person: Person | None, say: Say) -> Plain:
    """For a button: the name, and how it stands."""
    name = person.name if person and person.name else say.plain("somebody who has been erased")
    return say.plain("{name}: {stage}", name=clean(name, 30), stage=names.stage(case.stage, say))


def none_open(say: Say) -> Html:
    return say("You have no open cases.")


def open_cases(cases: Sequence[Case], say: Say) -> Html:
    return say.many("<b>{n} open case</b>", "<b>{n} open cases</b>", len(cases))


def subject(news: News, catalogue: Catalogue, say: Say) -> Plain:
    """Of an e-mail; neutral, with the date of the meeting where there is one."""
    meeting = news.appointment
    if meeting is None or news.message.purpose in {Purpose.CHECK_UP, Purpose.TASK}:
        return say.plain("Guidance")
    space = catalogue.home
    day = dates.full_day(space.today(meeting.interval.start), space.today(news.now), say)
    if meeting.state is AppointmentState.CANCELLED:
        return say.plain("Cancelled: guidance {day}", day=day)
    return say.plain("Guidance {day}, {hours}", day=day, hours=dates.hours(meeting.interval, space, say))
