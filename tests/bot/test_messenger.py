"""How promises reach people: one live card, news as a new message, each error in the core's words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from booking.delivery import News, TryLater, Undeliverable, Unreachable
from booking.model.bookings import Booking, BookingId
from booking.model.messages import Message, Origin, Purpose, Request
from booking.model.people import Person
from booking.reserving import Wish
from bot.conversation import Conversations
from bot.messenger import TelegramMessenger
from bot.showing import Showing
from commands.randomness import SecretTokens
from tests.bot.conftest import KARI, Town
from tests.builders import MONDAY, span

TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def messenger(town: Town) -> TelegramMessenger:
    showing = Showing(town.service.bot.application.bot, Conversations(town.core.database.drafts))
    return TelegramMessenger(showing, town.core.looking, SecretTokens())


@pytest.fixture
async def card(town: Town) -> News:
    """That Kari has Drivhuset tomorrow; she has written to the bot before."""
    await town.kari.says("/hjelp")
    person = await town.person(KARI)
    return a_card(town, person, await a_booking_of(town, person))


async def a_booking_of(town: Town, person: Person) -> Booking:
    wish = Wish(
        resource_id=town.core.looking.catalogue.in_use[0].id, interval=span("10:00", "11:00", TUESDAY)
    )
    return await town.core.reserving.book(person.actor, person, wish, Request(key="test"))


def a_card(town: Town, person: Person, booking: Booking) -> News:
    message = Message(
        purpose=Purpose.CARD,
        subject=booking.id,
        revision=booking.revision,
        person_id=person.id,
        due_at=town.clock(),
    )
    return News(message=message, person=person, now=town.clock(), booking=booking)


def tapped_on(news: News, origin: Origin | None) -> News:
    return replace(news, message=replace(news.message, origin=origin))


async def test_a_first_card_is_a_new_message(town: Town, messenger: TelegramMessenger, card: News) -> None:
    origin = await messenger.tell(card)
    assert origin == Origin(chat_id=KARI, message_id=town.kari.last.id)
    assert "Drivhuset" in town.kari.last.text


async def test_a_tapped_card_stays_where_it_is_and_the_same_again_is_no_error(
    town: Town, messenger: TelegramMessenger, card: News
) -> None:
    origin = await messenger.tell(card)
    before = len(town.kari.from_bot)
    for _ in range(2):
        assert await messenger.tell(tapped_on(replace(card, card=origin), origin)) == origin
    assert len(town.kari.from_bot) == before


async def test_what_was_written_is_answered_below_and_the_old_card_loses_its_buttons(
    town: Town, messenger: TelegramMessenger, card: News
) -> None:
    first = await messenger.tell(card)
    old = town.kari.last
    second = await messenger.tell(replace(card, card=first))

    assert second == Origin(chat_id=KARI, message_id=town.kari.last.id) != first
    assert town.kari.last.buttons
    assert not next(message for message in town.kari.from_bot if message.id == old.id).buttons


async def test_what_was_tapped_goes_before_the_card(
    town: Town, messenger: TelegramMessenger, card: News
) -> None:
    tapped = Origin(chat_id=KARI, message_id=town.kari.last.id)
    first = await messenger.tell(card)
    assert first != tapped
    assert await messenger.tell(tapped_on(replace(card, card=first), tapped)) == tapped


async def test_a_card_that_is_gone_is_sent_anew(town: Town, messenger: TelegramMessenger, card: News) -> None:
    origin = await messenger.tell(card)
    await town.kari.deletes(town.kari.last)
    again = await messenger.tell(replace(card, card=origin))
    assert again == Origin(chat_id=KARI, message_id=town.kari.last.id) != origin


async def test_news_are_a_message_that_is_noticed(
    town: Town, messenger: TelegramMessenger, card: News
) -> None:
    origin = await messenger.tell(card)
    news = replace(card, message=replace(card.message, purpose=Purpose.NEWS), card=origin)
    assert await messenger.tell(news) != origin
    assert await messenger.tell(tapped_on(news, origin)) != origin


async def test_who_has_blocked_the_bot_is_unreachable(
    town: Town, messenger: TelegramMessenger, card: News
) -> None:
    await town.kari.blocks_bot()
    with pytest.raises(Unreachable):
        await messenger.tell(card)


async def test_who_never_wrote_is_unreachable(town: Town, messenger: TelegramMessenger, card: News) -> None:
    for account in (town.ola._chat.id, None):
        with pytest.raises(Unreachable):
            await messenger.tell(replace(card, person=replace(card.person, telegram_id=account)))


async def test_a_flood_is_for_later_when_telegram_says(
    town: Town, messenger: TelegramMessenger, card: News
) -> None:
    town.telegram.faults.flood(40, methods=["sendMessage"])
    with pytest.raises(TryLater) as told:
        await messenger.tell(card)
    assert timedelta(seconds=39) <= told.value.after <= timedelta(seconds=40)


async def test_trouble_on_the_way_is_for_later(town: Town, messenger: TelegramMessenger, card: News) -> None:
    town.service.bot.application.bot.rate_limiter._patience = 0
    town.telegram.faults.fail(502, methods=["sendMessage"])
    with pytest.raises(TryLater) as told:
        await messenger.tell(card)
    assert told.value.after > timedelta(0)
    await messenger.tell(card)


async def test_what_telegram_will_never_take_is_undeliverable(
    town: Town, messenger: TelegramMessenger, card: News
) -> None:
    assert card.booking is not None
    too_long_for_a_button = replace(card.booking, id=BookingId("x" * 80))
    with pytest.raises(Undeliverable):
        await messenger.tell(replace(card, booking=too_long_for_a_button))
