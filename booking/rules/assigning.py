"""Who gets a request for guidance: whom it asks for, the adviser of last time, or whose turn it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime

from booking.model.guidance import Plan, Turns
from booking.model.people import PersonId

NEVER = datetime.min.replace(tzinfo=UTC)


def chosen(
    plans: Sequence[Plan],
    turns: Mapping[PersonId, Turns],
    day: date,
    *,
    asked_for: Sequence[PersonId] = (),
    not_to: Collection[PersonId] = (),
) -> PersonId | None:
    """The adviser, or the stand-in of one who is away; None where there is nobody to give it to.

    Of `asked_for` the first who is there goes before any turn: put the wanted one first, then the one of last
    time. Else it is the turn of whoever has had the fewest for their weight; of equals, whose last one is
    longest ago. A weight of 0 takes no turns. `not_to` have passed it on.
    """
    known = {plan.person_id: plan for plan in plans if plan.person_id not in not_to}
    for person_id in asked_for:
        if person_id in known and (there := _there(known[person_id], known, day)):
            return there
    taking = [plan for plan in known.values() if plan.weight > 0 and not plan.is_away(day)]
    if taking:
        return min(taking, key=lambda plan: _turn(plan, turns)).person_id
    stand_ins = [there for plan in known.values() if (there := _there(plan, known, day))]
    return min(stand_ins, default=None)


def _turn(plan: Plan, turns: Mapping[PersonId, Turns]) -> tuple[float, datetime, PersonId]:
    had = turns.get(plan.person_id, Turns(0, None))
    return (had.many + 1) / plan.weight, had.last or NEVER, plan.person_id


def _there(plan: Plan, known: Mapping[PersonId, Plan], day: date) -> PersonId | None:
    """The adviser, or while away the stand-in, who must be there and may not send it any further."""
    if not plan.is_away(day):
        return plan.person_id
    stand_in = known.get(plan.stand_in) if plan.stand_in else None
    return stand_in.person_id if stand_in is not None and not stand_in.is_away(day) else None
