"""Every word accounted for: what nothing explains is told, and a deed that hangs on it is asked about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from bot.understanding import lexicon
from bot.understanding.cues import Cues
from bot.understanding.persons import Mentioned
from bot.understanding.phrases import Phrase
from bot.understanding.structure import CATEGORY, Structure, category
from bot.understanding.text import Token
from bot.understanding.things import Kind, Named
from bot.understanding.times import Clock, Number, Span

LONGEST_TITLE = 80
UNSEEN = frozenset({"filler"})


@cache
def _openers() -> frozenset[str]:
    return frozenset(lexicon.templates("purposes", "openers"))


@cache
def _endings() -> tuple[str, ...]:
    return tuple(lexicon.templates("purposes", "endings"))


@cache
def _filler() -> frozenset[str]:
    return frozenset(lexicon.templates("filler", "words"))


@dataclass(frozen=True, slots=True)
class Covered:
    """`left` are the tokens that nothing explains; `title` is what the wish is for, as typed."""

    left: tuple[int, ...]
    title: str


def covered(
    read: Sequence[Token], phrases: Sequence[Phrase], cues: Cues, structure: Structure, text: str
) -> Covered:
    """`phrases` are all that were read, also those that a correction took back."""
    fields = {
        n for p in phrases if p.symbol in CATEGORY and _counts(p, phrases) for n in range(p.first, p.last)
    }
    known = fields | {n for p in phrases if p.symbol not in CATEGORY for n in range(p.first, p.last)}
    known |= {n for mark in cues.marks if mark.cue not in UNSEEN for n in range(mark.first, mark.last)}
    gone = [p for p in structure.dropped if isinstance(p.value, Number)]
    known |= {n for p in gone for n in range(p.first, p.last)}
    known |= {n for n, token in enumerate(read) if token.text in _filler() or token.shape in {"mark", "name"}}
    left = [n for n in range(len(read)) if n not in known or read[n].doubtful]
    telling = _telling(phrases)
    of_purpose = [n for n in left if not read[n].doubtful and _is_purpose(read, n, telling)]
    relevant = _sentences(read, telling)
    return Covered(
        left=tuple(n for n in left if n not in of_purpose and _in(n, relevant)),
        title=_title(read, [n for n in of_purpose if _in(n, relevant)], text),
    )


def _counts(phrase: Phrase, phrases: Sequence[Phrase]) -> bool:
    """A number that stands alone is explained only where it is the time."""
    if not isinstance(phrase.value, Number):
        return True
    times = any(isinstance(p.value, (Span, Clock)) for p in phrases)
    return not times and phrase is next(p for p in phrases if isinstance(p.value, Number))


def _is_purpose(read: Sequence[Token], at: int, telling: set[int]) -> bool:
    """After a word that opens a purpose or begins a sentence, with no day, time or place between."""
    if read[at].shape != "word":
        return False
    if read[at].text.endswith(_endings()) or read[at].begins:
        return True
    for n in range(at - 1, -1, -1):
        if read[n].text in _openers():
            return True
        if n in telling:
            return False
        if read[n].begins:
            return True
    return True


def _sentences(read: Sequence[Token], fields: set[int]) -> list[tuple[int, int]]:
    """Those that say a day, a time or a place; of a message that says none, all."""
    starts = [n for n, token in enumerate(read) if token.begins] or [0]
    found = list(zip(starts, [*starts[1:], len(read)], strict=True))
    return [(first, last) for first, last in found if any(first <= n < last for n in fields)] or found


def _telling(phrases: Sequence[Phrase]) -> set[int]:
    """The tokens of days, times and names of places; of a message without any, of all that it says."""
    tells = [p for p in phrases if category(p) in {"day", "time", "repeat"} or isinstance(p.value, Named)]
    return {n for p in tells or phrases for n in range(p.first, p.last)}


def _in(at: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(first <= at < last for first, last in ranges)


def _title(read: Sequence[Token], words: Sequence[int], text: str) -> str:
    """From the first word of the purpose to the last, where that is no long tale."""
    if not words:
        return ""
    said = text[read[words[0]].start : read[words[-1]].end]
    return said if len(said) <= LONGEST_TITLE else ""


def doubts(
    structure: Structure, people: Sequence[Mentioned], read: Sequence[Token], cues: Cues
) -> Iterator[str]:
    """What was not settled for certain, as typed."""
    relevant = _sentences(read, _telling(structure.phrases))
    unsettled = [mark for mark in structure.unsettled if _in(mark.first, relevant)]
    yield from (_typed(read, mark.first, mark.last) for mark in unsettled)
    yield from (each.name for each in people if each.unsure)
    for first, second in pairwise(structure.phrases):
        if _may_be_numbered(first, second, read):
            yield _typed(read, first.first, second.last)
    yield from _two_minded(structure, cues)


def _typed(read: Sequence[Token], first: int, last: int) -> str:
    return " ".join(token.text for token in read[first:last])


def _two_minded(structure: Structure, cues: Cues) -> Iterator[str]:
    """`fram` is earlier to some and later to others; what is not needed may stand beside what is."""
    if cues.has("either_way") and cues.has("move"):
        yield "fram"
    if two_deeds(structure, cues):
        yield "og"
    if cues.has("not_needed") and any(len(_values(structure, of)) > 1 for of in ("place", "day")):
        yield "ikke"


def two_deeds(structure: Structure, cues: Cues) -> bool:
    """`drivhuset mandag 10-11 og avbestill pult 3`: one to make, and one to take back."""
    change = cues.where("cancel_order") or cues.where("move_verb")
    if change is None or change.first in {mark.first for mark in structure.settled}:
        return False
    before = {category(p) for p in structure.phrases if p.last <= change.first}
    named = any(isinstance(p.value, Named) for p in structure.phrases if p.last <= change.first)
    joined = (
        named
        and change.first > 0
        and cues.read[change.first - 1].text in {"og", "and", ",", "men", "but", "så"}
    )
    after = {category(p) for p in structure.phrases if p.first >= change.last}
    firmly = any(mark.first != change.first for mark in cues.of("wishes_firmly"))
    return firmly or (joined and {"place", "day"} <= before and "place" in after)


def _values(structure: Structure, of: str) -> set[str]:
    found = (p.value for p in structure.phrases if category(p) == of and not isinstance(p.value, Kind))
    return {str(value) for value in found}


def _may_be_numbered(first: Phrase, second: Phrase, read: Sequence[Token]) -> bool:
    """`pult 10-12`: times, or the desks of those numbers."""
    desk = isinstance(first.value, Kind) and first.value.name == "desk" and first.last == second.first
    number = read[second.first]
    return (
        desk and isinstance(second.value, Span) and number.shape == "digits" and len(number.text) <= len("12")
    )
