"""Bookings and people as values: what they say of themselves."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from booking.model.bookings import Booking, Status
from booking.model.people import Actor, PersonId, Role, TenantId
from tests.builders import a_booking, a_person, at


@pytest.mark.parametrize(
    ("booking", "now", "status", "is_active"),
    [
        (a_booking(), "09:00", Status.CONFIRMED, True),
        (a_booking(), "11:59", Status.CONFIRMED, True),
        (a_booking(), "12:00", Status.ENDED, False),
        (a_booking(status=Status.CANCELLED), "12:00", Status.CANCELLED, False),
        (a_booking(status=Status.NO_SHOW), "11:00", Status.NO_SHOW, False),
        (a_booking(status=Status.CHECKED_IN), "11:00", Status.CHECKED_IN, True),
        (a_booking(status=Status.HELD, held_until=at("09:30")), "09:29", Status.HELD, True),
        (a_booking(status=Status.HELD, held_until=at("09:30")), "09:30", Status.CANCELLED, False),
        (a_booking(status=Status.HELD, held_until=at("09:30")), "13:00", Status.CANCELLED, False),
        (a_booking(held_until=at("09:30")), "10:00", Status.CONFIRMED, True),
        (a_booking(status=Status.HELD), "10:00", Status.HELD, True),
    ],
)
def test_a_booking_as_a_person_sees_it(booking: Booking, now: str, status: Status, is_active: bool) -> None:  # noqa: FBT001
    assert booking.status_at(at(now)) is status
    assert booking.is_active_at(at(now)) is is_active


def test_a_change_is_the_next_revision_and_leaves_the_first_as_it_was() -> None:
    first = a_booking()
    second = first.changed(title="Styremøte")
    assert (first.revision, first.title) == (1, "")
    assert (second.revision, second.title) == (2, "Styremøte")
    with pytest.raises(FrozenInstanceError):
        first.title = "Styremøte"  # type: ignore[misc]


def test_a_person_acts_for_themselves_a_contact_for_their_own_the_staff_for_all() -> None:
    kari = a_person()
    ola = a_person(id=PersonId("ola"))
    stranger = a_person(id=PersonId("siv"), tenant_id=TenantId("ferd"))
    alone = a_person(id=PersonId("per"), tenant_id=None)
    contact = a_person(id=PersonId("ola"), roles=frozenset({Role.TENANT, Role.CONTACT})).actor
    assert kari.actor.may_act_for(kari)
    assert not ola.actor.may_act_for(kari)
    assert contact.may_act_for(kari)
    assert not contact.may_act_for(stranger)
    assert not Actor(person_id=None, roles=frozenset({Role.CONTACT})).may_act_for(alone)
    for role in (Role.ADMINISTRATION, Role.OWNER):
        staff = Actor(person_id=PersonId("ida"), roles=frozenset({role}))
        assert staff.is_staff
        assert staff.may_act_for(alone)
