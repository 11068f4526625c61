"""Questions to the administration and their answers."""

from __future__ import annotations

from booking.asking import PassedOn
from booking.delivery import News
from booking.model.messages import Purpose
from booking.model.people import Person
from booking.model.questions import Addition, Question, QuestionKind
from booking.model.spaces import Space
from wording import places
from wording.cleaning import clean_letter
from wording.speech import Html, Say


def asked(question: Question, asker: Person, say: Say) -> Html:
    """For the administration, with what kind it is where that is more than a question."""
    writes = say("{name} writes: “{question}”", name=asker.name, question=clean_letter(question.text))
    kind = named(question.kind, say)
    return Html(f"{kind}\n{writes}") if kind else writes


def named(kind: QuestionKind, say: Say) -> Html | None:
    """The heading of a message to the administration."""
    return {
        QuestionKind.FAULT: say("<b>Something is wrong</b>"),
        QuestionKind.PERSON: say("<b>Wants to talk to somebody</b>"),
        QuestionKind.APPLY: say("<b>Wants a place</b>"),
        QuestionKind.LEAVE: say("<b>Gives notice</b>"),
        QuestionKind.GUEST: say("<b>A visitor is coming</b>"),
    }.get(kind)


def added(question: Question, addition: Addition, who: Person, say: Say) -> Html:
    """For the administration: it is not one person's alone."""
    return say(
        "{name} says the same: “{too}”\nIt was told before: “{question}”",
        name=who.name,
        too=clean_letter(addition.text),
        question=clean_letter(question.text),
    )


def undelivered(question: Question, space: Space, say: Say) -> Html:
    """For the one who asked: it was not so, after all."""
    text = say(
        "I could not get hold of the administration after all. What you wrote is kept, and they get it as "
        "soon as they can be reached: “{question}”",
        question=clean_letter(question.text),
    )
    return Html("\n\n".join(filter(None, (text, places.contact(space, say)))))


def receipt(passed: PassedOn, space: Space, say: Say) -> Html:
    """For the one who wrote: what has been done with it, and no more."""
    if passed.known:
        return _known(passed, say)
    if not passed.reached:
        text = say(
            "I cannot get hold of the administration here just now. What you wrote is kept, and they get it "
            "as soon as they can be reached."
        )
        return Html("\n\n".join(filter(None, (text, places.contact(space, say)))))
    return {
        QuestionKind.FAULT: say("Thank you for telling. I have passed that on to the administration."),
        QuestionKind.LEAVE: say("I have told the administration that you give notice. They get in touch."),
        QuestionKind.GUEST: say("I have told the administration that you have a visitor."),
    }.get(passed.question.kind, say("I have passed that on to the administration. The answer comes here."))


def _known(passed: PassedOn, say: Say) -> Html:
    if passed.is_own:
        return say("You have told of that already. It stands on the administration's list.")
    return say("That has been told of already. I have said that it concerns you too.")


def answered(question: Question, say: Say) -> Html:
    """For the one who asked."""
    return say(
        "The administration answers your “{question}”:\n\n{answer}",
        question=clean_letter(question.text),
        answer=clean_letter(question.answer or ""),
    )


def told(news: News, space: Space, say: Say) -> Html:
    """What a message about a question says, by why it was promised. Raises LookupError."""
    question, asker = news.question, news.asker
    if question is None or asker is None:
        raise LookupError(f"no words for {news.message.key}")
    match news.message.purpose:
        case Purpose.ANSWER:
            return answered(question, say)
        case Purpose.UNDELIVERED:
            return undelivered(question, space, say)
        case Purpose.ADDITION if news.addition is not None:
            return added(question, news.addition, asker, say)
        case _:
            return asked(question, asker, say)
