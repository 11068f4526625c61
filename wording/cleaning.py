"""What people and other programs wrote, made harmless among our own words."""

from __future__ import annotations

import unicodedata
from itertools import groupby

LONGEST = 200
"""Characters kept of one value; a longer one ends in an ellipsis."""
LONGEST_LETTER = 1500
MARKS_IN_A_ROW = 3
"""More accents than this on one letter reach into the lines around it."""
JOINERS = {"\u200c", "\u200d"}
"""Invisible, but they hold emoji and some scripts together."""
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
TURNS = {"R", "AL", "AN"}
FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"


class Plain(str):
    """Plain text in our own words: what is in it from others is harmless already."""

    __slots__ = ()


def clean(name: str, longest: int = LONGEST) -> Plain:
    """On one line, of bounded length, without control characters and marks that turn text around.

    What runs from right to left is isolated, so that it does not reorder the words beside it.
    """
    if name.isascii() and name.isprintable():
        return Plain(_cut(" ".join(name.split()), longest))
    seen = "".join(" " if letter.isspace() else letter for letter in name)
    shown = "".join(letter for letter in seen if _is_shown(letter))
    text = _cut(_without_towers(" ".join(shown.split())), longest)
    if any(unicodedata.bidirectional(letter) in TURNS for letter in text):
        return Plain(f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}")
    return Plain(text)


def clean_letter(text: str) -> Plain:
    """As `clean`, with its lines kept, and long enough for what people write to one another."""
    kept = text[:LONGEST_LETTER].rstrip()
    lines = [clean(line, LONGEST_LETTER) for line in kept.splitlines()]
    return Plain("\n".join(lines) + ("…" if len(text) > LONGEST_LETTER else ""))


def _is_shown(letter: str) -> bool:
    return letter in JOINERS or unicodedata.category(letter) not in INVISIBLE


def _without_towers(text: str) -> str:
    kept: list[str] = []
    for is_mark, letters in groupby(text, lambda letter: unicodedata.category(letter) in {"Mn", "Me"}):
        run = "".join(letters)
        kept.append(run[:MARKS_IN_A_ROW] if is_mark else run)
    return "".join(kept)


def _cut(text: str, longest: int) -> str:
    """Not in the middle of what is drawn as one."""
    if len(text) <= longest:
        return text
    end = longest - 1
    while end and (text[end] in JOINERS or text[end - 1] in JOINERS or unicodedata.combining(text[end])):
        end -= 1
    return text[:end].rstrip() + "…"
