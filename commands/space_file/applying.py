"""Making a space file's catalogue the one that counts, unless that would break a booking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from booking.model.bookings import Booking
from booking.model.interval import Interval
from booking.model.people import Tenant, TenantId
from booking.model.spaces import Catalogue
from booking.rules.applying import Why, broken_by
from commands.failures import Failed, did_you_mean
from commands.persons import every

HORIZON = timedelta(days=4000)
"""Beyond the furthest that any rule lets anybody book."""
TOLD = 20
SURELY_A_SLIP = 0.85
"""Companies may have names that are like one another."""
REASONS = {
    Why.GONE: "is gone from the file",
    Why.CLOSED_DAY: "would be closed that day",
    Why.OUTSIDE_HOURS: "would be closed at that time",
}

if TYPE_CHECKING:
    from commands.composition import Core


class WouldBreakBookings(Failed):
    """Each line is a booking that stands in the way."""

    def __init__(self, broken: Sequence[tuple[Booking, Why]], *lines: str) -> None:
        super().__init__(*lines)
        self.broken = broken


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    is_changed: bool
    new_tenants: tuple[str, ...]


async def apply_space_file(core: Core, catalogue: Catalogue) -> Applied:
    """Makes this the catalogue; the same one again changes nothing.

    A tenant that a desk is assigned to is made where there is none. Raises WouldBreakBookings, and Failed
    for a tenant whose name is nearly one that is known.
    """
    places, now = core.database.places, core.now()
    await places.refresh()
    before = places.catalogue()
    known = [tenant async for tenant in every(core.membership.tenants)]
    newcomers = _newcomers(catalogue, known)
    future = await core.database.bookings.blocking(Interval(now, now + HORIZON))
    if broken := broken_by(before, catalogue, future, now):
        raise WouldBreakBookings(broken, *await _told(core, before, broken))
    made = [await core.membership.tenant_named(name) for name in newcomers]
    wanted = _assigned(catalogue, [*known, *made])
    is_changed = not _is_same(before, wanted)
    if is_changed:
        await places.apply(wanted)
    return Applied(is_changed=is_changed, new_tenants=newcomers)


def _newcomers(catalogue: Catalogue, known: Sequence[Tenant]) -> tuple[str, ...]:
    names = {tenant.name.casefold(): tenant.name for tenant in known}
    ids = {tenant.id for tenant in known}
    wanted = {r.assigned_to: r for r in catalogue.in_use if r.assigned_to and r.assigned_to not in ids}
    newcomers = {name: r for name, r in wanted.items() if name.casefold() not in names}
    doubtful = [
        f'{resource.name}: there is no tenant "{name}"{near}; write the name as it is known'
        for name, resource in newcomers.items()
        if (near := did_you_mean(name, names.values(), likeness=SURELY_A_SLIP))
    ]
    if doubtful:
        raise Failed(*doubtful)
    return tuple(newcomers)


def _assigned(catalogue: Catalogue, tenants: Sequence[Tenant]) -> Catalogue:
    """The same catalogue with ids where the file has names of tenants."""
    by_name = {tenant.name.casefold(): tenant.id for tenant in tenants}

    def found(said: TenantId | None) -> TenantId | None:
        return by_name.get(said.casefold(), said) if said else None

    resources = {key: replace(r, assigned_to=found(r.assigned_to)) for key, r in catalogue.resources.items()}
    return replace(catalogue, resources=resources)


def _is_same(before: Catalogue, wanted: Catalogue) -> bool:
    same_spaces = all(before.spaces.get(key) == space for key, space in wanted.spaces.items())
    return same_spaces and before.in_use == wanted.in_use


async def _told(core: Core, before: Catalogue, broken: Sequence[tuple[Booking, Why]]) -> list[str]:
    lines = [f"Nothing was changed: {len(broken)} booking(s) would be broken. Move or cancel them first:"]
    for booking, why in broken[:TOLD]:
        resource = before.resources[booking.resource_id]
        space = before.space_of(resource)
        start, end = space.local(booking.interval.start), space.local(booking.interval.end)
        holder = await core.database.people.get(booking.person_id)
        who = holder.name if holder else booking.person_id
        when = f"{start:%Y-%m-%d %H:%M}–{end:%H:%M}"
        lines.append(f"  {when}  {resource.name} {REASONS[why]}  ({who}, booking {booking.id})")
    if len(broken) > TOLD:
        lines.append(f"  and {len(broken) - TOLD} more")
    return lines
