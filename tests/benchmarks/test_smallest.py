"""Every benchmark runs, at the smallest scale, and its table says what it found."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.__main__ import BENCHMARKS
from benchmarks.figures import Figure, Goal, Line, Skipped, at_least, at_most, paired, summary, table

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", BENCHMARKS)
def test_it_runs(name: str) -> None:
    command = [sys.executable, "-m", "benchmarks", name, "--smallest"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "goals are met" in done.stdout


def test_a_name_that_is_none_is_told() -> None:
    command = [sys.executable, "-m", "benchmarks", "nonsense"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "nonsense" in done.stderr


@pytest.mark.parametrize(
    ("goal", "ratio", "verdict"),
    [
        (at_most(1.5), 1.5, "ok"),
        (at_most(1.5), 1.51, "NOT"),
        (at_least(0.8), 0.8, "ok"),
        (at_least(0.8), 0.79, "NOT"),
        (Goal(sign="=", value=1), 1, "ok"),
        (Goal(sign="=", value=1), 0.99, "NOT"),
        (Goal(sign="≥", value=100, of="measured"), 7, "ok"),
        (None, 7, ""),
    ],
)
def test_a_goal_is_met_or_not(goal: Goal | None, ratio: float, verdict: str) -> None:
    assert Figure(what="it", measured=100, unit="ms", floor=1, ratio=ratio, goal=goal).verdict == verdict


def test_ratios_are_taken_round_by_round() -> None:
    assert paired([2, 20, 30], [1, 10, 10]) == 2


def test_the_table_has_a_row_for_each_and_the_summary_names_what_is_missed() -> None:
    lines: list[Line] = [
        Figure(what="fast", measured=1.5, unit="ms", floor=1, ratio=1.5, goal=at_most(2)),
        Figure(what="slow", measured=900, unit="ms", floor=1, ratio=900, goal=at_most(2), detail="so slow"),
        Skipped(what="absent", why="it is not here"),
    ]
    shown = table(lines)
    assert [word in shown for word in ("1.50×", "≤ 2×", "NOT", "so slow", "skipped", "it is not here")] == [
        True
    ] * 6
    assert summary(lines) == "1 of 2 goals are met; not met: slow."
