"""Messages promised outside a deed, in the transaction of whatever promises them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection

from booking.model.messages import Message
from db.repositories.upserts import inserting
from db.tables import outbox

NOTHING: Mapping[str, Any] = MappingProxyType({})


def promise(connection: Connection, messages: Sequence[Message], more: Mapping[str, Any] = NOTHING) -> None:
    """Those whose key is known already stay as they are. `more` goes into each row."""
    rows = [{**message_row(message), **more} for message in messages]
    if rows:
        connection.execute(inserting(connection, outbox).on_conflict_do_nothing(), rows)


def message_row(message: Message) -> dict[str, Any]:
    return {
        "key": message.key,
        "purpose": message.purpose.value,
        "subject": message.subject,
        "revision": message.revision,
        "person_id": message.person_id,
        "due_at": message.due_at,
        "offset_minutes": message.offset,
        "lane": message.lane.value,
    }
