"""What `Posts` promises."""

from datetime import timedelta

import pytest_asyncio

from booking.model.events import EventId, Post
from booking.model.messages import Origin
from db import Database
from tests.builders import NOW
from tests.contracts.deeds import a_deed
from tests.contracts.events import an_event, drafting

BREAKFAST = an_event()
IN_GROUP = Post(id="p1", event_id=EventId("frokost"), place=Origin(chat_id=-1001, message_id=7), shown="a")
INLINE = Post(id="p2", event_id=EventId("frokost"), inline_id="inline-1", shown="a")


@pytest_asyncio.fixture
async def shown(place: Database) -> Database:
    await place.ledger.record(a_deed("draft", events=(drafting(BREAKFAST),)))
    for post in (IN_GROUP, INLINE):
        await place.posts.add(post)
    return place


async def test_cards_live_until_the_event_is_over(shown: Database) -> None:
    assert await shown.posts.live(NOW) == [IN_GROUP, INLINE]
    assert await shown.posts.live(BREAKFAST.interval.end) == []


async def test_what_is_there_is_not_added_twice(shown: Database) -> None:
    again = Post(id="p2", event_id=EventId("frokost"), inline_id="inline-1", shown="other")
    await shown.posts.add(again)
    assert await shown.posts.live(NOW) == [IN_GROUP, INLINE]


async def test_what_a_card_shows_is_remembered_and_a_card_forgotten(shown: Database) -> None:
    await shown.posts.shows("p1", "b")
    await shown.posts.forget("p2")
    (left,) = await shown.posts.live(NOW + timedelta(hours=1))
    assert (left.id, left.shown) == ("p1", "b")
