"""What is shut: when, why, what became of a booking, and the no that follows from it."""

from __future__ import annotations

from datetime import datetime, time

from booking.delivery import News
from booking.model.deviations import Deviation
from booking.model.interval import Interval
from booking.model.spaces import Catalogue, Space
from booking.news import lost_of
from booking.shut import OutOfOrder
from wording import bookings, dates
from wording.cleaning import clean
from wording.facts import Facts, Word
from wording.speech import Html, Say

MIDNIGHT = time(0)


def when(interval: Interval, space: Space, now: datetime, say: Say) -> str:
    """`fredag 27. november`, `fra mandag 14. juli til mandag 28. juli`, `fredag 27. november kl. 10–12`."""
    start, end = space.local(interval.start), space.local(interval.end)
    today = space.today(now)
    if end.time() != MIDNIGHT:
        if start.date() == end.date():
            return dates.when(interval, space, now, say)
        return say.plain(
            "from {start} to {end}",
            start=dates.moment(interval.start, space, now, say),
            end=dates.moment(interval.end, space, now, say),
        )
    last = (end - dates.DAY).date()
    if start.date() == last:
        is_rest = start.time() != MIDNIGHT and start.date() == today
        said = dates.day(last, today, say)
        return say.plain("the rest of today") if is_rest else said
    return say.plain(
        "from {start} to {end}", start=dates.day(start.date(), today, say), end=dates.day(last, today, say)
    )


def what(deviation: Deviation, catalogue: Catalogue) -> str:
    """The name of what is shut: a resource, else the place."""
    resource = catalogue.resources.get(deviation.resource_id) if deviation.resource_id else None
    return resource.name if resource else catalogue.spaces[deviation.space_id].name


def line(deviation: Deviation, catalogue: Catalogue, now: datetime, say: Say) -> Html:
    """`Drivhuset er stengt fredag 27. november: det skal males.`"""
    space = catalogue.spaces[deviation.space_id]
    return _sentence(
        what(deviation, catalogue), when(deviation.interval, space, now, say), deviation.reason, say
    )


def told(news: News, catalogue: Catalogue, say: Say) -> Html:
    """For one who lost a booking, or some of it. The alternatives are the buttons below."""
    if news.booking is None or news.last is None or news.last.before is None:
        raise LookupError(f"no words for {news.message.key}")
    before, after = news.last.before, news.last.after
    is_cut = lost_of(before, after) != before.interval
    if news.closure is not None:
        why = line(news.closure, catalogue, news.now, say)
    else:
        why = say("The administration had to close.")
    gone = bookings.one_line(before, catalogue, news.now, say)
    what_now = (
        say("So your booking had to end early:\n{booking}", booking=gone)
        if is_cut
        else say("So your booking is cancelled:\n{booking}", booking=gone)
    )
    instead = (
        say("You can have this instead, with one tap:")
        if news.instead
        else say("I found nothing like it. Write when it suits you, and I look.")
    )
    return Html("\n\n".join((f"{why}\n{what_now}", instead)))


def told_adviser(news: News, catalogue: Catalogue, say: Say) -> Html:
    """The meeting stands: it is for the adviser to move it."""
    if news.closure is None or news.appointment is None:
        raise LookupError(f"no words for {news.message.key}")
    return say(
        "{closure}\nYou have a meeting there with {name}, {when}. It stands: move it, or meet elsewhere.",
        closure=line(news.closure, catalogue, news.now, say),
        name=news.about.name if news.about else say.plain("somebody"),
        when=dates.when(news.appointment.interval, catalogue.home, news.now, say),
    )


def _out_of_order(refusal: OutOfOrder, facts: Facts) -> Html:
    space, say = facts.space(refusal.resource_id), facts.say
    at = when(refusal.interval, space, facts.now, say)
    name = space.name if refusal.whole_space else facts.name(refusal.resource_id)
    return _sentence(name, at, refusal.reason, say)


def _sentence(name: str, at: str, reason: str, say: Say) -> Html:
    if not reason:
        return say("{name} is closed {when}.", name=name, when=at)
    return say("{name} is closed {when}: {reason}.", name=name, when=at, reason=_as_clause(reason))


def _as_clause(reason: str) -> str:
    """Without the full stop that ends the sentence it comes into."""
    return clean(reason).rstrip(" .!")


WORDS: dict[type, Word] = {OutOfOrder: _out_of_order}
