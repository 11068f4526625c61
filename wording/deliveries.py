"""The ledger of deliveries, for the administration: who got what and when, and why not."""

from __future__ import annotations

from datetime import datetime

from booking.model.messages import Delivered, Purpose
from booking.model.spaces import Space
from booking.overseeing import Deliveries
from wording import dates
from wording.cleaning import Plain, clean
from wording.speech import Html, Say

UNREACHED = ("unreachable", "undeliverable", "given up")
"""How the reasons begin that somebody should know of; all others are as they should be."""
OF_GUIDANCE = (
    Purpose.GUIDANCE,
    Purpose.GUIDANCE_NEWS,
    Purpose.CHECK_UP,
    Purpose.INTAKE,
    Purpose.APPOINTMENT,
    Purpose.APPOINTMENT_REMINDER,
    Purpose.APPOINTMENT_OVER,
    Purpose.MEETING_CLOSED,
    Purpose.TASK,
)


def ledger(seen: Deliveries, space: Space, now: datetime, say: Say) -> Html:
    """The count of the week first, then the latest, a line each."""
    title = say("<b>The latest messages</b>")
    lines = [_line(each, seen, space, now, say) for each in seen.latest] or [say("None yet.")]
    return Html("\n".join((of_the_week(seen, say), "", title, *lines)))


def of_the_week(seen: Deliveries, say: Say) -> Html:
    """How many did not arrive."""
    lost = sum(n for why, n in seen.dropped.items() if why.startswith(UNREACHED))
    if not lost:
        return say("Every message of this week has arrived.")
    return say.many("{n} message did not arrive this week.", "{n} messages did not arrive this week.", lost)


def who(line: Delivered, seen: Deliveries, say: Say) -> Plain:
    person = seen.people.get(line.message.person_id)
    return clean(person.name) if person else say.plain("a person who has been erased")


def _line(line: Delivered, seen: Deliveries, space: Space, now: datetime, say: Say) -> Html:
    return say(
        "• {when}: {name}, {what}: {how}",
        when=dates.moment(line.at, space, now, say),
        name=who(line, seen, say),
        what=what(line.message.purpose, say),
        how=how(line, say),
    )


def what(purpose: Purpose, say: Say) -> Plain:
    about_events = say.plain("about an event")
    named = {
        Purpose.REMINDER: say.plain("a reminder"),
        Purpose.EVENT_REMINDER: say.plain("a reminder"),
        Purpose.OFFER: say.plain("an offer from the waiting list"),
        Purpose.PLACE_OFFER: say.plain("an offer from the waiting list"),
        Purpose.PLACE: about_events,
        Purpose.EVENT_NEWS: about_events,
        Purpose.THANKS: about_events,
        Purpose.ANNOUNCEMENT: say.plain("an announcement"),
        Purpose.QUESTION: say.plain("a question or its answer"),
        Purpose.UNDELIVERED: say.plain("a question or its answer"),
        Purpose.ADDITION: say.plain("a question or its answer"),
        Purpose.ANSWER: say.plain("a question or its answer"),
        **dict.fromkeys(OF_GUIDANCE, say.plain("about guidance")),
        Purpose.OWN_CALENDAR: say.plain("about their own calendar"),
        Purpose.UNREACHABLE: say.plain("word of somebody who cannot be reached"),
    }
    return named.get(purpose, say.plain("about a booking"))


def how(line: Delivered, say: Say) -> Plain:
    if line.channel == "telegram":
        return say.plain("sent on Telegram")
    if line.channel:
        return say.plain("sent by e-mail")
    kind, _, why = line.why.partition(": ")
    if kind == "unreachable":
        return say.plain("not sent, there is no way to them")
    if kind in UNREACHED:
        return say.plain("not sent: {why}", why=clean(why))
    return say.plain("not sent, it was no longer needed")
