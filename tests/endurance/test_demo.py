"""The demo as somebody meets it first: one address to open, and a log that says nothing nobody asked for."""

import asyncio
import signal
import sys
from pathlib import Path
from shutil import copy

import pytest

from tests.endurance.conftest import PATIENCE, ROOT


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_it_says_where_to_look_and_stops_when_it_is_told(
    tmp_path: Path, number: signal.Signals
) -> None:
    copy(ROOT / "space.toml", tmp_path)
    command = (sys.executable, str(ROOT / "main.py"), "demo", "--port", "0", "--fresh")
    pipe = asyncio.subprocess.PIPE
    demo = await asyncio.create_subprocess_exec(*command, cwd=tmp_path, stdout=pipe, stderr=pipe)
    assert demo.stdout is not None
    async with asyncio.timeout(PATIENCE):
        first = await demo.stdout.readuntil(b"Ctrl-C.")
        demo.send_signal(number)
        rest, log = await demo.communicate()
    assert first.split()[0] == b"Open"
    assert first.split()[1].startswith(b"http://127.0.0.1:")
    assert (rest.strip(), log, demo.returncode) == (b"", b"", 0)
