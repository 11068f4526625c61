"""What the administration wants done to an event, in one message: which one, what of it, the new value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.buttons import Amended


class Ordered(StrEnum):
    CANCEL = "cancel"
    MOVE = "move"
    PLACE = "place"
    WAYS = "ways"
    PART = "part"
    """Another part of it, which is then named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """`about` is the words that name the event, empty where none do; `new` the words of what it shall be."""

    what: Ordered
    about: str
    new: str = ""
    part: Amended | None = None


FIELDS: Mapping[str, Ordered | Amended] = {
    **dict.fromkeys(("stedet", "staden", "lokalet", "plassen", "place", "venue", "rommet"), Ordered.PLACE),
    **dict.fromkeys(
        ("tiden", "tida", "tidspunktet", "klokkeslettet", "datoen", "time", "date"), Ordered.MOVE
    ),
    **dict.fromkeys(("tittelen", "tittel", "title", "navnet", "namnet"), Amended.TITLE),
    **dict.fromkeys(("prisen", "pris", "price"), Amended.PRICE),
    **dict.fromkeys(("verten", "vert", "host"), Amended.HOST),
    **dict.fromkeys(("programmet", "program", "programme"), Amended.PROGRAMME),
    **dict.fromkeys(("fristen", "påmeldingsfristen", "deadline"), Amended.CLOSES),
    **dict.fromkeys(
        ("antall plasser", "antallet", "plassene", "talet på plassar", "plassane", "places"), Amended.SEATS
    ),
}
"""A new word for a part is one word here."""
ASKING = (
    r"\s*(?:hei[,!]?\s*)?(?:(?:kan|kunne|vil|kunna) du\s+|(?:vi|jeg|eg) (?:må|vil|skal|ønsker å)\s+"
    r"|please\s+|vennligst\s+"
    r"|can you\s+|could you\s+|we must\s+|we need to\s+)*"
)
_FIELD = "|".join(sorted(map(re.escape, FIELDS), key=len, reverse=True))
_PLACES = r"(?:plasser|plassar|plass|places|seats|stoler|deltakere|deltakarar)"
_WAY = r"(?:hel)?digital\w*|på teams|på nett|online|fysisk\w*|hybrid\w*|både fysisk og digital\w*|begge deler"
CANCEL = (
    rf"{ASKING}(?:avlys|avlyse|avlyser|kanseller\w*|cancel|call off)\s+(?P<about>.+)",
    r"(?P<about>.+?)\s+(?:er|blir|vert|må|skal|is)\s+(?:dessverre\s+)?(?:avlyst|avlyses|avlysast|cancell?ed)",
)
MOVE = (
    (
        rf"{ASKING}(?:flytt|flytte|flytter|utsett|utsette|utset|move|postpone)\s+(?P<about>.+?)"
        r"\s+(?:til|to|until)\s+(?P<new>.+)"
    ),
    rf"{ASKING}(?:flytt|flytte|flytter|utsett|utsette|utset|move|postpone)\s+(?P<about>.+)",
)
WAYS = (
    (
        rf"{ASKING}(?:gjør|gjøre|gjer|gjere|ta|make)\s+(?P<about>.+?)"
        rf"\s+(?:om til\s+|til\s+)?(?P<new>(?:{_WAY})\b.*)"
    ),
    rf"(?P<about>.+?)\s+(?:blir|vert|skal være|skal vere|skal bli|becomes)\s+(?P<new>(?:{_WAY})\b.*)",
)
SEATS = (
    rf"(?P<about>.+?)\s+(?:får|skal ha|har nå|kan ha|gets|shall have)\s+(?P<new>\d+)\s+{_PLACES}",
    (
        rf"{ASKING}(?:øk|øke|auk|auke|utvid|utvide|reduser|redusere|sett|increase|set)\s+(?P<about>.+?)"
        rf"\s+(?:til|to)\s+(?P<new>\d+)\s+{_PLACES}"
    ),
)
PART = (
    (
        rf"{ASKING}(?:endre|endra|bytt|byte|bytte|sett|oppdater|change|set)\s+(?:the\s+)?(?P<field>{_FIELD})"
        r"(?:\s+(?:på|for|av|til|of)\s+(?P<about>.+?))?\s+(?:til|to)\s+(?P<new>.+)"
    ),
)
_ORDERS: tuple[tuple[Ordered | Amended, re.Pattern[str]], ...] = tuple(
    (what, re.compile(rf"{pattern}\s*[.!]*\s*", re.IGNORECASE | re.DOTALL))
    for what, patterns in (
        (Ordered.CANCEL, CANCEL),
        (Ordered.PART, PART),
        (Amended.SEATS, SEATS),
        (Ordered.WAYS, WAYS),
        (Ordered.MOVE, MOVE),
    )
    for pattern in patterns
)
PRONOUN = re.compile(r"(?:den|det|dette|denne|it|this|that|arrangementet|the event)", re.IGNORECASE)
ASKED = re.compile(r"\s*(?:kan|kunne|vil|kunna|can|could)\b", re.IGNORECASE)


def order_in(text: str) -> Order | None:
    """None for what is no order, and for a question about one."""
    if text.strip().endswith("?") and not ASKED.match(text):
        return None
    said = text.strip().rstrip("?")
    for what, pattern in _ORDERS:
        found = pattern.fullmatch(said)
        if found is not None:
            return _order(what, found)
    return None


def _order(what: Ordered | Amended, found: re.Match[str]) -> Order:
    said = found.groupdict()
    if what is Ordered.PART:
        what = FIELDS[said["field"].casefold()]
    about, new = (said.get("about") or "").strip(" ,."), (said.get("new") or "").strip(" ,.")
    if isinstance(what, Amended):
        return Order(what=Ordered.PART, about=about, new=new, part=what)
    return Order(what=what, about=about, new=new)
