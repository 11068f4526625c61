"""Files that have gone through a chat, and where they can be had again."""

from __future__ import annotations

import hashlib
import mimetypes
from typing import Any

from simulator.messages import Document
from simulator.parameters import Parameters
from simulator.refusals import bad_request

FOLDERS = {"document": "documents", "photo": "photos", "voice": "voice"}
LARGEST_DOWNLOAD = 20 * 1024 * 1024
LARGEST_UPLOAD = 50 * 1024 * 1024


class Files:
    def __init__(self) -> None:
        self._files: dict[str, Document] = {}

    def keep(self, kind: str, name: str, content: bytes, mime_type: str = "") -> Document:
        file_id = f"{kind}-{len(self._files) + 1}-{_digest(content)}"
        guessed = mime_type or mimetypes.guess_type(name)[0] or "application/octet-stream"
        document = Document(kind=kind, file_id=file_id, name=name, mime_type=guessed, content=content)
        self._files[file_id] = document
        return document

    def find(self, file_id: str) -> Document:
        if not file_id:
            raise bad_request("file_id not specified")
        if file_id not in self._files:
            raise bad_request("invalid file_id")
        return self._files[file_id]

    def at(self, path: str) -> Document | None:
        return next((each for each in self._files.values() if file_path(each) == path), None)

    def given(self, parameters: Parameters, kind: str) -> Document:
        """The file of a call: uploaded, or one that Telegram has already."""
        upload = parameters.upload(kind)
        if upload is None and not parameters.text(kind):
            raise bad_request(f"there is no {kind} in the request")
        if upload is None:
            return self._known(parameters.text(kind))
        if not upload.content:
            raise bad_request("file must be non-empty")
        if len(upload.content) > LARGEST_UPLOAD:
            raise bad_request("file is too big")
        return self.keep(kind, upload.name, upload.content, upload.mime_type)

    def _known(self, file_id: str) -> Document:
        if file_id not in self._files:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return self._files[file_id]


def file_path(document: Document) -> str:
    return f"{FOLDERS[document.kind]}/{document.file_id}{_ending(document.name)}"


def as_file(document: Document) -> dict[str, Any]:
    """What getFile tells; a big one cannot be had."""
    if len(document.content) > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    return {**_identity(document), "file_path": file_path(document)}


def as_attachment(document: Document) -> dict[str, Any]:
    """The field of a message that holds it."""
    identity = _identity(document)
    if document.kind == "photo":
        return {"photo": [{**identity, "width": 90, "height": 90}]}
    if document.kind == "voice":
        return {"voice": {**identity, "duration": 1, "mime_type": document.mime_type}}
    return {"document": {**identity, "file_name": document.name, "mime_type": document.mime_type}}


def _identity(document: Document) -> dict[str, Any]:
    return {
        "file_id": document.file_id,
        "file_unique_id": _digest(document.content),
        "file_size": len(document.content),
    }


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def _ending(name: str) -> str:
    return f".{name.rsplit('.', 1)[1]}" if "." in name else ""
