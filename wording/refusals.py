"""A lawful no in a person's words: which rule, its facts, and what to do now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from booking import refusals as r
from booking.model.bookings import Status
from booking.model.spaces import Catalogue, ResourceId, Space
from wording import dates, places
from wording.speech import Html, Say


def explain(refusal: r.Refusal, catalogue: Catalogue, now: datetime, say: Say) -> Html:
    """One or two short sentences, as Telegram HTML."""
    word = next((WORDS[kind] for kind in type(refusal).__mro__ if kind in WORDS), _unworded)
    return word(refusal, Facts(catalogue, now, say))


def label(alternative: r.Alternative, catalogue: Catalogue, now: datetime, say: Say) -> str:
    """For the button of an alternative: `Potteskuret kl. 10–12`; another day's with the day."""
    resource = catalogue.resources[alternative.resource_id]
    space = catalogue.space_of(resource)
    on = space.today(alternative.interval.start)
    what = say.plain(
        "{name} {hours}", name=resource.name, hours=dates.hours(alternative.interval, space, say)
    )
    if on == space.today(now):
        return what
    return say.plain("{what}, {day}", what=what, day=dates.short_or_soon(on, space.today(now), say))


class Facts:
    """What the sentences need beside the refusal itself."""

    def __init__(self, catalogue: Catalogue, now: datetime, say: Say) -> None:
        self.catalogue = catalogue
        self.now = now
        self.say = say

    @property
    def space(self) -> Space:
        return self.catalogue.home

    def name(self, resource_id: ResourceId) -> str:
        resource = self.catalogue.resources.get(resource_id)
        return resource.name if resource else self.say.plain("It")

    def day(self, on: Any) -> str:
        return dates.day(on, self.space.today(self.now), self.say)

    def moment(self, instant: datetime) -> str:
        return dates.moment(instant, self.space, self.now, self.say)


Word = Callable[[Any, Facts], Html]


def _unworded(refusal: r.Refusal, facts: Facts) -> Html:
    del refusal
    return facts.say("That cannot be done.")


def _past(refusal: r.InThePast, facts: Facts) -> Html:
    return facts.say("{when} is over. Pick a time that is still to come.", when=facts.moment(refusal.start))


def _outside(refusal: r.OutsideOpeningHours, facts: Facts) -> Html:
    opening = places.hours_of(refusal.opening, facts.space, facts.say)
    return facts.say(
        "{name} is open {opening} {day}.",
        name=facts.name(refusal.resource_id),
        opening=opening,
        day=facts.day(refusal.day),
    )


def _closed(refusal: r.ClosedDay, facts: Facts) -> Html:
    reason = refusal.reason.get(facts.say.language.value) or refusal.reason.get("nb", "")
    if reason:
        return facts.say("It is closed {day} ({reason}).", day=facts.day(refusal.day), reason=reason)
    return facts.say("It is closed {day}.", day=facts.day(refusal.day))


def _short(refusal: r.TooShort, facts: Facts) -> Html:
    shortest = dates.length(refusal.shortest, facts.say)
    return facts.say(
        "{name} is booked for at least {length}.", name=facts.name(refusal.resource_id), length=shortest
    )


def _long(refusal: r.TooLong, facts: Facts) -> Html:
    longest = dates.length(refusal.longest, facts.say)
    return facts.say(
        "{name} is booked for at most {length}.", name=facts.name(refusal.resource_id), length=longest
    )


def _off_grid(refusal: r.OffGrid, facts: Facts) -> Html:
    step = dates.length(refusal.granularity, facts.say)
    return facts.say(
        "{name} is booked in steps of {length}, from the hour.",
        name=facts.name(refusal.resource_id),
        length=step,
    )


def _soon(refusal: r.TooSoon, facts: Facts) -> Html:
    notice = dates.length(refusal.notice, facts.say)
    return facts.say(
        "{name} is booked at least {length} ahead.", name=facts.name(refusal.resource_id), length=notice
    )


