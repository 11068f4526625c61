"""What somebody holds, as a line each."""

from tests.bot.conftest import KARI, Town


async def held(town: Town, telegram_id: int = KARI) -> list[str]:
    """`Drivhuset 24. 10:00–12:00` for each booking, by start."""
    catalogue = town.core.looking.catalogue
    said = []
    for booking in sorted(await town.bookings(telegram_id), key=lambda each: each.interval.start):
        start, end = (catalogue.home.local(at) for at in (booking.interval.start, booking.interval.end))
        said.append(f"{catalogue.resources[booking.resource_id].name} {start.day}. {start:%H:%M}–{end:%H:%M}")
    return said
