"""How the bot says who it is."""

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    MenuButtonCommands,
    MenuButtonDefault,
)
from telegram.error import BadRequest

from tests.simulator.conftest import KARI, Why

BOOK = BotCommand("bestill", "Bestill pult eller møterom")
BOOK_EN = BotCommand("book", "Book a desk or a room")


async def test_commands_are_kept_by_scope_and_language(bot: Bot) -> None:
    await bot.set_my_commands([BOOK])
    await bot.set_my_commands([BOOK_EN], language_code="en")
    await bot.set_my_commands([BOOK, BOOK_EN], scope=BotCommandScopeChat(KARI))
    assert await bot.get_my_commands() == (BOOK,)
    assert await bot.get_my_commands(language_code="en") == (BOOK_EN,)
    assert await bot.get_my_commands(language_code="nn") == ()
    assert await bot.get_my_commands(scope=BotCommandScopeChat(KARI)) == (BOOK, BOOK_EN)
    assert await bot.get_my_commands(scope=BotCommandScopeAllPrivateChats()) == ()
    await bot.delete_my_commands()
    assert await bot.get_my_commands() == ()


@pytest.mark.parametrize(
    ("commands", "why"),
    [
        ([{"command": "Bestill", "description": "x"}], "Bot_command_invalid"),
        ([{"command": "b" * 33, "description": "x"}], "Bot_command_invalid"),
        ([{"command": "/", "description": "x"}], "Command must be non-empty"),
        ([{"command": "b", "description": " "}], "Command description must be non-empty"),
        ([{"command": "b", "description": "x" * 257}], "Command description length must not exceed 256"),
        ([{"command": f"b{n}", "description": "x"} for n in range(101)], "Bot_commands_too_much"),
        (["bestill"], "Can't parse BotCommand: Expected an Object"),
        ({}, "Expected an Array of BotCommand"),
        ("[", "Can't parse commands JSON object"),
    ],
)
async def test_commands_are_refused(refusal: Why, commands: object, why: str) -> None:
    assert (await refusal("setMyCommands", {"commands": commands})).lower() == why.lower()


async def test_languages_and_scopes_are_telegrams(bot: Bot, refusal: Why) -> None:
    with pytest.raises(BadRequest, match="Invalid language code specified"):
        await bot.set_my_commands([BOOK], language_code="nb-NO")
    nobody = {"commands": [], "scope": {"type": "everybody"}}
    assert "Unsupported type specified" in await refusal("setMyCommands", nobody)
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.set_my_commands([BOOK], scope=BotCommandScopeChat(999))


async def test_names_and_descriptions_fall_back_to_those_of_no_language(bot: Bot) -> None:
    await bot.set_my_name("Gartneriet")
    await bot.set_my_description("Bestill pulter og møterom")
    await bot.set_my_short_description("Bestilling")
    await bot.set_my_short_description("Booking", language_code="en")
    assert (await bot.get_me()).first_name == "Gartneriet"
    assert (await bot.get_my_name(language_code="nn")).name == "Gartneriet"
    assert (await bot.get_my_description()).description == "Bestill pulter og møterom"
    assert (await bot.get_my_short_description("en")).short_description == "Booking"
    await bot.set_my_short_description("", language_code="en")
    assert (await bot.get_my_short_description("en")).short_description == "Bestilling"
    for text, deed in (
        ("x" * 65, bot.set_my_name),
        ("x" * 513, bot.set_my_description),
        ("x" * 121, bot.set_my_short_description),
    ):
        with pytest.raises(BadRequest):
            await deed(text)


async def test_the_menu_button_is_kept_for_all_and_for_one(bot: Bot, refusal: Why) -> None:
    assert await bot.get_chat_menu_button() == MenuButtonDefault()
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert await bot.get_chat_menu_button(KARI) == MenuButtonCommands()
    await bot.set_chat_menu_button(KARI, MenuButtonDefault())
    assert await bot.get_chat_menu_button(KARI) == MenuButtonDefault()
    why = await refusal("setChatMenuButton", {"menu_button": {"type": "soup"}})
    assert why == "can't parse menu button: Invalid menu button type specified"


async def test_a_chat_is_told(bot: Bot) -> None:
    chat = await bot.get_chat(KARI)
    assert (chat.first_name, chat.username, chat.type) == ("Kari", "kari", "private")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.get_chat(999)
