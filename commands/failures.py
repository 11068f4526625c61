"""What a command ends with when it cannot do what it says: lines for a person, never a traceback."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class Failed(Exception):
    """Each line says what is wrong and what to do instead; the command's exit status is 1."""

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def did_you_mean(word: str, known: Iterable[str], *, likeness: float = 0.6) -> str:
    """` (did you mean "name"?)` where a known word is that near, from 0 to 1; else nothing."""
    by_folded = {each.casefold(): each for each in known}
    near = get_close_matches(word.casefold(), by_folded, n=1, cutoff=likeness)
    return f' (did you mean "{by_folded[near[0]]}"?)' if near else ""
