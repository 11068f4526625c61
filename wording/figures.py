"""The figures of guidance in words, each with what it counts: the association's report uses the same."""

from __future__ import annotations

from datetime import timedelta

from booking.rules.figures import Name
from wording.cleaning import Plain
from wording.speech import Say

DAY = timedelta(days=1)


def name(which: Name, say: Say) -> Plain:
    return {
        Name.ASKED: say.plain("Requests"),
        Name.GUIDED: say.plain("Guidances held"),
        Name.SESSIONS: say.plain("Meetings held"),
        Name.MISSED: say.plain("Meetings missed"),
        Name.PROGRAMME: say.plain("To the follow-up programme"),
        Name.STARTED: say.plain("Started a firm"),
        Name.REFERRED: say.plain("Referred to others"),
        Name.NOT_CARRIED_ON: say.plain("Not carried on"),
        Name.TENANTS: say.plain("Became tenants"),
        Name.MEMBERS: say.plain("Became members"),
    }[which]


def definition(which: Name, say: Say) -> Plain:
    return {
        Name.ASKED: say.plain("Cases that were asked for in the year."),
        Name.GUIDED: say.plain("Cases with at least one meeting held in the year. Each counts once."),
        Name.SESSIONS: say.plain("Meetings held in the year. Several of one case count each."),
        Name.MISSED: say.plain("Meetings in the year that did not take place, and were not cancelled."),
        Name.PROGRAMME: say.plain("Cases whose last outcome noted in the year is the follow-up programme."),
        Name.STARTED: say.plain("Cases whose last outcome noted in the year is a firm that was started."),
        Name.REFERRED: say.plain("Cases whose last outcome noted in the year is that others help on."),
        Name.NOT_CARRIED_ON: say.plain("Cases whose last outcome noted in the year is that it was given up."),
        Name.TENANTS: say.plain("Cases whose entrepreneur became a tenant in the year, and was none before."),
        Name.MEMBERS: say.plain("Cases whose entrepreneur became a member in the year, and was none before."),
    }[which]


def waiting(span: timedelta | None, say: Say) -> Plain:
    """From asking to the first meeting, as the median."""
    if span is None:
        return say.plain("nobody has met yet")
    return say.many_plain("{n} day", "{n} days", round(span / DAY))
