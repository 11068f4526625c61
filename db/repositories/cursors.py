"""Opaque places in a listing: the sort key of the last one shown."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode

from booking.ports import Page


def cursor(first: str, second: str) -> str:
    return urlsafe_b64encode(json.dumps([first, second], ensure_ascii=False).encode()).decode().rstrip("=")


def place(page: Page) -> tuple[str, str] | None:
    """The key to go on after; None at the beginning. Raises ValueError for a cursor that is none of ours."""
    if page.after is None:
        return None
    try:
        padded = page.after + "=" * (-len(page.after) % 4)
        first, second = json.loads(urlsafe_b64decode(padded))
    except (ValueError, TypeError) as error:
        raise ValueError("no such cursor") from error
    if not (isinstance(first, str) and isinstance(second, str)) or "\0" in first + second:
        raise ValueError("no such cursor")
    return first, second
