"""Places at events as they are recorded: a change, and the offers to the queue that it makes possible."""

from __future__ import annotations

from collections.abc import Awaitable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from booking.model.events import (
    Event,
    EventId,
    RegistrationAction,
    RegistrationChange,
    Standing,
)
from booking.model.messages import Message, Purpose, Request
from booking.model.people import Actor
from booking.ports import AlreadyRecorded, Clock, Deed, Events, Ledger, Places, Tokens
from booking.recording import SERVICE
from booking.refusals import EventFull, Stale
from booking.rules import seating
from booking.rules.telling import LAST_CALL

UNTOLD = frozenset({RegistrationAction.SKIPPED, RegistrationAction.RATED})


class Seats:
    def __init__(
        self,
        *,
        ledger: Ledger,
        events: Events,
        places: Places,
        now: Clock,
        new_id: Tokens,
    ) -> None:
        self.events = events
        self.now = now
        self.new_id = new_id
        self._ledger = ledger
        self._places = places

    async def commit(
        self,
        actor: Actor,
        request: Request,
        event: Event,
        change: RegistrationChange | None,
        *,
        promote: bool = True,
    ) -> bool:
        """One deed: the change, and the offers that it makes possible. False where there is nothing to do.

        Raises as `Ledger.record` does.
        """
        now = self.now()
        changes = () if change is None else (change,)
        frees = promote and (change is None or seating.frees(change))
        promoted = await self._promoted(event, changes, now) if frees else ()
        if not changes and not promoted:
            return False
        told = [m for c in (*changes, *promoted) for m in _messages(c, request if c is change else None, now)]
        await self._ledger.record(
            Deed(
                key=request.key,
                actor=actor,
                at=now,
                changes=(),
                registrations=(*changes, *promoted),
                upon=event,
                messages=tuple(told),
            )
        )
        return True

    async def lapse_offers(self) -> int:
        """Gives up offers past their deadline, and makes the next ones. How many."""
        now = self.now()
        lapsed = 0
        for over in await self.events.lapsed_offers(now):
            after = over.changed(standing=Standing.LAPSED, offered_until=None)
            action = RegistrationAction.LAPSED
            change = RegistrationChange(action=action, before=over, after=after, actor=SERVICE, at=now)
            request = Request(key=f"lapse:{over.id}:{over.revision}")
            lapsed += await self._quietly(self._record(SERVICE, request, over.event_id, change))
        return lapsed

    async def offer_places(self) -> int:
        """Makes the offers that a busy moment left unmade. How many events had any."""
        made = 0
        for event_id in await self.events.with_queue(self.now()):
            request = Request(key=f"offer-places:{event_id}:{self.new_id()}")
            made += await self._quietly(self._record(SERVICE, request, event_id, None))
        return made

    async def _record(
        self, actor: Actor, request: Request, event_id: EventId, change: RegistrationChange | None
    ) -> bool:
        event = await self.events.get(event_id)
        return event is not None and await self.commit(actor, request, event, change)

    async def _promoted(
        self, event: Event, changes: Sequence[RegistrationChange], now: datetime
    ) -> tuple[RegistrationChange, ...]:
        """The offers that can be made once the changes have happened."""
        found = await self.events.registrations(event.id)
        after = {r.id: r for r in found} | {c.after.id: c.after for c in changes}
        space = self._places.catalogue().home
        until = seating.answer_by(event, space, now)
        promotions = seating.promotions(event, list(after.values()), until)
        offers = [
            (RegistrationAction.OFFERED, r, r.changed(standing=Standing.OFFERED, offered_until=until))
            for r in promotions.offered
        ]
        passed = [(RegistrationAction.SKIPPED, r, r.changed(skipped=why)) for r, why in promotions.skipped]
        return tuple(
            RegistrationChange(action=action, before=before, after=after, actor=SERVICE, at=now)
            for action, before, after in (*offers, *passed)
        )

    async def _quietly(self, step: Awaitable[bool]) -> bool:
        """Another process may have done it a moment ago; then there is nothing to do."""
        try:
            return await step
        except (Stale, EventFull, AlreadyRecorded):
            return False


def _messages(change: RegistrationChange, request: Request | None, now: datetime) -> Iterator[Message]:
    """How they stand now; to whom a place is offered also a last call, where there is so much time."""
    if change.action in UNTOLD:
        return
    offered = change.action is RegistrationAction.OFFERED
    is_theirs = change.actor.person_id == change.after.person_id  # what is tapped is in the actor's own chat
    message = Message(
        purpose=Purpose.PLACE_OFFER if offered else Purpose.PLACE,
        subject=change.after.id,
        revision=change.after.revision,
        person_id=change.after.person_id,
        due_at=now,
        origin=request.origin if request and is_theirs else None,
    )
    yield message
    until = change.after.offered_until
    if offered and until is not None and until - now >= 2 * LAST_CALL:
        yield replace(message, due_at=until - LAST_CALL, offset=LAST_CALL // timedelta(minutes=1))
