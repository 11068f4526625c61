"""From a command to a booking by taps alone, and what can be done with it then."""

from datetime import timedelta

from booking.model.bookings import Status
from tests.bot.conftest import KARI, OLA, Town


def words(message) -> list[str]:
    return list(message.words)


async def book_a_room_tomorrow(town: Town, person=None):
    who = person or town.kari
    await who.says("/bestill")
    await who.taps("Meeting room tomorrow")
    await who.taps("10:00")
    return await who.taps("Drivhuset 10:00–11:00")


async def test_a_room_in_three_taps(town: Town) -> None:
    card = await book_a_room_tomorrow(town)

    (booking,) = await town.bookings(KARI)
    assert booking.resource_id == "drivhuset"
    assert "Booked." in card.text
    assert "Undo" in words(card)
    assert not town.kari.spinning
    assert len(town.kari.from_bot) == 1, "each answer to a tap edits the message in its place"


async def test_a_desk_in_three_taps(town: Town) -> None:
    await town.kari.says("/book")
    await town.kari.taps("Desk tomorrow")
    await town.kari.taps("All day")
    await town.kari.taps("Pult 3")

    (booking,) = await town.bookings(KARI)
    assert (booking.resource_id, booking.interval.length) == ("pult-3", timedelta(hours=17))


async def test_a_day_further_off_by_the_month(town: Town) -> None:
    await town.kari.says("/bestill")
    page = await town.kari.taps("Meeting room, another day")
    assert "November 2026" in page.text
    await town.kari.taps("December 2026 →")
    await town.kari.taps("15")
    await town.kari.taps("09:00")
    await town.kari.taps("Potteskuret 09:00–10:00")

    (booking,) = await town.bookings(KARI)
    assert booking.interval.start.isoformat() == "2026-12-15T08:00:00+00:00"


async def test_undo_takes_it_back_and_once_more_gives_it_again(town: Town) -> None:
    await book_a_room_tomorrow(town)

    gone = await town.kari.taps("Undo")
    assert "Cancelled." in gone.text
    assert not await town.bookings(KARI)

    back = await town.kari.taps("Undo")
    assert "yours again" in back.text
    assert len(await town.bookings(KARI)) == 1


async def test_two_taps_on_one_button_book_once(town: Town) -> None:
    await town.kari.says("/bestill")
    await town.kari.taps("Meeting room tomorrow")
    offers = await town.kari.taps("10:00")
    data = offers.button("Drivhuset 10:00–11:00").data

    for _ in range(3):
        await town.kari.sends_data(data, settle=False)
    await town.kari.settled()

    assert len(await town.bookings(KARI)) == 1
    assert not town.kari.spinning
    assert not town.kari.alerts


async def test_what_was_taken_meanwhile_is_refused_with_ways_out_and_a_place_in_the_queue(town: Town) -> None:
    await town.ola.says("/bestill")
    await town.ola.taps("Meeting room tomorrow")
    await town.ola.taps("10:00")
    await book_a_room_tomorrow(town)

    refused = await town.ola.taps("Drivhuset 10:00–11:00")

    assert "Drivhuset is taken" in refused.text
    waiting = await town.ola.taps("Tell me if it becomes free")
    assert "waiting list" in waiting.text
    await town.kari.taps("Cancel")
    await town.ola.settled()
    offer = await delivered(town)
    assert "free now" in offer.text
    taken = await town.ola.taps("Take it")
    assert "Booked." in taken.text
    (booking,) = await town.bookings(OLA)
    assert booking.status is Status.CONFIRMED


async def delivered(town: Town):
    await town.service.scheduler.tick()
    await town.ola.settled()
    return town.ola.last


async def test_mine_leads_to_the_card_and_the_card_moves_it(town: Town) -> None:
    await book_a_room_tomorrow(town)

    await town.kari.says("/mine")
    await town.kari.taps("Drivhuset")
    await town.kari.taps("Move")
    await town.kari.taps("27")
    moved = await town.kari.taps("13:00–14:00")

    assert "Changed." in moved.text
    (booking,) = await town.bookings(KARI)
    assert booking.interval.start.isoformat() == "2026-11-27T12:00:00+00:00"


async def test_longer_and_another_room(town: Town) -> None:
    await book_a_room_tomorrow(town)
    await town.kari.taps("Longer or shorter")
    await town.kari.taps("Until 12:00")
    await town.kari.taps("Move")
    await town.kari.taps("Another room or desk, same time")
    await town.kari.taps("Orangeriet")

    (booking,) = await town.bookings(KARI)
    assert (booking.resource_id, booking.interval.length) == ("orangeriet", timedelta(hours=2))


async def test_the_calendar_file_keeps_its_identity(town: Town) -> None:
    await book_a_room_tomorrow(town)
    card = town.kari.last
    (booking,) = await town.bookings(KARI)

    sent = await town.kari.taps("Calendar file", card)

    content = sent.document.content.decode()
    assert f"UID:{booking.id}@gartneriet" in content
    assert "METHOD:PUBLISH" in content
    assert "SEQUENCE:0" in content
    assert sent.document.name.endswith(".ics")


async def test_free_now_is_taken_with_one_tap(town: Town) -> None:
    await town.kari.says("/ledig")
    await town.kari.taps("Drivhuset")

    (booking,) = await town.bookings(KARI)
    assert booking.interval.start == town.clock()


async def test_checking_in_from_the_reminder(town: Town) -> None:
    await book_a_room_tomorrow(town)
    town.clock.advance(hours=24, minutes=45)

    await town.service.scheduler.tick()
    await town.kari.settled()
    reminder = town.kari.last
    assert "starts soon" in reminder.text
    there = await town.kari.taps("Check in")

    assert "Checked in." in there.text
    (booking,) = await town.bookings(KARI)
    assert booking.status is Status.CHECKED_IN


async def test_nobody_who_is_not_invited_can_book(town: Town) -> None:
    await book_a_room_tomorrow(town)
    offer = town.kari.last.button("Undo").data
    greeting = await town.nils.says("/start")
    assert "opens booking" in greeting.text

    for text in ("/bestill", "/mine", "/ledig", "drivhuset i morgen 10-12"):
        answer = await town.nils.says(text)
        assert "rent a place" in answer.text
    await town.nils.sends_data(offer, greeting)

    assert len(await town.bookings(KARI)) == 1


async def test_a_strange_or_old_button_is_answered_kindly(town: Town) -> None:
    await town.kari.says("/bestill")

    for data in ("0b:x:y", "1zz:1", "1b:drivhuset:zzzzzzzz:1:aa", "1c:nosuch:aaaa", "\u202e"):
        await town.kari.sends_data(data)

    assert not town.kari.spinning
    assert len(town.kari.alerts) == 5
