"""Sending, as python-telegram-bot does it, and every no that Telegram has for it."""

import pytest
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, RetryAfter

from simulator import Person, Simulator
from tests.simulator.conftest import KARI, OLA, MovableClock, Why


def keyboard(*rows: list[InlineKeyboardButton]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(rows)


async def test_a_message_is_told_as_it_stands(bot: Bot, kari: Person, clock: MovableClock) -> None:
    keys = keyboard(
        [InlineKeyboardButton("Bestill", callback_data="b"), InlineKeyboardButton("Les", url="https://e.no")],
        [InlineKeyboardButton("Opptatt", callback_data="n", style="danger", api_kwargs={"disabled": {}})],
    )
    told = await bot.send_message(
        KARI, " <b>Drivhuset</b> er ledig\x00! ", parse_mode=ParseMode.HTML, reply_markup=keys
    )
    assert told.text == "Drivhuset er ledig !"
    assert told.entities == (MessageEntity("bold", 0, 9),)
    assert told.date == clock()
    assert told.chat.id == KARI
    assert told.from_user.is_bot
    assert told.reply_markup == keys
    shown = kari.last
    assert (shown.id, shown.text, shown.html) == (
        told.message_id,
        told.text,
        "<b>Drivhuset</b> er ledig !",
    )
    assert [button.disabled for button in shown.buttons] == [False, False, True]
    assert shown.button("Les").url == "https://e.no"


async def test_entities_may_be_given_beside_the_text(bot: Bot, kari: Person) -> None:
    await bot.send_message(KARI, " 🌱 ja", entities=[MessageEntity("bold", 4, 2)])
    assert kari.last.html == "🌱 <b>ja</b>"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "message text is empty"),
        (" \n ", "message text is empty"),
        ("<b> </b>", "message text is empty"),
        ("å" * 4097, "message is too long"),
        ("<b>", "can't parse entities: Can't find end tag corresponding to start tag \"b\""),
    ],
)
async def test_a_text_is_refused(bot: Bot, kari: Person, text: str, why: str) -> None:
    with pytest.raises(BadRequest) as refused:
        await bot.send_message(KARI, text, parse_mode=ParseMode.HTML)
    assert refused.value.message.lower() == why.lower()
    assert kari.messages == []


async def test_the_longest_text_is_counted_without_its_tags(bot: Bot, kari: Person) -> None:
    await bot.send_message(KARI, f"<b>{'å' * 4096}</b>", parse_mode=ParseMode.HTML)
    assert len(kari.last.text) == 4096


async def test_markdown_is_not_known_here(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="nsupported parse_mode"):
        await bot.send_message(KARI, "x", parse_mode=ParseMode.MARKDOWN_V2)


TOO_WIDE = [InlineKeyboardButton("x", callback_data="x")] * 9


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([[InlineKeyboardButton("x", callback_data="å" * 33)]], "Button_data_invalid"),
        ([TOO_WIDE], "Reply markup is too long"),
        ([TOO_WIDE[:5]] * 21, "Reply markup is too long"),
        (
            [[InlineKeyboardButton("x")]],
            "Can't parse inline keyboard button: text buttons are unallowed in the inline keyboard",
        ),
        (
            [[InlineKeyboardButton("x", url="hei")]],
            "Inline keyboard button url 'hei' is invalid: wrong http url",
        ),
        ([[InlineKeyboardButton(" ", callback_data="x")]], "Button_text_invalid"),
    ],
)
async def test_a_keyboard_is_refused(bot: Bot, rows: list, why: str) -> None:
    with pytest.raises(BadRequest) as refused:
        await bot.send_message(KARI, "x", reply_markup=keyboard(*rows))
    assert refused.value.message == why


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        ("{", "can't parse reply keyboard markup JSON object"),
        ("[]", "object expected as reply markup"),
        ({"inline_keyboard": [{}]}, 'field "inline_keyboard" must be an Array of Arrays'),
        ({"inline_keyboard": [["x"]]}, "can't parse inline keyboard button: expected an Object"),
        ({"inline_keyboard": [[{}]]}, "can't parse inline keyboard button: Can't find field \"text\""),
        (
            {"inline_keyboard": [[{"text": 1}]]},
            'can\'t parse inline keyboard button: Field "text" must be of type String',
        ),
        (
            {"inline_keyboard": [[{"text": "x", "web_app": {"url": "http://e.no"}}]]},
            "inline keyboard button Web App URL 'http://e.no' is invalid: Only HTTPS links are allowed",
        ),
        ({"inline_keyboard": [[{"text": "x", "copy_text": {"text": ""}}]]}, "BUTTON_COPY_TEXT_INVALID"),
    ],
)
async def test_a_keyboard_that_is_no_keyboard_is_refused(refusal: Why, markup: object, why: str) -> None:
    assert await refusal("sendMessage", {"chat_id": KARI, "text": "x", "reply_markup": markup}) == why


