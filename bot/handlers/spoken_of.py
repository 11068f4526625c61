"""Which booking a message is about: by what it says, else the one in use, else the one last spoken of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from booking.acting_for import AnotherPerson, Found, reference
from booking.looking import Looking
from booking.model.bookings import Booking
from booking.model.people import Person
from booking.refusals import NotFound
from bot import buttons, meant
from bot.conversation import Conversations, Said
from bot.turn import Turn
from bot.understanding import Understanding

OF_NOW = frozenset({"resize", "end_now"})
"""What is in use is meant before what is to come."""
SAYING = (
    buttons.DoIt,
    buttons.DoItTo,
    buttons.DoItToSeries,
    buttons.DoItFor,
    buttons.DoItOn,
    buttons.DoItIn,
    buttons.DoItAt,
    buttons.DoAll,
)


class SpokenOf:
    def __init__(self, looking: Looking, conversations: Conversations, another: AnotherPerson) -> None:
        self._looking = looking
        self._conversations = conversations
        self._another = another

    async def last(self, turn: Turn) -> Said:
        return await self._conversations.last(turn.visitor.telegram_id, turn.now)

    @staticmethod
    def none_of(turn: Turn) -> NotFound:
        """Of whom there is no such booking: the speaker, or who was named."""
        is_other = turn.holder.id != turn.member.id
        return NotFound(what="booking", of=turn.holder.name if is_other else "")

    async def keep(self, turn: Turn, said: Understanding, *, anew: bool = False) -> int:
        """What the next message may go on from, and for whom; the revision it is kept at.

        A tap that carries out what is kept leaves it, so that the same tap again finds it, unless it is
        asked something anew.
        """
        last = await self.last(turn)
        if isinstance(turn.button, SAYING) and not anew:
            return last.revision
        person = turn.chosen.person
        kept = replace(said, person=reference(person)) if person else said
        return await self._conversations.remember(turn.visitor.telegram_id, kept, turn.now)

    async def keep_booking(self, turn: Turn, booking: Booking) -> None:
        """As it stands now, it is what `den` means."""
        resource = self._looking.resource(booking.resource_id)
        space = self._looking.catalogue.space_of(resource)
        start, end = space.local(booking.interval.start), space.local(booking.interval.end)
        said = Understanding(
            intent="book",
            kind=resource.kind.value,
            resource=resource.name,
            date=start.date(),
            start=start.time(),
            end=end.time(),
        )
        await self.keep(turn, said)

    async def meant(self, turn: Turn, said: Understanding) -> Sequence[Booking]:
        """Those that the message can mean: one where that is certain enough to act on."""
        if turn.chosen.booking is not None:
            booking, _ = await self._looking.booking(turn.member.actor, turn.chosen.booking)
            return [booking]
        found = self.matching(said, await self._looking.mine(turn.holder))
        last = None if meant.says_which(said) else await self._last_booking(turn, said)
        in_use = [b for b in found if said.intent in OF_NOW and b.interval.start <= turn.now]
        if len(in_use) == 1 and (last is None or last.id == in_use[0].id):
            return in_use
        if last is not None and not in_use:
            return [last]
        return found

    def matching(self, said: Understanding, held: Sequence[Booking]) -> Sequence[Booking]:
        catalogue = self._looking.catalogue
        found = [booking for booking in held if meant.can_mean(said, booking, catalogue)]
        return meant.of_resource_named(found, said, catalogue)

    async def _last_booking(self, turn: Turn, said: Understanding) -> Booking | None:
        """The booking that the last wish of the chat made or changed, also one of another person."""
        before = (await self.last(turn)).understanding
        if before is None or before.date is None or (before.resource is None and before.kind is None):
            return None
        holder = await self._holder(turn, said, before)
        found = self.matching(meant.as_booked(before), await self._looking.mine(holder)) if holder else ()
        return found[0] if len(found) == 1 else None

    async def _holder(self, turn: Turn, said: Understanding, before: Understanding) -> Person | None:
        if said.person is not None or before.person is None:
            return turn.holder
        named = await self._another.named(turn.member.actor, before.person)
        return named.people[0] if named.found is Found.ONE else None
