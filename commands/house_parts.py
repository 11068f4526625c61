"""Which concrete classes stand behind the use cases of the house."""

from __future__ import annotations

from booking.absence import Absence
from booking.closing import Closing, Elsewhere
from booking.house import House
from booking.looking import Looking
from booking.presence import Presence
from booking.recording import Recording
from db import Database


def compose_house(database: Database, recording: Recording, looking: Looking) -> House:
    deviations = database.deviations
    elsewhere = Elsewhere(
        deviations=deviations, events=database.events, cases=database.cases, people=database.people
    )
    return House(
        presence=Presence(looking, database.bookings, database.people),
        absence=Absence(recording, looking, deviations),
        closing=Closing(recording, looking, elsewhere),
        deviations=deviations,
        recording=recording,
    )
