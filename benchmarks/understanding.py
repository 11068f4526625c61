"""Free text to what is meant, beside a library that looks for dates alone; and the start of the command."""

from __future__ import annotations

import json
import math
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dateparser.search import search_dates

from benchmarks.figures import Figure, Line, Skipped, paired
from benchmarks.measuring import Scale, median
from benchmarks.program import ROOT
from bot.understanding import Catalogue, NamedResource, understand
from tests.builders import a_catalogue

HELD_BACK = ROOT / "tests" / "bot" / "understanding" / "messages" / "first.jsonl"
BESIDE = ROOT.parent / "shared" / "understanding" / "dev.jsonl"
LANGUAGES = ["nb", "nn", "en"]
LIBRARIES = "import argparse, json, tomllib, zoneinfo, rapidfuzz.process"
ASKED = ("understand", "drivhuset fredag 10-12", "--now", "2026-11-23T09:00")
ONE = (str(ROOT / "main.py"), *ASKED, "--space", str(ROOT / "space.toml"))


@dataclass(frozen=True, slots=True)
class Said:
    text: str
    now: datetime


def figures(scale: Scale) -> Iterator[Line]:
    names = Catalogue([NamedResource(r.name, r.kind.value) for r in a_catalogue().in_use])

    def ours(said: Said) -> object:
        return understand(said.text, said.now, names)

    given = scale.message_file or BESIDE
    for path in (given, HELD_BACK):
        what = f"understanding a message of {path.name}"
        if path.exists():
            yield from _of_file(what, _read(path, scale.messages), ours)
        else:
            yield Skipped(what=what, why=f"{path.name} is not here: name it with --messages")
    yield _start(scale)


def dates_alone(said: Said) -> object:
    return search_dates(said.text, languages=LANGUAGES, settings={"RELATIVE_BASE": said.now})


def _of_file(what: str, messages: Sequence[Said], ours: Callable[[Said], object]) -> Iterator[Figure]:
    took, floor = [], []
    for message in [messages[0], *messages]:  # the first makes what is kept for all
        took.append(_milliseconds(ours, message))
        floor.append(_milliseconds(dates_alone, message))
    took, floor = took[1:], floor[1:]
    for which, of in (("median", median), ("p99", _percentile_99)):
        yield Figure(
            what=f"{what}, {which}",
            measured=of(took),
            unit="ms",
            floor=of(floor),
            ratio=of(took) / of(floor),
            detail=f"{len(messages)} messages; the floor is dateparser.search.search_dates on the same",
        )


def _start(scale: Scale) -> Figure:
    took, floor = [], []
    for _ in range(scale.starts):
        floor.append(_user_milliseconds("-c", LIBRARIES))
        took.append(_user_milliseconds(*ONE))
    return Figure(
        what="user time of `python main.py understand`, one message",
        measured=median(took),
        unit="ms",
        floor=median(floor),
        ratio=paired(took, floor),
        detail=f"the floor is Python with `{LIBRARIES}`",
    )


def _read(path: Path, most: int | None) -> list[Said]:
    given = map(json.loads, path.read_text(encoding="utf-8").splitlines()[:most])
    return [Said(one["text"], datetime.fromisoformat(one["now"])) for one in given]


def _milliseconds(work: Callable[[Said], object], message: Said) -> float:
    started = time.perf_counter()
    work(message)
    return (time.perf_counter() - started) * 1000


def _user_milliseconds(*arguments: str) -> float:
    output = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    command = [sys.executable, *arguments]
    pid = os.posix_spawn(sys.executable, command, os.environ, file_actions=output)
    _, status, used = os.wait4(pid, 0)
    assert status == 0
    return used.ru_utime * 1000


def _percentile_99(found: Sequence[float]) -> float:
    return sorted(found)[math.ceil(len(found) * 0.99) - 1]
