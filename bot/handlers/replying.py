"""Answers in words: to the buttons that stand in the chat, and to what was last said or done."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from booking.looking import Looking
from booking.model.bookings import Booking
from bot import buttons, matching
from bot.conversation import Choice, Conversations, Said
from bot.handlers.going_on import GoingOn
from bot.plain_answers import is_unsure
from bot.screen import Screen, Tap, together
from bot.screens import going_on as screens
from bot.turn import Turn
from bot.understanding import Understanding
from bot.understanding.context import Context, Goes, Reply, details, is_pointed, replied
from bot.understanding.replies import Message
from bot.understanding.times import Length

Act = Callable[[Turn, Understanding], Awaitable[Screen | None]]
POINTED = frozenset({"cancel", "move", "check_in"})
"""What is done to a booking that stands: the one last spoken of, where none is named. What is made longer
or ended is the one in use before that."""
MANY = frozenset({"cancel", "move"})
SIGNS_UP = frozenset({"register", "unregister", "events"})


@dataclass(frozen=True, slots=True)
class Answered:
    """It was an answer. `what` is None where what was done is told through the outbox."""

    what: Screen | Tap | None = None


class Replying:
    """`act` does what a message by itself asks for."""

    def __init__(
        self,
        *,
        looking: Looking,
        conversations: Conversations,
        going_on: GoingOn,
        act: Act,
    ) -> None:
        self._looking = looking
        self._conversations = conversations
        self._going_on = going_on
        self._act = act

    async def answered(self, turn: Turn, last: Said, message: Message) -> Answered | None:
        """None where it stands on its own."""
        if turn.person is not None and _takes_back(message):
            return await self._undo(turn, last, message)
        tapped = self._tapped(turn, last, message)
        if tapped is not None:
            return tapped
        if turn.person is not None and matching.tells_by_place(message):
            # Of no list that stands in the chat: `den andre` may be the other one or the second.
            await self._conversations.forget(turn.visitor.telegram_id)
            return Answered(await self._act(turn, message.fresh))
        if is_unsure(turn.text) and last.is_open and turn.person is not None:
            return await self._at_a_loss(turn, last)
        if message.heard.is_bare and message.heard.says_no and not message.said.anything:
            return await self._refused(turn, last)
        followed = await self._followed(turn, last, message) if turn.person is not None else None
        return followed or await self._courtesy(turn, last, message)

    async def pointed(self, turn: Turn, said: Understanding, last: Said) -> Turn:
        """With the booking last spoken of, where it is about one and names none."""
        if said.intent not in POINTED or not last.bookings or (said.intent == "cancel" and said.no_day):
            return turn
        booking = await self._going_on.last_spoken_of(turn, last)
        if booking is None or not is_pointed(said, self._going_on.as_said(booking, None)):
            return turn
        return turn.choosing(booking=booking.id)

    async def _undo(self, turn: Turn, last: Said, message: Message) -> Answered:
        if message.heard.has("back"):
            await self._going_on.back(turn, last)
        else:
            return Answered(await self._going_on.undo(turn, last))
        return Answered()

    def _tapped(self, turn: Turn, last: Said, message: Message) -> Answered | None:
        """The button that is meant, handled as if it were tapped; of several, those are asked about."""
        if last.shown is None:
            return None
        found = matching.chosen(message, _answerable(last), self._looking.catalogue)
        if len(found) > 1:
            return Answered(screens.which(found, turn.say))
        button = matching.read(found[0]) if found else matching.to_day(message, last.shown.choices)
        return Answered(Tap(button=button, at=last.shown.at)) if button is not None else None

    async def _refused(self, turn: Turn, last: Said) -> Answered:
        """The screen's own no; after something was done, its undoing is offered; else that is the end."""
        choices: tuple[Choice, ...] = last.shown.choices if last.shown else ()
        no, back = matching.refusing(choices), matching.taking_back(choices)
        button = matching.read(no) if no else None
        if button is not None and last.shown is not None and not isinstance(button, buttons.GoTo):
            return Answered(Tap(button=button, at=last.shown.at))
        if back is not None and turn.person is not None and not last.is_open:
            booking = await self._going_on.last_spoken_of(turn, last)
            return Answered(screens.take_back(back, booking, self._looking.catalogue, turn))
        await self._conversations.forget(turn.visitor.telegram_id)
        return Answered(screens.so_be_it(turn.say))

    async def _at_a_loss(self, turn: Turn, last: Said) -> Answered | None:
        """`vet ikke`, where something was asked: the question once more, with its buttons to choose by."""
        wish = last.understanding
        if wish is None or not wish.missing or wish.intent != "book":
            return None
        question = await self._act(turn, wish)
        return Answered(together(screens.no_matter(turn.say), question) if question is not None else None)

    async def _courtesy(self, turn: Turn, last: Said, message: Message) -> Answered | None:
        """A short word in kind; what is pending stays."""
        heard, say = message.heard, turn.say
        if message.said.anything or not heard.tokens:
            return None
        if message.fresh.intent == "end_now" and await self._is_in_use(turn):
            return None
        if heard.is_courtesy and not heard.says_no:
            kinds = {"bye": screens.goodbye, "thanks": screens.welcome, "praise": screens.glad}
            return Answered(next(kinds[kind] for kind in kinds if heard.has(kind))(say))
        if heard.is_bare and heard.says_yes and (heard.has("yes") or message.fresh.intent not in POINTED):
            pending = last.understanding
            if pending is not None and last.is_open and pending.missing and turn.person is not None:
                return Answered(await self._act(turn, pending))
            return Answered(screens.glad(say) if last.done else screens.yes_to_what(say))
        return None

    async def _is_in_use(self, turn: Turn) -> bool:
        """Whether they have something now, which `takk for oss` gives up."""
        held = await self._looking.mine(turn.person) if turn.person is not None else []
        return any(booking.interval.start <= turn.now for booking in held)

    async def _followed(self, turn: Turn, last: Said, message: Message) -> Answered | None:
        """What goes on from the last deed, wish or question."""
        denied = await self._denied(turn, message)
        if denied is not None:
            return denied
        before = last.understanding
        again = await self._same_again(turn, last, message) if before is not None else None
        if again is not None:
            return again
        booking = await self._going_on.last_spoken_of(turn, last) if last.bookings else None
        stands = booking if last.done or before is None else None
        if stands is not None:
            filled = await self._filled_out(turn, stands, message)
            if filled is not None:
                return filled
            before = self._going_on.as_said(stands, before)
        if before is None:
            return None
        reply = replied(Context(before=before, stands=stands is not None), message)
        return await self._replied(turn, reply, stands, message) if reply is not None else None

    async def _denied(self, turn: Turn, message: Message) -> Answered | None:
        """`ikke book …`: an act that is negated is none."""
        if message.fresh.intent != "unknown":
            return None
        if message.heard.has("not_done"):
            return Answered(await self._going_on.not_done(turn, message))
        return Answered(screens.not_cancelled(turn.say)) if message.heard.has("not_cancelled") else None

    async def _same_again(self, turn: Turn, last: Said, message: Message) -> Answered | None:
        """`begge`, where it was asked which; `jo, jeg kommer`, `vi blir to`, after an event was spoken of."""
        heard, before = message.heard, last.understanding
        if before is None:
            return None
        if before.intent in MANY and heard.has("both", "all") and heard.is_bare:
            return Answered(await self._act(turn, replace(before, everything=True)))
        if before.intent == "human" and before.kind and heard.has("another"):
            return Answered(await self._going_on.another_than(turn, before))
        if before.intent == "absent" and heard.has("comes"):
            return await self._is_here_after_all(turn, last)
        if before.intent not in SIGNS_UP:
            return None
        said = _signed_up(before, message, spoken_of=last.event is not None)
        return Answered(await self._act(turn, said)) if said is not None else None

    async def _is_here_after_all(self, turn: Turn, last: Said) -> Answered:
        """What was released is theirs again; what was only shown is left alone."""
        choices = last.shown.choices if last.shown else ()
        if last.done or matching.taking_back(choices) is not None:
            return Answered(await self._going_on.undo(turn, last))
        await self._conversations.forget(turn.visitor.telegram_id)
        return Answered(screens.all_stays(turn.say))

    async def _filled_out(self, turn: Turn, booking: Booking, message: Message) -> Answered | None:
        """More about what stands: what it is for, how many come, what is needed, that it begins later."""
        heard, going_on = message.heard, self._going_on
        for cue in ("call_it", "for_whom"):
            title = heard.after(cue) if heard.has(cue) else ""
            if title and not message.said.when.hours.said:
                await going_on.title(turn, booking, title)
                return Answered()
        if heard.has("not_needed") and message.fresh.intent == "unknown":
            chosen = turn.choosing(booking=booking.id)
            return Answered(await self._act(chosen, Understanding(intent="cancel")))
        minutes = _begins_later(message)
        if minutes:
            return Answered(going_on.begins(turn, booking, minutes))
        if heard.has("another") and not message.said.when.said and not message.said.named:
            return Answered(await going_on.another(turn, booking))
        if details(message) and message.fresh.intent not in {"move", "cancel", "resize"}:
            return Answered(await going_on.details(turn, booking, message))
        return None

    async def _replied(self, turn: Turn, reply: Reply, booking: Booking | None, message: Message) -> Answered:
        if reply.goes is Goes.INSTEAD and booking is not None:
            return Answered(await self._going_on.instead(turn, booking, reply.wish, message))
        if reply.goes is Goes.QUESTION:
            return Answered(await self._act(turn, reply.wish))
        return Answered(await self._act(turn, reply.wish))


