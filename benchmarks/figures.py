"""A measured figure beside its floor and its goal, and the table of them all."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

MET, MISSED = "ok", "NOT"
HEADINGS = ("what", "measured", "floor", "ratio", "goal", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """Of the ratio, unless it is of the measured figure itself."""

    sign: Literal["≤", "≥", "="]
    value: float
    of: Literal["ratio", "measured"] = "ratio"

    def is_met(self, found: float) -> bool:
        if self.sign == "=":
            return found == self.value
        return found <= self.value if self.sign == "≤" else found >= self.value

    def __str__(self) -> str:
        return f"{self.sign} {self.value:g}{'×' if self.of == 'ratio' else ''}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """`floor` is what the ratio is taken to; a figure without a goal is for information."""

    what: str
    measured: float
    unit: str
    floor: float | None = None
    ratio: float | None = None
    goal: Goal | None = None
    detail: str = ""

    @property
    def verdict(self) -> str:
        found = self.measured if self.goal and self.goal.of == "measured" else self.ratio
        if self.goal is None or found is None:
            return ""
        return MET if self.goal.is_met(found) else MISSED


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    what: str
    why: str


Line = Figure | Skipped


def at_most(value: float) -> Goal:
    return Goal(sign="≤", value=value)


def at_least(value: float) -> Goal:
    return Goal(sign="≥", value=value)


def paired(ours: Sequence[float], floors: Sequence[float]) -> float:
    """The median of the ratios of each round: what slows a round down slows both."""
    return statistics.median(one / floor for one, floor in zip(ours, floors, strict=True))


def table(lines: Sequence[Line]) -> str:
    """One row a figure, its detail below it."""
    rows = [_row(line) for line in lines]
    widths = [max(len(row[n]) for row in [HEADINGS, *rows]) for n in range(len(HEADINGS))]
    written = [_aligned(HEADINGS, widths), "  ".join("─" * width for width in widths)]
    for line, row in zip(lines, rows, strict=True):
        written.append(_aligned(row, widths))
        if detail := line.why if isinstance(line, Skipped) else line.detail:
            written.append(f"    {detail}")
    return "\n".join(written)


def summary(lines: Sequence[Line]) -> str:
    verdicts = [line.verdict for line in lines if isinstance(line, Figure)]
    missed = [line.what for line in lines if isinstance(line, Figure) and line.verdict == MISSED]
    wanted = sum(1 for verdict in verdicts if verdict)
    told = f"{wanted - len(missed)} of {wanted} goals are met"
    return f"{told}; not met: {'; '.join(missed)}." if missed else f"{told}."


def _row(line: Line) -> tuple[str, ...]:
    if isinstance(line, Skipped):
        return (line.what, "skipped", "", "", "", "")
    return (
        line.what,
        _amount(line.measured, line.unit),
        "" if line.floor is None else _amount(line.floor, line.unit),
        "" if line.ratio is None else f"{line.ratio:.2f}×",
        "" if line.goal is None else str(line.goal),
        line.verdict,
    )


def _amount(value: float, unit: str) -> str:
    digits = 0 if value >= 100 or value == int(value) else 1 if value >= 10 else 3
    return f"{value:.{digits}f} {unit}"


def _aligned(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *middle, last = row
    cells = [cell.rjust(width) for cell, width in zip(middle, widths[1:-1], strict=True)]
    return "  ".join([first.ljust(widths[0]), *cells, last]).rstrip()
