"""The texts of calls: cleaned, read and measured as Telegram does."""

from __future__ import annotations

import re

from simulator.entities import FormattedText, parse_html, utf16_length
from simulator.parameters import Parameters
from simulator.refusals import bad_request
from simulator.rendering import as_entities, with_found

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
DROPPED = re.compile("[\r\u2028-\u202e\ufeff]")
CONTROL = re.compile("[\x00-\x09\x0b-\x1f]")


def read_text(parameters: Parameters, name: str = "text") -> FormattedText:
    """Raises Refused where it cannot be read; its length is another question."""
    source = cleaned(parameters.text(name))
    mode = parameters.text("parse_mode").lower()
    prefix = "caption_" if name == "caption" else ""
    if mode == "html":
        formatted = parse_html(source)
    elif mode in {"", "none"}:
        raw = parameters.structure(f"{prefix}entities", [], called="message entities")
        formatted = FormattedText(source, as_entities(raw))
    else:
        raise bad_request("unsupported parse_mode")
    return with_found(_trimmed(formatted))


def cleaned(text: str) -> str:
    """Without the characters that Telegram drops."""
    return CONTROL.sub(" ", DROPPED.sub("", text))


def _trimmed(formatted: FormattedText) -> FormattedText:
    """Blanks around the whole text are not sent."""
    text = formatted.text.rstrip()
    lead = utf16_length(text) - utf16_length(text.lstrip())
    end = utf16_length(text.lstrip())
    moved = []
    for entity in formatted.entities:
        start = max(entity["offset"] - lead, 0)
        length = min(entity["offset"] + entity["length"] - lead, end) - start
        if length > 0:
            moved.append({**entity, "offset": start, "length": length})
    return FormattedText(text.lstrip(), tuple(moved))
