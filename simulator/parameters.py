"""What a call of the Bot API carries: form data, multipart or JSON, read alike."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from simulator.refusals import bad_request


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    mime_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Parameters:
    """Values as they came: text, or what JSON has made of it."""

    values: Mapping[str, Any]
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def text(self, name: str) -> str:
        value = self.values.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    def integer(self, name: str, default: int = 0) -> int:
        """What is no number counts as not given, as on Telegram."""
        try:
            return int(self.text(name) or default)
        except ValueError:
            return default

    def number(self, name: str) -> float:
        try:
            return float(self.text(name))
        except ValueError:
            raise bad_request(f"{name} is empty" if not self.text(name) else f"wrong {name}") from None

    def is_true(self, name: str) -> bool:
        return self.text(name).lower() in {"true", "yes", "1"}

    def structure(self, name: str, otherwise: Any, *, called: str) -> Any:
        """A JSON value. Raises Refused where it is none, calling it what Telegram calls it."""
        value = self.values.get(name)
        if value is None or value == "":
            return otherwise
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {called} JSON object") from None

    def upload(self, name: str) -> Upload | None:
        """A file sent under this name, or under the name that `attach://` points to."""
        return self.uploads.get(self.text(name).removeprefix("attach://") or name) or self.uploads.get(name)

    def readable(self) -> dict[str, Any]:
        """For people who look at it: JSON is unpacked, a file is its name."""
        found = {name: _unpacked(value) for name, value in self.values.items()}
        return found | {name: upload.name for name, upload in self.uploads.items()}


def _unpacked(value: Any) -> Any:
    if not isinstance(value, str) or value[:1] not in {"{", "["}:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


async def read_parameters(request: web.Request) -> Parameters:
    """Raises Refused where the body cannot be read."""
    values: dict[str, Any] = dict(request.query)
    uploads: dict[str, Upload] = {}
    if not request.can_read_body:
        return Parameters(values)
    if request.content_type == "application/json":
        values |= await _json_body(request)
        return Parameters(values)
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            kind = value.content_type or "application/octet-stream"
            uploads[name] = Upload(value.filename, kind, value.file.read())
        else:
            values[name] = value if isinstance(value, str) else bytes(value).decode()
    return Parameters(values, uploads)


async def _json_body(request: web.Request) -> dict[str, Any]:
    try:
        body = await request.json()
    except ValueError:
        raise bad_request("can't parse JSON in the request body") from None
    if not isinstance(body, dict):
        raise bad_request("JSON object expected in the request body")
    return body
