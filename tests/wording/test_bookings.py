"""How a booking reads: its card, its line, and the news of it."""

from datetime import date, timedelta

import pytest

from booking.model.bookings import Action, Booking, Change, Status, Wait, WaitId
from booking.model.people import Actor, PersonId, Role
from booking.model.spaces import ResourceId
from tests.builders import NOW, a_booking, a_catalogue, a_resource, a_space, at, span
from wording import Say, bookings

CATALOGUE = a_catalogue(a_space(address="Vikersund"))
FRIDAY = date(2026, 11, 27)
ON_FRIDAY = span("10:00", "12:00", FRIDAY)
KARI = Actor(person_id=PersonId("kari"), roles=frozenset({Role.TENANT}))
GRETE = Actor(person_id=PersonId("grete"), roles=frozenset({Role.ADMINISTRATION}))
PER = Actor(person_id=PersonId("per"), roles=frozenset({Role.CONTACT}))


def last(action: Action, actor: Actor, after: Booking) -> Change:
    return Change(action=action, before=None, after=after, actor=actor, at=NOW)


def test_a_card(nb: Say, nn: Say, en: Say) -> None:
    booking = a_booking(interval=ON_FRIDAY, title="Styremøte <3")

    assert bookings.card(booking, CATALOGUE, NOW, nb) == (
        "<b>Drivhuset</b>\n"
        "Fredag 27. november kl. 10–12\n"
        "Styremøte &lt;3\n"
        "Gründergartneriet, Vikersund\n"
        "Sjekk inn kl. 09.45–10.15, ellers blir det ledig for andre."
    )
    assert "Sjekk inn kl. 09.45–10.15, elles" in bookings.card(booking, CATALOGUE, NOW, nn)
    assert "Friday 27 November, 10:00–12:00" in bookings.card(booking, CATALOGUE, NOW, en)


def test_a_card_of_a_desk_for_the_day(nb: Say) -> None:
    booking = a_booking(resource_id=ResourceId("pult-3"), interval=span("06:00", "23:00"))
    assert bookings.card(booking, CATALOGUE, NOW, nb) == (
        "<b>Pult 3</b>\nI dag, mandag 23. november, hele dagen\nGründergartneriet, Vikersund"
    )


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (Status.CHECKED_IN, "Du er sjekket inn."),
        (Status.CANCELLED, "Den er avbestilt."),
        (Status.NO_SHOW, "Ingen sjekket inn, så den ble ledig for andre."),
        (Status.ENDED, "Den er over."),
        (Status.HELD, "Holdt av for deg til i dag kl. 09.30."),
    ],
)
def test_a_card_says_how_the_booking_stands(nb: Say, status: Status, said: str) -> None:
    booking = a_booking(status=status, held_until=NOW + timedelta(minutes=30))

    card = bookings.card(booking, CATALOGUE, NOW, nb)

    assert card.splitlines()[-1] == said


def test_check_in_is_asked_for_while_it_can_be_done(nb: Say) -> None:
    def asked(now_: str, **fields: object) -> bool:
        return "Sjekk inn" in bookings.card(a_booking(**fields), CATALOGUE, at(now_), nb)

    assert asked("09:00")
    assert asked("10:14")
    assert not asked("10:15")
    short = a_booking(interval=span("10:00", "10:15"))
    assert "Sjekk inn kl. 09.45–10.15." in bookings.card(short, CATALOGUE, NOW, nb)


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (Action.MADE, "Bestilt."),
        (Action.TAKEN, "Bestilt. Nå er den din."),
        (Action.MOVED, "Endret."),
        (Action.CANCELLED, "Avbestilt."),
        (Action.CHECKED_IN, "Du er sjekket inn. Velkommen!"),
        (Action.ENDED, "Avsluttet. Takk, nå er det ledig for andre."),
        (Action.RESTORED, "Bestillingen er din igjen."),
        (Action.DECLINED, "Du sa nei takk, så tilbudet går til neste i køen."),
        (Action.LAPSED, "Endret."),
    ],
)
def test_what_oneself_did_is_confirmed_above_the_card(nb: Say, action: Action, said: str) -> None:
    booking = a_booking()
    told = bookings.told(booking, last(action, KARI, booking), CATALOGUE, NOW, nb, by=None)
    assert told == f"{said}\n\n{bookings.card(booking, CATALOGUE, NOW, nb)}"


