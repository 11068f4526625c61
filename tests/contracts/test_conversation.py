"""What `Cards` and `Drafts` promise."""

import asyncio

import pytest

from booking.model.bookings import BookingId
from booking.model.messages import Origin
from booking.model.people import PersonId
from booking.ports import Draft
from booking.refusals import Stale
from db import Database
from tests.builders import NOW, at

KARI, BOOKING = PersonId("kari"), BookingId("b1")


async def test_the_newest_card_of_a_booking_counts_for_each_person(database: Database) -> None:
    first, second = Origin(chat_id=-5, message_id=1), Origin(chat_id=2**50, message_id=2)
    assert await database.cards.of(BOOKING, KARI) is None
    await database.cards.remember(BOOKING, KARI, first)
    await database.cards.remember(BOOKING, PersonId("ola"), first)
    await database.cards.remember(BOOKING, KARI, second)
    assert await database.cards.of(BOOKING, KARI) == second
    assert await database.cards.of(BOOKING, PersonId("ola")) == first


async def test_a_draft_rises_by_one_each_time_it_is_saved(database: Database) -> None:
    draft = Draft(telegram_id=2**45, data='{"wish": "Drivhuset 🌱"}', revision=0, at=NOW)
    assert await database.drafts.of(draft.telegram_id) is None
    for revision in range(3):
        await database.drafts.save(Draft(telegram_id=2**45, data=str(revision), revision=revision, at=NOW))
    expected = Draft(telegram_id=2**45, data="2", revision=3, at=NOW)
    assert await database.drafts.of(2**45) == expected
    for revision in (0, 2, 4):
        with pytest.raises(Stale):
            await database.drafts.save(Draft(telegram_id=2**45, data="x", revision=revision, at=at("10:00")))
    assert await database.drafts.of(2**45) == expected


async def test_a_cleared_draft_begins_anew(database: Database) -> None:
    draft = Draft(telegram_id=1, data="x", revision=0, at=NOW)
    await database.drafts.save(draft)
    await database.drafts.clear(1)
    await database.drafts.clear(1)
    assert await database.drafts.of(1) is None
    with pytest.raises(Stale):
        await database.drafts.save(Draft(telegram_id=1, data="x", revision=1, at=NOW))
    await database.drafts.save(draft)


async def test_of_two_who_save_at_once_one_is_stale(database: Database) -> None:
    draft = Draft(telegram_id=1, data="x", revision=0, at=NOW)
    saved = await asyncio.gather(*(database.drafts.save(draft) for _ in range(2)), return_exceptions=True)
    assert sorted(type(each).__name__ for each in saved) == ["NoneType", "Stale"]
