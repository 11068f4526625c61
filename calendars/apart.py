"""Working a calendar out where it can be stopped.

A rule that repeats every second for ever keeps a thread busy for as long as it likes; only a process can be
ended from outside, and only its memory can be limited. It is an interpreter of its own, not a fork: a fork
of a process that has threads may hang, and it would take our keys along.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from booking.model.calendars import Trouble
from booking.model.interval import Interval
from booking.ports import NotACalendar

SECONDS = 20.0
ROOT = Path(__file__).parents[1]
PASSED_ON = ("PATH", "SYSTEMROOT", "TZPATH", "PYTHONTZPATH")
"""Of the environment; no key and no token among it."""


class SeparateReader:
    """Fulfils `booking.ports.CalendarReader`."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds

    async def busy(self, text: str, within: Interval, zone: ZoneInfo) -> Sequence[Interval]:
        asked = {
            "text": text,
            "start": int(within.start.timestamp()),
            "end": int(within.end.timestamp()),
            "zone": zone.key,
            "seconds": self._seconds,
        }
        answer = await self._ask(json.dumps(asked).encode())
        try:
            found = json.loads(answer)
        except ValueError:  # it was ended by its limits of memory or time
            raise NotACalendar(Trouble.ENDLESS) from None
        if "trouble" in found:
            raise NotACalendar(Trouble(found["trouble"]))
        return [Interval(_instant(start), _instant(end)) for start, end in found["busy"]]

    async def _ask(self, question: bytes) -> bytes:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "calendars.worker"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            cwd=ROOT,
            env={name: os.environ[name] for name in PASSED_ON if name in os.environ},
        )
        try:
            async with asyncio.timeout(self._seconds):
                return (await process.communicate(question))[0]
        except TimeoutError:
            raise NotACalendar(Trouble.ENDLESS) from None
        finally:
            if process.returncode is None:
                with suppress(ProcessLookupError):
                    process.kill()
                await process.wait()


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
