"""Inline keyboards, held to Telegram's limits."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from simulator.messages import Button, Row
from simulator.parameters import Parameters
from simulator.refusals import Refused, bad_request

MOST_BUTTONS = 100
MOST_IN_A_ROW = 8
DATA_BYTES = 64
COPY_LETTERS = 256
ACTIONS = (
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "copy_text",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "callback_game",
    "pay",
    "disabled",
)
OTHER_MARKUPS = ("keyboard", "remove_keyboard", "force_reply")


def read_keyboard(parameters: Parameters) -> tuple[Row, ...]:
    """The inline keyboard of a call, empty where there is none. Raises Refused."""
    markup = parameters.structure("reply_markup", {}, called="reply keyboard markup")
    if not isinstance(markup, Mapping):
        raise bad_request("object expected as reply markup")
    if any(kind in markup for kind in OTHER_MARKUPS):
        return ()
    rows = markup.get("inline_keyboard", [])
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" must be an Array of Arrays')
    read = tuple(tuple(_button(raw) for raw in row) for row in rows)
    if sum(map(len, read)) > MOST_BUTTONS or any(len(row) > MOST_IN_A_ROW for row in read):
        raise bad_request("reply markup is too long")
    return tuple(row for row in read if row)


def _button(raw: Any) -> Button:
    if not isinstance(raw, Mapping):
        raise _unreadable("expected an Object")
    text = raw.get("text")
    if not isinstance(text, str):
        raise _unreadable(
            'Can\'t find field "text"' if text is None else 'Field "text" must be of type String'
        )
    given = [action for action in ACTIONS if raw.get(action) not in (None, "", False)]
    if not given:
        raise _unreadable("Text buttons are unallowed in the inline keyboard")
    if not text.strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    data, url = str(raw.get("callback_data") or ""), _address(raw)
    if len(data.encode()) > DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    return Button(
        text=text,
        data=data,
        url=url,
        copy=_copied(raw),
        disabled="disabled" in given,
        style=str(raw.get("style") or ""),
        raw=raw,
    )


def _address(raw: Mapping[str, Any]) -> str:
    nested = raw.get("web_app") or raw.get("login_url")
    url = str(nested.get("url", "")) if isinstance(nested, Mapping) else str(raw.get("url") or "")
    if nested and not url.startswith("https://"):
        kind = "Web App" if "web_app" in raw else "login"
        raise bad_request(
            f"inline keyboard button {kind} URL '{url}' is invalid: Only HTTPS links are allowed"
        )
    if url and not re.match(r"(?i)(https?://[^\s/]+|tg://\S|mailto:|tel:)", url):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return url


def _copied(raw: Mapping[str, Any]) -> str:
    copied = raw.get("copy_text")
    text = str(copied.get("text", "")) if isinstance(copied, Mapping) else ""
    if copied and not 1 <= len(text) <= COPY_LETTERS:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    return text


def _unreadable(why: str) -> Refused:
    return bad_request(f"can't parse inline keyboard button: {why}")