def _takes_back(message: Message) -> bool:
    heard = message.heard
    if message.fresh.intent == "undo":
        return True
    return heard.has("undo", "back") and not message.said.anything and not heard.unknown


def _answerable(last: Said) -> list[Choice]:
    """A day or time that a wish lacks goes into the wish, with all that was said before."""
    choices = list(last.shown.choices) if last.shown else []
    wish = last.understanding
    if wish is None or not last.is_open or not wish.missing:
        return choices
    return [each for each in choices if not isinstance(matching.read(each), matching.ASKS_WHEN)]


def _begins_later(message: Message) -> int | None:
    """By how many minutes; negative where it is earlier."""
    heard = message.heard
    if not heard.has("begins") or not heard.has("later", "earlier"):
        return None
    length = next((p.value for p in message.said.phrases if isinstance(p.value, Length)), None)
    if length is None:
        return None
    return int(length.minutes) if heard.has("later") else -int(length.minutes)


def _signed_up(before: Understanding, message: Message, *, spoken_of: bool) -> Understanding | None:
    """What is meant of an event that was just spoken of."""
    heard, said = message.heard, message.said
    if before.intent == "register" and heard.has("takes_off"):
        return replace(before, intent="unregister", people=None)
    if before.intent == "unregister" and heard.has("comes") and not heard.says_no:
        return replace(before, intent="register")
    if before.intent in {"register", "events"} and spoken_of and details(message):
        return replace(before, intent="register", people=said.people)
    return None
