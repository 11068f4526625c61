"""`python main.py demo` as a newcomer starts it, in a folder of its own."""

import asyncio
import re
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 60


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[str]:
    """The address it prints. At the end it is stopped as with Ctrl-C, and must go quietly."""
    shutil.copy(ROOT / "space.toml", tmp_path)
    with (tmp_path / "log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            str(ROOT / "main.py"),
            "demo",
            "--port",
            "0",
            cwd=tmp_path,
            stdout=asyncio.subprocess.PIPE,
            stderr=log,
        )
    try:
        yield await _printed_address(process, tmp_path / "log")
        process.send_signal(signal.SIGINT)
        async with asyncio.timeout(PATIENCE):
            assert await process.wait() == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    said = (tmp_path / "log").read_text(encoding="utf-8")
    assert not re.search("Traceback|ERROR|WARNING", said), said


async def _printed_address(process: asyncio.subprocess.Process, log: Path) -> str:
    assert process.stdout is not None
    async with asyncio.timeout(PATIENCE):
        async for line in process.stdout:
            if found := re.search(rb"http://\S+", line):
                return found[0].decode()
    pytest.fail(f"it printed no address: {log.read_text(encoding='utf-8')}")
