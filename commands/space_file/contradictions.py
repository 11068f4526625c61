"""Rules that each could be meant, but not together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from booking.model.spaces import LONGEST_BOOKING, LONGEST_BUFFER, Policy
from commands.space_file.mistakes import Wrong

DAY = timedelta(days=1)


def contradictions(policy: Policy) -> Iterator[tuple[str, Wrong]]:
    """The key to point at, and what is wrong with it."""
    grid, shortest, longest = said(policy.granularity), said(policy.shortest), said(policy.longest)
    if not policy.granularity or DAY % policy.granularity:
        yield (
            "granularity",
            Wrong(f"{grid} does not divide a day", 'write such as "15 min", "30 min" or "1 t"'),
        )
        return
    if not policy.shortest or policy.shortest % policy.granularity:
        yield "shortest", Wrong(f"{shortest} does not fit the granularity", f"write a multiple of {grid}")
    if policy.longest % policy.granularity:
        yield "longest", Wrong(f"{longest} does not fit the granularity", f"write a multiple of {grid}")
    if policy.longest < policy.shortest:
        yield "longest", Wrong(f"{longest} is less than the shortest, {shortest}", "change one of them")
    if policy.longest > LONGEST_BOOKING:
        yield "longest", Wrong(f"{longest} is more than a day", f"write {said(DAY)} or less")
    if policy.buffer > LONGEST_BUFFER:
        yield "buffer", Wrong(f"{said(policy.buffer)} is too long", f"write {said(LONGEST_BUFFER)} or less")


def said(length: timedelta) -> str:
    """A length as the file writes it: `1 t 30 min`."""
    hours, minutes = divmod(int(length.total_seconds()) // 60, 60)
    parts = [f"{hours} t"] * bool(hours) + [f"{minutes} min"] * bool(minutes)
    return '"' + (" ".join(parts) or "0 min") + '"'
