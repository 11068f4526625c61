"""Groups that the bot is in, and messages that people send by an inline question."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
)
from telegram.error import BadRequest

from simulator import SimulatedGroup, Simulator
from tests.simulator.conftest import KARI, OLA, PEOPLE, TOKEN

GROUP = -1001
KEYS = InlineKeyboardMarkup([[InlineKeyboardButton("Ja", callback_data="yes")]])


@pytest.fixture
async def town() -> AsyncIterator[Simulator]:
    groups = [SimulatedGroup(GROUP, "Eksempelgruppa")]
    async with Simulator(TOKEN, people=PEOPLE, groups=groups, now=lambda: datetime.now(UTC)) as simulator:
        yield simulator


@pytest.fixture
async def robot(town: Simulator) -> AsyncIterator[Bot]:
    async with Bot(TOKEN, base_url=f"{town.api_url}/bot") as bot:
        yield bot


async def test_in_a_group_the_bot_hears_commands_and_taps_and_who_made_them(
    town: Simulator, robot: Bot
) -> None:
    kari, ola = town.in_group(KARI, GROUP), town.in_group(OLA, GROUP)
    await kari.says("Hei alle sammen", settle=False)
    await kari.says("/hei", settle=False)
    (update,) = await robot.get_updates()
    assert (update.message.chat.type, update.message.chat.title) == ("supergroup", "Eksempelgruppa")
    assert (update.message.from_user.id, update.message.text) == (KARI, "/hei")
    await robot.send_message(GROUP, "Hei!", reply_markup=KEYS)
    await ola.taps("Ja", settle=False)
    (tap,) = await robot.get_updates(offset=update.update_id + 1)
    assert (tap.callback_query.from_user.id, tap.callback_query.message.chat.id) == (OLA, GROUP)
    assert GROUP not in [chat.id for chat in town._telegram.chats]


async def test_a_message_sent_by_an_inline_question_is_tapped_and_edited(town: Simulator, robot: Bot) -> None:
    kari, ola = town.person(KARI), town.person(OLA)
    query_id = await kari.asks_inline("frokost", settle=False)
    content = InputTextMessageContent("<b>Frokost</b>", parse_mode="HTML")
    await robot.answer_inline_query(
        query_id, [InlineQueryResultArticle("1", "Frokost", content, reply_markup=KEYS)]
    )
    inline_id = kari.chooses(query_id)
    await ola.taps_inline(inline_id, "Ja", settle=False)
    tap = (await robot.get_updates())[-1].callback_query
    assert (tap.inline_message_id, tap.message, tap.from_user.id) == (inline_id, None, OLA)
    await robot.edit_message_text("Frokost: 1", inline_message_id=inline_id, reply_markup=KEYS)
    assert town.person(KARI).inline_message(inline_id).text == "Frokost: 1"
    with pytest.raises(BadRequest, match="not modified"):
        await robot.edit_message_text("Frokost: 1", inline_message_id=inline_id, reply_markup=KEYS)
    with pytest.raises(BadRequest, match=r"(?i)message_id_invalid"):
        await robot.edit_message_text("x", inline_message_id="none")