@pytest.mark.parametrize(
    ("action", "actor", "said"),
    [
        (Action.MADE, GRETE, "Administrasjonen har bestilt dette til deg:"),
        (Action.MOVED, GRETE, "Administrasjonen har flyttet bestillingen din. Nå er den slik:"),
        (Action.CANCELLED, GRETE, "Administrasjonen har avbestilt for deg:"),
        (Action.CANCELLED, PER, "Kontaktpersonen i firmaet ditt har avbestilt for deg:"),
        (Action.RESTORED, GRETE, "Administrasjonen har gitt deg denne tilbake:"),
        (Action.NO_SHOW, GRETE, "Ingen sjekket inn, så bestillingen din ble ledig for andre:"),
        (Action.LAPSED, GRETE, "Svarfristen er ute, så tilbudet går til neste i køen:"),
        (Action.ENDED, GRETE, "Administrasjonen har endret bestillingen din. Nå er den slik:"),
    ],
)
def test_news_say_who_did_what(nb: Say, action: Action, actor: Actor, said: str) -> None:
    booking = a_booking()
    told = bookings.told(booking, last(action, actor, booking), CATALOGUE, NOW, nb, by="")
    assert told.startswith(f"{said}\n\n<b>Drivhuset</b>")


def test_a_booking_whose_history_is_gone_was_made(en: Say) -> None:
    assert bookings.told(a_booking(), None, CATALOGUE, NOW, en, by=None).startswith("Booked.")


def test_lines(nb: Say, en: Say) -> None:
    booking = a_booking(interval=ON_FRIDAY)
    wait = Wait(
        id=WaitId("w"),
        resource_id=booking.resource_id,
        person_id=booking.person_id,
        interval=span("10:00", "12:00"),
        asked_at=NOW,
    )
    assert bookings.one_line(booking, CATALOGUE, NOW, nb) == "<b>Drivhuset</b> fredag 27. november kl. 10–12"
    assert (
        bookings.one_line(booking, CATALOGUE, NOW, en) == "<b>Drivhuset</b>, Friday 27 November, 10:00–12:00"
    )
    assert bookings.button_line(booking, CATALOGUE, NOW, nb) == "fre. 27. nov. kl. 10–12 Drivhuset"
    assert bookings.wait_line(wait, CATALOGUE, NOW, nb) == "i dag kl. 10–12 Drivhuset"


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("09:45", "Bestillingen din starter snart, om 15 minutter."),
        ("07:30", "Bestillingen din starter om 2 timer og 30 minutter."),
        ("10:05", "Bestillingen din har begynt."),
    ],
)
def test_a_reminder_says_how_soon(nb: Say, now: str, said: str) -> None:
    reminder = bookings.reminder(a_booking(), CATALOGUE, at(now), nb)
    assert reminder.startswith(f"{said}\n\n<b>Drivhuset</b>\nI dag, mandag 23. november kl. 10–12")


def test_an_offer_says_until_when_it_holds(nb: Say) -> None:
    held = a_booking(status=Status.HELD, held_until=at("09:30"))
    assert bookings.offer(held, CATALOGUE, NOW, nb) == (
        "Dette er ledig nå: <b>Drivhuset</b> i dag, mandag 23. november kl. 10–12\n"
        "Si ja før i dag kl. 09.30. Etter det går tilbudet til den neste i køen."
    )


def test_a_name_with_html_is_shown_as_it_is(say: Say) -> None:
    room = a_resource(name="<i>Rom</i> & co")
    catalogue = a_catalogue(resources={room.id: room})
    assert "<b>&lt;i&gt;Rom&lt;/i&gt; &amp; co</b>" in bookings.card(a_booking(), catalogue, NOW, say)


def test_what_is_over_or_given_up_has_its_date_alone(nb: Say, en: Say) -> None:
    tomorrow = span("10:00", "12:00", date(2026, 11, 24))
    cancelled = a_booking(interval=tomorrow, status=Status.CANCELLED)
    assert "\nTirsdag 24. november kl. 10–12\n" in bookings.card(cancelled, CATALOGUE, NOW, nb)
    over = bookings.card(a_booking(interval=tomorrow), CATALOGUE, at("13:00", date(2026, 11, 24)), en)
    assert "\nTuesday 24 November, 10:00–12:00\n" in over


def test_a_heading_is_not_said_again_below(nb: Say) -> None:
    booking = a_booking(interval=ON_FRIDAY, status=Status.NO_SHOW)
    service = Actor(person_id=None)
    told = bookings.told(booking, last(Action.NO_SHOW, service, booking), CATALOGUE, NOW, nb, by="")
    assert told.lower().count("ingen sjekket inn") == 1


def test_what_is_left_behind_of_a_card_stays_true(nb: Say) -> None:
    was = a_booking(interval=ON_FRIDAY)
    it = "Drivhuset fredag 27. november kl. 10–12"
    for after, said in (
        (was.changed(interval=span("13:00", "15:00", FRIDAY)), f"<s>{it}</s>\nFlyttet. "),
        (was.changed(status=Status.CANCELLED), f"<s>{it}</s>\nAvbestilt. "),
        (was.changed(status=Status.CHECKED_IN), f"{it}\n"),
    ):
        change = Change(action=Action.MOVED, before=was, after=after, actor=KARI, at=NOW)
        left = bookings.left_behind(after, change, CATALOGUE, NOW, nb)
        assert left == f"{said}Det siste om denne står lenger nede."
