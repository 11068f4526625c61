"""Every conversation that must hold, played against the running bot."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from booking.model.bookings import Status
from booking.model.interval import Interval
from booking.model.people import Language, Role
from booking.ports import Page
from tests.bot import playing
from tests.bot.conftest import BO, GRETE, KARI, OLA, Town
from tests.bot.playing import (
    Chat,
    Check,
    nothing,
    offers,
    offers_nothing,
    one_of,
    others_stand,
    says,
    says_one_of,
    silent_on,
    stands,
)

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared" / "understanding" / "conversations.jsonl"
PLAYED = {
    each["id"]: each for each in map(json.loads, (HERE / "conversations.jsonl").read_text().splitlines())
}

D24 = "Drivhuset 2026-11-24 10:00-12:00"
D25 = "Drivhuset 2026-11-25 10:00-12:00"
D26 = "Drivhuset 2026-11-26 10:00-12:00"
D27 = "Drivhuset 2026-11-27 10:00-12:00"
P24 = "Potteskuret 2026-11-24 10:00-12:00"
O24 = "Orangeriet 2026-11-24 10:00-12:00"
ASKS_WHEN = says_one_of("når", "hvor lenge", "ett trykk")


async def ended(chat: Chat) -> None:
    """Drivhuset is free from the coming minute on."""
    person, now = await chat.known(), chat.town.clock()
    found, _ = await chat.town.core.looking.listing(
        Interval(now - timedelta(hours=2), now + timedelta(hours=2)), page=Page()
    )
    assert [booking.status for booking in found] == [Status.ENDED], chat.answered
    rest = Interval(now.replace(second=0) + timedelta(minutes=5), now.replace(second=0, minute=30))
    free = await chat.town.core.looking.free(rest, person)
    assert "Drivhuset" in [resource.name for resource in free], chat.answered


def registered(*parties: int) -> Check:
    """So many places in each registration that stands."""

    async def check(chat: Chat) -> None:
        assert [each.party for each in await chat.registrations()] == list(parties), chat.answered

    return check


async def a_desk_is_booked_or_offered(chat: Chat) -> None:
    held = await chat.standing(KARI)
    if held != [P24]:
        assert len(held) == 1, held
        assert held[0].startswith("Pult "), held
        assert held[0].endswith(" 2026-11-24 10:00-12:00"), held
    else:
        assert any(words.startswith("Pult") or "Pult" in words for words in chat.answer.words), chat.answered


async def one_more_room(chat: Chat) -> None:
    held = await chat.standing(KARI)
    more = [each for each in held if "2026-11-26 10:00-12:00" in each]
    assert len(held) - len(more) == 1
    assert not any(each.startswith("Potteskuret") for each in held)
    assert len(more) == 1 or "Bestill" in chat.answered, chat.answered


async def another_desk(chat: Chat) -> None:
    others = [each for each in await chat.standing(KARI) if not each.startswith("Pult 3")]
    offered = [words for words in chat.answer.words if words.startswith("Pult") and "Pult 3" not in words]
    assert others or offered, chat.answered
    assert not any(words.startswith("Pult 3 ") for words in chat.answer.words)


def kari_holds(line: str) -> Check:
    async def check(chat: Chat) -> None:
        assert await chat.standing(GRETE) == []
        shown = bool(chat.answer.words)
        assert await chat.standing(BO) == [line] or shown, chat.answered

    return check


async def the_closing_is_shown(chat: Chat) -> None:
    assert await chat.standing(OLA) == [D27]
    assert chat.answer.words, chat.answered
    assert "27" in chat.answered or "fredag" in chat.answered


async def the_house_is_closed(chat: Chat) -> None:
    assert await chat.standing(OLA) == [], chat.answered
    assert any("avlyst" in m.text.lower() or "stengt" in m.text.lower() for m in chat.town.ola.from_bot)


async def per_is_registered_or_shown(chat: Chat) -> None:
    own = (await chat.known()).id
    found = await chat.registrations()
    assert own not in [each.person_id for each in found]
    assert found or "Per" in chat.answered, chat.answered


async def nobody_is_registered(chat: Chat) -> None:
    assert await chat.registrations() == [], chat.answered


async def guidance_is_begun(chat: Chat) -> None:
    assert await playing.all_bookings(chat) == []
    assert "idea" in chat.answered.lower(), chat.answered


async def next_week_is_part_of_the_request(chat: Chat) -> None:
    """In what the person has told so far, or in the case that was made of it."""
    _, answers = await chat.town.core.guidance.requesting.intake(chat.me)
    assert await playing.all_bookings(chat) == []
    assert "neste uke" in repr(answers), chat.answered


async def pult_four(chat: Chat) -> None:
    held = await chat.standing(KARI)
    assert held == [] or chat.answer.words, chat.answered


async def pult_four_again(chat: Chat) -> None:
    assert [each[:18] for each in await chat.standing(KARI)] == ["Pult 4 2026-11-23 "], chat.answered


PULT_7 = [f"Pult 7 2026-{day} 06:00-23:00" for day in ("11-30", "12-01", "12-03", "12-04")]
THEN: dict[str, list[tuple[Check, ...]]] = {
    "ask-then-other-day": [
        (nothing, says("Drivhuset", "10–12")),
        (nothing, says("fredag", "Drivhuset", "10–12")),
        (stands(D27),),
    ],
    "taken-take-offered-room": [(nothing, says("Orangeriet")), (stands(O24),)],
    "taken-later-hour": [
        (nothing, offers("Orangeriet")),
        (stands("Drivhuset 2026-11-24 12:00-14:00"),),
    ],
    "four-people": [
        (stands(D24),),
        (stands(D24), offers_nothing),
        (stands(D24), says("Drivhuset", "skjerm")),
        (stands(D27),),
    ],
    "ten-people-too-small": [(stands(P24),), (stands(P24), offers("Orangeriet")), (stands(O24),)],
    "one-hour-longer": [(stands(D24),), (stands("Drivhuset 2026-11-24 10:00-13:00"),)],
    "half-hour-more": [(stands(D24),), (stands("Drivhuset 2026-11-24 10:00-12:30"),)],
    "extend-by": [(stands(D24),), (stands("Drivhuset 2026-11-24 10:00-13:00"),)],
    "shorter": [(stands(D24),), (stands("Drivhuset 2026-11-24 10:00-11:30"),)],
    "undo": [(stands(D24),), (nothing,)],
    "undo-english": [(stands(D24),), (nothing,)],
    "undo-a-move": [(stands("Drivhuset 2026-11-24 13:00-15:00"),), (stands(D24),)],
    "undo-a-cancel": [(nothing,), (stands(D24),)],
    "the-other-one": [(nothing, offers("Drivhuset", "Orangeriet")), (stands(O24),)],
    "cancel-it-two-stand": [(stands(D24, "Potteskuret 2026-11-26 09:00-10:00"),), (stands(D24),)],
    "move-it-two-stand": [
        (stands(D24, "Potteskuret 2026-11-26 09:00-10:00"),),
        (stands(D24, "Potteskuret 2026-11-26 10:00-11:00"),),
    ],
    "same-room-next-wednesday": [
        (stands(D24),),
        (one_of((D24, "Drivhuset 2026-12-02 10:00-12:00"), (D24,)), says("Drivhuset", "2. desember")),
    ],
    "same-time-next-week": [(stands(D24),), (stands(D24, "Drivhuset 2026-12-01 10:00-12:00"),)],
    "every-week": [(stands(D24),), (stands(D24), says("Drivhuset", "tirsdag", "10–12"), offers("Bestill"))],
    "thanks": [
        (stands(D24),),
        (stands(D24), says("hyggelig"), offers_nothing),
        (stands("Drivhuset 2026-11-24 10:00-13:00"),),
        (stands("Drivhuset 2026-11-24 10:00-13:00"), offers_nothing),
    ],
    "no-thanks-after-offer": [(nothing,), (nothing, offers_nothing)],
    "yes-after-offer": [(nothing,), (stands(D24),)],
    "yes-please-english": [(nothing, says("Free")), (stands(D24),)],
    "bare-no-after-booking": [(stands(D24),), (stands(D24), offers("Angre"))],
    "wrong-room": [(stands(D24),), (stands(P24),)],
    "i-meant-thursday": [(stands(D24),), (stands(D26),)],
    "eleven-instead": [
        (stands(D24),),
        (stands("Drivhuset 2026-11-24 11:00-13:00"),),
        (stands("Drivhuset 2026-11-26 11:00-13:00"),),
        (stands("Drivhuset 2026-11-24 11:00-13:00"),),
    ],
    "and-thursday-too": [(stands(D24),), (stands(D24, D26),), (stands(D24),)],
    "cancel-both": [
        (one_of((), (D24, "Potteskuret 2026-11-24 13:00-14:00")),),
        (stands(D24, "Potteskuret 2026-11-24 13:00-14:00"),),
    ],
    "move-back": [(stands("Drivhuset 2026-11-24 13:00-15:00"),), (stands(D24),)],
    "a-desk-instead": [(stands(P24),), (a_desk_is_booked_or_offered,)],
    "whiteboard-too": [(stands(D24),), (stands(D24), says_one_of("Potteskuret", "Orangeriet"))],
    "when-after-lunch": [(nothing, ASKS_WHEN), (stands("Drivhuset 2026-11-24 12:00-16:00"),)],
    "when-length": [(nothing, ASKS_WHEN), (stands("Drivhuset 2026-11-24 10:00-11:30"),)],
    "which-day": [(nothing, says("hvilken dag")), (stands("Drivhuset 2026-11-25 10:00-11:00"),)],
    "wifi-in-between": [
        (nothing, ASKS_WHEN),
        (nothing, says_one_of("wi-fi", "wifi", "nett", "spør administrasjonen"), says("Fra når")),
        (stands(D24),),
    ],
    "forget-it": [(nothing, ASKS_WHEN), (nothing, offers_nothing), (nothing,)],
    "topic-change-my-bookings": [
        (ASKS_WHEN,),
        (stands("Potteskuret 2026-11-26 09:00-10:00"), says("Potteskuret", "26", "09–10")),
    ],
    "not-needed-after-all": [(stands(D24),), (nothing,)],
    "do-not-book": [(nothing, says("ikke bestilt")), (stands(D24),)],
    "no-need-to-book": [(stands(D24),), (stands(D24), silent_on("avbestilt"))],
    "what-about-wednesday": [
        (nothing,),
        (nothing, says("Orangeriet", "onsdag", "12–14")),
        (nothing, says("Orangeriet", "fredag", "12–14")),
    ],
    "series-other-day": [
        (nothing, says("tirsdag"), offers("Bestill")),
        (nothing, says("onsdag"), offers("Bestill")),
    ],
    "person-tor": [
        (
            one_of(
                *((f"{room} 2026-11-27 10:00-11:00",) for room in ("Drivhuset", "Potteskuret", "Orangeriet"))
            ),
        ),
        (stands("Potteskuret 2026-11-27 10:00-11:00"),),
    ],
    "it-is-for-ida": [(stands(D24),), (stands(D24), silent_on("hvilken dag", "søndag"))],
    "starts-later": [(stands(D24),), (stands(D24), offers("11–12", "11–13"))],
    "done-early": [(ended,), (ended, offers_nothing)],
    "longer-while-in-use": [
        (stands("Drivhuset 2026-11-24 10:00-12:30"),),
        (stands("Drivhuset 2026-11-24 10:00-12:15"),),
    ],
    "longer-but-taken": [(stands(D24), says("12"), silent_on("Ola")), (stands(D24), offers_nothing)],
    "who-has-it": [
        (nothing, says_one_of("opptatt", "Ola"), says("Drivhuset")),
        (nothing, says("Drivhuset", "torsdag")),
    ],
    "somebody-in-my-seat": [(stands("Pult 3 2026-11-23 06:00-23:00"),), (another_desk,)],
    "ill-today": [(pult_four,), (pult_four_again,)],
    "not-potteskuret": [(one_of((D24,), (O24,)),), (one_more_room,)],
    "except-wednesday": [(one_of((), tuple(PULT_7)),), (stands(*PULT_7),)],
    "admin-for-kari": [(kari_holds(D24),), (kari_holds(D27),)],
    "admin-close-house": [(the_closing_is_shown,), (the_house_is_closed,)],
    "admin-register": [(per_is_registered_or_shown,), (nobody_is_registered,)],
    "entrepreneur-idea": [(guidance_is_begun,), (next_week_is_part_of_the_request,)],
    "entrepreneur-breakfast": [(says("1. desember", "08"),), (registered(1),), (registered(2),)],
    "unregister-then-back": [(registered(),), (registered(1),)],
}
OTHERS_CHANGE = frozenset({"admin-close-house"})
"""Where what others had booked is what the conversation is about."""


@pytest.fixture
def language(request: pytest.FixtureRequest) -> Language:
    played = request.node.callspec.params.get("name", "")
    return Language.ENGLISH if "english" in played else Language.BOKMAL


@pytest.mark.parametrize("name", PLAYED)
async def test_the_conversation_holds(town: Town, name: str) -> None:
    played = PLAYED[name]
    await town.grete.says("/start")
    await town.ola.says("/start")
    chat = Chat(town, playing.WHO[played["as"]])
    if "Kari Nordmann" in json.dumps(played):
        await town.invite(BO, Role.TENANT, "Kari Nordmann", Language.BOKMAL)
    await playing.prepared(chat, played["given"], played["now"])
    for turn, checks in zip(played["turns"], THEN[name], strict=True):
        await chat.says(turn["says"])
        for check in checks:
            await check(chat)
        if name not in OTHERS_CHANGE:
            await others_stand(chat)


def test_no_conversation_is_left_out() -> None:
    assert THEN.keys() == PLAYED.keys()
    if SHARED.exists():
        assert (HERE / "conversations.jsonl").read_text() == SHARED.read_text()
