"""Requests for guidance that were begun: which are quiet, and that each is asked about once."""

from dataclasses import replace
from datetime import timedelta

from booking.model.intakes import Intake, Step
from db import Database
from tests.builders import NOW

HOUR = timedelta(hours=1)


async def test_what_is_quiet_is_found_until_it_was_asked_about(place: Database) -> None:
    begun = Intake(telegram_id=1, step=Step.IDEA, sealed="x", at=NOW)
    await place.intakes.save(begun)
    await place.intakes.save(replace(begun, telegram_id=2, at=NOW + HOUR))
    saved = replace(begun, revision=1)
    assert await place.intakes.quiet_since(NOW - HOUR, NOW + HOUR) == [saved]
    await place.intakes.reminded(replace(saved, revision=7), NOW + HOUR)  # they have written meanwhile
    assert await place.intakes.quiet_since(NOW, NOW + HOUR) == [saved]
    await place.intakes.reminded(saved, NOW + HOUR)
    assert await place.intakes.quiet_since(NOW, NOW + HOUR) == []
    known = await place.intakes.of(1)
    assert known is not None
    assert known.reminded_at == NOW + HOUR
