"""A lawful no about guidance, in a person's words."""

from __future__ import annotations

from booking import refusals as r
from wording.facts import Facts, Word
from wording.speech import Html


def _many_cases(refusal: r.TooManyCases, facts: Facts) -> Html:
    return facts.say.many(
        "You have {n} open request already. /guidance shows it.",
        "You have {n} open requests already. /guidance shows the latest.",
        refusal.most,
    )


def _many_ask(_refusal: r.TooManyAsk, facts: Facts) -> Html:
    return facts.say(
        "So many have asked today that we cannot take more. Try again tomorrow, or call Modum Næringsråd."
    )


def _gone(_refusal: r.TimeGone, facts: Facts) -> Html:
    return facts.say("That time is no longer free. /guidance shows what is.")


def _over(_refusal: r.CaseOver, facts: Facts) -> Html:
    return facts.say(
        "That cannot be done now: the meeting is over, or one is booked already. /guidance shows it."
    )


def _organisation(_refusal: r.NotAnOrganisation, facts: Facts) -> Html:
    return facts.say("That is no organisation number: it has nine digits. Write it once more, or “none”.")


def _consent(_refusal: r.NoConsent, facts: Facts) -> Html:
    return facts.say("The person has not agreed that the case is handed over.")


WORDS: dict[type[r.Refusal], Word] = {
    r.TooManyCases: _many_cases,
    r.TooManyAsk: _many_ask,
    r.TimeGone: _gone,
    r.CaseOver: _over,
    r.NotAnOrganisation: _organisation,
    r.NoConsent: _consent,
}
