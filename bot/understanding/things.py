"""Resources, people and equipment in a message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from bot.understanding import lexicon
from bot.understanding.grammar import Grammar
from bot.understanding.times import Number

ALIKE = 78
"""How alike, of 100, a misspelt name is to the name it means. Below it people mean another word."""
SHORTEST_NAME = 6
MOST_PEOPLE = 200
NO_DATE = "!{month_after} !st !nd !rd !th"
"""In `for oss 20. juni` the number is no number of people."""
HEADS = "[persons|people|personer|personar|stykker|stykk|stk|in total|til sammen|totalt]"
MOST_AT_ONCE = 13
_STRANGE = tuple(lexicon.templates("strangers", "endings"))
_ORDINARY = frozenset(lexicon.templates("strangers", "ordinary"))
_KNOWN = frozenset(
    word
    for section in ("kinds", "equipment", "weekdays", "months", "parts")
    for word in lexicon.words(section)
)


@dataclass(frozen=True, slots=True)
class NamedResource:
    """`kind` is "room" or "desk"."""

    name: str
    kind: str


@dataclass(frozen=True)
class Catalogue:
    """What there is to be named."""

    resources: Sequence[NamedResource]
    _by_name: dict[str, NamedResource] = field(init=False, default_factory=dict, compare=False)
    _single_words: list[str] = field(init=False, default_factory=list, compare=False)

    def __post_init__(self) -> None:
        self._by_name.update({resource.name.lower(): resource for resource in self.resources})
        self._single_words.extend(name for name in self._by_name if name.isalpha())

    def meant(self, word: str) -> NamedResource | None:
        """The resource of that name, or of one so alike that it is misspelt."""
        if word in self._by_name:
            return self._by_name[word]
        if len(word) < SHORTEST_NAME or word in _KNOWN:
            return None
        best = process.extractOne(word, self._single_words, scorer=fuzz.ratio, score_cutoff=ALIKE)
        return self._by_name[best[0]] if best else None

    def numbered(self, kind: str, number: int) -> NamedResource | None:
        """The one of a kind whose name ends in that number."""
        return next((r for r in self.resources if r.kind == kind and r.name.endswith(f" {number}")), None)


@dataclass(frozen=True, slots=True)
class Named:
    """`resource` is None where there is none of that name."""

    resource: NamedResource | None
    kind: str


@dataclass(frozen=True, slots=True)
class Kind:
    """`many` where several are asked for."""

    name: str
    many: bool = False


@dataclass(frozen=True, slots=True)
class People:
    """How many, the writer included. `kind` where the words also said for what."""

    number: int
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Gear:
    """`kind` where the words also say for what: a Teams meeting is held in a room."""

    name: str
    kind: str | None = None


def add_to(grammar: Grammar) -> None:
    """The symbols resource, stranger, kind, people, seats and gear mean the classes above."""
    rule = grammar.rule
    grammar.words("desk_word", lexicon.named("desk_words"))
    rule("month_after", "[.] {month} !{nth}", lambda month: month)
    rule("resource", "{desk_word} {count} !- !{month_after}", _numbered_desk)
    rule("resource", "{desk_word} <nr> {number}", _numbered_desk)
    rule(
        "resource",
        "(nummer|nr) {number}",
        lambda number, catalogue: _numbered_desk("desk", catalogue, number=number),
    )
    rule("resource", "{word}", _room)
    rule("stranger", "{word}", _stranger)
    grammar.words("kind_name", lexicon.named("kinds"))
    rule("kind", "{kind_name:name}", Kind)
    grammar.words("kind_names", lexicon.named("kinds_many"))
    rule(
        "kind",
        "{number} {kind_names:name}",
        lambda number, name: Kind(name, many=True) if 1 < number < MOST_AT_ONCE else None,
    )
    kinds = lexicon.named("kinds")
    gear = {word: Gear(name, kinds.get(word)) for word, name in lexicon.named("equipment").items()}
    grammar.words("gear", gear)
    _add_people(grammar)


def _add_people(grammar: Grammar) -> None:
    rule = grammar.rule
    rule("head_count", "[<at_most>] {number}", lambda number: number if 0 < number <= MOST_PEOPLE else None)
    rule(
        "head_count",
        "[<at_most>] {number:few} (-|til|to|eller|or) {number}",
        lambda few, number: number if few < number else None,
    )
    rule("several", "{head_count}", lambda head_count: head_count if head_count > 1 else None)
    for template in lexicon.templates("people", "persons"):
        rule("people", f"[til|for|åt|med|with] {template}", People)
    for template in lexicon.templates("people", "count"):
        rule(
            "people",
            f"[til|for|åt|med|with] {template} {NO_DATE} {HEADS}",
            People,
        )
    for template in lexicon.templates("people", "place"):
        rule("people", f"[til|for|åt|med|with] {template}", lambda number: People(number, "room"))
    for template in lexicon.templates("people", "others"):
        rule(
            "people", f"[for|til|med|with|bare|just] {template}", lambda number=1, **_said: People(number + 1)
        )
    grammar.rules_of("people", lexicon.templates("people", "alone"), People(1))
    grammar.rules_of("seats", lexicon.templates("people", "seats"), lambda number: People(number, "room"))


def _numbered_desk(
    desk_word: str, catalogue: Catalogue, count: Number | None = None, number: int = 0
) -> Named:
    return Named(catalogue.numbered(desk_word, count.value if count else number), desk_word)


def _room(word: str, catalogue: Catalogue) -> Named | None:
    found = catalogue.meant(word)
    return Named(found, found.kind) if found else None


def _stranger(word: str, catalogue: Catalogue) -> Named | None:
    """A word made like the name of a room, where no such room is."""
    return Named(None, "room") if is_strange(word) and catalogue.meant(word) is None else None


def is_strange(word: str) -> bool:
    """Whether it ends as the names of rooms do."""
    return len(word) > SHORTEST_NAME and word.endswith(_STRANGE) and word not in _ORDINARY | _KNOWN
