"""A message being read: what is recognised is taken out, so that nothing is read twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from bot.understanding.model import Evidence
from bot.understanding.words import SPELLINGS

LONGEST = 500
GONE = "\x00"
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_QUOTES = dict.fromkeys(map(ord, "«»“”„\"'’`´"), " ")


def normalised(text: str) -> str:
    """Lower case, plain dashes, one spelling of what is spelt in several ways."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST]).translate(_DASHES)
    plain = plain.replace("’", "'").lower().translate(_QUOTES)
    plain = "".join(c if c.isprintable() and c != GONE else " " for c in plain)
    plain = re.sub(r"\bkl\.?\s*(?=\d)", "kl ", plain)
    for pattern, spelling in SPELLINGS:
        plain = pattern.sub(spelling, plain)
    return re.sub(r"\s+", " ", plain).strip()


class Scan:
    def __init__(self, text: str) -> None:
        self.whole = text
        self.left = text
        self.evidence: list[Evidence] = []

    def take(self, pattern: re.Pattern[str], field: str, rule: str) -> re.Match[str] | None:
        """The first place where it matches, taken out of what is left."""
        found = pattern.search(self.left)
        if found is not None and found.group():
            self.remove(found.span(), field, rule)
            return found
        return None

    def every(self, pattern: re.Pattern[str], field: str, rule: str) -> Iterator[re.Match[str]]:
        while (found := self.take(pattern, field, rule)) is not None:
            yield found

    def has(self, pattern: re.Pattern[str]) -> bool:
        return pattern.search(self.whole) is not None

    def remove(self, span: tuple[int, int], field: str, rule: str) -> None:
        start, end = span
        self.evidence.append(Evidence(field=field, words=self.whole[start:end].strip(), span=span, rule=rule))
        self.left = self.left[:start] + GONE * (end - start) + self.left[end:]
