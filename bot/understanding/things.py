"""Resources, people and equipment in a message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from bot.understanding import lexicon
from bot.understanding.grammar import Grammar

ALIKE = 78
"""How alike, of 100, a misspelt name is to the name it means. Below it people mean another word."""
SHORTEST_NAME = 6
MOST_PEOPLE = 200


@dataclass(frozen=True, slots=True)
class NamedResource:
    """`kind` is "room" or "desk"."""

    name: str
    kind: str


@dataclass(frozen=True)
class Catalogue:
    """What there is to be named."""

    resources: Sequence[NamedResource]
    by_name: dict[str, NamedResource] = field(init=False, default_factory=dict, compare=False)
    single_words: list[str] = field(init=False, default_factory=list, compare=False)

    def __post_init__(self) -> None:
        self.by_name.update({resource.name.lower(): resource for resource in self.resources})
        self.single_words.extend(name for name in self.by_name if name.isalpha())

    def meant(self, word: str) -> NamedResource | None:
        """The resource of that name, or of one so alike that it is misspelt."""
        if word in self.by_name:
            return self.by_name[word]
        if len(word) < SHORTEST_NAME or word in _KNOWN:
            return None
        best = process.extractOne(word, self.single_words, scorer=fuzz.ratio, score_cutoff=ALIKE)
        return self.by_name[best[0]] if best else None


@dataclass(frozen=True, slots=True)
class Named:
    """None where there is no such resource; then what was typed is its name."""

    resource: NamedResource | None
    kind: str


@dataclass(frozen=True, slots=True)
class Kind:
    name: str


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


STRANGE = (
    "rommet",
    "salen",
    "stua",
    "stuen",
    "huset",
    "skuret",
    "eriet",
    "hagen",
    "kroken",
    "hjørnet",
    "loftet",
    "kammerset",
    "kjelleren",
    "boden",
)
ORDINARY = frozenset(
    {
        "møterommet",
        "klasserommet",
        "romsalen",
        "mellomrommet",
        "rådhuset",
        "sykehuset",
        "kjøpesenteret",
        "loftet",
        "hagen",
        "huset",
        "stua",
        "hjørnet",
        "tilbakehuset",
        "kulturhuset",
        "biblioteket",
        "toalettrommet",
        "kjøpehuset",
        "soverommet",
        "kjelleren",
        "barnehagen",
        "grupperommet",
        "møteromet",
        "skuret",
        "salen",
        "boden",
    }
)


def _room(word: str, catalogue: Catalogue) -> Named | None:
    found = catalogue.meant(word)
    return Named(found, found.kind) if found else None


def _strange(word: str, catalogue: Catalogue) -> Named | None:
    """A word made like the name of a room, where no such room is."""
    strange = len(word) > SHORTEST_NAME and word.endswith(STRANGE) and word not in ORDINARY
    return Named(None, "room") if strange and catalogue.meant(word) is None and word not in _KNOWN else None


def _numbered(kind: str, number: int, catalogue: Catalogue) -> Named:
    found = next(
        (r for r in catalogue.resources if r.kind == kind and r.name.lower().endswith(f" {number}")), None
    )
    return Named(found, kind)


def _people(number: int) -> People | None:
    return People(number) if 0 < number <= MOST_PEOPLE else None


def add_to(grammar: Grammar) -> None:
    """The symbols resource, kind, people and gear mean the classes above."""
    rule = grammar.rule
    grammar.words("desk_word", lexicon.named("desk_words"))
    for template in (
        "{desk_word} [nr|nummer|number|no|#|num] {digits}",
        "{desk_word} (nr|nummer|number|no|#) {number}",
    ):
        rule("resource", template, _numbered_desk)
    rule(
        "resource",
        "{desk_word} {number_word}",
        lambda desk_word, number_word, catalogue: _numbered(desk_word, number_word, catalogue),
    )
    rule("resource", "{word}", _room)
    rule("stranger", "{word}", _strange)
    grammar.words("kind_name", lexicon.named("kinds"))
    rule("kind", "{kind_name}", lambda kind_name: Kind(kind_name))
    kinds = lexicon.named("kinds")
    grammar.words(
        "gear", {word: Gear(name, kinds.get(word)) for word, name in lexicon.named("equipment").items()}
    )
    _add_people(grammar)


def _numbered_desk(desk_word: str, catalogue: Catalogue, digits: str = "", number: int = 0) -> Named:
    return _numbered(desk_word, int(digits or number), catalogue)


def _add_people(grammar: Grammar) -> None:
    rule = grammar.rule
    rule("head_count", "{number}", lambda number: number)
    rule(
        "head_count",
        "{number:few} (-|til|to|eller|or) {number}",
        lambda few, number: number if few < number else None,
    )
    rule(
        "head_count",
        "[ca|cirka|about|rundt|omtrent|maks|max|minst|opptil|up to|at least|bare|berre|only|kanskje|nok|inntil|over] {head_count_plain}",
        lambda head_count_plain: head_count_plain,
    )
    rule("head_count_plain", "{number}", lambda number: number)
    rule("several", "{head_count}", lambda head_count: head_count if head_count > 1 else None)
    for template in lexicon.templates("people", "count"):
        counted = "{head_count:number}" if "personer" in template else "{several:number}"
        rule("people", f"[til|for|åt|med|with] {template.replace('{number}', counted)}", _people)
    for template in (*lexicon.templates("people", "others"), *lexicon.templates("people", "more_others")):
        rule("people", f"[for|til|med|with|bare|just] {template}", lambda number: _people(number + 1))
    for template in lexicon.templates("people", "alone"):
        rule("people", template, People(1))
    for template in lexicon.templates("people", "seats"):
        rule(
            "seats",
            template.replace("{number}", "{head_count:number}"),
            lambda number: People(number, "room") if number <= MOST_PEOPLE else None,
        )


_KNOWN = {
    *lexicon.named("kinds"),
    *lexicon.named("equipment"),
    *lexicon.numbered("weekdays"),
    *lexicon.numbered("months"),
    *lexicon.named("parts"),
}
