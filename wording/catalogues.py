"""The catalogues beside the code: what the code says, what the translators have answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from booking.model.people import Language
from wording.speech import LOCALE

ROOT = Path(__file__).parent.parent
PACKAGES = ("wording", "bot", "web", "commands")
KEYWORDS = {"say": None, "plain": None, "many": (1, 2), "many_plain": (1, 2)}
TRANSLATED = (Language.BOKMAL, Language.NYNORSK)

_PLACE = re.compile(r"{(\w+)}")
_TAG = re.compile(r"</?[a-z]+>")


def said_in_the_code() -> set[str | tuple[str, str]]:
    """Every message in the code, a plural as its two forms."""
    found: set[str | tuple[str, str]] = set()
    for package in PACKAGES:
        for _, _, message, _, _ in extract_from_dir(str(ROOT / package), keywords=KEYWORDS):
            found.add((message[0], message[1]) if isinstance(message, tuple) else message)
    return found - {""}


def path_of(language: Language) -> Path:
    return LOCALE / language.value / "LC_MESSAGES" / "gartneriet.po"


def read(language: Language) -> Catalog:
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language.value)
    with path.open("rb") as file:
        return read_po(file, locale=language.value)


def update(language: Language) -> None:
    """Puts what the code says into the catalogue: new messages empty, gone ones removed."""
    old, new = read(language), Catalog(locale=language.value, charset="utf-8")
    for message in sorted(said_in_the_code(), key=str):
        key = message if isinstance(message, str) else message[0]
        known = old.get(key)
        answer = known.string if known and known.string else ("", "") if isinstance(message, tuple) else ""
        new.add(message, answer)
    path = path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = BytesIO()
    write_po(buffer, new, sort_output=True, omit_header=True, width=100)
    header = f'msgid ""\nmsgstr ""\n"Language: {language.value}\\n"\n'
    header += '"Content-Type: text/plain; charset=utf-8\\n"\n'
    header += '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    path.write_bytes(header.encode() + buffer.getvalue())


def mistakes(language: Language) -> Iterator[str]:
    """What is missing, fuzzy, unused or filled in otherwise than the source."""
    said = said_in_the_code()
    keys = {message if isinstance(message, str) else message[0] for message in said}
    catalogue = read(language)
    for message in catalogue:
        key = message.id if isinstance(message.id, str) else message.id[0]
        if key and key not in keys:
            yield f"unused: {key!r}"
        elif key:
            yield from _wrong(message)
    for key in sorted(keys):
        if catalogue.get(key) is None:
            yield f"missing: {key!r}"


def _wrong(message: Message) -> Iterator[str]:
    sources = [message.id] if isinstance(message.id, str) else list(message.id)
    answers = [message.string] if isinstance(message.string, str) else list(message.string or ())
    if not all(answers):
        yield f"missing: {sources[0]!r}"
        return
    if message.fuzzy:
        yield f"fuzzy: {sources[0]!r}"
    wanted = set(_PLACE.findall(sources[-1]))
    for answer in answers:
        if set(_PLACE.findall(answer)) - wanted or (wanted - set(_PLACE.findall(answer)) - {"n"}):
            yield f"other places than the source: {answer!r}"
        if sorted(_TAG.findall(answer)) != sorted(_TAG.findall(sources[-1])):
            yield f"other tags than the source: {answer!r}"
