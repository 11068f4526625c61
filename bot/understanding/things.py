"""Resources, people and equipment in a message."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from bot.understanding.scan import Scan
from bot.understanding.words import (
    DESK_WORDS,
    EQUIPMENT,
    MONTHS,
    NUMBER,
    NUMBERS,
    ROOM_WORDS,
    WEEKDAYS,
    any_of,
    word,
)

ALIKE = 78
"""How alike, of 100, a misspelt name is to the name it means. Below it people mean another word."""
SHORTEST_NAME = 6


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

    def __post_init__(self) -> None:
        self.by_name.update({resource.name.lower(): resource for resource in self.resources})


@dataclass(frozen=True, slots=True)
class Named:
    resource: NamedResource | None
    kind: str | None
    no_such: str | None
    span: tuple[int, int]


DESK = word(
    rf"(?:{any_of(('pult', 'pulten', 'desk', 'plass', 'kontorpult', 'kontorplass', 'arbeidsplass', 'skrivebord', 'arbeidspult'))})"
    r"\s*(?:nr\.?|nummer|number|no\.?|#)?\s*(?P<number>\d{1,2})(?![\d:]|[.]\d|\s*-\s*\d|\s*(?:personer|pers|stk|people|timer|timar|t|min))"
)
DESK_IN_WORDS = word(rf"(?:pult|desk)\s+(?:nr\.?\s*|nummer\s+|number\s+)?(?P<number>{any_of(NUMBERS)})")
ROOM = word(any_of(ROOM_WORDS))
DESKS = word(any_of(DESK_WORDS))
PLACE_FOR = word(rf"plass(?:er)?\s+(?:til|for|åt)\s+(?P<n>{NUMBER})")
STRANGE_ROOM = re.compile(
    r"\b(?!møterom|grupperom)[a-zæøå]{3,}(?:rommet|salen|stua|stuen|huset|skuret|eriet|hagen|kroken|hjørnet|loftet)\b"
)
AFTER_ROOM = re.compile(r"\b(?:møterommet|møterom|meeting room|rommet|rom|room)\s+([A-ZÆØÅ][\wæøå]+)")
PEOPLE_UNIT = r"(?:personer|personar|person|pers|stykker|stykk|stk|mann|menn|folk|people|persons|deltakere|deltakarar|seats|guests|gjester|colleagues|pax|heads|hoder|seter)"
PEOPLE = (
    word(rf"(?:til|for|vi er|me er|we are|vi blir|me blir|with|med)?\s*(?:\d+|{any_of(NUMBERS)})\s*-\s*(?P<n>{NUMBER})\s*{PEOPLE_UNIT}"),
    word(rf"(?:meg|me|jeg|eg|myself)\s+(?:og|and|pluss|plus|\+)\s+(?P<others>{NUMBER})(?:\s+(?:kolleger|kollegaer|kollegaar|kollegar|colleagues|andre|others|til|venner|friends|gjester|guests|kunder|kundar|clients))?"),
    word(rf"(?:til|for|vi er|me er|we are|vi blir|me blir|we're|vi vert|me vert|there are|there will be|det blir|blir)\s+(?:bare\s+|only\s+|cirka\s+|ca\.?\s+|about\s+)?(?P<n>{NUMBER})\s*{PEOPLE_UNIT}"),
    word(rf"(?P<n>{NUMBER})\s*{PEOPLE_UNIT}"),
    word(rf"(?:vi er|me er|we are|vi blir|me blir|there are|there will be|vi vert|me vert|blir vi|er vi|er me)\s+(?:bare\s+|cirka\s+|ca\.?\s+)?(?P<n>{NUMBER})(?!\s*(?:time|min|uke|dag))(?:\s+of us)?"),
    word(rf"(?P<n>{NUMBER})\s+of us"),
    word(rf"(?P<place>(?:rom|rommet|room|møterom|meeting room|plass|plasser|pult|table|bord|space))\s+(?:til|for|åt)\s+(?P<n>{NUMBER})(?!\s*(?:time|timer|timar|hour|min|dag|day|uke|week)|[:.]\d|\s*-|\s*(?:til|to)\s+\d)"),
    word(rf"(?:for|til)\s+(?:oss\s+)?(?P<n>{any_of([w for w in NUMBERS if w not in ('en', 'ei', 'ein', 'a', 'an', 'et', 'eit', 'to')])})(?!\s+(?:time|timer|timar|hour|min|dag|day|uke|week|kvarter))"),
    word(r"for\s+(?P<n>\d+)(?!\s*(?:time|timer|timar|hour|min|t|h|dag|day|uke|week)|[:.]\d|\s*-)"),
    word(rf"oss\s+(?P<n>{NUMBER})"),
)  # fmt: skip
GEAR = word(any_of(EQUIPMENT))


def number(text: str) -> int:
    return int(text) if text.isdigit() else NUMBERS[text]


def people(scan: Scan) -> int | None:
    """How many, the writer included."""
    for pattern in PEOPLE:
        found = scan.take(pattern, "people", "people")
        if found is not None:
            groups = found.groupdict()
            if groups.get("place"):
                start = found.start("place")
                scan.left = scan.left[:start] + found["place"] + scan.left[start + len(found["place"]) :]
            return number(groups["others"]) + 1 if groups.get("others") else number(groups["n"])
    return None


def equipment(scan: Scan) -> tuple[str, ...]:
    found = {EQUIPMENT[re.sub(r"\s+", " ", m.group())] for m in scan.every(GEAR, "equipment", "equipment")}
    return tuple(name for name in ("screen", "video", "whiteboard") if name in found)


def named(scan: Scan, original: str, catalogue: Catalogue) -> list[Named]:
    """Everything that was named, in the order of the message."""
    found = [*_desks(scan, original, catalogue), *_rooms(scan, catalogue)]
    if not found:
        found = _strangers(scan, original)
    return sorted(found, key=lambda each: each.span)


def kind_of(scan: Scan) -> str | None:
    """The kind that was said without a name."""
    if scan.take(ROOM, "kind", "a room") is not None:
        return "room"
    if scan.take(DESKS, "kind", "a desk") is not None:
        return "desk"
    return "room" if PLACE_FOR.search(scan.whole) else None


def _desks(scan: Scan, original: str, catalogue: Catalogue) -> list[Named]:
    found = []
    for pattern in (DESK, DESK_IN_WORDS):
        for match in scan.every(pattern, "resource", "a desk"):
            resource = catalogue.by_name.get(f"pult {number(match['number'])}")
            typed = None if resource else _typed(match.group(), original)
            found.append(Named(resource, "desk", typed, match.span()))
    return found


def _rooms(scan: Scan, catalogue: Catalogue) -> list[Named]:
    found = []
    rooms = {name: r for name, r in catalogue.by_name.items() if not re.search(r"\d$", name)}
    for match in re.finditer(r"[a-zæøåéä]+(?:-[a-zæøå]+)?", scan.left):
        name = _meant(match.group(), rooms)
        if name is not None:
            scan.remove(match.span(), "resource", "a name")
            found.append(Named(rooms[name], rooms[name].kind, None, match.span()))
    return found


def _meant(said: str, rooms: dict[str, NamedResource]) -> str | None:
    if said in rooms:
        return said
    if len(said) < SHORTEST_NAME or said in _KNOWN:
        return None
    best = max(rooms, key=lambda name: fuzz.ratio(said, name), default=None)
    return best if best is not None and fuzz.ratio(said, best) >= ALIKE else None


def _strangers(scan: Scan, original: str) -> list[Named]:
    """Rooms by a name that there is none of: as typed."""
    after = AFTER_ROOM.search(original)
    if after is not None and after[1].lower() not in _KNOWN:
        start = scan.whole.find(after[1].lower())
        if start >= 0:
            scan.remove((start, start + len(after[1])), "no_such", "a strange name")
            return [Named(None, "room", after[1], (start, start))]
    strange = STRANGE_ROOM.search(scan.left)
    if strange is not None and strange.group() not in _KNOWN:
        scan.remove(strange.span(), "no_such", "a strange name")
        return [Named(None, "room", _typed(strange.group(), original), strange.span())]
    return []


def _typed(lower: str, original: str) -> str:
    found = re.search(re.escape(lower).replace(r"\ ", r"\s+"), original, re.IGNORECASE)
    return found.group() if found else lower


_KNOWN = {
    *ROOM_WORDS,
    *DESK_WORDS,
    *EQUIPMENT,
    *WEEKDAYS,
    *MONTHS,
    "møterommet",
    "rommet",
    "klasserommet",
    "torget",
}
