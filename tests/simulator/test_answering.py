"""Answers to taps and to inline questions."""

from datetime import timedelta

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
)
from telegram.error import BadRequest

from simulator import Person, Simulator
from tests.simulator.conftest import KARI, MovableClock, Why

TOO_OLD = "Query is too old and response timeout expired or query id is invalid"
KEYS = InlineKeyboardMarkup(
    [[InlineKeyboardButton("Ja", callback_data="yes"), InlineKeyboardButton("Nei", callback_data="no")]]
)


async def tapped(bot: Bot, kari: Person) -> str:
    await bot.send_message(KARI, "Sikker?", reply_markup=KEYS)
    await kari.taps("Ja", settle=False)
    return kari.spinning[-1]


async def test_a_tap_tells_who_where_and_what(bot: Bot, kari: Person) -> None:
    query_id = await tapped(bot, kari)
    (update,) = await bot.get_updates()
    query = update.callback_query
    assert (query.id, query.data, query.from_user.id) == (query_id, "yes", KARI)
    assert query.message.text == "Sikker?"
    assert query.message.reply_markup == KEYS


async def test_an_answer_stops_the_spinner_once(bot: Bot, kari: Person) -> None:
    query_id = await tapped(bot, kari)
    assert await bot.answer_callback_query(query_id, "Gjort", show_alert=True)
    assert kari.spinning == []
    assert kari.alerts == ["Gjort"]
    for unknown in (query_id, "1"):
        with pytest.raises(BadRequest) as refused:
            await bot.answer_callback_query(unknown)
        assert refused.value.message.lower() == TOO_OLD.lower()


async def test_an_answer_can_come_too_late_or_be_too_long(
    bot: Bot, kari: Person, clock: MovableClock
) -> None:
    query_id = await tapped(bot, kari)
    with pytest.raises(BadRequest, match="Message_too_long"):
        await bot.answer_callback_query(query_id, "x" * 201)
    await clock.advance(timedelta(minutes=1))
    with pytest.raises(BadRequest, match="too old"):
        await bot.answer_callback_query(query_id, "x" * 200)
    assert kari.spinning == [query_id]


async def test_a_tap_may_be_made_up_or_on_a_message_that_is_gone(bot: Bot, kari: Person) -> None:
    told = await bot.send_message(KARI, "Sikker?", reply_markup=KEYS)
    shown = kari.last
    await kari.sends_data("forfalsket", settle=False)
    await bot.delete_message(KARI, told.message_id)
    await kari.sends_data("yes", shown, settle=False)
    first, second = await bot.get_updates()
    assert first.callback_query.data == "forfalsket"
    assert not second.callback_query.message.is_accessible


async def test_a_disabled_button_cannot_be_tapped(bot: Bot, kari: Person) -> None:
    key = InlineKeyboardButton("Opptatt", callback_data="n", api_kwargs={"disabled": {}})
    await bot.send_message(KARI, "x", reply_markup=InlineKeyboardMarkup([[key]]))
    with pytest.raises(LookupError, match="cannot be tapped"):
        await kari.taps("Opptatt", settle=False)


def article(identifier: str) -> InlineQueryResultArticle:
    return InlineQueryResultArticle(identifier, "Drivhuset", InputTextMessageContent("Drivhuset i morgen"))


async def test_an_inline_question_is_answered(bot: Bot, kari: Person) -> None:
    query_id = await kari.asks_inline("drivhuset", settle=False)
    (update,) = await bot.get_updates()
    assert update.inline_query.query == "drivhuset"
    assert await bot.answer_inline_query(query_id, [article("1")])
    assert kari.inline_results(query_id)[0]["title"] == "Drivhuset"
    with pytest.raises(BadRequest, match="too old"):
        await bot.answer_inline_query(query_id, [article("1")])


@pytest.mark.parametrize(
    ("identifiers", "why"),
    [(["1", "1"], "RESULT_ID_DUPLICATE"), (["x" * 65], "RESULT_ID_INVALID")],
)
async def test_inline_results_are_refused(
    refusal: Why, kari: Person, identifiers: list[str], why: str
) -> None:
    query_id = await kari.asks_inline("x", settle=False)
    results = [article(identifier).to_dict() for identifier in identifiers]
    assert await refusal("answerInlineQuery", {"inline_query_id": query_id, "results": results}) == why


async def test_too_many_inline_results_are_refused(simulator: Simulator, refusal: Why, kari: Person) -> None:
    query_id = await kari.asks_inline("x", settle=False)
    results = [{"id": str(number)} for number in range(51)]
    for given, why in ((results, "RESULTS_TOO_MUCH"), ({}, "Expected an Array")):
        assert why in await refusal("answerInlineQuery", {"inline_query_id": query_id, "results": given})
    assert simulator.calls[-1].method == "answerInlineQuery"
