"""What a command ends with when it cannot do what it says: lines for a person, never a traceback."""

from __future__ import annotations

from difflib import get_close_matches


class Failed(Exception):
    """Each line says what is wrong and what to do instead; the command's exit status is 1."""

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def did_you_mean(word: str, known: list[str]) -> str:
    """` (did you mean "name"?)` where a known word is near, else nothing."""
    near = get_close_matches(word.casefold(), known, n=1, cutoff=0.6)
    return f' (did you mean "{near[0]}"?)' if near else ""
