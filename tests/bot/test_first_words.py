"""/start, help, settings, privacy, cancel, and what is no text."""

import json

import pytest

from booking.model.people import Language, Role
from tests.bot.conftest import KARI, NILS, Town


async def test_an_invitation_binds_the_account(town: Town) -> None:
    token = await town.core.membership.invite(Role.TENANT, tenant="Spire", name="Nils Ny")

    welcome = await town.nils.opens_deep_link(token)

    assert "Welcome" in welcome.text or "Velkommen" in welcome.text
    assert (await town.person(NILS)).name == "Nils Ny"
    again = await town.nils.opens_deep_link(token)
    assert "Nils" in again.text


async def test_a_used_or_made_up_invitation_is_refused_kindly(town: Town) -> None:
    token = await town.core.membership.invite(Role.TENANT)
    await town.nils.opens_deep_link(token)

    refused = await town.kari.opens_deep_link(token)
    made_up = await town.kari.opens_deep_link("made-up")

    assert refused.text == made_up.text
    assert "invitation" in refused.text


async def test_the_language_is_chosen_and_kept(town: Town) -> None:
    await town.kari.says("/innstillinger")
    await town.kari.taps("Nynorsk")

    assert (await town.person(KARI)).language is Language.NYNORSK


async def test_what_is_stored_can_be_taken_along(town: Town) -> None:
    await town.kari.says("/personvern")
    sent = await town.kari.taps("Send me what you have")

    assert json.loads(sent.document.content)["person"]["name"] == "Kari Eksempel"


async def test_who_is_sure_is_erased(town: Town) -> None:
    await town.kari.says("/privacy")
    await town.kari.taps("Erase me")
    await town.kari.taps("Yes, erase me")

    assert await town.core.membership.by_telegram(KARI) is None
    assert "rent a place" in (await town.kari.says("/bestill")).text


@pytest.mark.parametrize("command", ["/hjelp", "/help", "/avbryt", "/cancel", "/personvern", "/start"])
async def test_every_command_answers_everybody(town: Town, command: str) -> None:
    for person in (town.kari, town.nils):
        assert (await person.says(command)).text


async def test_what_is_no_text_is_answered(town: Town) -> None:
    assert "text" in (await town.kari.sends_photo()).text
    assert "text" in (await town.kari.sends_voice()).text
    assert (await town.kari.says("/nosuchcommand")).text


async def test_an_edited_message_is_asked_for_anew(town: Town) -> None:
    await town.kari.says("/hjelp")
    mine = next(message for message in town.kari.messages if not message.from_bot)

    answer = await town.kari.edits(mine, "/bestill")

    assert "anew" in answer.text


async def test_who_blocks_the_bot_is_not_to_be_reached_until_they_let_it_in(town: Town) -> None:
    await town.kari.says("/hjelp")

    await town.kari.blocks_bot()
    assert not (await town.person(KARI)).reachable
    await town.kari.unblocks_bot()
    assert (await town.person(KARI)).reachable


async def test_hostile_text_is_shown_as_it_is(town: Town) -> None:
    for text in ("x" * 4096, "<b>&amp;</b>", "\u202eabc\u202c", "🙂" * 500, "'; DROP TABLE people; --"):
        assert (await town.kari.says(text)).text


async def test_the_bot_presents_itself_in_three_languages(town: Town) -> None:
    methods = {call.method for call in town.telegram.calls}

    assert {"setMyCommands", "setMyDescription", "setMyShortDescription", "setChatMenuButton"} <= methods
