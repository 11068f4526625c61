"""Saying things: English in the code is the source, gettext catalogues hold Bokmål and Nynorsk.

Nynorsk falls back to Bokmål, Bokmål to English. HTML is escaped here and nowhere else.
"""

from __future__ import annotations

import html
import logging
import re
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from booking.model.people import Language

log = logging.getLogger(__name__)

LOCALE = Path(__file__).parent / "locale"
LONGEST_VALUE = 600
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\x00-\x08\x0b-\x1f\x7f]")
"""Marks that turn the text around them, and control characters."""
_TAG = re.compile(r"<[^>]+>")


class Html(str):
    """Telegram HTML that is safe to send as it is."""

    __slots__ = ()


class Say:
    """One language's voice. A message that cannot be filled in is said as it is, never an error."""

    def __init__(self, language: Language, catalogue: NullTranslations) -> None:
        self.language = language
        self._catalogue = catalogue

    def __call__(self, text: str, /, **values: Any) -> Html:
        """Telegram HTML; the values are escaped unless they are Html themselves."""
        return Html(_filled(self._catalogue.gettext(text), _escaped(values)))

    def plain(self, text: str, /, **values: Any) -> str:
        """Plain text, for buttons, alerts and file names."""
        return _filled(self._catalogue.gettext(text), _cleaned(values))

    def many(self, one: str, several: str, n: int, /, **values: Any) -> Html:
        """The form that goes with the number `n`, as Html."""
        return Html(_filled(self._catalogue.ngettext(one, several, n), _escaped({**values, "n": n})))

    def many_plain(self, one: str, several: str, n: int, /, **values: Any) -> str:
        return _filled(self._catalogue.ngettext(one, several, n), _cleaned({**values, "n": n}))


@cache
def speak(language: Language) -> Say:
    """The voice of a language; its catalogue is read once."""
    return Say(language, _catalogue(language))


def as_plain(text: str) -> str:
    """Html as plain text."""
    return html.unescape(_TAG.sub("", text))


def clean(value: str) -> str:
    """A person's text made harmless among ours: no marks that turn it around, no control characters."""
    return _TURNING.sub("", value)[:LONGEST_VALUE]


def _catalogue(language: Language) -> NullTranslations:
    if language is Language.ENGLISH:
        return NullTranslations()
    path = LOCALE / language.value / "LC_MESSAGES" / "gartneriet.po"
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language.value))
    compiled.seek(0)
    translations = GNUTranslations(compiled)
    if language is Language.NYNORSK:
        translations.add_fallback(_catalogue(Language.BOKMAL))
    return translations


def _escaped(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _safe(value) for name, value in values.items()}


def _safe(value: Any) -> Any:
    if isinstance(value, Html) or not isinstance(value, str):
        return value
    return html.escape(clean(value), quote=False)


def _cleaned(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: as_plain(value)
        if isinstance(value, Html)
        else clean(value)
        if isinstance(value, str)
        else value
        for name, value in values.items()
    }


def _filled(text: str, values: dict[str, Any]) -> str:
    try:
        return text.format_map(values)
    except (KeyError, IndexError, ValueError):
        log.exception("a message cannot be filled in: %s", text)
        return text
