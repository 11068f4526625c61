"""A message cut into tokens. What a token says is lower case and in one spelling; where it stood is kept."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 500
MOST_TOKENS = 100
"""Characters and tokens that are read of a message. Nobody writes a wish longer than that."""

_SHAPES = (
    ("iso", r"\d{4}-\d\d-\d\d(?!\d)"),
    ("dated", r"\d{1,2}(?P<_by>[./])\d{1,2}(?P=_by)(?:\d{4}|\d\d)(?![\d:])"),
    ("colon", r"\d{1,2}:\d\d(?!\d)"),
    ("dotted", r"\d{1,2}\.\d{1,2}(?!\d)"),
    ("slash", r"\d{1,2}/\d{1,2}(?!\d)"),
    ("digits", r"\d+"),
    ("word", r"[^\W\d_]+(?:['’´`][^\W\d_]+)*"),
    ("mark", r"[^\s\w]|_"),
)
_MARKS = frozenset(".,;-+&@#!?:/→")
_TOKEN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _SHAPES))
_PLAIN = str.maketrans({**dict.fromkeys("‐‑‒–—―−", "-"), **dict.fromkeys("'’´`", "")})


@dataclass(frozen=True, slots=True)
class Token:
    """`shape` is iso, dated, colon, dotted, slash, digits, word or mark; `start` and `end` of the message."""

    text: str
    shape: str
    start: int
    end: int


def tokens(message: str) -> list[Token]:
    """Never raises. Marks that only quote or decorate are left out, and a full stop after a word."""
    found: list[Token] = []
    for match in _TOKEN.finditer(message[:LONGEST]):
        shape = match.lastgroup or "mark"
        if shape == "_by":
            shape = "dated"
        plain = unicodedata.normalize("NFKC", match.group()).translate(_PLAIN).lower()
        stops = plain == "." and bool(found) and found[-1].shape == "word"
        if plain and not stops and (shape != "mark" or plain in _MARKS):
            found.append(Token(plain, shape, match.start(), match.end()))
    return found[:MOST_TOKENS]
