"""What was written into a form, and what is wrong with it, field by field."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from datetime import date

from multidict import MultiDict, MultiMapping

from wording import Plain, Say

LONGEST_LINE, LONGEST_TEXT = 200, 4000
KEPT_CONTROLS = {"\n", "\t"}


class Form:
    """Each field is asked for by name; where it will not do, the answer is empty and `mistakes` says why.

    `labels` are the words of the fields; `given` is what was posted, or what is to stand in a form that is
    shown for the first time.
    """

    def __init__(self, labels: Mapping[str, Plain], given: MultiMapping[str], say: Say) -> None:
        self._labels = labels
        self.given = given
        self.mistakes: dict[str, Plain] = {}
        """By field, in the order in which they were found."""
        self.say = say

    def fill(self, usual: Mapping[str, str]) -> None:
        """What stands in the fields of the page's other forms, which were not posted."""
        self.given = MultiDict(
            [*self.given.items(), *((k, v) for k, v in usual.items() if k not in self.given)]
        )

    @property
    def is_right(self) -> bool:
        """Ask for every field first."""
        return not self.mistakes

    def label(self, name: str) -> Plain:
        return self._labels[name]

    def value(self, name: str) -> str:
        """As it was given, to be shown in its field again."""
        found = self.given.get(name, "")
        return found if isinstance(found, str) else ""

    def values(self, name: str) -> tuple[str, ...]:
        """Of boxes that share a name."""
        return tuple(found for found in self.given.getall(name, []) if isinstance(found, str))

    def line(self, name: str, *, needed: bool = True, longest: int = LONGEST_LINE) -> str:
        """One line, without what cannot be seen."""
        return self._text(name, " ".join(_seen(self.value(name)).split()), longest, needed=needed)

    def text(self, name: str, *, needed: bool = True, longest: int = LONGEST_TEXT) -> str:
        """Several lines."""
        lines = _seen(self.value(name)).splitlines()
        return self._text(name, "\n".join(line.rstrip() for line in lines).strip(), longest, needed=needed)

    def choice(self, name: str, among: Collection[str]) -> str:
        """One of these."""
        found = self.value(name)
        if found not in among:
            self.wrong(name, self.say.plain("Choose one of these."))
            return ""
        return found

    def day(self, name: str, *, needed: bool = True) -> date | None:
        """A day as browsers send it; None where it will not do."""
        said = self.value(name).strip()
        if not said and not needed:
            return None
        try:
            return date.fromisoformat(said)
        except ValueError:
            self.wrong(name, self.say.plain("Write a day, like 2027-01-31."))
            return None

    def number(self, name: str, least: int, most: int) -> int:
        """A whole number; the least where it will not do."""
        said = self.value(name).strip()
        if said.isascii() and said.isdecimal() and least <= int(said) <= most:
            return int(said)
        self.wrong(name, self.say.plain("Write a number from {least} to {most}.", least=least, most=most))
        return least

    def ticked(self, name: str) -> bool:
        return bool(self.value(name))

    def wrong(self, name: str, why: Plain) -> None:
        """The first that is wrong with a field is what it says."""
        self.mistakes.setdefault(name, why)

    def _text(self, name: str, found: str, longest: int, *, needed: bool) -> str:
        if needed and not found:
            self.wrong(name, self.say.plain("Fill this in."))
        if len(found) > longest:
            self.wrong(
                name,
                self.say.many_plain(
                    "At most {n} letter: shorten it.", "At most {n} letters: shorten it.", longest
                ),
            )
            return ""
        return found


def _seen(text: str) -> str:
    """Without control characters, which a database may refuse."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        letter
        for letter in text
        if letter in KEPT_CONTROLS or unicodedata.category(letter) not in {"Cc", "Cs"}
    )
