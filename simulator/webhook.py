"""Where updates are pushed to, and what has become of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from simulator.changes import Changes
from simulator.parameters import Parameters
from simulator.refusals import bad_request
from simulator.updates import Updates

MOST_CONNECTIONS = 100
CONNECTIONS = 40
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    url: str
    secret: str = ""
    connections: int = CONNECTIONS


class Webhook:
    """`address` is None where updates are polled for."""

    def __init__(self, updates: Updates, changes: Changes) -> None:
        self._updates = updates
        self._changes = changes
        self.address: Address | None = None
        self._last_error: tuple[int, str] | None = None

    def set(self, address: Address | None) -> None:
        self.address = address
        self._last_error = None
        self._changes.tell()

    def failed(self, when: int, why: str) -> None:
        self._last_error = (when, why)

    def info(self) -> dict[str, Any]:
        told: dict[str, Any] = {
            "url": self.address.url if self.address else "",
            "has_custom_certificate": False,
            "pending_update_count": self._updates.count,
        }
        if self.address:
            told |= {"max_connections": self.address.connections, "ip_address": "127.0.0.1"}
        if self._last_error:
            told |= {"last_error_date": self._last_error[0], "last_error_message": self._last_error[1]}
        if self._updates.allowed:
            told["allowed_updates"] = sorted(self._updates.allowed)
        return told


def read_address(parameters: Parameters) -> Address | None:
    """None where the webhook shall be taken away. Raises Refused."""
    url, secret = parameters.text("url"), parameters.text("secret_token")
    if not url:
        return None
    parts = urlsplit(url)
    # Telegram wants HTTPS; on this machine there is nobody to listen in.
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if secret and not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    connections = parameters.integer("max_connections", CONNECTIONS)
    return Address(url=url, secret=secret, connections=min(max(connections, 1), MOST_CONNECTIONS))


def secret_header(address: Address) -> Mapping[str, str]:
    return {"X-Telegram-Bot-Api-Secret-Token": address.secret} if address.secret else {}
