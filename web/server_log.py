"""What the HTTP server says of bytes that are no request: one line, no traceback."""

from __future__ import annotations

import logging

from aiohttp.http_exceptions import HttpProcessingError

SERVER = "aiohttp.server"


def calm() -> None:
    """Call it once logging is set up."""
    logging.getLogger(SERVER).addFilter(_in_one_line)


def _in_one_line(record: logging.LogRecord) -> bool:
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, HttpProcessingError):
        record.exc_info = None
        record.levelno, record.levelname = logging.INFO, logging.getLevelName(logging.INFO)
        record.msg, record.args = "refused what is no HTTP request: %s", (error.message.splitlines()[0],)
    return True
