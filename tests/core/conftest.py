"""The rules hold wherever the machine stands: each test runs under two time zones of the system."""

import os
import time
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="module", params=["UTC", "America/New_York"])
def system_zone(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.environ.get("TZ")
    _set(request.param)
    yield
    _set(before)


def _set(zone: str | None) -> None:
    if zone is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = zone
    time.tzset()
