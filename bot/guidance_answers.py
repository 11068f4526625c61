"""Answers in words to the questions before guidance: a choice, a correction, a question in between."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from booking.rules.reach import address_in, telephone_in
from bot.plain_answers import is_unsure, number_of
from bot.understanding import lexicon

LEAST_LETTERS, LEAST_OF_BEGINNING = 3, 4
NOTHING_SAID = frozenset({"og", "and", "the", "der", "som", "har", "den", "det", "jeg", "for"})
WORD = re.compile(r"\w+")

BACK = re.compile(
    r"(?:gå )?(?:tilbake|attende|back|go back|forrige(?: spørsmål)?|angre|undo)[.!]*", re.IGNORECASE
)
LEAVE = re.compile(
    r"(?:nei,? )?(?:avbryt|stopp|stop|glem (?:det|hele greia)|gløym det|dropp det|kast(?: det)?"
    r"|slett(?: det)?|cancel|forget it"
    r"|jeg (?:vil|ønsker) (?:ikke|å) (?:mer|avslutte|avbryte|slutte))[.!]*",
    re.IGNORECASE,
)
CONTINUES = re.compile(
    r"(?:ja,? ?)?(?:(?:jeg|eg|vi|i) (?:vil|want to) )?(?:fortsett|fortsette|gå videre|hald fram"
    r"|halde fram|go on|continue)[.!]*",
    re.IGNORECASE,
)
QUESTION = re.compile(
    r"^(?:hei,?\s*|men\s*|ok,?\s*)?(?:hva|kva|hvem|kven|hvor|kor|kvar|hvordan|korleis|når|hvorfor"
    r"|kvifor|er det|er dere|kan jeg|kan eg"
    r"|må jeg|må eg|what|who|where|how|when|why|is it|do i|can i)\b",
    re.IGNORECASE,
)
READERS = re.compile(
    r"\b(?:hvem|kven|who)\b.*\b(?:leser|les|ser|får se|får vite|reads?|sees?|lese|se|get)\b"
    r"|\b(?:hemmelig|konfidensiel|taushet"
    r"|teieplikt|confidential|personvern|privacy|lagre|stored?)\w*",
    re.IGNORECASE,
)
COST = re.compile(r"\b(?:koste\w*|pris\w*|gratis|betale|cost|price|free of charge|pay)\b", re.IGNORECASE)
AFTER = re.compile(
    r"\b(?:hvor lang tid|kor lang tid|how long|hva skjer (?:etterpå|så|videre)|kva skjer|what happens"
    r"|når hører|når får)\b",
    re.IGNORECASE,
)


TELLS = re.compile(
    r"\b(?:idé\w*|ide|ideen|idea|starte|åpne|opne|drive|lage|utvikle|bygge|selge|selje|etablere|produsere"
    r"|start|open|run|build|sell|make|launch|develop)\b",
    re.IGNORECASE,
)
ABOUT_NOTHING = re.compile(
    r"firma\w*|bedrift\w*|selskap\w*|business|company|startup|noe|noko|nytt|eget|eige|something|new|own|my|egen"
    r"|eigen|selv|sjølv|for|hjelp\w*|help|veiled\w*|rettlei\w*|guidance|rådgiv\w*|advis\w*|mentor|snakk\w*|prat\w*"
    r"|talk|hvem|kven|who|hvordan|korleis|how|gründer|entrep\w*|få|trenger|treng|need|god|good|lurer|tenk\w*"
)
"""Words that say nothing of what the idea is."""
FILLER = frozenset(lexicon.templates("filler", "words"))


class Aside(StrEnum):
    """A question in between that the bot can answer itself."""

    READERS = "readers"
    COST = "cost"
    AFTER = "after"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One answer that shall be another."""

    field: str
    value: str


CORRECTIONS = (
    (
        "name",
        (
            r"(?:jeg heter|eg heiter|(?:navnet|namnet)(?: mitt)? er|my name is|i am called"
            r"|navn:)\s+(?P<value>.+)"
        ),
    ),
    ("idea", r"(?:ideen|idéen|idéen|my idea|the idea)(?: min)?(?: er| is| skal være|:)\s+(?P<value>.+)"),
    ("where", r"(?:jeg bor|eg bur|bor|i live|stedet er|staden er)\s+(?:i |på |in |at )?(?P<value>.+)"),
    (
        "hope",
        (
            r"(?:jeg håper på|eg håpar på|jeg ønsker|jeg trenger|eg treng|i hope for"
            r"|i need)\s+(?:hjelp (?:til|med) |help with )?"
            r"(?P<value>.+)"
        ),
    ),
)
_CORRECTIONS = tuple(
    (field, re.compile(rf"\s*(?:nei|men|no)?[,.]?\s*{pattern}", re.IGNORECASE | re.DOTALL))
    for field, pattern in CORRECTIONS
)


def chosen(text: str, labels: Sequence[Sequence[str]]) -> int | None:
    """Which of the choices is meant, each known by its words in several languages.

    By an ordinal, by its words, or by a word that no other choice has.
    """
    number = number_of(text, len(labels))
    if number is not None:
        return number
    said = _words(text)
    meant = [at for at, names in enumerate(labels) if any(_is_named(said, name) for name in names)]
    return meant[0] if len(meant) == 1 else None


def corrected(text: str) -> Correction | None:
    """`nei, ideen er …`, `jeg heter …`, `epost er feil, den er …`; None for what corrects nothing."""
    reach = address_in(text) or telephone_in(text)
    if reach:
        return Correction(field="reach", value=reach)
    for field, pattern in _CORRECTIONS:
        found = pattern.fullmatch(text)
        if found is not None:
            return Correction(field=field, value=found["value"].strip(" ."))
    return None


def aside_in(text: str) -> Aside | None:
    """A question about guidance itself."""
    if not is_question(text):
        return None
    for aside, pattern in ASIDES.items():
        if pattern.search(text):
            return aside
    return None


def tells_idea(text: str) -> bool:
    """`jeg vil starte en kafé i sentrum`, but not `jeg har en idé` alone, nor a wish for guidance."""
    said = _words(TELLS.sub("", text)) - FILLER
    return TELLS.search(text) is not None and not all(ABOUT_NOTHING.fullmatch(word) for word in said)


ASIDES: Mapping[Aside, re.Pattern[str]] = {Aside.READERS: READERS, Aside.AFTER: AFTER, Aside.COST: COST}


def is_question(text: str) -> bool:
    return (text.strip().endswith("?") and not is_unsure(text)) or (
        QUESTION.match(text) is not None and len(text.split()) <= MOST_WORDS_OF_QUESTION
    )


MOST_WORDS_OF_QUESTION = 7
"""A longer one without its mark may as well be an answer."""


def goes_back(text: str) -> bool:
    return BACK.fullmatch(text.strip()) is not None


def leaves(text: str) -> bool:
    return LEAVE.fullmatch(text.strip()) is not None


def _is_named(said: set[str], name: str) -> bool:
    """Some word of it is said, or the beginning of a long one."""
    words = {word for word in _words(name) - NOTHING_SAID if len(word) >= LEAST_LETTERS}
    long = {word for word in words | said if len(word) >= LEAST_OF_BEGINNING}
    begun = any(
        word.startswith(each) or each.startswith(word) for word in words & long for each in said & long
    )
    return bool(words & said) or begun


def _words(text: str) -> set[str]:
    return set(WORD.findall(text.casefold()))
