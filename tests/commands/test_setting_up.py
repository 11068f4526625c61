"""From an empty folder to people, through the commands as a person types them."""

import json
import re
from contextlib import closing
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from sqlite3 import connect

import pytest

from booking.access import hashed
from booking.model.bookings import Booking
from booking.model.interval import Interval
from booking.model.messages import Request
from booking.model.people import Language, Person, Role, Scope
from booking.model.spaces import ResourceId
from booking.personal_record import BEGINNING
from booking.ports import Page
from booking.reserving import Wish
from commands.opening import opened
from tests.commands.conftest import BotApi, Command

LINK = re.compile(r"https://t\.me/gartneriet_bot\?start=([a-z2-7]{32})\n")


async def join(command: Command, *words: str, telegram_id: int = 1) -> Person:
    """Invites with the command, and lets the invited person open the link."""
    told = await command("invite", *words)
    found = LINK.fullmatch(told.out)
    assert told.status == 0
    assert found, told
    async with opened() as core:
        return await core.membership.join(found[1], telegram_id, "As on Telegram", Language.BOKMAL)


async def test_an_invitation_lets_a_person_in(command: Command, bot_api: BotApi) -> None:
    await command("migrate")
    kari = await join(command, "--role", "tenant", "--tenant", "Fjordtegn AS", "--name", "Kari")
    assert (kari.name, kari.roles) == ("Kari", {Role.TENANT})
    ola = await join(command, "--role", "contact", "--tenant", "fjordtegn as", telegram_id=2)
    assert ola.name == "As on Telegram"
    assert ola.tenant_id == kari.tenant_id


async def test_without_a_token_the_bot_is_named_by_hand(command: Command) -> None:
    await command("migrate")
    told = await command("invite", "--role", "owner")
    assert told.status == 1
    assert told.err == ("GARTNERIET_BOT_TOKEN is missing: write in .env the token that BotFather gave.\n")
    told = await command("invite", "--role", "owner", "--bot", "@gartneriet_bot")
    assert LINK.fullmatch(told.out)


async def test_only_the_hash_of_an_api_token_is_kept(command: Command) -> None:
    await command("migrate")
    told = await command("token", "create", "--scope", "read", "--name", "Door display")
    assert told.status == 0
    token = told.out.strip()
    async with opened() as core:
        holder = await core.access.holder(token)
    assert holder is not None
    assert (holder.scope, holder.name, holder.token_hash) == (Scope.READ, "Door display", hashed(token))


async def test_a_token_that_was_taken_back_opens_nothing(command: Command) -> None:
    await command("migrate")
    token = (await command("token", "create", "--scope", "read", "--name", "Door display")).out.strip()
    told = await command("token", "revoke", "--name", "Door display")
    assert (told.status, told.out) == (0, "The token of Door display opens nothing any more.\n")
    async with opened() as core:
        assert await core.access.holder(token) is None
    told = await command("token", "revoke", "--name", "Door display")
    assert (told.status, told.err) == (1, "No token is named Door display.\n")


async def test_migrating_again_is_safe_and_without_it_a_command_says_so(command: Command) -> None:
    told = await command("token", "create", "--scope", "read", "--name", "x")
    assert told.status == 1
    assert told.err == (
        "The database cannot be used: there are no tables yet: run `python main.py migrate`.\n"
    )
    assert (await command("migrate")).status == 0
    assert (await command("migrate")).status == 0


async def test_the_space_file_is_taken_in_once(command: Command, own_folder: Path) -> None:
    await command("migrate")
    told = await command("import", "space.toml")
    assert (told.status, told.out) == (0, "15 resources in 1 place(s) in force.\n")
    told = await command("import", "space.toml")
    assert told.out == "15 resources in 1 place(s), as before.\n"
    assert len(await in_use()) == 15


async def test_a_broken_space_file_changes_nothing(command: Command, own_folder: Path) -> None:
    await command("migrate")
    await command("import", "space.toml")
    rewrite(own_folder, 'name = "Pult 12"', 'nam = "Pult 12"')
    told = await command("import", "space.toml")
    assert told.status == 1
    assert 'did you mean "name"?' in told.err
    assert "Pult 12" in await in_use()


async def test_what_would_break_a_booking_is_refused_with_the_list(
    command: Command, own_folder: Path
) -> None:
    await command("migrate")
    await command("import", "space.toml")
    booking = await book("Kari", "drivhuset")
    rewrite(own_folder, 'name = "Drivhuset"', 'name = "Veksthuset"')
    told = await command("import", "space.toml")
    assert told.status == 1
    assert "Drivhuset is gone from the file" in told.err
    assert f"(Kari, booking {booking.id})" in told.err
    assert "Drivhuset" in await in_use()
    rewrite(own_folder, 'name = "Veksthuset"', 'id = "drivhuset"\nname = "Veksthuset"')
    assert (await command("import", "space.toml")).status == 0
    assert "Veksthuset" in await in_use()


async def test_closing_a_day_with_a_booking_is_refused(command: Command, own_folder: Path) -> None:
    await command("migrate")
    await command("import", "space.toml")
    booking = await book("Kari", "drivhuset")
    day = booking.interval.start.date()
    rewrite(own_folder, "closed = [", f'closed = [\n{{ date = {day}, name = "Dugnad" }},')
    told = await command("import", "space.toml")
    assert "Drivhuset would be closed that day" in told.err


