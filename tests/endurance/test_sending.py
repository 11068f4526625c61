"""Reminders to many by several processes: none is lost, none comes twice without a kill."""

from pathlib import Path

import pytest

from benchmarks.killed import sent_while_killed

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)

MANY = 120


async def test_several_processes_send_each_once(database_url: str, tmp_path: Path) -> None:
    outcome = await sent_while_killed(database_url, tmp_path, MANY, killing=False)
    assert (outcome.lost, outcome.again) == (0, 0)


async def test_kills_lose_none_and_repeat_only_what_was_in_flight(database_url: str, tmp_path: Path) -> None:
    outcome = await sent_while_killed(database_url, tmp_path, MANY)
    assert outcome.lost == 0
    assert outcome.again <= outcome.kills
