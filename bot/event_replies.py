"""What is written about an event that was just talked of: replies, questions, what the host must know."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from booking.model.events import LONGEST_NOTE
from wording.cleaning import clean


class Replied(StrEnum):
    """What a short message means right after an event was talked of."""

    JOIN = "join"
    LEAVE = "leave"
    PARTY = "party"
    TAKE_OFF = "take_off"
    """Of somebody else, whom the writer has just put on."""
    PUT_ON = "put_on"
    UNDO = "undo"
    NOTE = "note"


class Wondered(StrEnum):
    """A question about who comes, which signs nobody up."""

    WHO = "who"
    COUNT = "count"
    WHETHER = "whether"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`person` is whom it is about, as typed; empty for the writer."""

    what: Wondered
    person: str = ""


NUMBERS = {
    **dict.fromkeys(("en", "én", "ein", "one", "bare meg", "berre meg", "just me"), 1),
    **dict.fromkeys(("to", "two"), 2),
    **dict.fromkeys(("tre", "three"), 3),
    **dict.fromkeys(("fire", "four"), 4),
    **dict.fromkeys(("fem", "five"), 5),
    **dict.fromkeys(("seks", "six"), 6),
    **dict.fromkeys(("sju", "syv", "seven"), 7),
    **dict.fromkeys(("åtte", "eight"), 8),
}
WRITER = r"(?:jeg|eg|je|æ|vi|me|i|we)"
"""I or we, in all their languages."""
HIM = r"(?:ham|han|henne|hun|ho|hen|dem|dei|de|them|him|her)"
YES = r"(?:jo|ja|jau|jada|yes|ok|okay|greit)"
THAT = r"(?:den|det|dit|der|that|it|there|denne|this)"
AGAIN = r"(?:\s+(?:likevel|lell|allikevel|igjen|att|after all|again|gjerne|også|med))*"

REPLIES = (
    (Replied.UNDO, rf"(?:nei,?\s*)?(?:angre|angr|undo)(?:\s+{THAT})?"),
    (
        Replied.TAKE_OFF,
        rf"(?:nei,?\s*)?(?:ta|meld|stryk|fjern|sett|take|remove)\s+{HIM}(?:\s+(?:av|off|bort))?{AGAIN}",
    ),
    (
        Replied.PUT_ON,
        rf"(?:{YES},?\s*)?(?:ta|meld|sett|skriv|put|sign)\s+{HIM}\s+(?:på|opp|on|up|med){AGAIN}",
    ),
    (
        Replied.PUT_ON,
        rf"{YES},?\s+(?:han|hun|ho|hen|de|dei|he|she|they)\s+(?:kommer|kjem|comes?|is coming){AGAIN}",
    ),
    (
        Replied.LEAVE,
        (
            rf"(?:nei,?\s*)?{WRITER}\s+(?:kommer|kjem|kan|rekker|rekk|can(?:no|')t|am|are|won'?t)"
            rf"(?:\s+(?:ikke|ikkje|itj|dessverre|not))+(?:\s+(?:komme?|come|coming))?{AGAIN}"
        ),
    ),
    (
        Replied.LEAVE,
        rf"(?:nei,?\s*)?(?:meld|ta|stryk|sign|take)\s+(?:meg|mæ|oss|me|us)\s+(?:av|off)(?:\s+{THAT})?{AGAIN}",
    ),
    (
        Replied.JOIN,
        (
            rf"(?:{YES},?\s*)?(?:takk,?\s*)?{WRITER}(?:'ll)?\s+(?:vil\s+|skal\s+|kan\s+)?"
            r"(?:kommer|kjem|komme|kome|er med|blir med|vere med|være med|come|am coming|are coming)"
            rf"(?:\s+på\s+{THAT})?{AGAIN}"
        ),
    ),
    (
        Replied.JOIN,
        (
            rf"(?:{YES},?\s*)?(?:takk,?\s*)?(?:kan du\s+|can you\s+)?(?:meld|melde|sett|skriv|sign|put)\s+"
            rf"(?:meg|mæ|me|oss|us)\s+(?:på|opp|up|on|down)(?:\s+(?:for\s+|på\s+)?{THAT})?{AGAIN}"
        ),
    ),
)
_REPLIES = tuple((what, re.compile(rf"\s*{pattern}\s*[.!]*\s*", re.IGNORECASE)) for what, pattern in REPLIES)
_NUMBER = "|".join(sorted(NUMBERS, key=len, reverse=True))
PARTY = re.compile(
    r"\b(?:vi|me|we|nei|ja|det|we'll)\s+(?:blir|vert|er|are|will be|be)\s+(?:nå\s+|no\s+)?"
    rf"(?P<n>\d{{1,2}}|{_NUMBER})\b"
    r"(?:\s+(?:stykker|stykk|personer|personar|people|av oss|of us|i alt|likevel))*",
    re.IGNORECASE,
)
MOST_WORDS_OF_PARTY = 8

