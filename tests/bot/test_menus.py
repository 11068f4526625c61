"""Help and the menu show what this person can do."""

import pytest

from booking.model.people import Language, Role
from simulator.people import SimulatedPerson
from tests.bot.conftest import ANNE, GRETE, KARI, NILS, Town


def menu_of(town: Town, telegram_id: int) -> set[str]:
    person = SimulatedPerson(telegram_id=telegram_id, first_name="x", language_code="en")
    return {each["command"] for each in town.telegram._telegram.presentation.commands_for(person)}


@pytest.fixture
def is_presented() -> bool:
    return False


async def test_the_menu_of_each_is_their_own(town: Town) -> None:
    await town.invite(ANNE, Role.ADVISER, "Anne Rådgiver", Language.ENGLISH)
    for person in (town.grete, town.kari, town.nils, town.telegram.person(ANNE)):
        await person.says("/start")
    assert {"admin", "announce", "cases", "book", "bookings", "events"} <= menu_of(town, GRETE)
    assert {"book", "free", "bookings", "events", "guidance"} <= menu_of(town, KARI)
    assert not {"admin", "cases", "announce"} & menu_of(town, KARI)
    assert {"cases", "bookings", "events"} <= menu_of(town, ANNE)
    assert not {"admin", "book"} & menu_of(town, ANNE)
    assert {"events", "guidance", "help", "privacy"} <= menu_of(town, NILS)
    assert not {"book", "free", "admin", "cases"} & menu_of(town, NILS)


async def test_it_is_told_once_and_anew_in_another_language(town: Town) -> None:
    def told() -> int:
        mine = (call for call in town.telegram.calls if call.method == "setMyCommands")
        return sum("chat_id" in str(call.parameters) and str(KARI) in str(call.parameters) for call in mine)

    for text in ("/start", "/help", "/free"):
        await town.kari.says(text)
    assert told() == 1
    await town.kari.says("/settings")
    await town.kari.taps("Nynorsk")
    await town.kari.says("/hjelp")
    assert told() == 2
    assert "bestill" in menu_of(town, KARI)


async def test_help_names_what_one_can_do_and_nothing_else(town: Town) -> None:
    office = (await town.grete.says("/help")).text
    for words in ("/admin", "/announce", "/cases", "cancel the breakfast", "close the house", "invite Ola"):
        assert words in office
    tenant = (await town.kari.says("/help")).text
    assert "Drivhuset tomorrow" in tenant
    assert "invite Ola" not in tenant
    stranger = (await town.nils.says("/help")).text
    assert "/guidance" in stranger
    assert "when is the next breakfast?" in stranger
    for words in ("invitation", "Drivhuset", "/book"):
        assert words not in stranger
