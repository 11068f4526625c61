"""Saying things: English in the code is the source, gettext catalogues hold Bokmål and Nynorsk.

Nynorsk falls back to Bokmål, Bokmål to English. HTML is escaped here and nowhere else.
"""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Callable, Mapping
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from booking.model.people import Language
from wording.cleaning import Plain, clean

log = logging.getLogger(__name__)

LOCALE = Path(__file__).parent / "locale"
PLACE = re.compile(r"{(\w+)}")
"""Where a value goes in a message. Nothing else in braces has a meaning."""
UNKNOWN = "…"
_TAG = re.compile(r"<[^>]+>")


class Html(str):
    """Telegram HTML that is safe to send as it is, and to put into a page."""

    __slots__ = ()

    def __html__(self) -> str:
        """Templates do not escape it again."""
        return self


class Say:
    """One language's voice. A message that cannot be filled in is said as well as can be, never an error."""

    def __init__(self, language: Language, catalogue: NullTranslations) -> None:
        self.language = language
        self._catalogue = catalogue

    def __call__(self, text: str, /, **values: object) -> Html:
        """Telegram HTML; the values are escaped unless they are Html themselves."""
        return Html(_filled(self._catalogue.gettext(text), text, values, _escaped))

    def plain(self, text: str, /, **values: object) -> Plain:
        """Plain text, for buttons, alerts and file names."""
        return Plain(_filled(self._catalogue.gettext(text), text, values, _unescaped))

    def many(self, one: str, several: str, n: int, /, **values: object) -> Html:
        """The form that goes with the number `n`, as Html."""
        said, source = self._form(one, several, n)
        return Html(_filled(said, source, {**values, "n": n}, _escaped))

    def many_plain(self, one: str, several: str, n: int, /, **values: object) -> Plain:
        said, source = self._form(one, several, n)
        return Plain(_filled(said, source, {**values, "n": n}, _unescaped))

    def _form(self, one: str, several: str, n: int) -> tuple[str, str]:
        return self._catalogue.ngettext(one, several, n), one if n == 1 else several


@cache
def speak(language: Language) -> Say:
    """The voice of a language; its catalogue is read once."""
    return Say(language, _catalogue(language))


def as_html(text: str) -> Html:
    """A value by itself, where there is nothing to say around it."""
    return Html(_escaped(text))


def as_plain(text: str) -> Plain:
    """Html as plain text."""
    return Plain(html.unescape(_TAG.sub("", text)))


def _catalogue(language: Language) -> NullTranslations:
    if language is Language.ENGLISH:
        return NullTranslations()
    translations = translations_in(LOCALE / language.value / "LC_MESSAGES" / "gartneriet.po", language)
    if language is Language.NYNORSK:
        translations.add_fallback(_catalogue(Language.BOKMAL))
    return translations


def translations_in(path: Path, language: Language) -> GNUTranslations:
    """What a catalogue answers; what it leaves empty or doubts is as if it were not there."""
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language.value))
    compiled.seek(0)
    return GNUTranslations(compiled)


def _escaped(value: object) -> str:
    if isinstance(value, Html):
        return value
    text = value if isinstance(value, Plain) else clean(str(value))
    return html.escape(text, quote=False).replace('"', "&quot;")


def _unescaped(value: object) -> str:
    if isinstance(value, Html):
        return as_plain(value)
    return value if isinstance(value, Plain) else clean(str(value))


def _filled(said: str, source: str, values: Mapping[str, object], write: Callable[[object], str]) -> str:
    """With the values in their places; the source where the translation asks for what was not given."""
    text = said if values.keys() >= set(PLACE.findall(said)) else source
    missing = set(PLACE.findall(text)) - values.keys()
    if missing or text != said:
        log.error("a message cannot be filled in: %r, %s", said, sorted(missing))
    return PLACE.sub(lambda place: write(values.get(place[1], UNKNOWN)), text)
