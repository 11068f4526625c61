"""Events, as the administration sees and changes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from booking.model.events import HOLDS, Event, EventState, Registration, Standing, Way
from booking.model.people import PersonId
from booking.model.spaces import Catalogue
from booking.registering import Seen
from booking.rules import seating
from booking.rules.doors import Addresses
from booking.rules.hosting import OVER
from bot import buttons
from bot.buttons import Hosting as Step
from bot.screen import Key, Row, Screen, in_rows, key
from bot.turn import Turn
from wording import Say, doors
from wording import events as words

MOST_NAMES = 90
"""Of the hundred buttons that Telegram gives a message."""


def drafted(event: Event, catalogue: Catalogue, turn: Turn, *, once: str) -> Screen:
    """As it will look, and what can be done with it."""
    seen = Seen(event=event, registrations=(), of_person=None)
    return manage(seen, {}, catalogue, turn, once=once)


def manage(
    seen: Seen, names: Mapping[PersonId, str], catalogue: Catalogue, turn: Turn, *, once: str
) -> Screen:
    say, registrations = turn.say, seen.registrations
    anybody = Seen(event=seen.event, registrations=registrations, of_person=None)
    text: str = words.card(anybody, catalogue, turn.now, say)
    queued = [each for way in sorted(seen.event.ways) for each in seating.queue(registrations, way)]
    if queued:
        waiting = [_waiting(each, names, say) for each in queued]
        text = "\n".join((text, "", say("<b>Waiting:</b>"), *waiting))
    if seen.ratings:
        mean, n = sum(seen.ratings) / len(seen.ratings), len(seen.ratings)
        rated = say.many("Rated {mean} of 5 by {n}.", "Rated {mean} of 5 by {n}.", n, mean=f"{mean:.1f}")
        text = f"{text}\n{rated}"
    return Screen(text=text, rows=in_rows(_steps(seen.event, turn, once=once), 2))


def series(events: Sequence[Event], catalogue: Catalogue, turn: Turn, again: Key | None) -> Screen:
    """What a series comes to, before it is made and after. `again` makes or publishes all of it."""
    say = turn.say
    head = say.many(
        "<b>{title}</b>, {n} time", "<b>{title}</b>, {n} times", len(events), title=events[0].title
    )
    days = [f"• {_occurrence(event, catalogue, turn, is_made=again is None)}" for event in events]
    return Screen(text="\n".join((head, *days)), rows=() if again is None else ((again,),))


def _occurrence(event: Event, catalogue: Catalogue, turn: Turn, *, is_made: bool) -> str:
    when = words.when(event, catalogue, turn.now, turn.say)
    if is_made and event.state is EventState.DRAFT:
        return turn.say("{when}: not published, the place is taken then", when=when)
    return when


def ask_time(event: Event, say: Say) -> Screen:
    text = say(
        "Write the new time, or the new place, of {title}, like “{example}”. /avbryt leaves it.",
        title=event.title,
        example=say.plain("13 January 9–10:30 in Orangeriet"),
    )
    return Screen(text=text, fresh=True)


def ask_link(event: Event, say: Say) -> Screen:
    if not event.is_on:
        text = say("Send the link to the digital meeting for {title}. /avbryt leaves it.", title=event.title)
        return Screen(text=text, fresh=True)
    text = say(
        "Send the link to the digital meeting for {title}. Everybody who is signed up hears of it at once. "
        "/avbryt leaves it.",
        title=event.title,
    )
    return Screen(text=text, fresh=True)


def no_link(say: Say) -> Screen:
    return Screen(text=say("That is not a link. It begins with https://"))


def sure_to_cancel(seen: Seen, say: Say, *, once: str) -> Screen:
    concerned = sum(r.standing in HOLDS or r.standing is Standing.WAITING for r in seen.registrations)
    text = say.many(
        "Do you want to cancel {title}? {n} person hears of it at once.",
        "Do you want to cancel {title}? {n} people hear of it at once.",
        concerned,
        title=seen.event.title,
    )
    event = seen.event.id
    return Screen(
        text=text,
        rows=(
            (key(say.plain("Yes, cancel it"), buttons.Host(event=event, step=Step.CANCEL_SURE, once=once)),),
            (key(say.plain("No, keep it"), buttons.Host(event=event, step=Step.SHOW, once=once)),),
        ),
    )


def door(
    event: Event,
    registrations: Sequence[Registration],
    names: Mapping[PersonId, str],
    say: Say,
    addresses: Addresses | None,
    *,
    once: str,
) -> Screen:
    """A button for each who has a place: tapped when they come, and again to take it back."""
    there = [r for r in registrations if r.standing in {Standing.GOING, Standing.ATTENDED}]
    ordered = sorted(there, key=lambda r: names.get(r.person_id, "").casefold())
    keys: list[Key] = [
        key(
            _tick(registration, names, say),
            buttons.Tick(
                registration=registration.id, came=registration.standing is Standing.GOING, once=f"{once}{n}"
            ),
        )
        for n, registration in enumerate(ordered[:MOST_NAMES])
    ]
    back = key(say.plain("Back"), buttons.Host(event=event.id, step=Step.SHOW, once=once))
    title = say("<b>{title}</b>", title=event.title)
    text = "\n".join((title, doors.counted(there, say), *doors.notes(ordered, names, say)))
    page: tuple[Row, ...] = ()
    if addresses is not None:
        page = ((Key(words=say.plain("The list on a page, to scan tickets"), url=addresses.door(event)),),)
    return Screen(text=text, rows=(*in_rows(keys, 1), *page, (back,)))


def _tick(registration: Registration, names: Mapping[PersonId, str], say: Say) -> str:
    name = names.get(registration.person_id, "")
    more = f" + {len(registration.guests)}" if registration.guests else ""
    if registration.standing is Standing.ATTENDED:
        return say.plain("✓ {name}: here", name=name + more)
    return say.plain("{name}: not yet", name=name + more)


def _waiting(registration: Registration, names: Mapping[PersonId, str], say: Say) -> str:
    name = names.get(registration.person_id, "")
    line = say.many("• {name}, {n} place", "• {name}, {n} places", registration.party, name=name)
    if registration.skipped:
        return say("{line} – passed over: the party did not fit", line=line)
    return line


def _steps(event: Event, turn: Turn, *, once: str) -> list[Key]:
    say = turn.say
    named = {
        Step.PUBLISH: say.plain("Publish"),
        Step.MOVE: say.plain("Other time or place"),
        Step.DIGITAL: say.plain("Make it digital"),
        Step.DOOR: say.plain("Who has come"),
        Step.HELD: say.plain("It has been held"),
        Step.THANK: say.plain("Held, send thanks"),
        Step.CANCEL: say.plain("Cancel it"),
    }
    steps = [
        key(named[step], buttons.Host(event=event.id, step=step, once=f"{once}{step}"))
        for step in _possible(event, turn)
    ]
    if event.state in OVER:
        return steps
    return [*steps[:1], key(say.plain("Change it"), buttons.AmendEvent(event=event.id)), *steps[1:]]


def _possible(event: Event, turn: Turn) -> list[Step]:
    if event.state is EventState.DRAFT:
        return [Step.PUBLISH, Step.MOVE, Step.CANCEL]
    if not event.is_on:
        return [Step.DOOR] if event.state is EventState.HELD else []
    if event.interval.start <= turn.now:
        return [Step.DOOR, Step.HELD, Step.THANK, Step.CANCEL]
    digital = [Step.DIGITAL] if event.ways != {Way.DIGITAL} else []
    return [Step.MOVE, *digital, Step.DOOR, Step.CANCEL]
