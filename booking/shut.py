"""Lawful noes for what the administration has shut beside the space file."""

from __future__ import annotations

from dataclasses import dataclass

from booking.model.interval import Interval
from booking.refusals import RuleBroken, Stale


@dataclass(eq=False, kw_only=True)
class OutOfOrder(RuleBroken):
    """It, or with `whole_space` the whole place, is shut for `interval`; `reason` may be empty."""

    interval: Interval
    reason: str
    whole_space: bool


@dataclass(eq=False, kw_only=True)
class CatalogueChanged(Stale):
    """The database knows of a closure or a buffer that the catalogue in memory does not have yet."""