async def test_other_keyboards_are_taken_and_not_shown(bot: Bot, kari: Person) -> None:
    await bot.send_message(KARI, "x", reply_markup=ReplyKeyboardMarkup([["x"]]))
    assert kari.last.buttons == ()


async def test_a_chat_that_cannot_be_written_to(bot: Bot, kari: Person, ola: Person, refusal: Why) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(999, "x")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message("@kari", "x")
    assert await refusal("sendMessage", {"text": "x"}) == "chat_id is empty"
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(OLA, "x")
    await ola.says("hei", settle=False)
    await bot.send_message(OLA, "x")
    await kari.blocks_bot(settle=False)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(KARI, "x")
    await kari.unblocks_bot(settle=False)
    await bot.send_message(KARI, "x")


async def test_an_answer_points_at_what_it_answers(bot: Bot, kari: Person) -> None:
    await kari.says("hei", settle=False)
    asked = kari.own[-1]
    told = await bot.send_message(KARI, "ja?", reply_parameters=ReplyParameters(asked.id))
    assert told.reply_to_message.text == "hei"
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(KARI, "ja?", reply_parameters=ReplyParameters(1))
    await bot.send_message(KARI, "ja?", reply_parameters=ReplyParameters(1, allow_sending_without_reply=True))


async def test_a_document_keeps_its_name_and_can_be_had_again(bot: Bot, kari: Person) -> None:
    content = InputFile(b"BEGIN:VCALENDAR", filename="møte.ics")
    told = await bot.send_document(KARI, content, caption="<i>Til</i> kalenderen", parse_mode="HTML")
    assert told.document.file_size == 15
    assert told.caption == "Til kalenderen"
    assert told.caption_entities == (MessageEntity("italic", 0, 3),)
    shown = kari.last.document
    assert shown is not None
    assert (shown.content, shown.mime_type) == (b"BEGIN:VCALENDAR", "text/calendar")
    file = await bot.get_file(told.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"BEGIN:VCALENDAR"
    again = await bot.send_document(KARI, told.document.file_id)
    assert again.document.file_unique_id == told.document.file_unique_id


async def test_a_file_is_refused(bot: Bot, refusal: Why) -> None:
    assert await refusal("sendDocument", {"chat_id": KARI}) == "there is no document in the request"
    with pytest.raises(BadRequest, match="Wrong file identifier/http url specified"):
        await bot.send_document(KARI, "finnes-ikke")
    with pytest.raises(BadRequest, match="File must be non-empty"):
        await bot.send_document(KARI, b"", filename="tom.txt")
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_photo(KARI, b"x", caption="x" * 1025)
    with pytest.raises(BadRequest, match="Invalid file_id"):
        await bot.get_file("finnes-ikke")
    assert await refusal("getFile", {}) == "file_id not specified"


async def test_a_picture_and_a_place(bot: Bot, kari: Person, refusal: Why) -> None:
    told = await bot.send_photo(KARI, b"bilde", caption="Drivhuset", filename="drivhuset.png")
    assert told.photo[-1].file_size == 5
    told = await bot.send_venue(KARI, 59.98, 9.98, "Gründergartneriet", "Vikersundgata 1")
    assert told.venue.title == "Gründergartneriet"
    assert kari.last.venue is not None
    here = {"chat_id": KARI, "latitude": 59.98, "longitude": 9.98}
    assert await refusal("sendVenue", here) == "title must be non-empty"
    assert await refusal("sendVenue", {**here, "title": "x"}) == "address must be non-empty"
    assert await refusal("sendVenue", {"chat_id": KARI}) == "latitude is empty"
    assert await refusal("sendVenue", {**here, "latitude": "nord"}) == "wrong latitude"


async def test_what_the_bot_is_doing_is_shown_in_its_words(bot: Bot) -> None:
    assert await bot.send_chat_action(KARI, "typing")
    with pytest.raises(BadRequest, match="Wrong parameter action in request"):
        await bot.send_chat_action(KARI, "dancing")


async def test_limits_are_kept_where_they_are_switched_on(
    simulator: Simulator, bot: Bot, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    simulator.limits.switch_on()
    for _ in range(3):
        await bot.send_message(KARI, "x")
    with pytest.raises(RetryAfter) as refused:
        await bot.send_message(KARI, "x")
    await clock.advance(refused.value.retry_after)
    await bot.send_message(KARI, "x")
    simulator.limits.switch_off()
    for _ in range(10):
        await bot.send_message(KARI, "x")


async def test_all_chats_together_have_a_limit_too(
    simulator: Simulator, bot: Bot, ola: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    await ola.says("hei", settle=False)
    simulator.limits.switch_on(per_chat=100, overall=2)
    await bot.send_message(KARI, "x")
    await bot.send_message(OLA, "x")
    with pytest.raises(RetryAfter):
        await bot.send_message(KARI, "x")
