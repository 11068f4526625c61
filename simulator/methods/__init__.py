"""The methods of the Bot API that the simulated Telegram knows, by name in small letters."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from simulator.methods import answering, editing, presenting, receiving, sending
from simulator.parameters import Parameters
from simulator.telegram import Telegram

Method = Callable[[Telegram, Parameters], Awaitable[Any]]

METHODS: dict[str, Method] = {
    name.lower(): method
    for group in (receiving, sending, editing, answering, presenting)
    for name, method in group.METHODS.items()
}
