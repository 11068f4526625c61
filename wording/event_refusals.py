"""A lawful no about an event, in a person's words."""

from __future__ import annotations

from booking import refusals as r
from booking.model.events import EventState, Way
from wording.facts import Facts, Word
from wording.speech import Html


def _full(refusal: r.EventFull, facts: Facts) -> Html:
    if refusal.going is not None:
        return facts.say.many(
            "{n} place is taken or offered already. Choose that or a higher number.",
            "{n} places are taken or offered already. Choose that or a higher number.",
            refusal.going,
        )
    if refusal.way is None:
        return facts.say("More people than that have a place already. Choose a higher number.")
    return facts.say("There are not that many places left. /events shows how many there are.")


def _closed(refusal: r.SignUpClosed, facts: Facts) -> Html:
    if refusal.opens_at is not None and facts.now < refusal.opens_at:
        return facts.say("You can sign up from {when}.", when=facts.moment(refusal.opens_at))
    return facts.say("It is too late to sign up or to change that. /events shows what is coming.")


def _many(refusal: r.TooManyGuests, facts: Facts) -> Html:
    if not refusal.most:
        return facts.say("Each one signs up for themselves here: you cannot bring anybody.")
    return facts.say.many(
        "You can bring at most {n} person here.", "You can bring at most {n} people here.", refusal.most
    )


def _way(refusal: r.NotThatWay, facts: Facts) -> Html:
    if refusal.way is Way.DIGITAL:
        return facts.say("This one is not digital: one has to come.")
    return facts.say("This one is digital only.")


def _over(refusal: r.EventOver, facts: Facts) -> Html:
    if refusal.state is EventState.CANCELLED:
        return facts.say("It has been cancelled. /events shows what is coming.")
    if refusal.state is EventState.HELD:
        return facts.say("That event is over.")
    return facts.say("It has not begun yet.")


def _not_ready(refusal: r.NotReady, facts: Facts) -> Html:
    say = facts.say
    return {
        "place": say("It has no place yet. Write where it is, and publish it then."),
        "link": say("It has no link yet. Write the address of the meeting, and publish it then."),
        "window": say("Sign-up must open before it closes, and close by the time the event starts."),
        "time": say("It begins before now. Give it a time to come."),
    }.get(refusal.missing, say("Somebody of the administration has to make it."))


def _not_allowed(_refusal: r.NotAllowed, facts: Facts) -> Html:
    return facts.say("Only the administration can do that.")


WORDS: dict[type[r.Refusal], Word] = {
    r.EventFull: _full,
    r.SignUpClosed: _closed,
    r.TooManyGuests: _many,
    r.NotThatWay: _way,
    r.EventOver: _over,
    r.NotReady: _not_ready,
    r.NotAllowed: _not_allowed,
}
