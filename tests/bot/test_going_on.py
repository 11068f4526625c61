"""What follows on what was said: answers to buttons, what «den» is, taking back, and what is remembered."""

import asyncio
import json
from datetime import timedelta

import pytest
import pytest_asyncio

from booking.model.messages import Request
from booking.model.people import Language
from booking.ports import Draft
from booking.reserving import Wish
from bot.conversation import Conversations, Expecting
from bot.event_words import names_of
from bot.remembering import read
from bot.understanding import understand
from tests.bot.conftest import KARI, OLA, Town
from tests.bot.playing import Chat
from tests.builders import MONDAY, at, span

TUESDAY = MONDAY + timedelta(days=1)
D24 = "Drivhuset 2026-11-24 10:00-12:00"
P26 = "Potteskuret 2026-11-26 09:00-10:00"


@pytest.fixture
def language() -> Language:
    return Language.BOKMAL


@pytest_asyncio.fixture
async def chat(town: Town) -> Chat:
    await town.grete.says("/start")
    return Chat(town, KARI)


async def says(chat: Chat, *texts: str) -> None:
    for text in texts:
        await chat.says(text)


async def taken(town: Town, start: str = "10:00", end: str = "12:00", room: str = "drivhuset") -> None:
    """Ola has it."""
    ola = await town.person(OLA)
    interval = span(start, end, TUESDAY)
    await town.core.reserving.book(
        ola.actor, ola, Wish(resource_id=room, interval=interval), Request(key=f"{room} {start}")
    )


@pytest.mark.parametrize(
    "yes", ["ja", "ja takk", "👍", "ok", "det er greit", "ja, bestill", "kjør på", "book det"]
)
async def test_yes_is_a_tap_on_what_goes_on(chat: Chat, yes: str) -> None:
    await says(chat, "er drivhuset ledig i morgen 10-12?", yes)

    assert await chat.standing(KARI) == [D24]
    assert chat.answer.text.startswith("Bestilt.")
    assert len(chat.person.from_bot) == 1, "the message that was asked about is the one that answers"


@pytest.mark.parametrize(
    ("answer", "room"),
    [
        ("den første", "Potteskuret"),
        ("den andre", "Drivhuset"),
        ("den siste", "Orangeriet"),
        ("orangeriet", "Orangeriet"),
        ("ja, ta drivhuset", "Drivhuset"),
        ("nei, ta drivhuset", "Drivhuset"),
        ("nummer 3", "Orangeriet"),
    ],
)
async def test_one_of_several_is_named_by_its_place_or_its_words(chat: Chat, answer: str, room: str) -> None:
    await says(chat, "hvilke rom er ledige i morgen 10-12?", answer)

    assert await chat.standing(KARI) == [f"{room} 2026-11-24 10:00-12:00"]


async def test_where_several_fit_just_those_are_asked_about(chat: Chat) -> None:
    await says(chat, "hvilke rom er ledige i morgen 10-12?", "ja")
    assert await chat.standing(KARI) == []
    assert len(chat.answer.words) == 3
    assert "Hvilken" in chat.answer.text

    await says(chat, "den siste")
    assert await chat.standing(KARI) == ["Orangeriet 2026-11-24 10:00-12:00"]


async def test_a_refusal_is_answered_with_one_of_its_ways_out(chat: Chat) -> None:
    await taken(chat.town)
    await says(chat, "drivhuset i morgen 10-12", "ok, ta kl 12 da")
    assert await chat.standing(KARI) == ["Drivhuset 2026-11-24 12:00-14:00"]


async def test_a_tap_in_words_is_checked_like_a_tap(chat: Chat) -> None:
    await says(chat, "er drivhuset ledig i morgen 10-12?")
    await taken(chat.town)
    await says(chat, "ja")

    assert await chat.standing(KARI) == []
    assert "opptatt" in chat.answer.text.lower() or "tatt" in chat.answer.text.lower()


async def test_an_offer_that_came_by_itself_is_answered(chat: Chat) -> None:
    await taken(chat.town)
    await chat.town.ola.says("/start")
    await says(chat, "drivhuset i morgen 10-12")
    await chat.person.taps("Si fra hvis det blir ledig")
    await chat.town.ola.says("avbestill drivhuset i morgen")
    await chat.town.service.scheduler.tick()
    await chat.person.sees("ledig nå")
    await says(chat, "ja takk")

    assert await chat.standing(KARI) == [D24]


