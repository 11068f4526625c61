"""Questions to the administration: as they hear them, and as they are answered."""

from __future__ import annotations

from collections.abc import Sequence

from booking.asking import PassedOn, Waiting
from booking.model.people import Person
from booking.model.questions import Question, QuestionKind
from booking.model.spaces import Space
from bot import buttons
from bot.screen import Row, Screen, key
from bot.turn import Turn
from bot.understanding import Understanding
from wording import Html, Say, dates, names, questions
from wording.cleaning import clean_letter

SHOWN = 8


def passed_on(passed: PassedOn, said: Understanding, space: Space, turn: Turn) -> Screen:
    """The truth about where it is now; with whom and when a visitor comes, as it was understood."""
    text = questions.receipt(passed, space, turn.say)
    visitor = _visitor(said, space, turn) if passed.question.kind is QuestionKind.GUEST else ""
    return Screen(text="\n".join(filter(None, (text, visitor))))


def _visitor(said: Understanding, space: Space, turn: Turn) -> str:
    say = turn.say
    day = dates.day(said.date or space.today(turn.now), space.today(turn.now), say)
    at = dates.clock(said.start, say) if said.start else ""
    when = say.plain("{day} at {time}", day=day, time=at) if at else day
    return say("{name}, {when}.", name=said.person or say.plain("A visitor"), when=when)


def to_staff(text: Html, question: Question, say: Say) -> Screen:
    """For the administration, with what can be done about it."""
    return Screen(text=text, rows=(ways(question, say),))


def ways(question: Question, say: Say) -> Row:
    return (
        key(say.plain("Answer"), buttons.Answer(question=question.id)),
        key(say.plain("Settled"), buttons.SettleQuestion(question=question.id)),
    )


def settled(question: Question, asker: Person, say: Say) -> Screen:
    return Screen(text=questions.asked(question, asker, say) + "\n\n" + say("It is settled."))


def open_list(waiting: Sequence[Waiting], say: Say) -> tuple[Html, tuple[Row, ...]]:
    """What is open, the oldest first, and for each what can be done about it."""
    if not waiting:
        return Html(""), ()
    shown = waiting[:SHOWN]
    lines = [say("<b>Waiting for you</b>")]
    lines += [say("{n}. {what}", n=n, what=_in_short(each, say)) for n, each in enumerate(shown, start=1)]
    if len(waiting) > SHOWN:
        lines.append(say.many("and {n} more", "and {n} more", len(waiting) - SHOWN))
    return Html("\n".join(lines)), tuple(_row(n, each.question, say) for n, each in enumerate(shown, start=1))


def _in_short(waiting: Waiting, say: Say) -> Html:
    text = questions.asked(waiting.question, waiting.asker, say)
    if not waiting.others:
        return text
    others = names.listed([each.name for each in waiting.others], say)
    return Html("\n".join((text, say("The same from: {names}.", names=others))))


def _row(n: int, question: Question, say: Say) -> Row:
    return (
        key(say.plain("Answer {n}", n=n), buttons.Answer(question=question.id)),
        key(say.plain("Settled {n}", n=n), buttons.SettleQuestion(question=question.id)),
    )


def write_answer(question: Question, asker: Person, say: Say) -> Screen:
    writes = questions.asked(question, asker, say)
    asks = say("Write your answer to {name} now. /avbryt leaves it.", name=asker.name)
    return Screen(text=f"{writes}\n\n{asks}", fresh=True)


def was_answered(question: Question, asker: Person, say: Say) -> Screen:
    text = questions.asked(question, asker, say)
    return Screen(
        text=text + "\n\n" + say("Answered: “{answer}”", answer=clean_letter(question.answer or ""))
    )


def sent(asker: Person, say: Say) -> Screen:
    return Screen(text=say("Sent to {name}.", name=asker.name))
