"""Telegram HTML: the tags that Telegram knows, read by its rules and refused in its words.

Offsets in errors are bytes of the UTF-8 text, those of entities are UTF-16 code units, as on Telegram.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from simulator.messages import Entity
from simulator.refusals import Refused, bad_request

TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
REFERENCE = re.compile(r"&(?:#x[0-9a-f]{1,6}|#[0-9]{1,7}|lt|gt|amp|quot);?", re.IGNORECASE)
NAME = re.compile(r"[^\s=>/\"']*")
TOKEN = re.compile(r"[A-Za-z0-9.\-]*")
BLANK = re.compile(r"\s*")
MOST_ENTITIES = 100


@dataclass(frozen=True, slots=True)
class FormattedText:
    text: str
    entities: tuple[Entity, ...] = ()


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def parse_html(source: str) -> FormattedText:
    """Raises Refused where Telegram would not understand it."""
    return _Reader(source).read()


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int
    position: int


@dataclass(slots=True)
class _Reader:
    source: str
    at: int = 0
    offset: int = 0
    text: list[str] = field(default_factory=list)
    opened: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def read(self) -> FormattedText:
        while self.at < len(self.source):
            if self.source[self.at] != "<":
                self._take_text()
            elif self.source.startswith("</", self.at):
                self._close()
            else:
                self._open()
        if self.opened:
            raise _unreadable(f'Can\'t find end tag corresponding to start tag "{self.opened[-1].tag}"')
        ordered = sorted(self.entities, key=lambda entity: (entity["offset"], -entity["length"]))
        return FormattedText("".join(self.text), tuple(ordered[:MOST_ENTITIES]))

    def _take_text(self) -> None:
        end = self.source.find("<", self.at)
        piece = self.source[self.at : end if end >= 0 else len(self.source)]
        self.at += len(piece)
        plain = _decoded(piece)
        self.text.append(plain)
        self.offset += utf16_length(plain)

    def _open(self) -> None:
        begin = self.at
        name = re.compile(r"[^\s>]*").match(self.source, begin + 1)
        tag = name[0].lower() if name else ""
        self.at = begin + 1 + len(tag)
        if self.at >= len(self.source):
            raise _unreadable(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if tag not in TYPES:
            raise _unreadable(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        attributes = self._attributes(tag, begin)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            where = f"at byte offset {self._byte(begin)}"
            raise _unreadable(f'Tag "span" must have class "tg-spoiler" {where}')
        self.opened.append(_Open(tag, attributes, self.offset, sum(map(len, self.text))))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        """Up to and with the closing bracket."""
        found: dict[str, str] = {}
        while True:
            self._skip_blanks()
            if self.source.startswith(">", self.at):
                self.at += 1
                return found
            name = self._take(NAME)
            if not name:
                where = f"at byte offset {self._byte(begin)}"
                raise _unreadable(f'Empty attribute name in the tag "{tag}" {where}')
            self._skip_blanks()
            found[name] = self._value(tag, begin) if self.source.startswith("=", self.at) else ""
            if self.at >= len(self.source):
                raise _unreadable(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')

    def _value(self, tag: str, begin: int) -> str:
        self.at += 1
        self._skip_blanks()
        if self.at >= len(self.source):
            raise _unreadable(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')
        quote = self.source[self.at]
        if quote not in "\"'":
            start = self.at
            token = self._take(TOKEN)
            following = self.source[self.at : self.at + 1]
            if following != ">" and not following.isspace():
                raise _unreadable(f"Unexpected end of name token at byte offset {self._byte(start)}")
            return token.lower()
        end = self.source.find(quote, self.at + 1)
        if end < 0 or end + 1 >= len(self.source):
            raise _unreadable(f"Unclosed start tag at byte offset {self._byte(begin)}")
        value = self.source[self.at + 1 : end]
        self.at = end + 1
        return _decoded(value)

    def _close(self) -> None:
        begin = self.at
        if not self.opened:
            raise _unreadable(f"Unexpected end tag at byte offset {self._byte(begin)}")
        self.at += 2
        name = self._take(re.compile(r"[^\s>]*")).lower()
        self._skip_blanks()
        if not self.source.startswith(">", self.at):
            raise _unreadable(f"Unclosed end tag at byte offset {self._byte(begin)}")
        self.at += 1
        opened = self.opened.pop()
        if name and name != opened.tag:
            found = f'expected "</{opened.tag}>", found "</{name}>"'
            raise _unreadable(f"Unmatched end tag at byte offset {self._byte(begin)}, {found}")
        if self.offset > opened.offset:
            self._note(opened)

    def _note(self, opened: _Open) -> None:
        entity: dict[str, object] = {
            "type": TYPES[opened.tag],
            "offset": opened.offset,
            "length": self.offset - opened.offset,
        }
        inside = "".join(self.text)[opened.position :]
        more = _details(opened, inside)
        if more is None:
            return
        if opened.tag == "pre":
            more = self._language_inside(entity)
        self.entities.append({**entity, **more})

    def _language_inside(self, whole: Entity) -> dict[str, object]:
        """<pre><code class="language-…"> is one block with a language."""
        last = self.entities[-1] if self.entities else {}
        same = all(last.get(key) == whole[key] for key in ("offset", "length"))
        if last.get("type") != "code" or not same:
            return {}
        self.entities.pop()
        return {"language": last["language"]} if "language" in last else {}

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.source, self.at)
        piece = found[0] if found else ""
        self.at += len(piece)
        return piece

    def _skip_blanks(self) -> None:
        self._take(BLANK)

    def _byte(self, position: int) -> int:
        return len(self.source[:position].encode())


def _details(opened: _Open, inside: str) -> dict[str, object] | None:
    """What the entity says beside where it stands; None where it is none."""
    attributes = opened.attributes
    match opened.tag:
        case "a":
            return _link(attributes.get("href") or inside)
        case "code":
            language = attributes.get("class", "").removeprefix("language-")
            return {"language": language} if language != attributes.get("class", "") else {}
        case "blockquote":
            return {"type": "expandable_blockquote"} if "expandable" in attributes else {}
        case "tg-emoji":
            if not attributes.get("emoji-id", "").isdigit():
                raise _unreadable("Invalid custom emoji identifier specified")
            return {"custom_emoji_id": attributes["emoji-id"]}
        case "tg-time":
            if not attributes.get("unix", "").removeprefix("-").isdigit():
                raise _unreadable("Invalid date specified")
            return {"unix_time": int(attributes["unix"]), "date_time_format": attributes.get("format", "")}
        case _:
            return {}


def _link(url: str) -> dict[str, object] | None:
    """Telegram drops a link that leads nowhere, and keeps its words."""
    if re.match(r"(?i)(https?|tg|mailto|tel|ftp):", url):
        return {"url": url}
    if re.match(r"[\w-]+(\.[\w-]+)+(/|$)", url):
        return {"url": f"http://{url}"}
    return None


def _decoded(piece: str) -> str:
    """Only the references that Telegram knows; any other stays as it is written."""
    return REFERENCE.sub(lambda found: unescape(found[0].rstrip(";") + ";"), piece)


def _unreadable(why: str) -> Refused:
    return bad_request(f"can't parse entities: {why}")