NOTED = re.compile(
    r"allerg|intoleran|cøliaki|coeliac|celiac|gluten|laktose|lactose|vegetar|vegan|halal|kosher|nøtte|nut\b"
    r"|diabet|rullestol|wheelchair|teleslynge|tegnspråk|spiser (?:ikke|kun|bare)|et (?:ikkje|berre)"
    r"|tåler ikke|toler ikkje|can(?:no|')t eat|don'?t eat",
    re.IGNORECASE,
)
"""What a host must know of a guest. A new word for such is added here."""
SENTENCES = re.compile(
    r"[.!?;\n]+\s*|,\s+(?=(?:og|men|and|but|jeg|eg|i)\b)|\s+(?=og (?:jeg|eg) )", re.IGNORECASE
)
JOINING = re.compile(r"^(?:og|men|and|but)\s+", re.IGNORECASE)

_SIGNED = r"(?:påmeldt|påmelde|meldt|melde|deltar|deltek|kommer|kjem|komme|signed up|coming|comes?|skal)"
WHO = re.compile(rf"\b(?:hvem|kven|kem|who)\b.*\b{_SIGNED}\b", re.IGNORECASE | re.DOTALL)
COUNT = re.compile(
    rf"\b(?:hvor|kor|how)\s+(?:mange|many)\b.*(?:\b{_SIGNED}\b|plass|place|seat)", re.IGNORECASE | re.DOTALL
)
_NAME = r"(?P<name>[A-ZÆØÅÖÄ][\w’'-]+(?:\s+[A-ZÆØÅÖÄ][\w’'-]+)*)"
WHETHER = re.compile(rf"\s*(?:[Kk]ommer|[Kk]jem|[Ss]kal|[Ee]r|[Ii]s|[Dd]oes|[Hh]ar)\s+{_NAME}\b.*")
MYSELF = re.compile(
    r"\s*(?:er|is|am|står|har)\s+(?:jeg|eg|vi|i)\b.*(?:påmeldt|meldt|signed up|lista|list)", re.IGNORECASE
)
WHOM = re.compile(
    r"\b(?:meld|melde|meldt|sett|sette|skriv|skrive|ta|sign|put|register)\s+(?:av\s+|på\s+|opp\s+)?"
    r"(?P<name>[^\W\d_][\w’'-]*"
    r"(?:\s+(?!på\b|av\b|opp\b|up\b|off\b|for\b|fra\b|frå\b|til\b)[^\W\d_][\w’'-]*){0,3}?)"
    r"\s*(?:\s(?:på|av|opp|up|off|for|fra|frå|til)\b|$)",
    re.IGNORECASE,
)
NOT_A_NAME = frozenset(
    {
        *("meg", "mæ", "me", "oss", "us", "vi", "we", "jeg", "eg", "i", "æ", "my", "deg", "dere"),
        *("ham", "han", "henne", "hun", "ho", "hen", "dem", "dei", "them", "him", "her"),
        *("den", "det", "dette", "plass", "navnet", "namnet", "kolleger", "avbud", "avbod"),
        *("på", "av", "opp", "en", "ei", "ein", "et", "eit", "to", "tre", "fire", "fem"),
    }
)
NO_NAMES = frozenset(
    {"jeg", "eg", "vi", "du", "det", "dere", "de", "noen", "nokon", "i", "it", "there", "frokosten"}
)


def replied(text: str) -> Replied | None:
    """None where it stands on its own."""
    for what, pattern in _REPLIES:
        if pattern.fullmatch(text):
            return what
    if party_in(text) is not None and len(text.split()) <= MOST_WORDS_OF_PARTY:
        return Replied.PARTY
    return Replied.NOTE if note_in(text) and not text.strip().endswith("?") else None


def party_in(text: str) -> int | None:
    """`vi blir tre`: so many in all."""
    found = PARTY.search(text)
    if found is None:
        return None
    said = found["n"].casefold()
    return int(said) if said.isdecimal() else NUMBERS[said]


def note_in(text: str) -> str:
    """What the host must know: the sentences that say so, as typed; empty where there are none."""
    said = [
        JOINING.sub("", each.strip(" ,")) for each in SENTENCES.split(text) if each and NOTED.search(each)
    ]
    return clean(". ".join(said), LONGEST_NOTE)


def whom_in(text: str) -> str:
    """Whom else a message signs up or off, as typed: `meld Per Bakke på`; empty for the writer."""
    found = WHOM.search(text)
    words = found["name"].split() if found else []
    return "" if not words or words[0].casefold() in NOT_A_NAME else " ".join(words)


def question_in(text: str, person: str | None = None) -> Question | None:
    """`hvem kommer på frokosten?`, `kommer Kari?`, `hvor mange er påmeldt?`; None for what is no such."""
    if COUNT.search(text):
        return Question(what=Wondered.COUNT)
    if WHO.search(text):
        return Question(what=Wondered.WHO)
    if MYSELF.match(text):
        return Question(what=Wondered.WHETHER)
    found = WHETHER.match(text)
    name = found["name"] if found else ""
    if not name or name.casefold() in NO_NAMES:
        return None
    return Question(what=Wondered.WHETHER, person=person or name)
