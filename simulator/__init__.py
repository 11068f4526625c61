"""A Telegram on this machine: a Bot API server and a chat page, for the demo and the tests."""

from simulator.bot_api import Call
from simulator.driver import Person
from simulator.faults import Faults
from simulator.messages import Button, Document, Message
from simulator.people import SimulatedGroup, SimulatedPerson
from simulator.simulator import Simulator

__all__ = [
    "Button",
    "Call",
    "Document",
    "Faults",
    "Message",
    "Person",
    "SimulatedGroup",
    "SimulatedPerson",
    "Simulator",
]
