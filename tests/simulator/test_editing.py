"""Editing, deleting and marking what stands already."""

from datetime import timedelta

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden

from simulator import Person
from tests.simulator.conftest import KARI, MovableClock

KEYS = InlineKeyboardMarkup([[InlineKeyboardButton("Angre", callback_data="undo")]])
NOT_MODIFIED = (
    "Message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


async def test_a_text_is_changed_in_place(bot: Bot, kari: Person, clock: MovableClock) -> None:
    told = await bot.send_message(KARI, "ledig")
    await clock.advance(timedelta(minutes=1))
    edited = await bot.edit_message_text(
        "<b>opptatt</b>", KARI, told.message_id, parse_mode="HTML", reply_markup=KEYS
    )
    assert edited.edit_date == clock()
    assert edited.date == told.date
    assert [message.id for message in kari.messages] == [told.message_id]
    assert (kari.last.html, kari.last.words) == ("<b>opptatt</b>", ("Angre",))


async def test_buttons_go_where_an_edit_names_none(bot: Bot, kari: Person) -> None:
    told = await bot.send_message(KARI, "ledig", reply_markup=KEYS)
    await bot.edit_message_text("ledig", KARI, told.message_id)
    assert kari.last.words == ()


async def test_an_edit_that_changes_nothing_is_refused(bot: Bot) -> None:
    told = await bot.send_message(KARI, "<b>ledig</b>", parse_mode="HTML", reply_markup=KEYS)
    with pytest.raises(BadRequest) as refused:
        await bot.edit_message_text(
            " <b>ledig</b> ", KARI, told.message_id, parse_mode="HTML", reply_markup=KEYS
        )
    assert refused.value.message == NOT_MODIFIED
    with pytest.raises(BadRequest, match="not modified"):
        await bot.edit_message_reply_markup(KARI, told.message_id, reply_markup=KEYS)
    await bot.edit_message_reply_markup(KARI, told.message_id)
    with pytest.raises(BadRequest, match="not modified"):
        await bot.edit_message_reply_markup(KARI, told.message_id)


async def test_what_cannot_be_edited(bot: Bot, kari: Person) -> None:
    await kari.says("mitt", settle=False)
    document = await bot.send_document(KARI, b"x", filename="x.txt")
    told = await bot.send_message(KARI, "x")
    for message_id, text, why in (
        (1, "x", "Message to edit not found"),
        (kari.own[-1].id, "x", "Message can't be edited"),
        (document.message_id, "x", "There is no text in the message to edit"),
        (told.message_id, "x" * 4097, "Message_too_long"),
        (told.message_id, " ", "Message text is empty"),
        (0, "x", "Message identifier is not specified"),
    ):
        with pytest.raises(BadRequest) as refused:
            await bot.edit_message_text(text, KARI, message_id)
        assert refused.value.message == why
    with pytest.raises(BadRequest, match="Message_id_invalid"):
        await bot.edit_message_text("x", inline_message_id="finnes-ikke")
    await kari.blocks_bot(settle=False)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.edit_message_text("y", KARI, told.message_id)


async def test_a_caption_is_changed(bot: Bot, kari: Person) -> None:
    document = await bot.send_document(KARI, b"x", filename="x.txt", caption="før")
    await bot.edit_message_caption(KARI, document.message_id, caption="etter")
    assert kari.last.text == "etter"
    told = await bot.send_message(KARI, "x")
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await bot.edit_message_caption(KARI, told.message_id, caption="x")
    with pytest.raises(BadRequest, match="Media_caption_too_long"):
        await bot.edit_message_caption(KARI, document.message_id, caption="x" * 1025)


async def test_a_message_is_taken_away_within_two_days(bot: Bot, kari: Person, clock: MovableClock) -> None:
    first = await bot.send_message(KARI, "borte snart")
    assert await bot.delete_message(KARI, first.message_id)
    assert kari.messages == []
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(KARI, first.message_id)
    old = await bot.send_message(KARI, "blir stående")
    await clock.advance(timedelta(hours=49))
    with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
        await bot.delete_message(KARI, old.message_id)


async def test_a_message_is_pinned_and_let_go(bot: Bot) -> None:
    told = await bot.send_message(KARI, "husk")
    await bot.pin_chat_message(KARI, told.message_id)
    assert (await bot.get_chat(KARI)).pinned_message.text == "husk"
    with pytest.raises(BadRequest, match="Message to unpin not found"):
        await bot.unpin_chat_message(KARI, 1)
    await bot.unpin_chat_message(KARI)
    assert (await bot.get_chat(KARI)).pinned_message is None
    await bot.pin_chat_message(KARI, told.message_id)
    await bot.delete_message(KARI, told.message_id)
    assert (await bot.get_chat(KARI)).pinned_message is None
    with pytest.raises(BadRequest, match="Message to pin not found"):
        await bot.pin_chat_message(KARI, told.message_id)


async def test_a_message_is_reacted_to(bot: Bot, kari: Person) -> None:
    await kari.says("takk", settle=False)
    said = kari.own[-1].id
    await bot.set_message_reaction(KARI, said, "👍")
    assert kari.own[-1].reaction == "👍"
    await bot.set_message_reaction(KARI, said)
    assert kari.own[-1].reaction == ""
    for reaction, why in ((["👍", "👎"], "Reactions_too_many"), ([""], "Reaction_invalid")):
        with pytest.raises(BadRequest, match=why):
            await bot.set_message_reaction(KARI, said, reaction)
    with pytest.raises(BadRequest, match="Message to react not found"):
        await bot.set_message_reaction(KARI, 1, "👍")
