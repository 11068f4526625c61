"""Tables as values: what stands in them is decided in Python, how they look in `ui.html`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wording import Html, Plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Words that lead to another page of ours."""

    words: str
    path: str


Cell = str | Html | Plain | Link
"""What is neither Html nor Plain was written by people, and is made harmless when it is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The first cell of a row names it. A phone shows each row as a card, with the heads beside the cells.

    `older` and `newest` are the addresses of other pages of the same listing, where there are any.
    """

    caption: Plain
    heads: tuple[Plain, ...]
    rows: Sequence[tuple[Cell, ...]]
    empty: Plain
    """What is said where there are no rows."""
    older: str = ""
    newest: str = ""
