"""A case as its adviser has it in the chat: times to offer, passing on, whether they met, what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from booking.model.guidance import Appointment, Case, Meeting, Outcome, Stage
from booking.model.interval import Interval
from booking.model.people import Person, PersonId
from bot import buttons
from bot.buttons import NO_TIME, Advice
from bot.screen import Key, Row, Screen, in_rows, key
from bot.screens.guidance import Here, of_meeting
from wording import guidance as words
from wording import guidance_names
from wording.speech import Html, Say

MOST_OFFERED = 3


def actions(case: Case, appointment: Appointment | None, here: Here) -> tuple[Row, ...]:
    """What the adviser can do now. What it is about, and notes, stand on the pages."""
    say, once = here.say, here.once
    if appointment is not None and appointment.interval.start <= here.now:
        return (*took_place(appointment, say, once=once), *_page(case, here))
    if not case.is_open:
        return _page(case, here)
    if appointment is not None:
        return (*of_meeting(case, say, once=once), *_page(case, here))
    offer = say.plain("Offer times") if not case.is_answered else say.plain("Offer other times")
    ended = _do(say.plain("What came of it?"), case, Advice.OUTCOMES)
    away = _do(say.plain("Pass it on"), case, Advice.GIVE_AWAY)
    if case.adviser_id is None:  # it is the administration's to give away
        return ((away, ended), *_page(case, here))
    rest = (ended,) if case.stage is Stage.IN_PROGRESS else (away, ended)
    return ((_do(offer, case, Advice.WHERE),), rest, *_page(case, here))


def _page(case: Case, here: Here) -> tuple[Row, ...]:
    """To all that is written about it, where the adviser can open our pages."""
    if not here.pages:
        return ()
    return (
        (Key(words=here.say.plain("Read and write about it"), url=f"{here.pages}/admin/guidance/{case.id}"),),
    )


def where(case: Case, places: Sequence[Meeting], say: Say, *, once: str) -> Screen:
    """First where, then when."""
    keys = [key(guidance_names.meeting(each, say), _times(case, each, (), once=once)) for each in places]
    back = (_do(say.plain("Back"), case, Advice.SHOW),)
    return Screen(text=say("Where will you meet?"), rows=(*in_rows(keys, 3), back))


def times(
    case: Case, meeting: Meeting, found: Sequence[Interval], ticked: Sequence[datetime], here: Here
) -> Screen:
    """Each tap ticks a time or takes it back; at most three."""
    say, once = here.say, here.once
    keys = []
    for each in found:
        is_ticked = each.start in ticked
        label = words.time_label(each, here.catalogue, here.now, say)
        after = [t for t in ticked if t != each.start] if is_ticked else [*ticked, each.start][-MOST_OFFERED:]
        keys.append(key(f"✓ {label}" if is_ticked else label, _times(case, meeting, after, once=once)))
    rows: list[Row] = list(in_rows(keys, 1))
    if ticked:
        sending = _times(case, meeting, ticked, send=True, once=once)
        said = say.many_plain("Send {n} time", "Send {n} times", len(ticked))
        rows.insert(0, (key(said, sending),))
    freely = buttons.LetChoose(case=case.id, meeting=meeting, once=once)
    rows.append((key(say.plain("Let them choose freely"), freely),))
    rows.append((_do(say.plain("Back"), case, Advice.SHOW),))
    text = say("Tick two or three times, and send them.") if found else say("You have no free time just now.")
    return Screen(text=text, rows=tuple(rows))


def pass_on(case: Case, others: Sequence[Person], say: Say, *, once: str) -> Screen:
    to = [
        key(person.name, buttons.PassOn(case=case.id, to=person.id, once=once))
        for person in others
        if person.id != case.adviser_id
    ]
    anybody = key(say.plain("Whose turn it is"), buttons.PassOn(case=case.id, to=PersonId(""), once=once))
    back = _do(say.plain("Back"), case, Advice.SHOW)
    return Screen(text=say("Who shall have it?"), rows=in_rows([*to, anybody, back], 1))


def passed_on(adviser: Person | None, say: Say) -> Screen:
    if adviser is None:
        return Screen(text=say("There is no other adviser to take it: the administration has it now."))
    return Screen(text=say("Passed on to {name}.", name=adviser.name))


def took_place(appointment: Appointment, say: Say, *, once: str) -> tuple[Row, ...]:
    yes = buttons.TookPlace(appointment=appointment.id, came=True, once=once)
    no = buttons.TookPlace(appointment=appointment.id, came=False, once=once)
    return ((key(say.plain("Yes, we met"), yes), key(say.plain("No, we did not"), no)),)


def outcomes(case: Case, say: Say, *, once: str) -> Screen:
    keys = [
        key(guidance_names.outcome(each, say), buttons.EndCase(case=case.id, outcome=each, once=once))
        for each in Outcome
    ]
    back = _do(say.plain("Back"), case, Advice.SHOW)
    return Screen(text=say("What came of it?"), rows=(*in_rows(keys, 1), (back,)))


def ask_organisation(say: Say) -> Screen:
    return Screen(
        text=say("Congratulations to them! Write the organisation number now, or “none”. /avbryt leaves it."),
        fresh=True,
    )


def ended(case: Case, say: Say) -> Screen:
    if case.outcome is None:
        raise LookupError(f"{case.id} has no outcome")
    return Screen(text=say("Noted: {outcome}.", outcome=guidance_names.outcome(case.outcome, say)))


def listing(cases: Sequence[tuple[Case, Person | None]], say: Say) -> Screen:
    keys = [
        key(words.list_line(case, person, say), buttons.Advise(case=case.id, what=Advice.SHOW))
        for case, person in cases
    ]
    text = words.open_cases([case for case, _ in cases], say) if cases else words.none_open(say)
    return Screen(text=Html(text), rows=in_rows(keys, 1))


def task_done(say: Say) -> Screen:
    return Screen(text=say("Done. Well done."))


def _times(
    case: Case, meeting: Meeting, ticked: Sequence[datetime], *, send: bool = False, once: str
) -> buttons.ChooseTimes:
    first, second, third = (*sorted(ticked), NO_TIME, NO_TIME, NO_TIME)[:MOST_OFFERED]
    return buttons.ChooseTimes(
        case=case.id, meeting=meeting, first=first, second=second, third=third, send=send, once=once
    )


def _do(said: str, case: Case, what: Advice) -> Key:
    return key(said, buttons.Advise(case=case.id, what=what))
