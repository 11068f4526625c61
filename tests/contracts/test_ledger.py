"""What `Ledger` promises: all of a deed or nothing, once, and only where the world is as it was."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from booking.model.bookings import (
    Action,
    BookingId,
    Recurrence,
    Repeat,
    Series,
    SeriesId,
    Status,
    WaitState,
)
from booking.model.messages import Lane, Origin, Purpose
from booking.model.people import Actor, Role
from booking.ports import AlreadyRecorded, WaitChange
from booking.refusals import SlotTaken, Stale
from db import Database
from tests.builders import MONDAY, NOW, a_booking, at, span
from tests.contracts.deeds import (
    ByHand,
    a_deed,
    a_message,
    a_wait,
    cancelling,
    changing,
    elsewhere,
    hour,
    making,
    waiting,
)

LATER = span("14:00", "15:00")


async def test_a_new_booking_is_there_with_its_history_and_its_messages(place: Database) -> None:
    booking = a_booking(title="Styremøte 🌱 <b>", held_until=at("09:30"), status=Status.HELD)
    told = a_message(booking, origin=Origin(chat_id=-(2**40), message_id=7))
    reminder = a_message(booking, purpose=Purpose.REMINDER, due_at=at("09:45"))
    await place.ledger.record(a_deed("tap", making(booking), messages=(told, reminder)))
    assert await place.bookings.get(booking.id) == booking
    assert await place.bookings.history(booking.id) == [making(booking)]
    assert await place.ledger.recorded("tap") == (making(booking),)
    due = [
        await place.outbox.claim(at("09:45"), lease_until=at("09:47"), limit=9, lane=lane) for lane in Lane
    ]
    assert [[each.message for each in lane] for lane in due] == [[told], [reminder]]


async def test_what_is_unknown_is_told_as_such(place: Database) -> None:
    assert await place.bookings.get(BookingId("nobody")) is None
    assert await place.bookings.history(BookingId("nobody")) == []
    assert await place.ledger.recorded("nothing") == ()


async def test_the_actor_is_remembered_as_they_were(place: Database) -> None:
    actor = Actor(person_id=None, roles=frozenset({Role.OWNER, Role.CONTACT}), name="doors")
    change = replace(making(a_booking()), actor=actor)
    await place.ledger.record(a_deed("api", change))
    (recorded,) = await place.ledger.recorded("api")
    assert (recorded.actor, recorded.actor.name) == (actor, "doors")


async def test_a_repeated_key_changes_nothing_and_tells_the_first_result(
    place: Database, by_hand: ByHand
) -> None:
    first = making(a_booking())
    await place.ledger.record(a_deed("tap", first, messages=(a_message(first.after),)))
    for booking in (
        first.after,
        a_booking(id="b2"),
        a_booking(id="b3", interval=LATER),
        elsewhere(first.after, 1),
    ):
        with pytest.raises(AlreadyRecorded) as known:
            await place.ledger.record(a_deed("tap", making(booking), messages=(a_message(booking),)))
        assert known.value.changes == (first,)
    assert await by_hand.counts("bookings", "changes", "outbox") == [1, 1, 1]


async def test_that_a_key_is_known_goes_before_every_other_refusal(place: Database) -> None:
    booking = a_booking()
    await place.ledger.record(a_deed("make", making(booking)))
    cancelled = cancelling(booking)
    await place.ledger.record(a_deed("cancel", cancelled))
    with pytest.raises(AlreadyRecorded) as known:
        await place.ledger.record(a_deed("cancel", cancelled))
    assert known.value.changes == (cancelled,)
    await place.ledger.record(a_deed("other", making(a_booking(id="b2"))))
    back = changing(cancelled.after, Action.RESTORED, status=Status.CONFIRMED)
    with pytest.raises(AlreadyRecorded):
        await place.ledger.record(a_deed("cancel", back))
    with pytest.raises(SlotTaken):
        await place.ledger.record(a_deed("undo", back))


async def test_a_taken_time_is_refused_whole(place: Database, by_hand: ByHand) -> None:
    await place.ledger.record(a_deed("first", making(hour(2))))
    wanted = [making(elsewhere(hour(2), 1)), making(hour(2, id="late")), making(hour(3))]
    for changes in (wanted[1:2], wanted):
        with pytest.raises(SlotTaken) as taken:
            await place.ledger.record(a_deed("second", *changes, messages=(a_message(hour(3)),)))
        assert (taken.value.resource_id, taken.value.interval) == ("drivhuset", hour(2).interval)
    assert await by_hand.counts("bookings", "changes", "outbox") == [1, 1, 0]
    await place.ledger.record(a_deed("second", making(hour(3))))


async def test_the_first_claim_that_is_taken_is_named_by_resource_and_start(place: Database) -> None:
    await place.ledger.record(a_deed("first", making(hour(2)), making(hour(4))))
    deed = a_deed("second", making(hour(4, id="y")), making(hour(2, id="x")), making(hour(3)))
    with pytest.raises(SlotTaken) as taken:
        await place.ledger.record(deed)
    assert taken.value.interval == hour(2).interval


async def test_what_was_changed_meanwhile_is_stale(place: Database, by_hand: ByHand) -> None:
    booking = a_booking()
    await place.ledger.record(a_deed("make", making(booking)))
    moved = changing(booking, interval=LATER)
    await place.ledger.record(a_deed("move", moved))
    for change in (cancelling(booking), changing(booking, interval=span("16:00", "17:00"))):
        with pytest.raises(Stale):
            await place.ledger.record(a_deed("slow", change))
    assert await place.bookings.get(booking.id) == moved.after
    assert await place.bookings.history(booking.id) == [making(booking), moved]
    assert await by_hand.count("changes") == 2


async def test_changing_what_never_was_is_stale(place: Database) -> None:
    with pytest.raises(Stale):
        await place.ledger.record(a_deed("ghost", cancelling(a_booking())))


async def test_one_stale_change_undoes_all_the_others(place: Database, by_hand: ByHand) -> None:
    first, second = hour(1), hour(2)
    await place.ledger.record(a_deed("make", making(first), making(second)))
    await place.ledger.record(a_deed("cancel", cancelling(second)))
    with pytest.raises(Stale):
        await place.ledger.record(a_deed("both", cancelling(first), cancelling(second), making(hour(3))))
    assert await place.bookings.get(first.id) == first
    assert await by_hand.count("bookings") == 2


async def test_a_move_onto_a_taken_time_leaves_it_where_it_was(place: Database) -> None:
    await place.ledger.record(a_deed("make", making(hour(1)), making(hour(2))))
    with pytest.raises(SlotTaken) as taken:
        await place.ledger.record(a_deed("move", changing(hour(1), interval=hour(2).interval)))
    assert taken.value.interval == hour(2).interval
    assert await place.bookings.get(hour(1).id) == hour(1)


async def test_a_booking_can_move_into_its_own_time(place: Database) -> None:
    booking = a_booking()
    await place.ledger.record(a_deed("make", making(booking)))
    for number, (start, end) in enumerate((("11:00", "13:00"), ("10:30", "12:30"), ("10:00", "14:00"))):
        change = changing(booking, interval=span(start, end))
        await place.ledger.record(a_deed(f"move {number}", change))
        booking = change.after
    assert await place.bookings.get(booking.id) == booking


async def test_a_series_can_move_on_by_its_own_step(place: Database) -> None:
    days = [hour(24 * number) for number in range(4)]
    await place.ledger.record(a_deed("make", *map(making, days)))
    day = timedelta(days=1)
    on = [changing(b, interval=b.interval.shifted(day)) for b in days]
    await place.ledger.record(a_deed("on", *on))
    back = [changing(c.after, interval=c.after.interval.shifted(-day)) for c in on]
    await place.ledger.record(a_deed("back", *back))
    assert [await place.bookings.get(c.after.id) for c in back] == [c.after for c in back]


async def test_two_bookings_can_change_places(place: Database) -> None:
    one, other = hour(1), elsewhere(hour(1), 3)
    await place.ledger.record(a_deed("make", making(one), making(other)))
    there = changing(one, resource_id=other.resource_id)
    await place.ledger.record(a_deed("swap", there, changing(other, resource_id=one.resource_id)))
    assert await place.bookings.get(one.id) == there.after


async def test_freed_time_can_be_offered_in_the_same_deed(place: Database) -> None:
    booking, wait = a_booking(), a_wait(person_id="ola")
    entered = a_deed("wait", waits=(waiting(wait),))
    await place.ledger.record(a_deed("make", making(booking)))
    await place.ledger.record(entered)
    for number, freeing in enumerate((cancelling(booking), changing(booking, interval=LATER))):
        held = a_booking(id=f"offer {number}", person_id="ola", status=Status.HELD, held_until=at("10:30"))
        offered = replace(wait, state=WaitState.OFFERED, offer=held.id)
        deed = a_deed(
            f"free {number}", freeing, making(held), waits=(WaitChange(before=wait, after=offered),)
        )
        if number:
            with pytest.raises(Stale):
                await place.ledger.record(deed)
        else:
            await place.ledger.record(deed)
            assert await place.bookings.get(held.id) == held
            assert await place.waits.by_offer(held.id) == offered


async def test_an_entry_of_the_waiting_list_changes_only_as_it_was(place: Database, by_hand: ByHand) -> None:
    wait = a_wait()
    entered = a_deed("wait", waits=(waiting(wait),))
    await place.ledger.record(entered)
    assert await place.waits.get(wait.id) == wait
    with pytest.raises(AlreadyRecorded) as known:
        await place.ledger.record(entered)
    assert known.value.changes == ()
    left = WaitChange(before=wait, after=replace(wait, state=WaitState.LEFT))
    await place.ledger.record(a_deed("leave", waits=(left,)))
    with pytest.raises(Stale):
        await place.ledger.record(a_deed("leave again", waits=(left,)))
    assert await by_hand.run("SELECT action FROM changes WHERE wait_id = 'w1' ORDER BY action") == [
        ("left",),
        ("waiting",),
    ]


async def test_a_series_is_kept_with_its_rule(place: Database) -> None:
    series = Series(
        id=SeriesId("s1"),
        resource_id=hour(1).resource_id,
        person_id=hour(1).person_id,
        recurrence=Recurrence(
            every=Repeat.TWO_WEEKS,
            first=MONDAY,
            until=date(2027, 2, 28),
            start=time(10, 30),
            end=time(12),
        ),
        title="Fast møte",
        made_at=NOW,
    )
    days = [hour(number, series_id=series.id) for number in (1, 25)]
    await place.ledger.record(a_deed("series", *map(making, days), series=(series,)))
    assert await place.bookings.series(series.id) == series
    assert await place.bookings.in_series(series.id, days[0].interval.start) == days
    assert await place.bookings.series(SeriesId("none")) is None


async def test_a_message_is_promised_once(place: Database, by_hand: ByHand) -> None:
    message = a_message(hour(1))
    await place.ledger.record(a_deed("one", making(hour(1)), messages=(message, message)))
    await place.ledger.record(a_deed("two", making(hour(2)), making(hour(3)), messages=(message,)))
    assert await by_hand.count("outbox") == 1


@pytest.mark.parametrize(
    "moment", [NOW.replace(tzinfo=None), NOW + timedelta(microseconds=1)], ids=["naive", "too fine"]
)
async def test_an_instant_that_cannot_be_kept_is_an_error(
    place: Database, by_hand: ByHand, moment: datetime
) -> None:
    for deed in (
        a_deed("made", making(a_booking(made_at=moment))),
        a_deed("told", making(a_booking()), messages=(a_message(a_booking(), due_at=moment),)),
        a_deed("waits", waits=(waiting(a_wait(asked_at=moment)),)),
    ):
        with pytest.raises(ValueError, match="instant"):
            await place.ledger.record(deed)
    assert await by_hand.count("changes") == 0


async def test_text_that_cannot_be_kept_is_an_error_or_is_kept(place: Database) -> None:
    for number, title in enumerate(("\0", "\ud800")):
        booking = hour(number, title=title)
        for deed in (a_deed(title, making(booking)), a_deed(title, making(booking), making(hour(9)))):
            try:
                await place.ledger.record(deed)
            except ValueError:
                assert await place.bookings.get(booking.id) is None
            else:
                assert await place.bookings.get(booking.id) == booking
                break


async def test_a_deed_that_changes_nothing_is_an_error(place: Database) -> None:
    with pytest.raises(ValueError, match="without changes"):
        await place.ledger.record(a_deed("nothing", messages=(a_message(hour(1)),)))


async def test_what_was_decided_by_an_old_catalogue_is_stale(place: Database) -> None:
    short = a_booking(resource_id="studio")
    for deed in (a_deed("one", making(short)), a_deed("two", making(short), making(hour(1)))):
        with pytest.raises(Stale):
            await place.ledger.record(deed)
    with pytest.raises(Stale):
        await place.ledger.record(a_deed("three", making(a_booking(resource_id="attic"))))
    await place.ledger.record(
        a_deed("buffer", making(replace(short, clear_at=short.interval.end + timedelta(minutes=15))))
    )
