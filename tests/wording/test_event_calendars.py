"""Events in people's own calendars."""

from typing import Any

from icalendar import Calendar

from booking.model.events import EventState, Registration, Standing, Way
from booking.model.spaces import ResourceId
from tests.builders import NOW, a_catalogue
from tests.contracts.events import a_registration, an_event
from wording import Say
from wording.calendars import event_calendar, event_file_name

LINK = "https://meet.example.org/x"
BOTH = frozenset(Way)


def read(say: Say, registration: Registration | None = None, **fields: Any) -> tuple[str, Any]:
    """Its method and its one entry."""
    calendar = Calendar.from_ical(event_calendar(an_event(**fields), registration, a_catalogue(), NOW, say))
    (entry,) = calendar.events
    return str(calendar["METHOD"]), entry


def test_an_event_keeps_its_name_and_counts_its_changes(nb: Say) -> None:
    method, entry = read(nb, a_registration(), revision=3, programme="Kaffe\nOg rundstykker")
    assert (method, str(entry["STATUS"])) == ("PUBLISH", "CONFIRMED")
    assert (str(entry["UID"]), entry["SEQUENCE"]) == ("event-frokost@gartneriet", 3)
    assert str(entry["SUMMARY"]) == "Frokost hos Eksempel AS"
    assert str(entry["LOCATION"]) == "Eksempelveien 1"
    assert str(entry["DESCRIPTION"]) == "Kaffe\nOg rundstykker"
    assert (entry.start, entry.end) == (an_event().interval.start, an_event().interval.end)


def test_only_those_going_digitally_get_the_link(nb: Say) -> None:
    digital = a_registration(way=Way.DIGITAL)
    _, entry = read(nb, digital, ways=BOTH, link=LINK)
    assert str(entry["URL"]) == LINK
    assert str(entry["LOCATION"]) == "Digitalt"
    for other in (
        None,
        a_registration(),
        a_registration(way=Way.DIGITAL, standing=Standing.WAITING),
        a_registration(way=Way.DIGITAL, standing=Standing.OFFERED),
        a_registration(way=Way.DIGITAL, standing=Standing.CANCELLED),
    ):
        written = event_calendar(an_event(ways=BOTH, link=LINK), other, a_catalogue(), NOW, nb)
        assert LINK.encode() not in written


def test_it_leaves_the_calendar_of_one_who_is_out_and_of_all_when_it_is_off(nb: Say) -> None:
    left = a_registration(standing=Standing.CANCELLED)
    assert read(nb, left)[0] == "CANCEL"
    method, entry = read(nb, a_registration(), state=EventState.CANCELLED)
    assert (method, str(entry["STATUS"])) == ("CANCEL", "CANCELLED")
    method, entry = read(nb, a_registration(standing=Standing.WAITING))
    assert (method, str(entry["STATUS"])) == ("PUBLISH", "TENTATIVE")


def test_a_place_of_ours_is_named(nb: Say) -> None:
    _, entry = read(nb, a_registration(), address="", resource_id=ResourceId("orangeriet"))
    assert str(entry["LOCATION"]) == "Orangeriet, Gründergartneriet"


def test_nothing_in_it_reaches_beyond_its_line(nb: Say, en: Say) -> None:
    evil = "x\r\nATTENDEE:mailto:all@example.org"
    fields = {"title": evil, "link": LINK + evil, "address": evil, "programme": evil, "ways": BOTH}
    for way in Way:
        _, entry = read(nb, a_registration(way=way), **fields)
        assert "ATTENDEE" not in entry
    assert event_file_name(an_event(title="Frokost/kaffe"), en) == "event Frokost-kaffe.ics"
