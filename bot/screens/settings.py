"""/innstillinger: the language, and what one is reminded of."""

from __future__ import annotations

from datetime import time

from booking.model.people import Language, Person, Reminding, Wishes
from bot import buttons
from bot.buttons import Asleep
from bot.screen import Key, Row, Screen, in_rows, key
from wording import Say

NAMES = {Language.BOKMAL: "Bokmål", Language.NYNORSK: "Nynorsk", Language.ENGLISH: "English"}
QUIET = {
    Asleep.USUAL: (time(21), time(7)),
    Asleep.LATE: (time(23), time(6)),
    Asleep.NEVER: (time(0), time(0)),
}


def settings(person: Person, say: Say) -> Screen:
    """Everything there is to choose; each tap shows it anew."""
    language = say("You are answered in {language}.", language=NAMES[person.language])
    lines = [
        language,
        "",
        say("<b>Reminders</b>"),
        *(f"• {_kind(kind, say)}: {_yes_or_no(kind, person.wishes, say)}" for kind in CHOICES),
        f"• {say.plain('before a room: {n} minutes', n=person.wishes.room_minutes)}",
        f"• {_quiet(person.wishes, say)}",
        "",
        seen_line(person.wishes, say),
    ]
    return Screen(text="\n".join(lines), rows=_rows(person, say))


def seen_line(wishes: Wishes, say: Say) -> str:
    """Whether others may see that one is here."""
    if wishes.is_seen:
        return say("Other tenants can see when you have booked a desk or a room.")
    return say("Other tenants cannot see who has booked what you have booked.")


def seen_key(wishes: Wishes, say: Say) -> Key:
    words = say.plain("Do not show that I am here") if wishes.is_seen else say.plain("Show that I am here")
    return key(words, buttons.ShowMeHere(wanted=not wishes.is_seen))


def chosen(say: Say) -> Screen:
    return Screen(text=say("From now on I answer in {language}.", language=NAMES[say.language]))


MINUTES = (15, 30, 60)
"""Before a room; none is longer than `booking.rules.telling.EARLIEST`."""
CHOICES = (
    Reminding.ROOM,
    Reminding.DESK,
    Reminding.EVENT_DAY_BEFORE,
    Reminding.EVENT_HOUR_BEFORE,
    Reminding.GUIDANCE,
    Reminding.OFFER,
)


def _rows(person: Person, say: Say) -> tuple[Row, ...]:
    languages = [key(name, buttons.SetLanguage(language=language)) for language, name in NAMES.items()]
    reminders: list[Key] = []
    for kind in CHOICES:
        wanted = kind not in person.wishes.unwanted
        name = _kind(kind, say)
        said = say.plain("Turn off: {what}", what=name) if wanted else say.plain("Turn on: {what}", what=name)
        reminders.append(key(said, buttons.RemindMe(what=kind, wanted=not wanted)))
    before = [
        key(say.plain("{n} min before", n=n), buttons.RemindBefore(minutes=n))
        for n in MINUTES
        if n != person.wishes.room_minutes
    ]
    quiet = [
        key(say.plain("Quiet 21–07"), buttons.SleepAt(when=Asleep.USUAL)),
        key(say.plain("Quiet 23–06"), buttons.SleepAt(when=Asleep.LATE)),
        key(say.plain("Tell me at all hours"), buttons.SleepAt(when=Asleep.NEVER)),
    ]
    return (
        *in_rows(languages, 3),
        *in_rows(reminders, 1),
        *in_rows(before, 2),
        *in_rows(quiet, 3),
        (seen_key(person.wishes, say),),
    )


def _kind(kind: Reminding, say: Say) -> str:
    return {
        Reminding.ROOM: say.plain("before a room"),
        Reminding.DESK: say.plain("the morning of a desk"),
        Reminding.EVENT_DAY_BEFORE: say.plain("the evening before an event"),
        Reminding.EVENT_HOUR_BEFORE: say.plain("an hour before an event"),
        Reminding.GUIDANCE: say.plain("before guidance"),
        Reminding.OFFER: say.plain("before an offer lapses"),
    }[kind]


def _yes_or_no(kind: Reminding, wishes: Wishes, say: Say) -> str:
    return say.plain("no") if kind in wishes.unwanted else say.plain("yes")


def _quiet(wishes: Wishes, say: Say) -> str:
    if wishes.quiet_from == wishes.quiet_to:
        return say.plain("at all hours")
    return say.plain(
        "none between {start} and {end}",
        start=f"{wishes.quiet_from:%H}",
        end=f"{wishes.quiet_to:%H}",
    )
