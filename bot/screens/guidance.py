"""An entrepreneur's case in the chat: who has it, times to choose among, and the meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from booking.model.guidance import Appointment, Case, CheckUp, Stage
from booking.model.interval import Interval
from booking.model.people import Person
from booking.model.spaces import Catalogue
from bot import buttons
from bot.buttons import OfCase
from bot.screen import Key, Row, Screen, in_rows, key
from bot.turn import Turn
from wording import guidance as words
from wording import guidance_names, own_meetings
from wording.speech import Say


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """Where and when a screen is shown, and the one-time key of its buttons."""

    catalogue: Catalogue
    now: datetime
    say: Say
    once: str
    pages: str = ""
    """Where the pages of advisers are reached; empty where they are not."""


def actions(
    case: Case, appointment: Appointment | None, times: Sequence[Interval], here: Here
) -> tuple[Row, ...]:
    """What the entrepreneur can do now."""
    say, once = here.say, here.once
    if not case.is_open:
        return _consent(case, say, once)
    if appointment is not None:
        return of_meeting(case, say, once=once) if appointment.is_ahead(here.now) else ()
    rows: list[Row] = list(pick(case, times, here, more=case.chooses_freely))
    if case.offered or case.chooses_freely:
        rows.append((_do(say.plain("None of them suits"), case, OfCase.NONE_FITS, once),))
    if case.stage in {Stage.NEW, Stage.ASSIGNED}:
        rows.append((_do(say.plain("I no longer need guidance"), case, OfCase.WITHDRAW, once),))
    return tuple(rows)


def of_meeting(case: Case, say: Say, *, once: str) -> tuple[Row, ...]:
    """One that is ahead: alike for both."""
    return (
        (_do(say.plain("Another time"), case, OfCase.MOVE, once),),
        (
            _do(say.plain("Calendar file"), case, OfCase.FILE, once),
            _do(say.plain("Cancel the meeting"), case, OfCase.CANCEL, once),
        ),
    )


def pick(
    case: Case, times: Sequence[Interval], here: Here, *, skip: int = 0, more: bool = False
) -> tuple[Row, ...]:
    """A button for each time."""
    keys = [
        key(
            words.time_label(each, here.catalogue, here.now, here.say),
            buttons.PickTime(case=case.id, start=each.start, once=here.once),
        )
        for each in times
    ]
    rows = list(in_rows(keys, 1))
    if more and keys:
        later = buttons.MoreTimes(case=case.id, skip=skip + len(times))
        rows.append((key(here.say.plain("Later times"), later),))
    return tuple(rows)


def sure(case: Case, what: OfCase, say: Say, *, once: str) -> Screen:
    """Asks once more before a meeting is cancelled, or the case is given up."""
    back = _do(say.plain("No, keep it"), case, OfCase.SHOW, once)
    if what is OfCase.CANCEL_SURE:
        yes = _do(say.plain("Yes, cancel the meeting"), case, what, once)
        return Screen(
            text=say("Shall the meeting be cancelled? You can find another time after that."),
            rows=((yes,), (back,)),
        )
    yes = _do(say.plain("Yes, I no longer need it"), case, what, once)
    return Screen(text=say("Shall your request for guidance be closed?"), rows=((yes,), (back,)))


def move(case: Case, times: Sequence[Interval], here: Here, *, skip: int) -> Screen:
    say = here.say
    back = (_do(say.plain("Keep the time"), case, OfCase.SHOW, here.once),)
    if not times:
        return Screen(text=say("There is no other time just now."), rows=(back,))
    rows = pick(case, times, here, skip=skip, more=True)
    return Screen(text=say("Which time suits you?"), rows=(*rows, back))


def mine(
    screen: Screen,
    found: Sequence[tuple[Appointment, Case, Person | None, str]],
    catalogue: Catalogue,
    turn: Turn,
    *,
    once: str,
    is_empty: bool,
) -> Screen:
    """The meetings below what is booked: when, with whom, where; each leads to its card."""
    if not found:
        return screen
    say = turn.say
    lines = [
        own_meetings.mine(meeting, person, link, catalogue, turn.now, say)
        for meeting, _, person, link in found
    ]
    rows = [
        (_do(own_meetings.meeting_label(meeting, catalogue, turn.now, say), case, OfCase.SHOW, once),)
        for meeting, case, _, _ in found
    ]
    text = "\n".join(lines)
    if is_empty:
        return Screen(text=text, rows=tuple(rows))
    return replace(screen, text=f"{screen.text}\n\n{text}", rows=(*screen.rows, *rows))


def which(
    found: Sequence[tuple[Appointment, Person | None]], catalogue: Catalogue, turn: Turn, *, once: str
) -> Screen:
    """Of an adviser's several meetings."""
    say = turn.say
    keys = [
        key(
            own_meetings.meeting_label(meeting, catalogue, turn.now, say, person),
            buttons.MyCase(case=meeting.case_id, what=OfCase.SHOW, once=once),
        )
        for meeting, person in found
    ]
    return Screen(text=say("Which meeting do you mean?"), rows=in_rows(keys, 1))


def check_up(case: Case, months: int, say: Say, *, once: str) -> tuple[Row, ...]:
    keys = [
        key(
            guidance_names.check_up(answer, say),
            buttons.HowItWent(case=case.id, months=months, answer=answer, once=once),
        )
        for answer in CheckUp
    ]
    return in_rows(keys, 2)


def checked(answer: CheckUp, say: Say) -> Screen:
    if answer is CheckUp.WANTS_HELP:
        return Screen(text=say("Good that you say so. An adviser has got your case again and finds a time."))
    if answer is CheckUp.STOPPED:
        return Screen(text=say("Thank you for telling. /guidance is here if you get another idea."))
    return Screen(text=say("Thank you for telling. Good luck on the way!"))


def consented(case: Case, say: Say) -> Screen:
    if case.consented_at is not None:
        return Screen(text=say("Thank you. Buskerud Næringshage gets your case. You can take it back here."))
    return Screen(text=say("That is fine. Your case stays with us."))


def _consent(case: Case, say: Say, once: str) -> tuple[Row, ...]:
    if case.stage is not Stage.FOLLOW_UP:
        return ()
    if case.consented_at is None:
        return ((_do(say.plain("Yes, they may get my case"), case, OfCase.CONSENT, once),),)
    return ((_do(say.plain("Take back my consent"), case, OfCase.TAKE_BACK, once),),)


def _do(said: str, case: Case, what: OfCase, once: str) -> Key:
    return key(said, buttons.MyCase(case=case.id, what=what, once=once))
