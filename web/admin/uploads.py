"""A form with a file: read as it comes, so that no file is larger in memory than it may be."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import BodyPartReader, web
from multidict import MultiDict

MOST_FIELDS, LONGEST_FIELD = 20, 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    name: str
    content: bytes


class TooLarge(Exception):
    """The file, or a field beside it, is larger than it may be."""


async def read_with_file(request: web.Request, largest: int) -> tuple[MultiDict[str], Upload | None]:
    """The fields, and the one file. Raises TooLarge, and ValueError for what is no such form."""
    fields: MultiDict[str] = MultiDict()
    upload: Upload | None = None
    if request.content_type != "multipart/form-data":
        raise ValueError("no form with a file")
    reader = await request.multipart()
    for _ in range(MOST_FIELDS):
        part = await reader.next()
        if part is None:
            break
        if not isinstance(part, BodyPartReader) or not part.name:
            raise ValueError("a part without a name")
        if part.filename is None:
            fields.add(part.name, (await _content(part, LONGEST_FIELD)).decode())
            continue
        content = await _content(part, largest)
        if content:
            upload = Upload(name=part.filename, content=content)
    return fields, upload


async def _content(part: BodyPartReader, most: int) -> bytes:
    found = bytearray()
    while chunk := await part.read_chunk():
        found += chunk
        if len(found) > most:
            raise TooLarge
    return bytes(found)
