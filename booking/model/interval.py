"""A stretch of time. Half-open, in UTC, in whole seconds: touching is not overlapping."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """`[start, end)`. Raises ValueError when empty, naive, or finer than a second."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is not UTC or self.end.tzinfo is not UTC:
            object.__setattr__(self, "start", in_utc(self.start))
            object.__setattr__(self, "end", in_utc(self.end))
        if self.start.microsecond or self.end.microsecond:
            raise ValueError("an interval is in whole seconds")
        if self.start >= self.end:
            raise ValueError(f"an interval ends after it starts: {self.start} to {self.end}")

    @property
    def length(self) -> timedelta:
        return self.end - self.start

    def overlaps(self, other: Interval) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Interval) -> bool:
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: timedelta) -> Interval:
        return Interval(self.start + by, self.end + by)

    def common(self, other: Interval) -> Interval | None:
        """What both cover, or None where they only touch or lie apart."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Interval(start, end) if start < end else None

    def without(self, other: Interval) -> tuple[Interval, ...]:
        """What is left of it, by start: two pieces where `other` lies inside."""
        if not self.overlaps(other):
            return (self,)
        pieces = ((self.start, other.start), (other.end, self.end))
        return tuple(Interval(start, end) for start, end in pieces if start < end)


def in_utc(instant: datetime) -> datetime:
    """The same instant in UTC. Raises ValueError for a naive one."""
    if instant.tzinfo is None:
        raise ValueError(f"an instant without a time zone: {instant}")
    return instant if instant.tzinfo is UTC else instant.astimezone(UTC)
