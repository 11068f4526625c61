"""Events where many see them: cards in groups and by inline questions, whose counts stay true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from booking.looking import Looking
from booking.membership import Membership
from booking.model.events import Event, EventId, Post, Standing
from booking.model.interval import Interval
from booking.model.people import Actor, Language, Role
from booking.ports import Events, Tokens
from booking.refusals import NotFound, Refusal
from booking.registering import Registering, Seen
from bot import buttons
from bot.board import Board, digest, digest_of
from bot.handlers.events import LINK, again
from bot.handlers.finding_events import AHEAD
from bot.screen import Screen
from bot.screens import events as screens
from bot.showing import Showing
from bot.turn import Turn
from wording import as_plain, dates, events, refusals, speak

ALERT_LIMIT = 200
MOST = 10
GROUPS_SPEAK = speak(Language.BOKMAL)
"""A card is read by people of all languages; the place's own is Bokmål."""
ANYBODY = Actor(person_id=None, roles=frozenset({Role.ADMINISTRATION}), name="card")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What a tap is answered: words over the chat, or where it leads."""

    alert: str = ""
    url: str = ""


class Groups:
    def __init__(
        self,
        *,
        registering: Registering,
        events: Events,
        board: Board,
        membership: Membership,
        looking: Looking,
        showing: Showing,
        new_key: Tokens,
    ) -> None:
        self._registering = registering
        self._events = events
        self._board = board
        self._membership = membership
        self._looking = looking
        self._showing = showing
        self._new_key = new_key

    async def post(self, chat_id: int, words: str = "") -> None:
        """The next event's card, or of the words' event, in a group where somebody has asked for it."""
        coming, say = await self.coming(words), GROUPS_SPEAK
        if not coming:
            await self._showing.send(chat_id, Screen(text=say("Nothing is planned just now.")))
            return
        screen = await self._card(coming[0].id)
        place = await self._showing.send(chat_id, screen)
        post = Post(id=self._new_key(60), event_id=coming[0].id, place=place, shown=digest(screen))
        await self._board.put(post)

    async def coming(self, words: str = "") -> Sequence[Event]:
        """Published, the earliest first; those whose title, host or day has the words, if any has."""
        now, wanted = self._looking.now(), words.casefold().strip()
        found = await self._events.within(Interval(now, now + AHEAD))
        shown = [event for event in found if event.is_on]
        meant = [event for event in shown if wanted in self._known_by(event)]
        return (meant or shown)[:MOST]

    def _known_by(self, event: Event) -> str:
        """Its title, its host, and its day as Bokmål says it: `3. desember`."""
        space = self._looking.catalogue.home
        begins = space.today(event.interval.start)
        day = dates.full_day(begins, begins, GROUPS_SPEAK)
        return f"{event.title} {event.host} {day}".casefold()

    async def cards(self, words: str) -> list[tuple[str, str, str, Screen]]:
        """For an inline question: id, title, when and where, and the card that is sent."""
        say, catalogue, now = GROUPS_SPEAK, self._looking.catalogue, self._looking.now()
        return [
            (
                event.id,
                as_plain(events.label(event, catalogue, now, say)),
                as_plain(events.where(event, catalogue, say)),
                await self._card(event.id),
            )
            for event in await self.coming(words)
        ]

    async def tapped(self, turn: Turn, button: buttons.JoinHere, inline_id: str) -> Spoken:
        """Somebody in the group signs up or says no; a stranger is led to the chat with the bot."""
        if turn.person is None:
            return Spoken(url=self._ask(button.event))
        if inline_id:
            await self._board.put(Post(id=digest_of(inline_id), event_id=button.event, inline_id=inline_id))
        try:
            alert = await self._joined(turn, button)
        except Refusal as refusal:
            words = refusals.explain(refusal, self._looking.catalogue, turn.now, turn.say)
            alert = as_plain(words)
        await self.refresh()
        return Spoken(alert=alert[:ALERT_LIMIT])

    async def refresh(self) -> None:
        """Every card that shows something old, where its chat may be written to; else the next time."""
        now = self._looking.now()
        for post in await self._board.live(now):
            try:
                screen = await self._card(post.event_id)
            except NotFound:
                continue
            await self._board.bring(post, screen, now)

    async def _joined(self, turn: Turn, button: buttons.JoinHere) -> str:
        person = turn.member
        if button.going:
            own = await self._events.registration_of(button.event, person.id)
            # Who brings guests has said so already, and does not mean fewer by a second tap.
            await self._registering.sign_up(person.actor, person, button.event, again(own), turn.request)
        else:
            await self._registering.leave(person.actor, person, button.event, turn.request)
        seen = await self._registering.seen(person.actor, button.event)
        if seen.of_person is None:
            return ""
        words = events.standing(seen.of_person, seen.event, seen, self._looking.catalogue, turn.now, turn.say)
        return as_plain(words)

    async def _card(self, event_id: EventId) -> Screen:
        """Raises NotFound."""
        seen = await self._registering.seen(ANYBODY, event_id)
        names = await self._names(seen)
        now = self._looking.now()
        return screens.for_many(seen, names, self._looking.catalogue, now, self._ask(event_id), GROUPS_SPEAK)

    async def _names(self, seen: Seen) -> list[str]:
        """Of those who are coming and want it."""
        shown = [r for r in seen.registrations if r.shows_name and r.standing is Standing.GOING]
        return [(await self._membership.get(r.person_id)).name for r in shown[: events.MOST_NAMES]]

    def _ask(self, event_id: EventId) -> str:
        return f"https://t.me/{self._showing.username}?start={LINK}{event_id}"
