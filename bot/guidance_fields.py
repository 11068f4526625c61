"""What an answer in words says, for each question before guidance."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from booking.model.guidance import HowFar, Sector
from booking.model.intakes import Step
from booking.model.people import Language
from booking.rules import answers as rules
from booking.rules.reach import is_way
from bot import guidance_answers as read
from wording import Say, guidance_names, speak
from wording.cleaning import clean_letter

Value = TypeVar("Value", HowFar, Sector)
FIELDS = {Step.IDEA: "idea", Step.HOPE: "hope", Step.WHERE: "where", Step.REACH: "reach"}
"""What is answered in words alone."""
ALSO = {
    HowFar.IDEA: ("tanke", "tanken", "idéstadiet", "thought"),
    HowFar.STARTED: ("startet", "starta", "begynt", "started"),
    HowFar.TRIED: ("testet", "testa"),
}
"""Other words for a choice than its button's."""
LEAST_WORDS_OF_IDEA = 3


def fields_in(text: str, step: Step) -> Mapping[str, object]:
    """What it answers; empty where it is no answer."""
    if step is Step.CONSENT:
        return {"idea": text} if len(text.split()) >= LEAST_WORDS_OF_IDEA else {}
    if step is Step.HOW_FAR:
        names = _names(guidance_names.how_far, list(HowFar))
        far = read.chosen(
            text, [[*each, *ALSO.get(far, ())] for each, far in zip(names, HowFar, strict=True)]
        )
        return {} if far is None else {"how_far": list(HowFar)[far]}
    if step is Step.SECTOR:
        which = read.chosen(text, _names(guidance_names.sector, list(Sector)))
        return {} if which is None else {"sector": list(Sector)[which]}
    if step is Step.REVIEW:
        correction = read.corrected(text)
        return {} if correction is None else {correction.field: correction.value}
    if step is Step.REACH:
        return {"reach": text} if is_way(text) else {}
    return {FIELDS[step]: text}


def kept_of(step: Step, value: object) -> object:
    if not isinstance(value, str) or isinstance(value, HowFar | Sector):
        return value
    longest = rules.LONGEST.get(step, rules.LONGEST[Step.IDEA])
    return clean_letter(value)[:longest]


def _names(name: Callable[[Value, Say], str], values: Sequence[Value]) -> list[list[str]]:
    """Each value's words in every language."""
    return [[name(value, speak(language)) for language in Language] for value in values]
