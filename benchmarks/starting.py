"""From the start until ready, and the memory at rest, beside importing the same libraries alone."""

from __future__ import annotations

import asyncio
import sys
import time
from compileall import compile_dir
from pathlib import Path

from benchmarks.figures import Figure, at_most, paired
from benchmarks.measuring import Scale, a_folder, median
from benchmarks.place import in_file
from benchmarks.program import ROOT, a_program, a_telegram, resident
from db import migrate

LIBRARIES = (
    "aiohttp.web",
    "apscheduler.schedulers.asyncio",
    "babel.dates",
    "prometheus_client",
    "pydantic_settings",
    "rapidfuzz",
    "sqlalchemy",
    "telegram.ext",
)
"""What `python main.py run` imports of others."""
ALONE = f"import {', '.join(LIBRARIES)}; print('ready', flush=True); input()"
PACKAGES = ("booking", "bot", "commands", "db", "mail", "web", "wording")
"""Compiled before, as they are wherever they were started once; those of others are."""
AT_REST = 1.0


def figures(scale: Scale) -> list[Figure]:
    with a_folder() as folder:
        return asyncio.run(_measured(folder, scale))


async def _measured(folder: Path, scale: Scale) -> list[Figure]:
    url = in_file(folder)
    compile_dir(ROOT, maxlevels=0, quiet=1)
    for package in PACKAGES:
        compile_dir(ROOT / package, quiet=1)
    await migrate(url)
    program, alone = [], []
    async with a_telegram() as telegram:
        for number in range(scale.starts + 1):
            libraries = await _libraries()
            async with a_program(telegram, folder, url) as started:
                await asyncio.sleep(AT_REST)
                seen = started.seconds * 1000, started.megabytes
            if number:
                alone.append(libraries)
                program.append(seen)
    return [
        Figure(
            what=what,
            measured=median([seen[which] for seen in program]),
            unit=unit,
            floor=median([seen[which] for seen in alone]),
            ratio=paired([seen[which] for seen in program], [seen[which] for seen in alone]),
            goal=at_most(goal),
            detail=f"the floor imports {', '.join(LIBRARIES)}",
        )
        for which, (what, unit, goal) in enumerate(
            (("from the start until ready", "ms", 1.3), ("memory at rest", "MB", 1.2))
        )
    ]


async def _libraries() -> tuple[float, float]:
    """Milliseconds until they are imported, and the megabytes then."""
    started = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", ALONE), stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    await process.stdout.readline()
    took = (time.perf_counter() - started) * 1000
    memory = resident(process.pid)
    await process.communicate(b"\n")
    return took, memory
