"""The process apart: a question as JSON on its input, the answer as JSON on its output."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from booking.model.calendars import Trouble
from booking.model.interval import Interval
from booking.ports import NotACalendar
from calendars.reading import busy

MEMORY = 1 << 30


def main() -> None:
    asked = json.load(sys.stdin)
    _limit(int(asked["seconds"]) + 1)
    start, end = (datetime.fromtimestamp(asked[name], UTC) for name in ("start", "end"))
    try:
        found = busy(asked["text"], Interval(start, end), ZoneInfo(asked["zone"]))
    except NotACalendar as error:
        answer: dict[str, object] = {"trouble": error.trouble.value}
    except (MemoryError, RecursionError):
        answer = {"trouble": Trouble.ENDLESS.value}
    else:
        answer = {"busy": [[int(each.start.timestamp()), int(each.end.timestamp())] for each in found]}
    json.dump(answer, sys.stdout)


def _limit(seconds: int) -> None:
    """Where the system has such limits; the asking process ends us in time anyway."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


if __name__ == "__main__":
    main()
