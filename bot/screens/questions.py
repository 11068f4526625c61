"""Questions to the administration: as they hear them, and as they are answered."""

from __future__ import annotations

from booking.model.people import Person
from booking.model.questions import Question
from bot import buttons
from bot.screen import Screen, key
from wording import Say, questions
from wording.cleaning import clean_letter


def passed_on(say: Say) -> Screen:
    return Screen(text=say("I have passed that on to the administration. The answer comes here."))


def asked(question: Question, asker: Person, say: Say) -> Screen:
    """For the administration."""
    text = questions.asked(question, asker, say)
    return Screen(text=text, rows=((key(say.plain("Answer"), buttons.Answer(question=question.id)),),))


def write_answer(question: Question, asker: Person, say: Say) -> Screen:
    writes = questions.asked(question, asker, say)
    asks = say("Write your answer to {name} now. /avbryt leaves it.", name=asker.name)
    return Screen(text=f"{writes}\n\n{asks}", fresh=True)


def was_answered(question: Question, asker: Person, say: Say) -> Screen:
    text = questions.asked(question, asker, say)
    return Screen(
        text=text + "\n\n" + say("Answered: “{answer}”", answer=clean_letter(question.answer or ""))
    )


def answered(question: Question, say: Say) -> Screen:
    """For the one who asked."""
    return Screen(text=questions.answered(question, say))


def sent(asker: Person, say: Say) -> Screen:
    return Screen(text=say("Sent to {name}.", name=asker.name))