async def test_a_no_without_a_question_asks_nothing_further(chat: Chat) -> None:
    await says(chat, "drivhuset i morgen", "nei takk")
    assert list(chat.answer.words) == []
    await says(chat, "10-12")
    assert await chat.standing(KARI) == []


async def test_no_after_a_booking_offers_to_take_it_back_and_yes_does(chat: Chat) -> None:
    await says(chat, "drivhuset i morgen 10-12", "nei")
    assert await chat.standing(KARI) == [D24]
    assert "Angre" in chat.answer.words

    await says(chat, "ja")
    assert await chat.standing(KARI) == []


async def test_a_word_of_a_card_is_its_button(chat: Chat) -> None:
    await says(chat, "drivhuset i morgen 10-12", "avbestill")
    assert await chat.standing(KARI) == []


async def test_it_is_what_was_last_spoken_of(chat: Chat) -> None:
    await says(chat, "drivhuset i morgen 10-12", "potteskuret torsdag 9-10", "flytt den til fredag")
    assert await chat.standing(KARI) == [D24, "Potteskuret 2026-11-27 09:00-10:00"]

    await says(chat, "kan du flytte den til kl 13?")
    assert await chat.standing(KARI) == [D24, "Potteskuret 2026-11-27 13:00-14:00"]


async def test_what_was_last_shown_is_spoken_of(chat: Chat) -> None:
    await says(chat, "drivhuset i morgen 10-12", "potteskuret torsdag 9-10", "mine bestillinger")
    first = chat.answer.words[0]
    assert "Drivhuset" in first
    await chat.person.taps(first)
    await says(chat, "flytt den til kl 14")

    assert await chat.standing(KARI) == ["Drivhuset 2026-11-24 14:00-16:00", P26]


async def test_a_whole_series_is_taken_back_at_once(chat: Chat) -> None:
    await says(chat, "drivhuset hver tirsdag 9-10", "ja")
    assert len(await chat.standing(KARI)) > 5
    await says(chat, "angre")
    assert await chat.standing(KARI) == []

    await says(chat, "nei, angre det")
    assert len(await chat.standing(KARI)) > 5


async def test_a_sign_up_is_taken_back(chat: Chat) -> None:
    await chat.town.grete.says("frokost 1. desember 8-9.30 hos Bygdeposten, 25 plasser, 3 gjester")
    await chat.town.grete.taps("Publiser")
    await says(chat, "drivhuset i morgen 10-12", "meld meg på frokosten")
    assert [each.party for each in await chat.registrations()] == [1]

    await says(chat, "angre")
    assert await chat.registrations() == []
    assert await chat.standing(KARI) == [D24], "only the last is taken back"


async def test_it_is_too_late_to_take_back_after_a_while(chat: Chat) -> None:
    await says(chat, "drivhuset i morgen 10-12")
    chat.town.clock.advance(minutes=16)
    await says(chat, "angre")

    assert await chat.standing(KARI) == [D24]
    assert list(chat.answer.words) == []


async def test_what_is_not_enough_any_more_is_changed_by_one_word(chat: Chat) -> None:
    await says(chat, "potteskuret i morgen 10-12", "og så må vi ha skjerm")
    assert await chat.standing(KARI) == ["Potteskuret 2026-11-24 10:00-12:00"]
    assert chat.answer.words == ("Bytt til Drivhuset", "Bytt til Orangeriet")

    await says(chat, "drivhuset")
    assert await chat.standing(KARI) == [D24]


async def test_a_booking_is_given_a_title(chat: Chat) -> None:
    await says(chat, "drivhuset i morgen 10-12", "kall det styremøte")
    (booking,) = await chat.town.bookings(KARI)

    assert booking.title == "styremøte"
    assert await chat.standing(KARI) == [D24]
    assert "styremøte" in chat.answer.text


