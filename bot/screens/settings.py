"""/innstillinger: the language, what one is reminded of, and the quiet hours. A tick is what holds."""

from __future__ import annotations

from datetime import time

from booking.model.people import Language, Person, Reminding, Wishes
from bot import buttons
from bot.buttons import Asleep, Place
from bot.screen import Key, Row, Screen, in_rows, key
from wording import Say, dates, names

QUIET = {
    Asleep.USUAL: (time(21), time(7)),
    Asleep.LATE: (time(23), time(6)),
    Asleep.NEVER: (time(0), time(0)),
}


def seen_line(wishes: Wishes, say: Say) -> str:
    """Whether others may see that one is here."""
    if wishes.is_seen:
        return say("Other tenants can see when you have booked a desk or a room.")
    return say("Other tenants cannot see who has booked what you have booked.")


def seen_key(wishes: Wishes, say: Say) -> Key:
    """A tick where it holds, as at the other settings."""
    words = say.plain("Show that I am here")
    return _choice(words, buttons.ShowMeHere(wanted=not wishes.is_seen), holds=wishes.is_seen)


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


def settings(person: Person, say: Say) -> Screen:
    """The language at once, and the way to the rest."""
    languages = [
        _choice(name, buttons.SetLanguage(language=language), holds=language is person.language)
        for language, name in names.LANGUAGES.items()
    ]
    wanted = len([kind for kind in CHOICES if kind not in person.wishes.unwanted])
    more = [
        key(
            say.plain("Reminders: {n} of {all}", n=wanted, all=len(CHOICES)),
            buttons.GoTo(place=Place.REMINDERS),
        ),
        key(
            dates.capital(_quiet(*_hours(person.wishes), say)),
            buttons.GoTo(place=Place.QUIET),
        ),
    ]
    text = say("<b>Settings</b>\nTap what you would like otherwise.")
    rows = (*in_rows(languages, 3), *in_rows([*more, seen_key(person.wishes, say)], 1))
    return Screen(text=f"{text}\n\n{seen_line(person.wishes, say)}", rows=rows)


def reminders(person: Person, say: Say) -> Screen:
    """One line each; a tap turns it on or off."""
    wishes = person.wishes
    kinds = [
        _choice(
            dates.capital(_kind(kind, say)),
            buttons.RemindMe(what=kind, wanted=kind in wishes.unwanted),
            holds=kind not in wishes.unwanted,
        )
        for kind in CHOICES
    ]
    before = [
        _choice(
            say.plain("{n} min", n=n),
            buttons.RemindBefore(minutes=n),
            holds=n == wishes.room_minutes,
        )
        for n in MINUTES
    ]
    text = say(
        "<b>Reminders</b>\nTap to turn one on or off. Below: how long before a room, now {n} minutes.",
        n=wishes.room_minutes,
    )
    return Screen(text=text, rows=(*in_rows(kinds, 1), *in_rows(before, 3), _back(say)))


def quiet(person: Person, say: Say) -> Screen:
    """When nothing comes that can wait."""
    now = _hours(person.wishes)
    keys = [
        _choice(dates.capital(_quiet(*hours, say)), buttons.SleepAt(when=when), holds=hours == now)
        for when, hours in QUIET.items()
    ]
    text = say("<b>Quiet hours</b>\nWhat can wait, waits until they are over. Answers and reminders do not.")
    return Screen(text=text, rows=(*in_rows(keys, 1), _back(say)))


def chosen(say: Say) -> Screen:
    """Said in the language itself, where Norwegians write its name small."""
    name = names.LANGUAGES[say.language]
    in_text = name if say.language is Language.ENGLISH else name.lower()
    return Screen(text=say("From now on I answer in {language}.", language=in_text))


def _choice(words: str, button: buttons.Button, *, holds: bool) -> Key:
    return key(f"✓ {words}" if holds else words, button)


def _hours(wishes: Wishes) -> tuple[time, time]:
    start, end = wishes.quiet_from, wishes.quiet_to
    return QUIET[Asleep.NEVER] if start == end else (start, end)


def _kind(kind: Reminding, say: Say) -> str:
    return {
        Reminding.ROOM: say.plain("before a room"),
        Reminding.DESK: say.plain("the morning of a desk"),
        Reminding.EVENT_DAY_BEFORE: say.plain("the evening before an event"),
        Reminding.EVENT_HOUR_BEFORE: say.plain("an hour before an event"),
        Reminding.GUIDANCE: say.plain("before guidance"),
        Reminding.OFFER: say.plain("before an offer lapses"),
    }[kind]


def _quiet(start: time, end: time, say: Say) -> str:
    if start == end:
        return say.plain("no quiet hours")
    return say.plain("quiet between {start} and {end}", start=f"{start:%H}", end=f"{end:%H}")


def _back(say: Say) -> Row:
    return (key(say.plain("Back"), buttons.GoTo(place=Place.SETTINGS)),)
