"""Whether two people have told of the same thing, in other words."""

from __future__ import annotations

import re

ALIKE = 0.6
"""So much of what both say together is in both."""
ENDINGS = ("ene", "ane", "et", "en", "er", "ar", "a", "s")
STEM = 4
"""Letters that are left of a word at least."""
EMPTY = frozenset(
    {
        *("en", "ei", "et", "eit", "den", "det", "de", "dei", "er", "har", "hadde", "på", "i", "til", "og"),
        *("at", "som", "for", "av", "med", "vi", "jeg", "eg", "du", "dere", "min", "mitt", "no", "nå"),
        *("the", "a", "an", "is", "are", "it", "to", "of", "on", "in", "and", "that", "there", "we", "our"),
        *("igjen", "fortsatt", "fremdeles", "framleis", "again", "still", "dessverre", "helt", "heilt"),
        *("litt", "bare", "berre", "også", "too", "hei", "hallo", "hi", "now"),
    }
)


def is_same(one: str, other: str) -> bool:
    """The words of content are alike. What differs in a number is another thing: `pult 3` is not `pult 4`."""
    first, second = words(one), words(other)
    if {w for w in first if w.isdigit()} != {w for w in second if w.isdigit()}:
        return False
    both = first & second
    return bool(both) and len(both) / len(first | second) >= ALIKE


def words(text: str) -> frozenset[str]:
    """Those with content, without their endings."""
    found = re.findall(r"\w+", text.casefold())
    return frozenset(_stem(word) for word in found if word not in EMPTY)


def _stem(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= STEM:
            return word.removesuffix(ending)
    return word
