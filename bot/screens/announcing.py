"""Announcements, as the administration writes them and as people get them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from booking.model.announcements import FOLLOWED, Announcement, Progress, Sending, Topic
from booking.model.events import Event
from booking.model.spaces import Space
from bot import buttons
from bot.buttons import Announcing as Step
from bot.screen import Key, Row, Screen, in_rows, key
from wording import Say
from wording import announcements as words

CAPTION_LIMIT = 1000
TEXT_LIMIT = 3500
"""Telegram's own limits, less what is said below."""
EVENTS_A_PAGE, LISTED = 5, 8


def write(say: Say) -> Screen:
    return Screen(
        text=say(
            "Write the message now, as everybody shall see it. A picture or a file may come with it. "
            "You choose afterwards who gets it and when. /avbryt leaves it."
        ),
        fresh=True,
    )


def too_long(most: int, say: Say) -> Screen:
    return Screen(text=say("That is too long: at most {most} characters. Write it again.", most=most))


def empty(say: Say) -> Screen:
    return Screen(text=say("There are no words in it. Write something about what it is, and send it again."))


def whom(announcement: Announcement, events: Sequence[Event], page: int, space: Space, say: Say) -> Screen:
    """Who shall get it; of the events those of the page, from 0."""
    keys = [
        _key(say.plain("All tenants"), announcement, Step.TENANTS),
        _key(say.plain("All members"), announcement, Step.MEMBERS),
        _key(say.plain("The newsletter’s followers"), announcement, Step.NEWSLETTER),
        _key(say.plain("Followers of events"), announcement, Step.EVENTS),
        _key(say.plain("Followers of courses"), announcement, Step.COURSES),
    ]
    return Screen(
        text=_with(announcement, say("<b>Who shall get it?</b>")),
        rows=(*in_rows(keys, 1), *_signed_up(announcement, events, page, space, say)),
    )


def _signed_up(
    announcement: Announcement, events: Sequence[Event], page: int, space: Space, say: Say
) -> tuple[Row, ...]:
    """A page of events, and the way to those before and after."""
    last = max(0, len(events) - 1) // EVENTS_A_PAGE
    page = min(max(page, 0), last)
    shown = events[page * EVENTS_A_PAGE :][:EVENTS_A_PAGE]
    keys = [
        key(
            _signed_up_for(event, space, say),
            buttons.AnnounceTo(announcement=announcement.id, event=event.id),
        )
        for event in shown
    ]
    turns = [
        (say.plain("← Back"), page - 1),
        (say.plain("More events →"), page + 1),
    ]
    pages = [
        key(said, buttons.MoreEvents(announcement=announcement.id, page=to))
        for said, to in turns
        if 0 <= to <= last
    ]
    return (*in_rows(keys, 1), *in_rows(pages, 2))


def _signed_up_for(event: Event, space: Space, say: Say) -> str:
    day = space.local(event.interval.start).date()
    return say.plain("Signed up: {day}.{month}. {title}", day=day.day, month=day.month, title=event.title)


def stands(
    announcement: Announcement, many: int, progress: Progress, space: Space, now: datetime, say: Say
) -> Screen:
    below = words.stands(announcement, many, progress, space, now, say)
    return Screen(text=_with(announcement, below), rows=_steps(announcement, say))


def ask_when(say: Say) -> Screen:
    example = say.plain("Friday 8:30")
    return Screen(
        text=say("When shall it be sent? Write it, like “{example}”. /avbryt leaves it.", example=example),
        fresh=True,
    )


def no_time_to_come(say: Say) -> Screen:
    example = say.plain("Friday 8:30")
    return Screen(text=say("Write a day and a time to come, like “{example}”.", example=example))


def listing(announcements: Sequence[Announcement], space: Space, now: datetime, say: Say) -> Screen:
    """The latest, one button each, and what this year's come to."""
    keys: list[Key] = [key(say.plain("Write a new one"), buttons.WriteAnnouncement())]
    for announcement in announcements[:LISTED]:
        day = space.local(announcement.made_at).date()
        title = " ".join(announcement.text.split())[:30]
        keys.append(
            _key(
                say.plain("{day}.{month}. {title}", day=day.day, month=day.month, title=title),
                announcement,
                Step.SHOW,
            )
        )
    this = space.today(now).year
    reached = [a for a in announcements if a.state is Sending.SENT or a.delivered]
    sent = [a for a in reached if a.sent_at is not None and space.today(a.sent_at).year == this]
    text = "\n".join((say("<b>Messages to many</b>"), words.year(sent, this, say)))
    return Screen(text=text, rows=in_rows(keys, 1))


def got(announcement: Announcement, say: Say) -> Screen:
    """As those it is for see it."""
    text = words.letter(announcement)
    if announcement.audience.topic is Topic.NOTICE:
        return Screen(text=text, attachment=announcement.file)
    leave = key(say.plain("Sign me off"), buttons.LeaveTopic(announcement=announcement.id))
    return Screen(
        text=f"{text}\n\n<i>{words.why(announcement, say)}</i>",
        rows=((leave,),),
        attachment=announcement.file,
    )


def left(topic: Topic, say: Say) -> Screen:
    return Screen(
        text=say(
            "You get no more of “{topic}”. /nyhetsbrev lets you change that.", topic=words.topic(topic, say)
        ),
        fresh=True,
    )


def following(topics: frozenset[Topic], say: Say) -> Screen:
    """What one can follow, with what one does."""
    lines = [
        say("• {topic}: yes", topic=words.topic(topic, say))
        if topic in topics
        else say("• {topic}: no", topic=words.topic(topic, say))
        for topic in FOLLOWED
    ]
    keys = [
        key(
            say.plain("Stop: {topic}", topic=words.topic(topic, say))
            if topic in topics
            else say.plain("Follow: {topic}", topic=words.topic(topic, say)),
            buttons.FollowTopic(topic=topic, wanted=topic not in topics),
        )
        for topic in FOLLOWED
    ]
    text = "\n".join((say("<b>What do you want to hear of from us?</b>"), *lines))
    return Screen(text=text, rows=in_rows(keys, 1))


def _with(announcement: Announcement, below: str) -> str:
    return f"{words.letter(announcement)}\n\n———\n{below}"


def _steps(announcement: Announcement, say: Say) -> tuple[Row, ...]:
    is_draft = announcement.state is Sending.DRAFT
    named = {
        Step.PREVIEW: say.plain("Send it to me first"),
        Step.SEND: say.plain("Send it now"),
        Step.TOMORROW: say.plain("Send it tomorrow at 9"),
        Step.LATER: say.plain("Another time"),
        Step.PAUSE: say.plain("Pause"),
        Step.RESUME: say.plain("Go on"),
        Step.STOP: say.plain("Throw it away") if is_draft else say.plain("Stop"),
        Step.SHOW: say.plain("How far is it?"),
    }
    steps = {
        Sending.DRAFT: (Step.PREVIEW, Step.SEND, Step.TOMORROW, Step.LATER, Step.STOP),
        Sending.SCHEDULED: (Step.SEND, Step.LATER, Step.STOP),
        Sending.SENDING: (Step.SHOW, Step.PAUSE, Step.STOP),
        Sending.PAUSED: (Step.RESUME, Step.STOP),
    }
    keys = [_key(named[step], announcement, step) for step in steps.get(announcement.state, ())]
    return in_rows(keys, 2)


def _key(said: str, announcement: Announcement, step: Step) -> Key:
    return key(said, buttons.Announce(announcement=announcement.id, step=step))
