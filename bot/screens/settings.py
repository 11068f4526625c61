"""/innstillinger."""

from __future__ import annotations

from booking.model.people import Language, Person
from bot import buttons
from bot.screen import Screen, in_rows, key
from wording import Say

NAMES = {Language.BOKMAL: "Bokmål", Language.NYNORSK: "Nynorsk", Language.ENGLISH: "English"}


def languages(person: Person, say: Say) -> Screen:
    keys = [key(name, buttons.SetLanguage(language=language)) for language, name in NAMES.items()]
    text = say("You are answered in {language}. Which language do you want?", language=NAMES[person.language])
    return Screen(text=text, rows=in_rows(keys, 1))


def chosen(say: Say) -> Screen:
    return Screen(text=say("From now on I answer in {language}.", language=NAMES[say.language]))
