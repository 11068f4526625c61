"""The program itself, in a process of its own, with a Telegram on this machine."""

from __future__ import annotations

import asyncio
import os
import re
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from simulator import SimulatedPerson, Simulator

ROOT = Path(__file__).parents[1]
TOKEN = "1:example"  # noqa: S105 -- it opens nothing
READY = re.compile(rb"ready on [^ ]+:(\d+)")
PATIENCE = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """`seconds` is how long it took from the start until it was ready."""

    pid: int
    port: int
    seconds: float

    @property
    def megabytes(self) -> float:
        return resident(self.pid)


@asynccontextmanager
async def a_telegram(people: Sequence[SimulatedPerson] = ()) -> AsyncIterator[Simulator]:
    async with Simulator(TOKEN, people=people, now=_clock) as telegram:
        yield telegram


@asynccontextmanager
async def a_program(
    telegram: Simulator, folder: Path, database_url: str, space: Path = ROOT / "space.toml", **more: str
) -> AsyncIterator[Program]:
    """`python main.py run`, ready; stopped at the end as a service manager stops it. `more` are settings."""
    settings = {
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": telegram.api_url,
        "DATABASE_URL": database_url,
        "DATA": str(folder),
        "SPACE": str(space),
        "SECRET_KEY": "example" * 8,
        "HTTP_PORT": "0",
        **more,
    }
    named = {f"GARTNERIET_{name}": value for name, value in settings.items()}
    async with started(str(ROOT / "main.py"), "run", folder=folder, **named) as program:
        yield program


@asynccontextmanager
async def started(*arguments: str, folder: Path, **environment: str) -> AsyncIterator[Program]:
    """Python with these arguments, when it has said where it is ready."""
    begun = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, *arguments),
        cwd=folder,
        env={**os.environ, **environment},
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stderr is not None
    async with asyncio.TaskGroup() as nursery:
        try:
            port = await asyncio.wait_for(_port(process.stderr), PATIENCE)
            seconds = time.perf_counter() - begun
            draining = nursery.create_task(_drain(process.stderr))
            yield Program(pid=process.pid, port=port, seconds=seconds)
        finally:
            process.terminate()
            await process.wait()
        await draining


def resident(pid: int) -> float:
    """Memory that is really there, in MB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


async def _port(stderr: asyncio.StreamReader) -> int:
    said = b""
    async for line in stderr:
        said += line
        if found := READY.search(line):
            return int(found[1])
    raise RuntimeError(f"the program did not start: {said.decode()}")


async def _drain(stderr: asyncio.StreamReader) -> None:
    while await stderr.read(65536):
        pass


def _clock() -> datetime:
    return datetime.now(UTC)
