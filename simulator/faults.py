"""What can go wrong, switched on for so many calls: slowness, lost connections, errors of the server."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Faults:
    """Each applies to the bot's next calls, getUpdates apart, and counts itself down."""

    delay: float = 0.0
    """Seconds before each answer, until set back."""
    drop_before: int = 0
    """The connection is cut and nothing has happened."""
    drop_after: int = 0
    """It has happened, and the connection is cut before the answer."""
    server_errors: int = 0
    floods: int = 0
    retry_after: int = 1
    drop_polls: int = 0
    """getUpdates whose connection is cut before anything is given."""
    only: frozenset[str] = field(default_factory=frozenset)
    """Which methods are hit; empty for all."""

    def concerns(self, method: str) -> bool:
        return not self.only or method in self.only

    def takes(self, name: str) -> bool:
        """Whether one of that kind is due now; it is used up."""
        left = int(getattr(self, name))
        if left <= 0:
            return False
        setattr(self, name, left - 1)
        return True
