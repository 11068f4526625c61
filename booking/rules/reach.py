"""How somebody can be reached outside of the chat: an e-mail address or a telephone number in their words."""

from __future__ import annotations

import re

from booking.rules.addressing import is_address

FEWEST_DIGITS, MOST_DIGITS = 8, 15
"""A Norwegian number has eight; none in the world has more than fifteen."""
TELEPHONE = re.compile(r"(?:\+|\b00)?\d(?:[\s.\-]?\d){7,14}\b")


def address_in(text: str) -> str:
    """The first e-mail address; empty where there is none."""
    words = (word.strip("<>()[]\"'«»“”,;:!?.") for word in text.split() if "@" in word)
    return next((word for word in words if is_address(word)), "")


def telephone_in(text: str) -> str:
    """The first number that can be a telephone's, as typed; empty where there is none."""
    found = TELEPHONE.search(text)
    digits = re.sub(r"\D", "", found[0]) if found else ""
    return found[0].strip() if found and FEWEST_DIGITS <= len(digits) <= MOST_DIGITS else ""


def is_way(text: str) -> bool:
    return bool(address_in(text) or telephone_in(text))
