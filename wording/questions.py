"""Questions to the administration and their answers."""

from __future__ import annotations

from booking.model.people import Person
from booking.model.questions import Question
from wording.cleaning import clean_letter
from wording.speech import Html, Say


def asked(question: Question, asker: Person, say: Say) -> Html:
    """For the administration."""
    return say("{name} writes: “{question}”", name=asker.name, question=clean_letter(question.text))


def answered(question: Question, say: Say) -> Html:
    """For the one who asked."""
    return say(
        "The administration answers your “{question}”:\n\n{answer}",
        question=clean_letter(question.text),
        answer=clean_letter(question.answer or ""),
    )
