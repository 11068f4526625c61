"""Yes, no, "I don't know" and a place in a row, where one of them is asked for and nothing else is said."""

from __future__ import annotations

from bot.understanding.replies import STANDALONE, heard, leaves_open

IS_NUMBER = "nummer"
"""Before it a bare number is a place in a row."""


def is_yes(text: str) -> bool:
    """`ja`, `ja det er greit`, `gjerne det`, `fint`, `👍`."""
    said = heard(text)
    agrees = said.says_yes or (said.has("praise") and not said.says_no)
    return agrees and said.is_bare and not said.has("ordinals", *STANDALONE)


def is_no(text: str) -> bool:
    said = heard(text)
    return said.says_no and said.is_bare and not said.has("yes", "ordinals")


def is_unsure(text: str) -> bool:
    """`vet ikke helt`, `hopp over`: goes on without an answer."""
    return leaves_open(text)


def number_of(text: str, many: int) -> int | None:
    """`den andre`, `2` and `ta nummer to` are 1 of several, from 0; `den siste` the last of them."""
    for words in (text, f"{IS_NUMBER} {text}"):
        said = heard(words)
        if said.ordinal is not None and said.is_bare and said.ordinal <= many:
            return said.ordinal - 1 if said.ordinal > 0 else many - 1
    return None
