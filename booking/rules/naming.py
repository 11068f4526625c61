"""Which of the people known a name means. Letters without marks, large and small alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher

from booking.model.people import Person

ONESELF = frozenset({"meg", "meg selv", "meg sjolv", "me", "myself", "selv", "sjolv"})
WITHOUT_MARKS = str.maketrans({"ø": "o", "æ": "ae", "ð": "d", "ß": "ss", "-": " ", ".": " ", "’": "'"})
ALIKE = 0.75
"""From here on two names may be one that was misspelt."""


def words_of(name: str) -> list[str]:
    """`Kåre Bø-Lie` as `kare`, `bo`, `lie`."""
    spelt = unicodedata.normalize("NFKD", name.casefold().translate(WITHOUT_MARKS))
    return "".join(letter for letter in spelt if not unicodedata.combining(letter)).split()


def means_oneself(name: str) -> bool:
    return " ".join(words_of(name)) in ONESELF


def named(name: str, people: Sequence[Person]) -> list[Person]:
    """Those of the whole name; else of a first name with what follows it; else of any part of it."""
    asked = words_of(name)
    if not asked:
        return []
    theirs = [(person, words_of(person.name)) for person in people]
    whole = [person for person, words in theirs if words == asked]
    begun = [person for person, words in theirs if _is(asked[:1], words[:1]) and _is(asked, words)]
    return whole or begun or [person for person, words in theirs if _is(asked, words)]


def resembling(name: str, people: Sequence[Person]) -> list[Person]:
    """Those who may be meant where the name was misspelt, the most alike first."""
    asked = words_of(name)
    found = [(_likeness(asked, words_of(person.name)), person) for person in people]
    alike = [(likeness, person) for likeness, person in found if likeness >= ALIKE]
    return [person for _, person in sorted(alike, key=lambda pair: (-pair[0], pair[1].name))]


def _is(asked: Sequence[str], words: Sequence[str]) -> bool:
    """Whether every word asked for is there; one letter stands for a name that begins so."""
    return all(
        any(word == each or (len(each) == 1 and word.startswith(each)) for word in words) for each in asked
    )


def _likeness(asked: Sequence[str], words: Sequence[str]) -> float:
    """Of the whole names, or of the first ones where only that was said."""
    whole = _ratio(" ".join(asked), " ".join(words))
    return max(whole, _ratio(asked[0], words[0])) if len(asked) == 1 and words else whole


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()
