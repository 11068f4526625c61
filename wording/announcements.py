"""Announcements: what topics and groups are called, and how far one has come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from booking.model.announcements import Announcement, Audience, Group, Progress, Sending, Topic
from booking.model.spaces import Space
from wording import dates
from wording.cleaning import Plain, clean_letter
from wording.speech import Html, Say, as_html


def topic(which: Topic, say: Say) -> Plain:
    match which:
        case Topic.NEWSLETTER:
            return say.plain("The newsletter")
        case Topic.EVENTS:
            return say.plain("Breakfasts and other events")
        case Topic.COURSES:
            return say.plain("Courses")
        case Topic.NOTICE:
            return say.plain("Notices")


def audience(whom: Audience, say: Say) -> Plain:
    """Whom it is for."""
    if whom.group is Group.EVENT:
        return say.plain("those signed up")
    if whom.topic is Topic.NOTICE:
        return say.plain("all members") if whom.group is Group.MEMBERS else say.plain("all tenants")
    if whom.group is Group.MEMBERS:
        return say.plain("members who follow “{topic}”", topic=topic(whom.topic, say))
    if whom.group is Group.TENANTS:
        return say.plain("tenants who follow “{topic}”", topic=topic(whom.topic, say))
    return say.plain("those who follow “{topic}”", topic=topic(whom.topic, say))


def letter(announcement: Announcement) -> Html:
    """As everybody sees it."""
    return as_html(clean_letter(announcement.text))


def why(announcement: Announcement, say: Say) -> Html:
    """The line below, for what one has said yes to."""
    return say("You get this because you follow “{topic}”.", topic=topic(announcement.audience.topic, say))


def year(sent: Sequence[Announcement], which: int, say: Say) -> Html:
    """What one year comes to: how many were sent, and what became of them."""
    return say.many(
        "{year}: {n} message sent, {delivered} delivered, {failed} not delivered, {left} clicked off.",
        "{year}: {n} messages sent, {delivered} delivered, {failed} not delivered, {left} clicked off.",
        len(sent),
        year=str(which),
        delivered=sum(each.delivered for each in sent),
        failed=sum(each.failed for each in sent),
        left=sum(each.left for each in sent),
    )


def stands(
    announcement: Announcement, many: int, progress: Progress, space: Space, now: datetime, say: Say
) -> Html:
    """One or two lines for the administration: to whom, how many, how far."""
    to = say.many(
        "To {whom}: {n} person.", "To {whom}: {n} people.", many, whom=audience(announcement.audience, say)
    )
    match announcement.state:
        case Sending.DRAFT:
            return to
        case Sending.SCHEDULED if announcement.send_at is not None:
            when = dates.moment(announcement.send_at, space, now, say)
            return Html(f"{to} {say('It is sent {when}.', when=when)}")
        case Sending.PAUSED:
            state = say("Paused.")
        case Sending.STOPPED:
            state = say("Stopped.")
        case Sending.SENT:
            state = say("Sent.")
        case _:
            state = say("Being sent.")
    counted = say(
        "{delivered} of {all} delivered, {failed} not delivered, {left} clicked off.",
        delivered=max(progress.delivered, announcement.delivered),
        all=max(progress.all, announcement.delivered + announcement.failed),
        failed=max(progress.failed, announcement.failed),
        left=announcement.left,
    )
    return Html(f"{state} {counted}")
