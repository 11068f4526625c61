"""What is shut, as it is told in three languages."""

from datetime import date

from booking.model.interval import Interval
from booking.model.spaces import ResourceId
from booking.refusals import Refusal
from booking.shut import CatalogueChanged, OutOfOrder
from tests.builders import at, span

ROOM = ResourceId("drivhuset")
FRIDAY = date(2026, 11, 27)
SHUT_EXAMPLES: list[tuple[Refusal, str, str, str]] = [
    (
        OutOfOrder(
            resource_id=ROOM,
            interval=span("10:00", "12:00", FRIDAY),
            reason="Det skal males.",
            whole_space=False,
        ),
        "Drivhuset er stengt fredag 27. november kl. 10–12: Det skal males.",
        "Drivhuset er stengt fredag 27. november kl. 10–12: Det skal males.",
        "Drivhuset is closed Friday 27 November, 10:00–12:00: Det skal males.",
    ),
    (
        OutOfOrder(
            resource_id=ROOM,
            interval=Interval(at("00:00", FRIDAY), at("00:00", date(2026, 11, 30))),
            reason="",
            whole_space=True,
        ),
        "Gründergartneriet er stengt fra fredag 27. november til søndag 29. november.",
        "Gründergartneriet er stengt frå fredag 27. november til søndag 29. november.",
        "Gründergartneriet is closed from Friday 27 November to Sunday 29 November.",
    ),
    (
        CatalogueChanged(),
        "Den ble nettopp endret. Se på nytt: /mine",
        "Ho vart nettopp endra. Sjå på nytt: /mine",
        "It was changed a moment ago. Look again: /bookings",
    ),
]
