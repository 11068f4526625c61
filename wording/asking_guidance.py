"""The questions before guidance, and the answers as they are shown before they are sent."""

from __future__ import annotations

from booking.model.intakes import Answers, Step
from wording.cleaning import Plain, clean
from wording.guidance_names import how_far, sector
from wording.speech import Html, Say

LONGEST_SHOWN = 300


def question(step: Step, say: Say) -> Html:
    """What is asked at that step."""
    return {
        Step.CONSENT: _consent(say),
        Step.IDEA: say("<b>What is your idea?</b> A few words are enough."),
        Step.HOW_FAR: say("<b>How far have you come?</b>"),
        Step.SECTOR: say("<b>What is it closest to?</b>"),
        Step.HOPE: say("<b>What do you hope to get help with?</b>"),
        Step.WHERE: say("<b>Where do you live?</b> The place is enough."),
        Step.REACH: say(
            "<b>How may we reach you outside of this chat?</b> A phone number or an e-mail address."
        ),
        Step.REVIEW: say("<b>Is this right?</b> Then send it."),
    }[step]


def _consent(say: Say) -> Html:
    """What is kept and for how long, before the first question."""
    head = say("<b>Guidance for those who want to start something</b>")
    ask = say(
        "I ask six short questions, and you can skip each of them. When you say yes, I note your name "
        "and your Telegram account. Is that all right?"
    )
    return Html(f"{head}\n{what_it_is(say)}\n\n{what_is_kept(say)}\n\n{ask}")


def what_it_is(say: Say) -> Html:
    return say(
        "It is free, and for everybody in Modum. You tell a little about your idea, an adviser gets in "
        "touch, and you find a time together."
    )


def what_is_kept(say: Say) -> Html:
    return say(
        "Only your adviser and the administration of Modum Næringsråd can read what you write; your adviser "
        "gets the idea in short in a message. It is kept "
        "until three years after the last change, or until you have it erased. What you do not send is gone "
        "after 30 days."
    )


def what_comes(say: Say) -> Html:
    return say(
        "When you have sent it, an adviser gets it at once, and you get times to choose among here, usually "
        "within two days."
    )


def not_that(step: Step, say: Say) -> Html:
    """What was written is no answer to that question."""
    match step:
        case Step.CONSENT:
            return say("I did not quite understand that. Write yes or no, or tap below.")
        case Step.REACH:
            return say(
                "That does not look like a phone number or an e-mail address. Write it again, or “skip”."
            )
        case Step.REVIEW:
            return say(
                "Write what is wrong, like “my idea is …” or “my e-mail is …”. Write yes, and I send it."
            )
        case _:
            return say("I did not quite understand that. Tap the one that fits best, or write “skip”.")


def reminder(say: Say) -> Html:
    """The next day, where something was begun and not sent."""
    return say(
        "Hi! We were in the middle of your request for guidance yesterday, and it is not sent yet. Would you "
        "like to go on? This is the only time I ask."
    )


def progress(number: int, of: int, say: Say) -> Html:
    return say("Question {n} of {of}", n=number, of=of)


def answers(said: Answers, say: Say) -> Html:
    """What was told, a line each; what was skipped is left out."""
    told = [
        say("• {what}: {said}", what=what, said=clean(text, LONGEST_SHOWN)) for what, text in lines(said, say)
    ]
    return Html("\n".join(told)) or say("You have skipped all of it. That is fine: just send it.")


def lines(said: Answers, say: Say) -> list[tuple[Plain, str]]:
    """Pairs of what it is and what was told, of what was told at all."""
    found = (
        (say.plain("Name"), said.name),
        (say.plain("Idea"), said.idea),
        (say.plain("How far"), how_far(said.how_far, say) if said.how_far else ""),
        (say.plain("Trade"), sector(said.sector, say) if said.sector else ""),
        (say.plain("Hopes"), said.hope),
        (say.plain("Lives in"), said.where),
        (say.plain("Can be reached"), said.reach),
    )
    return [(what, text) for what, text in found if text]
