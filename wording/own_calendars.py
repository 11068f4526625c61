"""An adviser's own calendar: that it cannot be read, and why not. Never its address, only where it is."""

from __future__ import annotations

from booking import refusals as r
from booking.model.calendars import OwnCalendar, Trouble
from wording.cleaning import Plain
from wording.facts import Facts, Word
from wording.speech import Html, Say


def told(own: OwnCalendar, say: Say) -> Html:
    """How it stands now."""
    if not own.is_told:
        return say("Your own calendar can be read again. Times when you are busy there are not offered.")
    return Html(
        "\n".join(
            (
                say("<b>Your own calendar cannot be read</b>"),
                why(own.failure or Trouble.SILENT, own.host, say),
                say("Until it can, what we read last counts: new meetings there may be missing."),
            )
        )
    )


def subject(own: OwnCalendar, say: Say) -> Plain:
    if own.is_told:
        return say.plain("Your own calendar cannot be read")
    return say.plain("Your own calendar can be read again")


def why(trouble: Trouble, host: str, say: Say) -> Html:
    """What is so, and what to do."""
    too_large = say("The calendar is too large for us. Share one with fewer years in it.")
    return {
        Trouble.ADDRESS: say("That is no address of a calendar. It begins with https:// or webcal://."),
        Trouble.PRIVATE: say("{host} is not on the open internet, so we cannot read it.", host=host),
        Trouble.SILENT: say("{host} does not answer. Check the address, or try again later.", host=host),
        Trouble.REFUSED: say(
            "{host} does not let us in. Make a new secret address in your calendar.", host=host
        ),
        Trouble.SIZE: too_large,
        Trouble.ENDLESS: too_large,
        Trouble.CONTENT: say("What lies there is no calendar. Copy the address that ends in .ics."),
        Trouble.KEY: say("We can no longer open the address. Connect the calendar anew."),
    }[trouble]


def _not_read(refusal: r.CalendarNotRead, facts: Facts) -> Html:
    return why(refusal.trouble, refusal.host, facts.say)


WORDS: dict[type[r.Refusal], Word] = {r.CalendarNotRead: _not_read}
