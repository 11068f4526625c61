"""No, not, except, rather: what of a message still counts once all of it was said.

Each is a mark of cues.toml that is met with the phrases around it. What it can't be brought together with
stays unsettled, and then the bot asks before it does anything.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from bot.understanding.cues import Cues, Mark
from bot.understanding.days import Days
from bot.understanding.hours import as_clock
from bot.understanding.phrases import Link, Phrase
from bot.understanding.things import Named
from bot.understanding.times import Clock, Number, Span

CATEGORY = {
    **dict.fromkeys(("day", "days", "vague", "dots", "dotted_days"), "day"),
    **dict.fromkeys(
        ("span", "end_at", "stretch", "clock", "from_now", "now", "part", "length", "count"), "time"
    ),
    **dict.fromkeys(("resource", "stranger", "kind"), "place"),
    **dict.fromkeys(("people", "seats"), "people"),
    "gear": "gear",
    "person": "person",
    "repeat": "repeat",
}
NEAR = 3
"""Tokens that may stand between a `not` and what it is about: `ikke på tirsdag`."""
LISTED = 2
"""Tokens between two exceptions: `unntatt onsdag og fredag`."""
FREE = frozenset(
    {"correct", "softer", "negation", "instead_of", "except", "other_than", "doubt", "condition"}
)
STRUCTURE = FREE | {"told", "of_others", "everything", "onwards", "filler", "topic", "either_way"}
HARMLESS = ("harmless_negation", "harmless_condition")
CLAUSES = frozenset({",", "men", "but", "mens", "while"})
COURTEOUS = frozenset(
    {"sorry", "unnskyld", "orsak", "nei", "neida", "oi", "oj", "ups", "oops", "vent", "wait"}
)


def category(phrase: Phrase) -> str:
    return CATEGORY.get(phrase.symbol, "")


@dataclass(slots=True)
class Structure:
    """`phrases` count, `excepted` days are taken out, `ruled_out` places not wanted.

    `unsettled` are the marks that nothing could be made of; `settled` those that were understood.
    `corrected` is where the last correction begins, of which the words before it no longer count.
    """

    phrases: list[Phrase]
    excepted: list[Phrase] = field(default_factory=list)
    ruled_out: list[Phrase] = field(default_factory=list)
    dropped: list[Phrase] = field(default_factory=list)
    unsettled: list[Mark] = field(default_factory=list)
    settled: list[Mark] = field(default_factory=list)
    corrected: int | None = None

    def drop(self, gone: Iterable[Phrase]) -> None:
        gone = list(gone)
        self.dropped += gone
        self.phrases = [phrase for phrase in self.phrases if phrase not in gone]


def structured(phrases: Sequence[Phrase], cues: Cues) -> Structure:
    """Corrections first: what they take back has no exceptions."""
    found = Structure(list(phrases))
    free = list(_free(cues, phrases))
    _each(free, {"correct", "softer"}, lambda mark: _correct(found, mark, cues))
    _each(free, {"except", "other_than"}, lambda mark: _take_out(found, mark))
    _each(cues.marks, {"not_gear"}, lambda mark: _not_gear(found, mark))
    _each(cues.marks, {"keeps", "returns"}, lambda mark: _kept(found, mark, cues))
    _each(cues.marks, {"not_act"}, lambda mark: _not_there(found, mark))
    _each(free, {"instead_of", "negation"}, lambda mark: _not_that(found, mark))
    _each(free, {"doubt", "condition"}, found.unsettled.append)
    return found


def _each(marks: Iterable[Mark], cues: Collection[str], does: Callable[[Mark], object]) -> None:
    for mark in marks:
        if mark.cue in cues:
            does(mark)


def _not_gear(found: Structure, mark: Mark) -> None:
    """`trenger ikke skjerm`: that is taken away, and the wish stays."""
    found.drop(p for p in found.phrases if mark.first <= p.first < mark.last and category(p) == "gear")
    found.settled.append(mark)


def _free(cues: Cues, phrases: Sequence[Phrase]) -> Iterator[Mark]:
    """Marks of structure that are no part of a phrase, nor of a longer way to say something."""
    within = {n: p for p in phrases for n in range(p.first, p.last)}
    larger: dict[int, list[Mark]] = {}
    for each in cues.marks:
        if each.cue not in STRUCTURE or each.last - each.first > 1:
            for n in range(each.first, each.last):
                larger.setdefault(n, []).append(each)
    for mark in cues.of(*sorted(FREE)):
        inside = mark.first in within and mark.last <= within[mark.first].last
        covered = any(_covers(each, mark) for each in larger.get(mark.first, ()))
        if mark.cue == "instead_of" or not (inside or covered):
            yield mark


def _covers(larger: Mark, mark: Mark) -> bool:
    within = larger.first <= mark.first and mark.last <= larger.last
    longer = larger.last - larger.first > mark.last - mark.first
    if larger.cue in HARMLESS:
        return within
    return within and longer and larger.cue != mark.cue


def _kept(found: Structure, mark: Mark, cues: Cues) -> None:
    """`avbestill pult 4, pult 5 skal jeg fortsatt ha`: what is kept says nothing of the deed."""
    first, last = _clause(mark, cues)
    inside = [p for p in found.phrases if first <= p.first < last and category(p)]
    outside = [p for p in found.phrases if p not in inside and category(p)]
    given_up = cues.has("absent") if mark.cue == "returns" else cues.has("cancel") or cues.has("not_needed")
    if inside and outside and given_up:
        found.drop(inside)
        found.settled.append(mark)


def _clause(mark: Mark, cues: Cues) -> tuple[int, int]:
    """From the comma, the full stop or the `men` before it to the next."""
    ends = [n for n, token in enumerate(cues.read) if token.text in CLAUSES or token.begins]
    first = max((n for n in ends if n <= mark.first), default=0)
    return first, min((n for n in ends if n >= mark.last), default=len(cues.read))


def _correct(found: Structure, mark: Mark, cues: Cues) -> None:
    """`torsdag nei fredag`: what comes after takes the place of the same kind before."""
    before = [p for p in found.phrases if p.last <= mark.first and category(p)]
    after = [p for p in found.phrases if p.first >= mark.last and category(p)]
    word = cues.read[mark.first].text
    if not before:
        found.settled.append(mark)
        return
    moves = cues.within(mark.last, len(cues.read)).has("move_verb")
    kept_from = [_from(p) for p in before if isinstance(p.value, Days) and cues.has("move")]
    shared = {category(p) for p in before} & {category(p) for p in after[:NEAR]}
    if mark.cue == "softer" and not (shared and _close(mark, after)):
        return
    if shared and _close(mark, after):
        gone = [] if moves else [p for p in before if category(p) in shared]
        longer = [span for p in gone if (span := _new_end(p, found, mark.last))]
        found.drop([*gone, *(p for p in after if longer and category(p) == "time")])
        kept_from += longer
        found.phrases = sorted([*found.phrases, *kept_from], key=lambda p: p.first)
        found.settled.append(mark)
        found.corrected = mark.first
    elif found.corrected is not None or (word in COURTEOUS and not after and word != "nei"):
        found.settled.append(mark)
    elif mark.cue == "correct":
        found.unsettled.append(mark)


def _new_end(gone: Phrase, found: Structure, since: int) -> Phrase | None:
    """`9 til 10, unnskyld til 11`: the start stays."""
    times = [p for p in found.phrases if p.first >= since and category(p) == "time"]
    links = [p.last for p in found.phrases if isinstance(p.value, Link) and p.value.name == "to"]
    span = gone.value
    if len(times) != 1 or times[0].first not in links or not isinstance(span, Span) or span.start is None:
        return None
    said = times[0].value
    end = as_clock(said) if isinstance(said, Number) else said
    return replace(gone, value=Span(span.start, end)) if isinstance(end, Clock) else None


def _from(said: Phrase) -> Phrase:
    """Of a move from one day to another, the day that it is moved from."""
    return replace(said, symbol="day", value=said.value.first)


def _close(mark: Mark, after: Sequence[Phrase]) -> bool:
    return bool(after) and after[0].first - mark.last <= NEAR + 1


def _take_out(found: Structure, mark: Mark) -> None:
    """`unntatt onsdag og fredag`, `et annet rom enn Orangeriet`."""
    if any(mark.first < other.last and other.first < mark.last for other in found.settled):
        return
    reach, taken = mark.last, list[Phrase]()
    for phrase in found.phrases:
        kinds = {category(taken[0]), ""} if taken else {"day", "place", ""}
        if phrase.first < mark.last or category(phrase) not in kinds:
            continue
        if phrase.first - reach > LISTED:
            break
        if category(phrase):
            taken.append(phrase)
        reach = phrase.last
    taken = [p for p in taken if category(p) == "day" or isinstance(p.value, Named)]
    if not taken:
        if mark.cue == "except":
            found.unsettled.append(mark)
        return
    found.excepted += [p for p in taken if category(p) == "day"]
    found.ruled_out += [p for p in taken if category(p) == "place"]
    found.drop(taken)
    found.settled.append(mark)


def _not_there(found: Structure, mark: Mark) -> None:
    """`ikke book potteskuret, ta drivhuset`: one place is ruled out where another is named."""
    named = [p for p in found.phrases if isinstance(p.value, Named)]
    about = next((p for p in named if 0 <= p.first - mark.last <= NEAR), None)
    if about is not None and any(p.value != about.value for p in named):
        found.ruled_out.append(about)
        found.drop([about])
        found.settled.append(mark)


def _not_that(found: Structure, mark: Mark) -> None:
    """`mandag, ikke tirsdag`, `ikke skjerm`: the detail is taken away where something of its kind is left."""
    if any(mark.first <= other.first < mark.last for other in found.settled):
        return
    about = next((p for p in found.phrases if 0 <= p.first - mark.last <= NEAR and category(p)), None)
    if about is None or _next_mark(found, mark, about):
        _leave(found, mark)
        return
    kind = category(about)
    others = [p for p in found.phrases if p is not about and category(p) == kind]
    if kind == "place" and isinstance(about.value, Named):
        listed = _listed(about, found.phrases)
        found.ruled_out += listed
        found.drop(listed)
        found.settled.append(mark)
    elif kind in {"gear", "people"} or (kind in {"day", "time", "person"} and others):
        found.drop([about])
        found.settled.append(mark)
    else:
        _leave(found, mark)


def _listed(first: Phrase, phrases: Sequence[Phrase]) -> list[Phrase]:
    """`ikke drivhuset eller potteskuret`: those that stand in one row with it."""
    row = [first]
    for phrase in phrases:
        if isinstance(phrase.value, Named) and 0 < phrase.first - row[-1].last <= 1:
            row.append(phrase)
    return row


def _next_mark(found: Structure, mark: Mark, about: Phrase) -> bool:
    """Whether something else stands between that was understood already."""
    return any(mark.last <= other.first < about.first for other in found.settled)


def _leave(found: Structure, mark: Mark) -> None:
    if mark.cue == "negation":
        found.unsettled.append(mark)
