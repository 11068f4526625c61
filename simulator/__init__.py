"""A Telegram on this machine: a Bot API server and a chat page, for the demo and the tests."""

from simulator.driver import PersonDriver
from simulator.model import SimulatedPerson
from simulator.server import Simulator

__all__ = ["PersonDriver", "SimulatedPerson", "Simulator"]
