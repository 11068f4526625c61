"""The demo's catalogue, as the contract of understanding has it."""

from datetime import datetime

import pytest

from bot.understanding import Catalogue, NamedResource, Understanding, understand

ROOMS = ("Drivhuset", "Potteskuret", "Orangeriet")
CATALOGUE = Catalogue(
    [NamedResource(name, "room") for name in ROOMS]
    + [NamedResource(f"Pult {number}", "desk") for number in range(1, 13)]
)


@pytest.fixture
def catalogue() -> Catalogue:
    return CATALOGUE


def said(text: str, now: str) -> Understanding:
    """What a message means at a local time."""
    return understand(text, datetime.fromisoformat(now), CATALOGUE)


def fields(understood: Understanding) -> dict:
    """Those that say anything."""
    return {name: value for name, value in understood.as_json().items() if value not in (None, [], False)}


@pytest.fixture(scope="session", autouse=True)
def _grammar_is_made() -> None:
    """The first message makes the grammar; no test is to be timed with that."""
    said("hei", "2026-11-23T09:00")
