"""The catalogues beside the code: what the translators have answered, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages import Message as Entry
from babel.messages.pofile import PoFileError, read_po, write_po

from booking.model.people import Language
from wording.extraction import Message
from wording.speech import PLACE

TRANSLATED = (Language.BOKMAL, Language.NYNORSK)
HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
"""Without dates and names, which would change each time."""
WIDTH = 100
_TAG = re.compile(r"</?\w+[^>]*>")
_STRAY = re.compile(r"[<>]|&(?!\w+;|#\d+;)")


def path_of(locale: Path, language: Language) -> Path:
    return locale / language.value / "LC_MESSAGES" / "gartneriet.po"


def read(path: Path, language: Language) -> Catalog:
    """Empty where there is no file yet. Raises PoFileError for what is no catalogue."""
    if not path.exists():
        return Catalog(locale=language.value)
    with path.open("rb") as file:
        return read_po(file, locale=language.value, abort_invalid=True)


def update(path: Path, language: Language, said: Mapping[str, Message]) -> None:
    """Puts what the code says into the catalogue: new messages empty, vanished ones removed."""
    old, new = read(path, language), Catalog(locale=language.value, charset="utf-8")
    for message in sorted(said.values(), key=lambda message: message.one):
        known = old.get(message.one)
        forms = [""] * len(message.sources)
        if known is not None and len(_answers(known)) == len(forms):
            forms = _answers(known)
        id_ = message.one if message.several is None else message.sources
        string = forms[0] if message.several is None else tuple(forms)
        comments = known.user_comments if known is not None else ()
        flags = known.flags - {"python-brace-format"} if known is not None else ()
        new.add(id_, string, flags=flags, user_comments=comments)
    path.parent.mkdir(parents=True, exist_ok=True)
    body = BytesIO()
    write_po(body, new, sort_output=True, omit_header=True, width=WIDTH)
    path.write_bytes(HEADER.format(language=language.value).encode() + body.getvalue())


def mistakes(path: Path, language: Language, said: Mapping[str, Message]) -> Iterator[str]:
    """What is missing, doubtful, unused or filled in otherwise than the source."""
    try:
        catalogue = read(path, language)
    except PoFileError as error:
        yield f"no catalogue: {error}"
        return
    for one, message in said.items():
        entry = catalogue.get(one)
        if entry is None or len(_answers(entry)) != len(message.sources) or not all(_answers(entry)):
            yield f"missing: {one!r}"
        else:
            yield from _differences(message, entry)
    for entry in catalogue:
        if entry.id and _key(entry) not in said:
            yield f"unused: {_key(entry)!r}"
    yield from (f"unused: {key!r}" for key in catalogue.obsolete)


def _differences(message: Message, entry: Entry) -> Iterator[str]:
    if entry.fuzzy:
        yield f"fuzzy: {message.one!r}"
    for source, answer in zip(message.sources, _answers(entry), strict=True):
        if _places(source, message) != _places(answer, message):
            yield f"other placeholders than {source!r}: {answer!r}"
        if _tags(source) != _tags(answer):
            yield f"other tags than {source!r}: {answer!r}"


def _places(text: str, message: Message) -> set[str]:
    """A plural may leave out its number, as `one day` does."""
    found = set(PLACE.findall(text))
    return found if message.several is None else found - {"n"}


def _tags(text: str) -> tuple[list[str], int]:
    """The tags, and how often there is a sign that Telegram would take for one."""
    return sorted(_TAG.findall(text)), len(_STRAY.findall(_TAG.sub("", text)))


def _key(entry: Entry) -> str:
    return entry.id if isinstance(entry.id, str) else entry.id[0]


def _answers(entry: Entry) -> list[str]:
    return [entry.string] if isinstance(entry.string, str) else list(entry.string or ())