async def test_a_desk_is_assigned_to_a_tenant_by_name(command: Command, own_folder: Path) -> None:
    await command("migrate")
    rewrite(own_folder, 'name = "Pult 12"', 'name = "Pult 12"\nassigned_to = "Fjordtegn AS"')
    told = await command("import", "space.toml")
    assert told.out == "15 resources in 1 place(s) in force. New tenants: Fjordtegn AS.\n"
    async with opened() as core:
        (tenant,), _ = await core.membership.tenants(Page())
        assert core.looking.resource(ResourceId("pult-12")).assigned_to == tenant.id
    assert "as before" in (await command("import", "space.toml")).out
    rewrite(own_folder, "Fjordtegn AS", "Fjordtegm AS")
    told = await command("import", "space.toml")
    assert told.status == 1
    assert told.err == (
        'Pult 12: there is no tenant "Fjordtegm AS" (did you mean "Fjordtegn AS"?); '
        "write the name as it is known\n"
    )


async def test_people_are_taken_in_once(command: Command, own_folder: Path) -> None:
    await command("migrate")
    (own_folder / "people.csv").write_text("name;roles;tenant\nKari;tenant;Fjordtegn AS\n;;Elvebredd\n")
    told = await command("import", "people.csv", "space.toml")
    assert told.status == 0
    assert told.out.startswith("1 person(s) added, 0 known already.\n15 resources")
    told = await command("import", "people.csv")
    assert told.out == "0 person(s) added, 1 known already.\n"
    async with opened() as core:
        tenants, _ = await core.membership.tenants(Page())
    assert {tenant.name for tenant in tenants} == {"Fjordtegn AS", "Elvebredd"}


async def test_files_of_no_known_sort_are_refused(command: Command, own_folder: Path) -> None:
    (own_folder / "people.docx").write_text("x")
    assert "neither .toml nor .csv" in (await command("import", "people.docx")).err
    assert "cannot be read" in (await command("import", "nothing.csv")).err


async def test_a_person_can_take_their_data_along_and_be_forgotten(
    command: Command, own_folder: Path
) -> None:
    await command("migrate")
    await command("import", "space.toml")
    booking = await book("Kari Nordmann", "drivhuset")
    told = await command("privacy-export", "kari nordmann")
    record = json.loads(told.out)
    assert record["person"]["name"] == "Kari Nordmann"
    assert [each["id"] for each in record["bookings"]] == [booking.id]
    told = await command("erase", "Kari Nordmann", "--yes")
    assert told.status == 0
    told = await command("erase", "Kari Nordmann", "--yes")
    assert told.status == 1
    assert told.err == 'There is no person "Kari Nordmann": write the whole name, or the id.\n'
    async with opened() as core:
        assert not await core.database.bookings.blocking(Interval(BEGINNING, booking.interval.end))


async def test_erasing_asks_first(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    await command("migrate")
    async with opened() as core:
        await core.membership.add("Kari")
    monkeypatch.setattr("sys.stdin", StringIO("no\n"))
    told = await command("erase", "Kari")
    assert told.status == 1
    assert told.err.endswith("Write yes: Nothing was erased.\n")
    monkeypatch.setattr("sys.stdin", StringIO("Yes\n"))
    assert (await command("erase", "Kari")).status == 0


async def test_another_programs_tables_are_left_alone(command: Command, own_folder: Path) -> None:
    (own_folder / "data").mkdir()
    with closing(connect(own_folder / "data" / "gartneriet.db")) as database:
        database.execute("CREATE TABLE somebody_elses (id INTEGER)")
    for words in (["migrate"], ["privacy-export", "Kari"]):
        told = await command(*words)
        assert told.status == 1
        assert "the database holds another program's tables" in told.err
        assert told.err.count("\n") == 1


async def test_a_long_list_of_broken_bookings_is_cut_short(command: Command, own_folder: Path) -> None:
    await command("migrate")
    await command("import", "space.toml")
    for number in range(1, 13):
        await book(f"A{number}", f"pult-{number}")
        await book(f"B{number}", f"pult-{number}", hours_later=2)
    path = own_folder / "space.toml"
    late = re.sub(r'day = "\d\d-\d\d"', 'day = "22-23"', path.read_text(encoding="utf-8"))
    path.write_text(late, encoding="utf-8")
    told = await command("import", "space.toml")
    assert told.status == 1
    assert told.err.startswith("Nothing was changed: 24 booking(s) would be broken.")
    assert told.err.endswith("  and 4 more\n")


async def test_of_several_with_one_name_the_id_is_asked_for(command: Command) -> None:
    await command("migrate")
    async with opened() as core:
        first = await core.membership.add("Kari")
        await core.membership.add("Kari")
    told = await command("privacy-export", "Kari")
    assert told.status == 1
    assert first.id in told.err
    assert json.loads((await command("privacy-export", first.id)).out)["person"]["id"] == first.id


async def in_use() -> list[str]:
    async with opened() as core:
        return [resource.name for resource in core.looking.catalogue.in_use]


async def book(name: str, resource: str, *, hours_later: int = 0) -> Booking:
    """A new tenant's booking from ten to twelve, on the first open day from the day after tomorrow on."""
    async with opened() as core:
        person = await core.membership.add(name, frozenset({Role.TENANT}))
        space = core.looking.catalogue.home
        day = space.today(datetime.now(UTC)) + timedelta(days=2)
        while not space.open_on(day):
            day += timedelta(days=1)
        start = space.span(day, space.morning).start + timedelta(hours=2 + hours_later)
        wish = Wish(resource_id=ResourceId(resource), interval=Interval(start, start + timedelta(hours=2)))
        return await core.reserving.book(person.actor, person, wish, Request(key=f"test:{name}"))


def rewrite(folder: Path, old: str, new: str) -> None:
    path = folder / "space.toml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
