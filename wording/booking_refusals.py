"""Lawful noes about bookings: what comes next, and what is no time at all."""

from __future__ import annotations

from booking import booking_refusals as r
from booking.refusals import Refusal
from wording import dates
from wording.facts import Facts, Word
from wording.speech import Html


def _next(refusal: r.NextBooked, facts: Facts) -> Html:
    space = facts.space(refusal.resource_id)
    return facts.say(
        "{name} cannot be had so long: the next booking begins {when}.",
        name=facts.name(refusal.resource_id),
        when=facts.moment(refusal.at, space),
    )


def _no_time(refusal: r.NoSuchTime, facts: Facts) -> Html:
    today = facts.catalogue.home.today(facts.now)
    return facts.say(
        "There is no {time} on {day}: the clocks go forward that night. Pick another time.",
        time=dates.clock(refusal.clock, facts.say),
        day=dates.full_day(refusal.day, today, facts.say),
    )


WORDS: dict[type[Refusal], Word] = {
    r.NextBooked: _next,
    r.NoSuchTime: _no_time,
}
