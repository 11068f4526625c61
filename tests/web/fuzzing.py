"""Loaded by schemathesis: gives half of what it makes up the ids and hours that are there to be booked."""

import os
import re
from itertools import count
from typing import Any

import schemathesis

ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
INSTANT = re.compile(r"20[0-9-]{8}T[0-9:.]+(Z|[+-][0-9:]{5})")
ROOMS = ("drivhuset", "orangeriet", "potteskuret")
NUMBERS = count()


@schemathesis.hook
def before_call(_context: Any, case: Any, _kwargs: Any) -> None:
    """What is malformed on purpose stays so."""
    number = next(NUMBERS)
    if isinstance(case.body, dict) and number % 2:
        for name, value in real(number).items():
            given = case.body.get(name)
            if isinstance(given, str) and (ID if name.endswith("_id") else INSTANT).fullmatch(given):
                case.body[name] = value


def real(number: int) -> dict[str, str]:
    day, hour = 24 + number // 14 % 6, 6 + number % 14
    return {
        "resource_id": ROOMS[number % len(ROOMS)],
        "person_id": os.environ["FUZZED_PERSON"],
        "start": f"2026-11-{day}T{hour:02}:00:00+01:00",
        "end": f"2026-11-{day}T{hour + 1:02}:00:00+01:00",
    }
