"""A lawful no in a person's words: what is so, with its facts, and what to do now."""

from __future__ import annotations

from datetime import datetime

from booking import refusals as r
from booking.model.bookings import Status
from booking.model.spaces import Catalogue, Portion
from booking.shut import CatalogueChanged
from wording import (
    booking_refusals,
    bookings,
    closings,
    dates,
    event_refusals,
    guidance_refusals,
    own_calendars,
    places,
)
from wording.facts import Facts, Word
from wording.speech import Html, Say


def explain(refusal: r.Refusal, catalogue: Catalogue, now: datetime, say: Say) -> Html:
    """One or two short sentences. Alternatives are not named: they are the buttons below."""
    word = next((WORDS[kind] for kind in type(refusal).__mro__ if kind in WORDS), _unworded)
    return word(refusal, Facts(catalogue=catalogue, now=now, say=say))


def label(alternative: r.Alternative, catalogue: Catalogue, now: datetime, say: Say) -> str:
    """For the button of an alternative: `Potteskuret kl. 10–12`; another day's with the day."""
    resource = catalogue.resources[alternative.resource_id]
    space = catalogue.space_of(resource)
    on, today = space.today(alternative.interval.start), space.today(now)
    hours = dates.hours(alternative.interval, space, say)
    if on == today:
        return say.plain("{name} {hours}", name=resource.name, hours=hours)
    when = dates.short_or_soon(on, today, say)
    return say.plain("{name} {day}, {hours}", name=resource.name, day=when, hours=hours)


def _unworded(_refusal: r.Refusal, facts: Facts) -> Html:
    return facts.say("That cannot be done. Try another time, or ask the administration.")


def _past(refusal: r.InThePast, facts: Facts) -> Html:
    when = facts.moment(refusal.start, facts.space(refusal.resource_id))
    return facts.say("It is too late to book {when}. Pick a later time.", when=when)


def _outside(refusal: r.OutsideOpeningHours, facts: Facts) -> Html:
    space, opens = facts.space(refusal.resource_id), refusal.opening[0].start
    if refusal.day == space.today(facts.now) and facts.now < opens:
        return facts.say("It is not open yet: we open {when}.", when=facts.moment(opens, space))
    opening = places.hours_of(refusal.opening, space, facts.say)
    day = facts.day(refusal.day, refusal.resource_id)
    return facts.say("We are open {hours} {day}. Pick a time within that.", hours=opening, day=day)


def _closed(refusal: r.ClosedDay, facts: Facts) -> Html:
    day = facts.day(refusal.day, refusal.resource_id)
    reason = refusal.reason.get(facts.say.language.value) or refusal.reason.get("nb", "")
    if reason:
        return facts.say("We are closed {day} ({reason}). Pick another day.", day=day, reason=reason)
    return facts.say("We are closed {day}. Pick another day.", day=day)


def _short(refusal: r.TooShort, facts: Facts) -> Html:
    return facts.say(
        "{name} is booked for at least {length} at a time.",
        name=facts.name(refusal.resource_id),
        length=dates.length(refusal.shortest, facts.say),
    )


def _long(refusal: r.TooLong, facts: Facts) -> Html:
    return facts.say(
        "{name} is booked for at most {length} at a time.",
        name=facts.name(refusal.resource_id),
        length=dates.length(refusal.longest, facts.say),
    )


def _off_grid(refusal: r.OffGrid, facts: Facts) -> Html:
    say, name = facts.say, facts.name(refusal.resource_id)
    resource = facts.resource(refusal.resource_id)
    portions = resource.policy.portions if resource else frozenset({Portion.HOURS})
    if Portion.HOURS not in portions:
        return _by_parts(portions, name, say)
    return say(
        "{name} is booked in steps of {length}, like {example}.",
        name=name,
        length=dates.length(refusal.granularity, say),
        example=places.grid_example(refusal.granularity, say),
    )


def _by_parts(portions: frozenset[Portion], name: str, say: Say) -> Html:
    if Portion.HALF_DAY not in portions:
        return say("{name} is booked for the whole day.", name=name)
    if Portion.DAY not in portions:
        return say("{name} is booked for the morning or the afternoon.", name=name)
    return say("{name} is booked for the whole day, the morning or the afternoon.", name=name)


def _soon(refusal: r.TooSoon, facts: Facts) -> Html:
    return facts.say(
        "{name} must be booked at least {length} ahead. Pick a later time.",
        name=facts.name(refusal.resource_id),
        length=dates.length(refusal.notice, facts.say),
    )


def _far(refusal: r.TooFarAhead, facts: Facts) -> Html:
    today = facts.space(refusal.resource_id).today(facts.now)
    last = dates.day(refusal.last_day, today, facts.say)
    return facts.say(
        "{name} can be booked up to {day} for now. Pick an earlier day.",
        name=facts.name(refusal.resource_id),
        day=last,
    )


