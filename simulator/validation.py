"""Fields checked as Telegram checks them, with its words."""

from __future__ import annotations

import json
from typing import Any

from simulator.entities import plain
from simulator.model import Button, bad_request

TEXT, CAPTION, ALERT, DATA = 4096, 1024, 200, 64
BUTTONS, ROW = 100, 8


def text_of(parameters: dict[str, Any], *, field: str = "text", limit: int = TEXT) -> tuple[str, str]:
    """What people see and what was sent. Raises ApiError."""
    sent = str(parameters.get(field, ""))
    seen = plain(sent) if str(parameters.get("parse_mode", "")).upper() == "HTML" else sent
    if field == "text" and not seen.strip():
        raise bad_request("message text is empty")
    if len(seen.encode("utf-16-le")) // 2 > limit:
        raise bad_request("message is too long" if field == "text" else "message caption is too long")
    return seen, sent


def keyboard_of(parameters: dict[str, Any]) -> list[list[Button]]:
    """The inline keyboard. Raises ApiError."""
    markup = parameters.get("reply_markup")
    if not markup:
        return []
    try:
        read = json.loads(markup) if isinstance(markup, str) else markup
        rows = read.get("inline_keyboard", [])
    except (ValueError, AttributeError):
        raise bad_request("can't parse reply keyboard markup JSON object") from None
    if sum(map(len, rows)) > BUTTONS:
        raise bad_request("reply markup is too long")
    return [[_button(given) for given in row[:ROW]] for row in rows if row]


def _button(given: dict[str, Any]) -> Button:
    words, data = given.get("text", ""), given.get("callback_data")
    if not words or (data is None and "url" not in given):
        what = "Text buttons are unallowed in the inline keyboard"
        raise bad_request(f"can't parse inline keyboard button: {what}")
    if data is not None and not 1 <= len(data.encode()) <= DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    return Button(text=words, data=data, url=given.get("url"))
