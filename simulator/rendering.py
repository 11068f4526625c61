"""A text and its entities as HTML that is safe in a page, and the entities that Telegram finds by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any

from simulator.entities import FormattedText, utf16_length
from simulator.messages import Entity

FOUND = re.compile(
    r"(?P<url>https?://[^\s<>«»\"]+[^\s<>«»\".,;:!?)\]])"
    r"|(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<mention>(?<![\w@])@[A-Za-z][A-Za-z0-9_]{3,31}(?!\w))"
    r"|(?P<bot_command>(?<![\w/<])/[A-Za-z0-9_]{1,64}(?:@\w+)?(?![\w/]))"
    r"|(?P<hashtag>(?<!\w)#[^\W\d]\w*)"
)
OPAQUE = {"code", "pre", "text_link", "custom_emoji", "date_time"}
PLAIN_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}


def with_found(formatted: FormattedText) -> FormattedText:
    """Links, commands and mentions are marked too, where nothing stands against it."""
    given = formatted.entities
    closed = [span for entity in given if entity["type"] in OPAQUE for span in [_span(entity)]]
    found = [entity for entity in _found(formatted.text) if not _meets(_span(entity), closed)]
    every = sorted([*given, *found], key=lambda entity: (entity["offset"], -entity["length"]))
    return FormattedText(formatted.text, tuple(every))


def _found(text: str) -> Iterator[Entity]:
    for match in FOUND.finditer(text):
        offset = utf16_length(text[: match.start()])
        yield {"type": match.lastgroup, "offset": offset, "length": utf16_length(match[0])}


def _span(entity: Entity) -> tuple[int, int]:
    return entity["offset"], entity["offset"] + entity["length"]


def _meets(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def as_html(formatted: FormattedText) -> str:
    units = formatted.text.encode("utf-16-le")
    return "".join(_rendered(units, 0, len(units) // 2, formatted.entities))


def _rendered(units: bytes, start: int, end: int, entities: Sequence[Entity]) -> Iterator[str]:
    """The stretch [start, end); entities lie within one another or apart."""
    at = start
    remaining = list(entities)
    while remaining:
        outer = remaining.pop(0)
        first, last = max(_span(outer)[0], at), min(_span(outer)[1], end)
        if last <= first:
            continue
        yield _escaped(units, at, first)
        inner = [entity for entity in remaining if entity["offset"] < last]
        remaining = remaining[len(inner) :]
        words = units[2 * first : 2 * last].decode("utf-16-le", "replace")
        before, after = _tags(outer, words)
        yield before
        yield from _rendered(units, first, last, inner)
        yield after
        at = last
    yield _escaped(units, at, end)


def _escaped(units: bytes, start: int, end: int) -> str:
    return escape(units[2 * start : 2 * end].decode("utf-16-le", "replace"))


def _tags(entity: Entity, words: str) -> tuple[str, str]:
    kind: str = entity["type"]
    if kind in PLAIN_TAGS:
        return f"<{PLAIN_TAGS[kind]}>", f"</{PLAIN_TAGS[kind]}>"
    special: dict[str, tuple[str, str]] = {
        "text_link": _anchor(str(entity.get("url", ""))),
        "url": _anchor(words),
        "email": _anchor(f"mailto:{words}"),
        "bot_command": _anchor(words, kind="command"),
        "expandable_blockquote": ("<details><summary>Vis mer</summary>", "</details>"),
        "spoiler": ('<span class="spoiler" tabindex="0">', "</span>"),
        "date_time": (f'<time data-unix="{entity.get("unix_time", "")}">', "</time>"),
    }
    return special.get(kind, ("<span>", "</span>"))


def _anchor(target: str, kind: str = "") -> tuple[str, str]:
    if kind:
        return f'<button type="button" class="{kind}" data-{kind}="{escape(target)}">', "</button>"
    return f'<a href="{escape(target)}" target="_blank" rel="noopener noreferrer">', "</a>"


def plain(text: str) -> FormattedText:
    return with_found(FormattedText(text))


def as_entities(raw: Sequence[Any]) -> tuple[Entity, ...]:
    """Entities that the bot gave itself, beside the text."""
    return tuple(dict(entity) for entity in raw)
