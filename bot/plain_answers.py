"""Yes, no and "I don't know" in their many forms, in three languages."""

from __future__ import annotations

import re

_YES = """
    ja | jo | jau | jada | ja da | jepp | japp | jess | yes | yep | yeah | sure | ok | okay |
    okey | oki | greit | det er greit | det er greitt | det er ok | det er fint | det er bra |
    det går bra | det går fint | fint | flott | supert | helt fint | helt greit | gjerne |
    selvsagt | selvfølgelig | sjølvsagt | klart det | absolutt | kjør | kjør på | gjør det |
    gjer det | stemmer | det stemmer | riktig | det er riktig | rett | det er rett | perfekt |
    that is fine | that's fine | that is right | that's right | fine | right | correct |
    go ahead | do it | of course | please | please do | jeg er enig | jeg samtykker | enig |
    samtykker | i agree | la oss begynne | la oss starte | vi begynner | start | send | send den |
    send det | send inn | send it
"""
_NO = """
    nei | nei da | neida | nope | no | nah | nix | ikke | ikkje | nei takk | no thanks |
    no thank you | det vil jeg ikke | vil ikke | jeg vil ikke | eg vil ikkje | helst ikke |
    helst ikkje | ikke nå | ikkje no | not now | i don't want to | avbryt | stopp | stop |
    cancel | glem det | gløym det | forget it | dropp det | la det være | la vere |
    nei, la det være | nei det går ikke | det er ikke greit | det er ikkje greitt
"""
_UNSURE = """
    vet ikke | veit ikkje | veit ikke | vet ikkje | vet itte | veit itj | aner ikke |
    ingen anelse | usikker | jeg er usikker | litt usikker | hopp over | hopp over denne |
    hopp over det | hoppe over | skip | skip it | skip this | pass | neste | neste spørsmål |
    next | don't know | dont know | dunno | no idea | not sure | i'm not sure | ingenting |
    ingen | - | ? | vil ikke si | ønsker ikke å si | vil ikkje seie | rather not say |
    none of your business | husker ikke | ikke bestemt | ikke bestemt ennå |
    har ikke bestemt meg
"""
BEGINS = re.compile(r"^(?:ja|jo|jau|yes|ok|okay|greit)\b[\s,.!]*", re.IGNORECASE)
FILLERS = re.compile(
    r"\b(?:takk|tusen|mange|thanks|thank you|please|helt|heilt|egentlig|eigentleg|really|sånn"
    r"|for meg|da|altså|jeg|eg|æ|i"
    r"|det|dette|nå|no|bare|berre|så|men|litt|ennå|enno|enda|yet)\b",
    re.IGNORECASE,
)
MARKS = re.compile(r"[\s,.!…:;👍🙂😊🤷‍♀️‍♂️]+")


def is_yes(text: str) -> bool:
    """`ja`, `ja det er greit`, `gjerne det`, `👍`."""
    said = _bare(text)
    if said in _FORMS_OF_YES or (not said and "👍" in text):
        return True
    rest = _bare(BEGINS.sub("", text, count=1))
    begins = BEGINS.match(text.strip()) is not None
    return begins and (rest in _FORMS_OF_YES or _without_fillers(rest) in {"", *_FORMS_OF_YES})


def is_no(text: str) -> bool:
    said = _bare(text)
    return said in _FORMS_OF_NO or _without_fillers(said) in _FORMS_OF_NO


def is_unsure(text: str) -> bool:
    """`vet ikke helt`, `hopp over`: goes on without an answer."""
    said = _bare(text) or text.strip()
    return said in _FORMS_OF_UNSURE or _without_fillers(said) in _FORMS_OF_UNSURE


def _bare(text: str) -> str:
    return MARKS.sub(" ", text.casefold().replace("’", "'")).strip()


def _without_fillers(said: str) -> str:
    return " ".join(FILLERS.sub(" ", said).split())


def _forms(listed: str) -> frozenset[str]:
    """As they are written, and without the words that say nothing."""
    written = (_bare(form) or form.strip() for form in listed.split("|"))
    return frozenset(said for form in written for said in (form, _without_fillers(form) or form))


_FORMS_OF_YES, _FORMS_OF_NO, _FORMS_OF_UNSURE = map(_forms, (_YES, _NO, _UNSURE))
