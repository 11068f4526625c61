"""What keeps the service from starting is told in one clear line; a stop is a stop, whenever it comes."""

import shutil
import signal
import sqlite3
from pathlib import Path

import pytest
from aiohttp.test_utils import unused_port
from sqlalchemy import make_url

from commands.composition import Core
from simulator import Person, Simulator
from tests.endurance.conftest import ROOT, TOKEN, Start, asks

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
WRITE_VERSION = 18
"""The byte of SQLite's header that says which version may write the file."""


@pytest.fixture
def file(database_url: str) -> Path:
    return Path(str(make_url(database_url).database))


async def refused(start: Start, *words: str, **other: str) -> str:
    """The one line that it ends with."""
    replica = await start(*words, ready=False, **other)
    assert await replica.ended() == 1
    assert "Traceback" not in replica.said
    (line,) = replica.said.splitlines()
    return line


async def test_no_token(replica: Start) -> None:
    assert "GARTNERIET_BOT_TOKEN is missing" in await refused(replica, BOT_TOKEN="")


async def test_no_key(replica: Start) -> None:
    assert "GARTNERIET_SECRET_KEY is missing" in await refused(replica, SECRET_KEY="")


async def test_a_token_that_is_none(replica: Start) -> None:
    line = await refused(replica, BOT_TOKEN="hemmelig")
    assert "GARTNERIET_BOT_TOKEN is wrong" in line
    assert "hemmelig" not in line


async def test_a_token_that_telegram_does_not_know(replica: Start) -> None:
    line = await refused(replica, BOT_TOKEN="2:not-known")
    assert line == "Telegram does not know the token: copy GARTNERIET_BOT_TOKEN from BotFather anew."


async def test_a_port_that_is_taken(replica: Start) -> None:
    first = await replica()
    line = await refused(replica, HTTP_PORT=str(first.port))
    assert line.startswith(f"127.0.0.1:{first.port} cannot be listened on")
    assert "GARTNERIET_HTTP_PORT" in line


async def test_a_locked_database(replica: Start, file: Path) -> None:
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    line = await refused(replica)
    assert "another program keeps the database file locked" in line
    other.close()


async def test_a_full_disk(replica: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))  # children have it too; nothing is written here
    try:
        starting = await replica(ready=False, DATABASE_URL=f"sqlite:///{tmp_path}/new/gartneriet.db")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert await starting.ended() == 1
    (line,) = starting.said.splitlines()
    assert line.startswith("The database cannot be used: the disk ")


async def test_a_file_that_may_not_be_written(replica: Start, file: Path) -> None:
    """Nothing is forbidden to root; a file of a format to come is read-only to everybody."""
    content = bytearray(file.read_bytes())
    content[WRITE_VERSION] = 3
    file.write_bytes(content)
    starting = await replica(ready=False)
    assert await starting.ended() == 1
    assert "Traceback" not in starting.said
    assert "may not be written" in starting.said.splitlines()[-1]


async def test_a_file_that_is_no_database(replica: Start, file: Path) -> None:
    file.write_text("Kjære dagbok. " * 999, encoding="utf-8")
    assert "the file is not a database" in await refused(replica)


async def test_another_program_s_tables(replica: Start, file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE songs (title TEXT)")
    line = await refused(replica)
    assert "another program's tables" in line
    assert "should not have happened" not in line


async def test_tables_of_a_newer_version(replica: Start, file: Path) -> None:
    with sqlite3.connect(file) as other:
        other.execute("UPDATE alembic_version SET version_num = '9999'")
    assert "use a newer one" in await refused(replica)


async def test_no_tables_where_none_may_be_made(replica: Start, file: Path) -> None:
    file.unlink()
    assert "run `python main.py migrate`" in await refused(replica, "--no-migrate")
    assert not file.exists()


async def test_a_server_that_is_not_there(replica: Start) -> None:
    url = f"postgresql://nobody:hunter2@127.0.0.1:{unused_port()}/gartneriet"
    line = await refused(replica, DATABASE_URL=url)
    assert line.startswith("The database cannot be used:")
    assert "hunter2" not in line


async def test_a_space_file_that_is_not_there(replica: Start, tmp_path: Path) -> None:
    assert "nowhere.toml" in await refused(replica, SPACE=str(tmp_path / "nowhere.toml"))


@pytest.mark.parametrize(
    ("right", "wrong", "line"),
    [("[[space]]", "[[space]", "line 8"), ('kind = "room"', 'kind = "castle"', "castle")],
)
async def test_a_broken_space_file(replica: Start, tmp_path: Path, right: str, wrong: str, line: str) -> None:
    written = (ROOT / "space.toml").read_text(encoding="utf-8").replace(right, wrong, 1)
    (tmp_path / "broken.toml").write_text(written, encoding="utf-8")
    assert line in await refused(replica, SPACE=str(tmp_path / "broken.toml"))


async def test_wrong_use(replica: Start) -> None:
    wrong = await replica("--nonsense", ready=False)
    assert await wrong.ended() == 2
    assert len(wrong.said.splitlines()) == 1


async def test_without_a_network_it_waits_and_says_so(
    replica: Start, core: Core, telegram: Simulator, persons: list[Person]
) -> None:
    """A machine that starts before its router shall not need anybody to come by."""
    await telegram.stop()
    port = int(telegram.api_url.rpartition(":")[2])
    waiting = await replica(ready=False)
    await waiting.has_said("waiting for Telegram")
    assert "Traceback" not in waiting.said
    assert TOKEN not in waiting.said
    await telegram.start(port=port)
    await waiting.is_ready()
    assert await asks(persons[0], "/hjelp")
    assert await waiting.stop() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_it_can_be_stopped_while_it_waits(
    replica: Start, telegram: Simulator, number: signal.Signals
) -> None:
    waiting = await replica(ready=False, BOT_API_URL=f"http://127.0.0.1:{unused_port()}")
    await waiting.has_said("waiting for Telegram")
    waiting.send(number)
    assert await waiting.ended() == 0
    assert "Traceback" not in waiting.said


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_stop_finishes_what_is_under_way(
    replica: Start, core: Core, telegram: Simulator, persons: list[Person], number: signal.Signals
) -> None:
    running = await replica()
    telegram.faults.slow(1.0, methods=["sendMessage"])
    await persons[0].says("/hjelp", settle=False)
    await persons[0].until(lambda: telegram._telegram.faults._of_calls[0].times == 0)
    running.send(number)
    assert await running.ended() == 0
    assert running.said.endswith("stopped\n")
    assert len(persons[0].from_bot) == 1
    await persons[0].settled(timeout=0)


async def test_the_file_is_whole_after_a_stop_and_fits_in_one_copy(
    replica: Start, core: Core, persons: list[Person], file: Path, tmp_path: Path
) -> None:
    running = await replica()
    await asks(persons[0], "/hjelp")
    await core.database.close()
    assert await running.stop() == 0
    copied = shutil.copy(file, tmp_path / "copy.db")
    with sqlite3.connect(copied) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert copy.execute("SELECT count(*) FROM people").fetchone() == (len(persons),)
