"""A message cut into tokens. What a token says is lower case and in one spelling; where it stood is kept."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from bot.understanding import lexicon

LONGEST = 4096
"""Characters that Telegram lets a message have; all of them are read."""
STEM_KEY = 3

_SHAPES = (
    ("iso", r"\d{4}-\d\d-\d\d(?!\d)"),
    ("dated", r"\d{1,2}(?P<_by>[./])\d{1,2}(?P=_by)(?:\d{4}|\d\d)(?![\d:])"),
    ("dashed", r"\d{1,2}/\d{1,2}-(?:\d{4}|\d\d)(?![\d:])"),
    ("colon", r"\d{1,2}:\d\d(?!\d)"),
    ("dotted", r"\d{1,2}\.\d{1,2}(?!\d)"),
    ("slash", r"\d{1,2}/\d{1,2}(?!\d)"),
    ("half", r"½"),
    ("digits", r"\d+"),
    ("word", r"[^\W\d_½]+(?:['’´`][^\W\d_]+)*"),
    ("mark", r"[^\s\w]|_"),
    ("line", r"\n"),
)
_MARKS = frozenset(".,;-+&@#!?:/→")
_TOKEN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _SHAPES))
_PLAIN = str.maketrans({**dict.fromkeys("‐‑‒–—―−", "-"), **dict.fromkeys("'’´`", "")})
_ENDS = frozenset("!?\n")
_CONTRACTED = lexicon.named("contracted")
_SHORTENED = frozenset(lexicon.templates("shortened", "words"))
"""After these a full stop ends no sentence."""


@dataclass(frozen=True, slots=True)
class Token:
    """`shape` is one of those above, or `name` for what is somebody's name.

    `start` and `end` are of the message; `begins` a sentence, `capital` is written with one, and
    `doubtful` may be two different words misspelt.
    """

    text: str
    shape: str
    start: int
    end: int
    begins: bool = False
    capital: bool = False
    doubtful: bool = False


def tokens(message: str) -> list[Token]:
    """Never raises. Marks that only quote or decorate are left out, and a full stop after a word."""
    found: list[Token] = []
    begins = True
    for match in _TOKEN.finditer(message[:LONGEST]):
        shape, raw = match.lastgroup or "mark", match.group()
        if shape == "line":
            begins = True
            continue
        shape = "dated" if shape in {"_by", "dashed"} else shape
        plain = _plain(raw) if shape != "half" else raw
        stops = plain == "." and bool(found) and found[-1].shape in {"word", "name"}
        if stops:
            begins = begins or found[-1].text not in _SHORTENED
        elif plain and (shape != "mark" or plain in _MARKS):
            found.append(
                Token(plain, shape, match.start(), match.end(), begins=begins, capital=raw[0].isupper())
            )
            begins = plain in _ENDS
    return found


def _plain(raw: str) -> str:
    said = unicodedata.normalize("NFKC", raw).lower()
    return _CONTRACTED.get(said) or said.translate(_PLAIN)


def stem_key(text: str) -> str:
    """By which the rules that begin with a stem are found."""
    return f"{text[:STEM_KEY]}*"


def stem_keys(text: str) -> list[str]:
    """By which a word finds the stems that it may begin with."""
    return [f"{text[:letters]}*" for letters in range(1, min(len(text), STEM_KEY) + 1)]