async def test_longer_by_another_length_than_was_said(chat: Chat) -> None:
    await says(chat, "drivhuset i morgen 10-12")
    await chat.person.taps("Lengre/kortere")
    await says(chat, "til 13")
    assert await chat.standing(KARI) == ["Drivhuset 2026-11-24 10:00-13:00"]

    await says(chat, "nei, et kvarter holder")
    assert await chat.standing(KARI) == ["Drivhuset 2026-11-24 10:00-12:15"]


async def test_what_stands_on_its_own_is_not_about_the_last(chat: Chat) -> None:
    await says(chat, "er drivhuset ledig i morgen 10-12?", "hva er ledig i morgen 13-15?")
    assert any("Potteskuret" in words for words in chat.answer.words)
    assert await chat.standing(KARI) == []


async def test_small_talk_leaves_what_is_pending(chat: Chat) -> None:
    await says(chat, "drivhuset i morgen", "takk!")
    assert chat.answer.text == "Bare hyggelig!"
    await says(chat, "10-12")
    assert await chat.standing(KARI) == [D24]


async def test_a_voice_message_in_between_asks_again(chat: Chat) -> None:
    await says(chat, "drivhuset i morgen")
    await chat.person.sends_voice()
    assert "Fra når" in chat.answer.text
    await says(chat, "10-12")
    assert await chat.standing(KARI) == [D24]


async def test_the_interview_takes_yes_and_a_question_in_between(town: Town) -> None:
    await town.nils.says("/veiledning")
    await town.nils.says("ja")
    asked = town.nils.last
    answer = await town.nils.says("hva er adressen?")
    assert answer is not None
    assert asked.text.splitlines()[-1] in answer.text
    assert "Gründergartneriet" in answer.text

    await town.nils.says("En kafé i Vikersund")
    _, answers = await town.core.guidance.requesting.intake(103)
    assert "kafé" in answers.idea
    assert "adressen" not in repr(answers)


async def test_all_but_guidance_is_forgotten_after_two_hours(chat: Chat) -> None:
    await says(chat, "er drivhuset ledig i morgen 10-12?")
    chat.town.clock.advance(hours=2, minutes=1)
    await says(chat, "ja")
    assert await chat.standing(KARI) == []

    conversations = Conversations(chat.town.core.database.drafts)
    for what, is_kept in ((Expecting.GUIDANCE, True), (Expecting.ORGANISATION, False)):
        await conversations.expect(KARI, what, "x", chat.town.clock())
        later = await conversations.last(KARI, chat.town.clock() + timedelta(hours=3))
        assert (later.expected is not None) is is_kept


async def test_a_row_of_the_first_format_is_read(chat: Chat) -> None:
    now = chat.town.clock()
    wish = understand(
        "drivhuset i morgen", at("10:00").replace(tzinfo=None), names_of(chat.town.core.looking.catalogue)
    ).as_json()
    rows = [json.dumps(wish), json.dumps({"expecting": "answer", "subject": "q1"})]
    told, asked = (read(Draft(telegram_id=1, data=row, revision=3, at=now), now) for row in rows)

    assert told.understanding is not None
    assert (told.understanding.resource, told.row, told.is_open) == ("Drivhuset", 3, True)
    assert asked.expected is not None
    assert (asked.expected.what, asked.expected.subject) == (Expecting.ANSWER, "q1")


async def test_who_loses_a_race_for_the_draft_reads_again(town: Town) -> None:
    now, conversations = town.clock(), Conversations(town.core.database.drafts)
    wish = understand(
        "drivhuset i morgen", at("10:00").replace(tzinfo=None), names_of(town.core.looking.catalogue)
    )
    await asyncio.gather(
        conversations.remember(KARI, wish, now),
        conversations.expect(KARI, Expecting.GUEST_NAMES, "e1", now),
        conversations.answered(KARI, now),
    )
    last = await conversations.last(KARI, now)

    assert last.row == 3


@pytest.mark.parametrize("words", ["slett meg", "slett mine data"])
async def test_to_erase_oneself_is_not_to_cancel_a_booking(chat: Chat, words: str) -> None:
    await says(chat, "drivhuset i morgen 10-12", words)

    assert await chat.standing(KARI) == [D24]
    assert any("Slett" in each for each in chat.answer.words), chat.answered