def _not_open(refusal: r.NotOpenToYou, facts: Facts) -> Html:
    name = facts.name(refusal.resource_id)
    return facts.say("You cannot book {name} yourself. Ask the administration.", name=name)


def _assigned(refusal: r.AssignedToOthers, facts: Facts) -> Html:
    name = facts.name(refusal.resource_id)
    return facts.say("{name} is another tenant's own. Pick another.", name=name)


def _taken(refusal: r.SlotTaken, facts: Facts) -> Html:
    if refusal.own is not None:
        card = bookings.card(refusal.own, facts.catalogue, facts.now, facts.say)
        if refusal.of:
            return facts.say("It is booked for {name} already:\n\n{booking}", name=refusal.of, booking=card)
        return facts.say("It is booked for you already:\n\n{booking}", booking=card)
    when = facts.when(refusal.interval, refusal.resource_id)
    return facts.say("{name} is taken: {when}.", name=facts.name(refusal.resource_id), when=when)


def _conflicts(refusal: r.SeriesConflicts, facts: Facts) -> Html:
    return facts.say.many(
        "{n} of the times cannot be had. Skip it, or pick another time.",
        "{n} of the times cannot be had. Skip them, or pick another time.",
        len(refusal.conflicts),
    )


def _not_found(refusal: r.NotFound, facts: Facts) -> Html:
    say = facts.say
    match refusal.what:
        case "booking" | "series" if refusal.of:
            return say("I find no such booking of {name}.", name=refusal.of)
        case "booking" | "series":
            return say("I find no such booking of yours. /bookings shows what you have.")
        case "resource":
            return say("That room or desk is not here. /book shows what is.")
        case "wait":
            return say("You are not on that waiting list.")
        case _:
            return say("I do not find that any more.")


def _not_active(refusal: r.NotActive, facts: Facts) -> Html:
    say = facts.say
    return {
        Status.CANCELLED: say("That booking is cancelled already."),
        Status.CHECKED_IN: say("You are checked in already."),
        Status.NO_SHOW: say("Nobody checked in in time, so that booking was freed for others."),
        Status.HELD: say("That is an offer. Take it first."),
        Status.CONFIRMED: say("That booking has not begun, or is nearly over."),
    }.get(refusal.status, say("That booking is over."))


def _late(refusal: r.TooLateToCancel, facts: Facts) -> Html:
    return facts.say(
        "It could be changed or cancelled until {when}. Ask the administration if it is important.",
        when=facts.moment(refusal.until),
    )


def _check_in(refusal: r.CheckInClosed, facts: Facts) -> Html:
    if refusal.opens_at is None:
        return facts.say("You need not check in here. Just come.")
    if facts.now < refusal.opens_at:
        return facts.say("You can check in from {when}.", when=facts.moment(refusal.opens_at))
    if refusal.closes_at is None:
        return facts.say("It is too late to check in.")
    return facts.say(
        "It is too late to check in: that ended {when}. /free shows what is free.",
        when=facts.moment(refusal.closes_at),
    )


def _nothing_to_undo(_refusal: r.NothingToUndo, facts: Facts) -> Html:
    return facts.say("That can no longer be undone. /bookings shows what you have.")


def _stale(_refusal: r.Stale, facts: Facts) -> Html:
    return facts.say("It was changed a moment ago. Look again: /bookings")


def _free(_refusal: r.NothingToWaitFor, facts: Facts) -> Html:
    return facts.say("It is free now, so you need not wait. Book it.")


def _waiting(refusal: r.AlreadyWaiting, facts: Facts) -> Html:
    return facts.say(
        "You are on the waiting list already: {name}, {when}. I write if it becomes free.",
        name=facts.name(refusal.resource_id),
        when=facts.when(refusal.interval, refusal.resource_id),
    )


def _offer_over(_refusal: r.OfferOver, facts: Facts) -> Html:
    return facts.say("That offer is over. /free shows what is free now.")


def _invitation(_refusal: r.InvitationInvalid, facts: Facts) -> Html:
    return facts.say("That invitation is used or too old. Ask the administration for a new one.")


def _too_many_questions(refusal: r.TooManyQuestions, facts: Facts) -> Html:
    return facts.say(
        "The administration has {n} questions from you already. Wait for an answer before you ask more.",
        n=refusal.most,
    )


def _answered(_refusal: r.AlreadyAnswered, facts: Facts) -> Html:
    return facts.say("A colleague has answered already.")


WORDS: dict[type[r.Refusal], Word] = {
    **booking_refusals.WORDS,
    **closings.WORDS,
    **event_refusals.WORDS,
    **guidance_refusals.WORDS,
    **own_calendars.WORDS,
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
    CatalogueChanged: _stale,
    r.NothingToWaitFor: _free,
    r.AlreadyWaiting: _waiting,
    r.OfferOver: _offer_over,
    r.InvitationInvalid: _invitation,
    r.TooManyQuestions: _too_many_questions,
    r.AlreadyAnswered: _answered,
}
