"""The public page where guidance is asked for, and the page of one's own case."""

from __future__ import annotations

from collections.abc import Mapping

from wording import asking_guidance
from wording.cleaning import Plain
from wording.speech import Html, Say


def title(say: Say) -> Plain:
    return say.plain("Guidance")


def introduction(say: Say) -> Html:
    """What it is, and what is kept and for how long, before the first question."""
    parts = (asking_guidance.what_it_is(say), asking_guidance.what_is_kept(say))
    return Html("".join(f"<p>{part}</p>" for part in parts))


def labels(say: Say) -> Mapping[str, Plain]:
    return {
        "name": say.plain("Your name"),
        "email": say.plain("Your e-mail address"),
        "idea": say.plain("What is your idea? (may be left empty)"),
        "how_far": say.plain("How far have you come?"),
        "sector": say.plain("What is it closest to?"),
        "hope": say.plain("What do you hope to get help with? (may be left empty)"),
        "where": say.plain("Where do you live? (may be left empty)"),
        "reach": say.plain("Your phone number (may be left empty)"),
        "consent": say.plain("Yes, you may keep what I write"),
        "send": say.plain("Send"),
    }


def received(say: Say) -> Html:
    return say("We have your request. You hear from us by e-mail.")


def too_many(say: Say) -> Html:
    return say("Many have asked just now. Try again in a while, or call Modum Næringsråd.")


def no_such(say: Say) -> Html:
    return say("This link is not whole, or the case is gone. Open it from the e-mail once more.")


def answer_here(link: str, say: Say) -> Html:
    """In an e-mail: where the chat has buttons."""
    return say("Answer here: {link}", link=link)
