"""What would be done, in one sentence, with one tap that does it and one that does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from booking.model.bookings import Booking
from booking.model.spaces import Catalogue, ResourceKind
from bot.buttons import Button, GoTo, Place
from bot.meant import new_end
from bot.screen import Screen, in_rows, key
from bot.turn import Turn
from bot.understanding import Understanding
from wording import Html, Say, as_html, bookings, dates, names

WORDS_SHOWN = 6


def ask(
    said: Understanding, catalogue: Catalogue, turn: Turn, yes: Button, *, booking: Booking | None = None
) -> Screen:
    """`booking` is the one that stands and that it is about."""
    say = turn.say
    what = _to_booking(said, booking, catalogue, turn) if booking else _anew(said, catalogue, turn)
    keys = [
        key(say.plain("Yes, do that"), yes),
        key(say.plain("No"), GoTo(place=Place.CLOSE)),
    ]
    return Screen(text=say("{what}. Is that right?", what=what), rows=in_rows(keys, 2))


def noted(said: Understanding, screen: Screen | None, say: Say) -> Screen | None:
    """With what was not understood before it, and after it that there was more than one wish."""
    if screen is None:
        return Screen(text=_more(say, done=True)) if said.more else None
    if not screen.text:
        return screen
    lines = [_unexplained(said, say)] if said.unexplained else _doubts(said, say)
    lines.append(Html(screen.text))
    if said.more:
        lines.append(_more(say, done=False))
    return replace(screen, text="\n\n".join(lines))


def _unexplained(said: Understanding, say: Say) -> Html:
    words = [say.plain("“{word}”", word=word) for word in said.unexplained[:WORDS_SHOWN]]
    return say("I did not understand {words}.", words=names.listed(words, say))


def _doubts(said: Understanding, say: Say) -> list[Html]:
    """Why it asks."""
    if not said.confirm:
        return []
    doubts = [word for word in said.doubts if any(sign.isalnum() for sign in word)]
    if not doubts:
        return [say("I may not have understood all of it, so look closely.")]
    words = [say.plain("“{word}”", word=word) for word in doubts[:WORDS_SHOWN]]
    return [say("You wrote {words}, so I ask first.", words=names.listed(words, say))]


def _more(say: Say, *, done: bool) -> Html:
    if done:
        return say("I did one thing only. Write the rest by itself, please.")
    return say("This is one thing of what you wrote. Write the rest by itself afterwards, please.")


def _anew(said: Understanding, catalogue: Catalogue, turn: Turn) -> Html:
    """`Drivhuset, torsdag 26. november kl. 10–12, for Kari Nordmann`."""
    say = turn.say
    parts = [part for part in (_what(said, turn), _when(said, catalogue, turn)) if part]
    who = turn.chosen.person
    if who is not None:
        parts.append(say.plain("for {name}", name=who.name))
    line = names.with_commas(parts)
    match said.intent:
        case "register":
            return say("Sign up: {what}", what=line or say.plain("the event"))
        case "unregister":
            return say("Sign off: {what}", what=line or say.plain("the event"))
        case "absent":
            return say("Away: {what}", what=line)
        case "close":
            return say("Close: {what}", what=line)
        case _:
            return as_html(line)


def _to_booking(said: Understanding, booking: Booking, catalogue: Catalogue, turn: Turn) -> Html:
    say = turn.say
    line = bookings.one_line(booking, catalogue, turn.now, say)
    match said.intent:
        case "cancel":
            return say("Cancel {booking}", booking=line)
        case "move":
            where = [part for part in (said.resource, _when(said, catalogue, turn)) if part]
            if said.shift is not None:
                return say("Move {booking}, {when}", booking=line, when=_shifted(said.shift, say))
            return say("Move {booking} to {when}", booking=line, when=names.with_commas(where))
        case "resize":
            end = new_end(booking, said, catalogue.home)
            until = dates.clock(catalogue.home.local(end or booking.interval.end).time(), say)
            return say("Let {booking} last until {time}", booking=line, time=until)
        case "end_now":
            return say("End {booking} now", booking=line)
        case _:
            return say("Check in to {booking}", booking=line)


def _shifted(minutes: int, say: Say) -> str:
    length = dates.length(timedelta(minutes=abs(minutes)), say)
    if minutes > 0:
        return say.plain("{length} later", length=length)
    return say.plain("{length} earlier", length=length)


def _what(said: Understanding, turn: Turn) -> str:
    if said.resource:
        return said.resource
    return names.kind(ResourceKind(said.kind), turn.say) if said.kind else ""


def _when(said: Understanding, catalogue: Catalogue, turn: Turn) -> str:
    """The days and hours as far as they were said."""
    say, today = turn.say, catalogue.home.today(turn.now)
    days = ""
    if said.date is not None and said.end_date is not None:
        days = say.plain(
            "{first} to {last}",
            first=dates.full_day(said.date, today, say),
            last=dates.full_day(said.end_date, today, say),
        )
    elif said.date is not None:
        days = names.listed([_day(each, today, say) for each in (said.dates or (said.date,))], say)
    hours = ""
    if said.all_day:
        hours = say.plain("all day")
    elif said.start is not None and said.end is not None:
        hours = dates.clock_hours(said.start, said.end, say)
    elif said.start is not None:
        hours = say.plain("at {time}", time=dates.clock(said.start, say))
    return " ".join(part for part in (days, hours) if part)


def _day(day: date, today: date, say: Say) -> str:
    """With its date: `i morgen` may be a misunderstanding too."""
    return dates.full_day(day, today, say)