def _far(refusal: r.TooFarAhead, facts: Facts) -> Html:
    return facts.say(
        "{name} can be booked until {day} for now.",
        name=facts.name(refusal.resource_id),
        day=facts.day(refusal.last_day),
    )


def _not_open(refusal: r.NotOpenToYou, facts: Facts) -> Html:
    return facts.say(
        "{name} is not open for you to book. Ask the administration.", name=facts.name(refusal.resource_id)
    )


def _assigned(refusal: r.AssignedToOthers, facts: Facts) -> Html:
    return facts.say("{name} belongs to another tenant.", name=facts.name(refusal.resource_id))


def _taken(refusal: r.SlotTaken, facts: Facts) -> Html:
    when = dates.when(refusal.interval, facts.space, facts.now, facts.say)
    return facts.say("{name} is taken {when}.", name=facts.name(refusal.resource_id), when=when)


def _conflicts(refusal: r.SeriesConflicts, facts: Facts) -> Html:
    return facts.say.many(
        "{n} of the days cannot be had.", "{n} of the days cannot be had.", len(refusal.conflicts)
    )


def _not_found(refusal: r.NotFound, facts: Facts) -> Html:
    if refusal.what == "booking":
        return facts.say("I find no such booking of yours. /mine shows what you have.")
    return facts.say("I do not find that any more.")


def _not_active(refusal: r.NotActive, facts: Facts) -> Html:
    if refusal.status is Status.CANCELLED:
        return facts.say("It is cancelled already.")
    if refusal.status is Status.CHECKED_IN:
        return facts.say("You are checked in already.")
    return facts.say("It is over.")


def _late(refusal: r.TooLateToCancel, facts: Facts) -> Html:
    return facts.say(
        "That had to be done before {when}. Ask the administration if you must.",
        when=facts.moment(refusal.until),
    )


def _check_in(refusal: r.CheckInClosed, facts: Facts) -> Html:
    if refusal.opens_at is None:
        return facts.say("There is no need to check in here.")
    if facts.now < refusal.opens_at:
        return facts.say("You can check in from {when}.", when=facts.moment(refusal.opens_at))
    return facts.say("Check-in is over.")


def _nothing_to_undo(_refusal: r.NothingToUndo, facts: Facts) -> Html:
    return facts.say("That can no longer be undone. /mine shows what you have.")


def _stale(_refusal: r.Stale, facts: Facts) -> Html:
    return facts.say("It was changed a moment ago. Look again: /mine")


def _free(_refusal: r.NothingToWaitFor, facts: Facts) -> Html:
    return facts.say("It is free now: book it.")


def _waiting(_refusal: r.AlreadyWaiting, facts: Facts) -> Html:
    return facts.say("You are on that waiting list already.")


def _offer_over(_refusal: r.OfferOver, facts: Facts) -> Html:
    return facts.say("That offer is over.")


def _invitation(_refusal: r.InvitationInvalid, facts: Facts) -> Html:
    return facts.say("That invitation is used or too old. Ask for a new one.")


WORDS: dict[type[r.Refusal], Word] = {
    r.InThePast: _past,
    r.OutsideOpeningHours: _outside,
    r.ClosedDay: _closed,
    r.TooShort: _short,
    r.TooLong: _long,
    r.OffGrid: _off_grid,
    r.TooSoon: _soon,
    r.TooFarAhead: _far,
    r.NotOpenToYou: _not_open,
    r.AssignedToOthers: _assigned,
    r.SlotTaken: _taken,
    r.SeriesConflicts: _conflicts,
    r.NotFound: _not_found,
    r.NotActive: _not_active,
    r.TooLateToCancel: _late,
    r.CheckInClosed: _check_in,
    r.NothingToUndo: _nothing_to_undo,
    r.Stale: _stale,
    r.NothingToWaitFor: _free,
    r.AlreadyWaiting: _waiting,
    r.OfferOver: _offer_over,
    r.InvitationInvalid: _invitation,
}
