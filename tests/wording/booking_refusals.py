"""Refusals about bookings, and about a question that was answered, with their words in each language."""

from datetime import date, time

from booking import booking_refusals as b
from booking import refusals as r
from booking.model.spaces import ResourceId
from tests.builders import MONDAY, a_booking, at, span

ROOM, DESK = ResourceId("drivhuset"), ResourceId("pult-3")

OF_BOOKINGS: list[tuple[r.Refusal, str, str, str]] = [
    (
        b.NextBooked(resource_id=ROOM, interval=span("10:00", "13:00"), at=at("12:30")),
        "Drivhuset kan ikke brukes så lenge: Neste bestilling begynner i dag kl. 12.30.",
        "Drivhuset kan ikkje brukast så lenge: Neste bestilling byrjar i dag kl. 12.30.",
        "Drivhuset cannot be had so long: the next booking begins today at 12:30.",
    ),
    (
        b.NoSuchTime(day=date(2027, 3, 28), clock=time(2, 30)),
        "Kl. 02.30 finnes ikke søndag 28. mars 2027: Klokka stilles frem den natta. Velg et annet tidspunkt.",
        (
            "Kl. 02.30 finst ikkje søndag 28. mars 2027: Klokka blir stilt fram den natta. "
            "Vel eit anna tidspunkt."
        ),
        "There is no 02:30 on Sunday 28 March 2027: the clocks go forward that night. Pick another time.",
    ),
    (
        r.SlotTaken(resource_id=DESK, interval=span("10:00", "12:00"), own=a_booking(resource_id=DESK)),
        "Du har det allerede:\n\nPult 3\nI dag, mandag 23. november kl. 10–12\nGründergartneriet",
        "Du har det alt:\n\nPult 3\nI dag, måndag 23. november kl. 10–12\nGründergartneriet",
        "It is booked for you already:\n\nPult 3\nToday, Monday 23 November, 10:00–12:00\nGründergartneriet",
    ),
    (
        r.OutsideOpeningHours(resource_id=ROOM, day=MONDAY, opening=(span("10:00", "23:00"),)),
        "Det er ikke åpent ennå: Vi åpner i dag kl. 10.",
        "Det er ikkje ope enno: Vi opnar i dag kl. 10.",
        "It is not open yet: we open today at 10:00.",
    ),
    (
        r.AlreadyAnswered(),
        "En kollega har allerede svart.",
        "Ein kollega har alt svart.",
        "A colleague has answered already.",
    ),
]
