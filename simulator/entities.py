"""Telegram's HTML: which tags there are, and its words for what is wrong with a text."""

from __future__ import annotations

import re
from html import unescape

from simulator.model import bad_request

TAGS = frozenset(
    {"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "a", "code", "pre", "blockquote", "span"}
    | {"tg-spoiler", "tg-emoji", "tg-time"}
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)([^<>]*)>")


def plain(html: str) -> str:
    """The text that people see. Raises ApiError with Telegram's own words for what it cannot parse."""
    open_tags: list[str] = []
    seen: list[str] = []
    at = 0
    while (start := html.find("<", at)) >= 0:
        seen.append(unescape(html[at:start]))
        found = _TAG.match(html, start)
        offset = len(html[:start].encode())
        if found is None:
            raise bad_request(f'can\'t parse entities: Unsupported start tag "" at byte offset {offset}')
        _tag(found, open_tags, offset)
        at = found.end()
    if open_tags:
        offset = len(html.encode())
        raise bad_request(
            f"can't parse entities: Can't find end tag corresponding to start tag \"{open_tags[-1]}\""
            f" at byte offset {offset}"
        )
    return "".join([*seen, unescape(html[at:])])


def _tag(found: re.Match[str], open_tags: list[str], offset: int) -> None:
    closes, name = found.group(1), found.group(2).lower()
    if name not in TAGS:
        raise bad_request(f'can\'t parse entities: Unsupported start tag "{name}" at byte offset {offset}')
    if not closes:
        open_tags.append(name)
    elif open_tags and open_tags[-1] == name:
        open_tags.pop()
    else:
        expected = open_tags[-1] if open_tags else ""
        raise bad_request(
            f"can't parse entities: Unmatched end tag at byte offset {offset}, expected"
            f' "</{expected}>", found "</{name}>"'
        )
