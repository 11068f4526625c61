"""Who hears of a change: a card, news, an offer, and a reminder in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from booking.model.bookings import Action, Booking, Change, Status
from booking.model.interval import Interval
from booking.model.messages import Lane, Message, Origin, Purpose
from booking.model.people import Actor, PersonId
from booking.model.spaces import Resource
from booking.rules import telling
from tests.builders import MONDAY, NOW, a_booking, a_desk, a_person, a_resource, a_space, at, span

KARI = a_person().actor
OLA = a_person(id=PersonId("ola")).actor
SERVICE = Actor(person_id=None)
CHAT = Origin(chat_id=1001, message_id=7)
TUESDAY = MONDAY + timedelta(days=1)
TOMORROW = a_booking(interval=span("10:00", "12:00", TUESDAY))


def told(
    booking: Booking = TOMORROW,
    actor: Actor = KARI,
    action: Action = Action.MADE,
    resource: Resource | None = None,
    now: datetime = NOW,
) -> list[Message]:
    change = Change(action=action, before=None, after=booking, actor=actor, at=now)
    return list(telling.messages(change, resource or a_resource(), a_space(), origin=CHAT, now=now))


def reminder(interval: Interval, resource: Resource | None = None, now: datetime = NOW) -> datetime | None:
    found = told(a_booking(interval=interval), resource=resource, now=now)
    due = [message.due_at for message in found if message.purpose is Purpose.REMINDER]
    return due[0] if due else None


def test_the_holders_own_change_shows_on_the_card_that_was_tapped() -> None:
    card, later, over = told()
    assert card == Message(
        purpose=Purpose.CARD, subject="b1", revision=1, person_id=PersonId("kari"), due_at=NOW, origin=CHAT
    )
    assert card.key == "card:b1:1:kari"
    assert (later.purpose, later.due_at, later.origin) == (Purpose.REMINDER, at("09:00", TUESDAY), None)
    assert (over.closes_card, over.due_at, over.lane) == (True, at("12:00", TUESDAY), Lane.BULK)


@pytest.mark.parametrize(
    ("actor", "action", "status"),
    [
        (OLA, Action.MOVED, Status.CONFIRMED),
        (SERVICE, Action.NO_SHOW, Status.NO_SHOW),
        (SERVICE, Action.LAPSED, Status.CANCELLED),
    ],
)
def test_what_others_did_is_news(actor: Actor, action: Action, status: Status) -> None:
    news = told(replace(TOMORROW, status=status), actor, action)[0]
    assert (news.purpose, news.origin, news.person_id) == (Purpose.NEWS, None, "kari")


def test_an_offer_is_an_offer_and_no_more() -> None:
    held = replace(TOMORROW, status=Status.HELD, held_until=at("09:30"))
    assert [message.purpose for message in told(held, SERVICE, Action.OFFERED)] == [Purpose.OFFER]


def test_an_offer_that_stands_for_long_is_told_again_before_it_lapses() -> None:
    held = replace(TOMORROW, status=Status.HELD, held_until=at("12:00"))
    offer, last_call = told(held, SERVICE, Action.OFFERED)
    assert (offer.due_at, last_call.due_at) == (NOW, at("11:30"))
    assert (last_call.purpose, last_call.offset) == (Purpose.OFFER, 30)


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.ENDED, Status.CHECKED_IN, Status.NO_SHOW])
def test_only_what_is_confirmed_is_reminded_of(status: Status) -> None:
    messages = told(replace(TOMORROW, status=status))
    assert [message.purpose for message in messages if not message.closes_card] == [Purpose.CARD]
    assert any(message.closes_card for message in messages) is (status is Status.CHECKED_IN)


def test_a_reminder_just_after_the_confirmation_is_left_out() -> None:
    assert reminder(span("09:45", "11:00")) == NOW
    assert reminder(span("09:30", "11:00")) is None


def test_a_desk_for_the_day_is_reminded_of_in_the_morning() -> None:
    morning = at("07:30", TUESDAY)
    for start, end in (("06:00", "23:00"), ("08:00", "12:00"), ("12:00", "16:00")):
        assert reminder(span(start, end, TUESDAY), a_desk()) == morning
    assert reminder(span("10:00", "12:00", TUESDAY), a_desk()) == at("09:00", TUESDAY)
    assert reminder(span("06:00", "23:00"), a_desk(), at("05:30")) == at("07:30")
    assert reminder(span("08:00", "12:00"), a_desk(), at("07:15")) is None
