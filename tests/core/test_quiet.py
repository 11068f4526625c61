"""What waits at night and on red days, and what does not."""

from datetime import time, timedelta

import pytest

from booking.model.messages import Message, Origin, Purpose
from booking.model.people import PersonId, Wishes
from booking.rules.quiet import held_until
from tests.builders import MONDAY, NOW, a_space, at

DAY = timedelta(days=1)
SATURDAY, SUNDAY = MONDAY + 5 * DAY, MONDAY + 6 * DAY
SPACE = a_space(closed={MONDAY + 7 * DAY: {"nb": "Fri"}})
USUAL = Wishes()


def a_message(purpose: Purpose, origin: Origin | None = None) -> Message:
    return Message(
        purpose=purpose, subject="s", revision=1, person_id=PersonId("kari"), due_at=NOW, origin=origin
    )


@pytest.mark.parametrize(
    ("now", "until"),
    [
        (at("20:59"), None),
        (at("21:00"), at("07:00", MONDAY + DAY)),
        (at("03:00"), at("07:00")),
        (at("07:00"), None),
        (at("22:00", SATURDAY), at("07:00", MONDAY + 8 * DAY)),
        (at("12:00", SUNDAY), at("07:00", MONDAY + 8 * DAY)),
    ],
)
def test_a_newsletter_waits_for_the_morning_of_a_day_that_is_not_red(now, until) -> None:
    assert held_until(a_message(Purpose.ANNOUNCEMENT), None, USUAL, SPACE, now) == until


@pytest.mark.parametrize(
    "purpose",
    [
        Purpose.EVENT_NEWS,
        Purpose.EVENT_REMINDER,
        Purpose.REMINDER,
        Purpose.NEWS,
        Purpose.CARD,
        Purpose.ANSWER,
    ],
)
def test_news_and_reminders_go_when_they_are_due(purpose: Purpose) -> None:
    assert held_until(a_message(purpose), None, USUAL, SPACE, at("23:00")) is None


def test_what_answers_a_tap_never_waits() -> None:
    tapped = a_message(Purpose.GUIDANCE_NEWS, Origin(chat_id=1, message_id=2))
    assert held_until(tapped, None, USUAL, SPACE, at("23:00")) is None


def test_an_offer_waits_only_while_there_is_time_to_take_it() -> None:
    morning = at("07:00", MONDAY + DAY)
    offer = a_message(Purpose.PLACE_OFFER)
    assert held_until(offer, morning + timedelta(hours=2), USUAL, SPACE, at("23:00")) == morning
    assert held_until(offer, morning + timedelta(minutes=29), USUAL, SPACE, at("23:00")) is None


def test_a_meeting_in_the_morning_cannot_wait() -> None:
    meeting = a_message(Purpose.APPOINTMENT)
    morning = at("07:00", MONDAY + DAY)
    assert held_until(meeting, at("09:00", MONDAY + DAY), USUAL, SPACE, at("23:00")) is None
    assert held_until(meeting, at("14:00", MONDAY + DAY), USUAL, SPACE, at("23:00")) == morning


def test_everybody_has_their_own_hours() -> None:
    late = Wishes(quiet_from=time(23), quiet_to=time(6))
    never = Wishes(quiet_from=time(0), quiet_to=time(0))
    by_day = Wishes(quiet_from=time(8), quiet_to=time(16))
    note = a_message(Purpose.THANKS)
    assert held_until(note, None, late, SPACE, at("22:00")) is None
    assert held_until(note, None, never, SPACE, at("03:00", SUNDAY)) is None
    assert held_until(note, None, by_day, SPACE, at("12:00")) == at("16:00")
