"""Events in words: what is on, signing up oneself or another, and replies to what was just said of one."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from booking.model.events import IN, Event, EventId, RegistrationAction, RegistrationChange
from booking.registering import Registering, SignUp
from bot.conversation import Conversations
from bot.event_replies import Question, Replied, note_in, party_in, question_in, replied, whom_in
from bot.event_words import kind_in
from bot.handlers.event_whom import SigningOthers
from bot.handlers.events import EventsInChat, again, way_in
from bot.handlers.finding_events import FindingEvents, Meant
from bot.handlers.newcomers import Newcomers, told
from bot.handlers.who_comes import WhoComes
from bot.screen import Screen
from bot.turn import Turn
from bot.understanding import Understanding

WISHES = re.compile(
    r"\b(?:meld\w*|påmeld\w*|sett|skriv|sign|put|(?:bli|være|vere) med|join)\b", re.IGNORECASE
)
"""In what is put as a question all the same: `kan jeg melde meg på?`"""
NEXT = re.compile(r"\b(?:neste|nestes|next|førstkommende|når|when)\b", re.IGNORECASE)
LEFT = frozenset({RegistrationAction.LEFT, RegistrationAction.DECLINED})
RECENT = timedelta(hours=2)
"""So long what was done last can be taken back in a word."""


class EventTalk:
    def __init__(
        self,
        *,
        in_chat: EventsInChat,
        finding: FindingEvents,
        registering: Registering,
        conversations: Conversations,
        newcomers: Newcomers,
        others: SigningOthers,
        who_comes: WhoComes,
    ) -> None:
        self.in_chat = in_chat
        self._finding = finding
        self._registering = registering
        self._conversations = conversations
        self._newcomers = newcomers
        self.others = others
        self._who_comes = who_comes

    async def coming(self, turn: Turn, said: Understanding) -> Screen:
        """What is on: the card where one is meant, or the next is asked for, else all of them."""
        about = await self._about(turn)
        meant = await self._finding.meant(turn, said, about=about)
        question = question_in(turn.text, said.person)
        if meant.not_then:
            return self.in_chat.none_then(turn, meant.events)
        if question is not None and meant.events:
            return await self._answer(turn, question, meant.events[0])
        wants_one = kind_in(turn.text) is not None or about is not None
        is_next = bool(NEXT.search(turn.text)) and not meant.is_vague
        one = meant.events[0] if is_next and wants_one and meant.events else meant.one
        if one is None or not wants_one:
            return self.in_chat.listed(turn, meant.events)
        await self._talk_of(turn, one)
        return await self.in_chat.card(turn, one.id)

    async def in_words(self, turn: Turn, said: Understanding) -> Screen | None:
        """«meld meg på frokosten, vi blir to»; LookupError where there is no event that could be meant."""
        about = await self._about(turn)
        question = question_in(turn.text, said.person)
        meant = await self._meant(turn, said, about, takes_names=question is None)
        if not meant.events:
            raise LookupError("no event")
        if meant.not_then:
            return self.in_chat.none_then(turn, meant.events)
        if question is not None:
            return await self._answer(turn, question, meant.events[0])
        if meant.one is None:
            return self.in_chat.which(turn, meant.events)
        await self._talk_of(turn, meant.one)
        if not _is_an_order(turn, said):
            return await self.in_chat.card(turn, meant.one.id)
        return await self._done(turn, said, meant.one)

    async def reply(self, turn: Turn, said: Understanding, about: EventId) -> tuple[Screen | None] | None:
        """What a short message does to the event that was just talked of; None where it is not about it."""
        question = question_in(turn.text, said.person)
        event = next((each for each in await self._finding.coming(turn) if each.id == about), None)
        if event is None or not event.is_on:
            return None
        if question is not None and (kind_in(turn.text) is None and said.intent in ABOUT_EVENTS):
            return (await self._answer(turn, question, event),)
        what = replied(turn.text)
        if what is None:
            return None
        return await self._replied(turn, event, what)

    async def _replied(self, turn: Turn, event: Event, what: Replied) -> tuple[Screen | None] | None:
        if what in {Replied.TAKE_OFF, Replied.PUT_ON, Replied.UNDO}:
            last = await self._last(turn, event)
            if last is None:
                return None
            return (await self._of_last(turn, event, what, last),)
        own = await self._registering.own(event.id, turn.person.id) if turn.person else None
        is_in = own is not None and own.standing in IN
        if what is Replied.NOTE and not is_in:
            return None
        leaves = what is Replied.LEAVE
        said = Understanding(intent="unregister" if leaves else "register", people=party_in(turn.text))
        await self._talk_of(turn, event)
        return (await self._done(turn, said, event),)

    async def _last(self, turn: Turn, event: Event) -> RegistrationChange | None:
        """What the writer has done to a place at it a short while ago."""
        if turn.person is None:
            return None
        last = await self._registering.last_change_by(turn.person.id, event.id)
        return last if last is not None and turn.now - last.at <= RECENT else None

    async def _of_last(
        self, turn: Turn, event: Event, what: Replied, last: RegistrationChange
    ) -> Screen | None:
        """The place that was last changed: given up, had again, or as it was before."""
        await self._talk_of(turn, event)
        was_in = last.before is not None and last.before.standing in IN
        leaves = what is Replied.TAKE_OFF or (what is Replied.UNDO and not was_in)
        wish: SignUp | None = None
        if not leaves:
            standing = last.before if was_in else None
            wish = again(standing)
        return await self.others.change(turn, event, last.after.person_id, wish)

    async def _done(self, turn: Turn, said: Understanding, event: Event) -> Screen | None:
        """Who is not known yet is from now on, and hears so."""
        if turn.person is None:
            known = await self._newcomers.known(turn)
            return told(await self._signed(known, said, event), turn.say)
        return await self._signed(turn, said, event)

    async def _signed(self, turn: Turn, said: Understanding, event: Event) -> Screen | None:
        whom = said.person or whom_in(turn.text)
        if whom:
            return await self.others.in_words(turn, replace(said, person=whom), event)
        person = turn.member
        before = await self._registering.own(event.id, person.id)
        if said.intent == "unregister":
            after = await self._registering.leave(person.actor, person, event.id, turn.request)
        else:
            party = said.people or party_in(turn.text)
            wish = again(before, way=way_in(turn.text, event), party=party, note=note_in(turn.text) or None)
            after = await self._registering.sign_up(person.actor, person, event.id, wish, turn.request)
        return await self.in_chat.unless_told(turn, before, after)

    async def _meant(
        self, turn: Turn, said: Understanding, about: EventId | None, *, takes_names: bool
    ) -> Meant:
        """Of those that take names now; who leaves is in one of them."""

        def can_be(event: Event) -> bool:
            return event.is_on and (not takes_names or event.takes_names_at(turn.now))

        meant = await self._finding.meant(turn, said, about=about, can_be=can_be)
        if (
            said.intent != "unregister"
            or meant.one
            or meant.not_then
            or turn.person is None
            or whom_in(turn.text)
        ):
            return meant
        own = [await self._registering.own(event.id, turn.person.id) for event in meant.events]
        theirs = [
            event for event, each in zip(meant.events, own, strict=True) if each and each.standing in IN
        ]
        return Meant(events=theirs, is_vague=meant.is_vague) if theirs else meant

    async def _answer(self, turn: Turn, question: Question, event: Event) -> Screen:
        await self._talk_of(turn, event)
        return await self._who_comes.answer(turn, question, event)

    async def _about(self, turn: Turn) -> EventId | None:
        """The event that was talked of a moment ago."""
        return (await self._conversations.last(turn.visitor.telegram_id, turn.now)).event

    async def _talk_of(self, turn: Turn, event: Event) -> None:
        await self._conversations.talk_of(turn.visitor.telegram_id, event.id, turn.now)


ABOUT_EVENTS = frozenset({"events", "register", "unregister", "who", "unknown", "greeting", "info"})
"""What a question about who comes may be understood as, read by itself."""


def _is_an_order(turn: Turn, said: Understanding) -> bool:
    """What is in doubt, or only asked, is shown with its buttons."""
    if said.confirm and not _is_explained(said.unexplained, note_in(turn.text)):
        return False
    return not turn.text.strip().endswith("?") or bool(WISHES.search(turn.text))


def _is_explained(words: tuple[str, ...], note: str) -> bool:
    """What the host must know explains the words that the rest of the message does not."""
    noted = note.casefold()
    return bool(words) and all(word.casefold() in noted for word in words)
