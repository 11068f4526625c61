"""A database of its own for each test that asks for one, on SQLite and on PostgreSQL."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import settings

from db import Database, migrate

pytest_plugins = ["tests.postgres", "tests.browser"]

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
"""Nothing is timed in a test: a busy machine is no fault of the program."""

BOTH = ("sqlite", "postgresql")


def url_of(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path.as_posix()}"


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with our tables, to copy."""
    path = tmp_path_factory.mktemp("migrated") / "gartneriet.db"
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, migrate(url_of(path))).result()
    return path


@pytest.fixture
def sqlite_url(migrated_file: Path, tmp_path: Path) -> str:
    """A file with our tables and nothing in them."""
    return url_of(Path(shutil.copy(migrated_file, tmp_path / "gartneriet.db")))


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated, empty database: the test runs on each kind."""
    return str(request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url"))


@pytest_asyncio.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = await Database.open(database_url)
    yield opened
    await opened.close()
