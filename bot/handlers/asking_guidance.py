"""Asking for guidance in the chat: for everybody, invited or not; by buttons and in words."""

from __future__ import annotations

from datetime import timedelta

from booking.guidance import Guidance
from booking.looking import Looking
from booking.model.intakes import Answers, Intake, Step
from booking.ports import Tokens
from booking.refusals import Stale
from booking.rules import answers as rules
from bot import buttons
from bot import guidance_answers as read
from bot.buttons import AskingMove as Move
from bot.conversation import Conversations, Expecting
from bot.event_words import names_of
from bot.guidance_fields import FIELDS, fields_in, kept_of
from bot.handlers.guidance import GuidanceInChat
from bot.handlers.newcomers import Newcomers
from bot.plain_answers import is_no, is_unsure, is_yes
from bot.routing import NotAnAnswer, Routes
from bot.screen import Screen, together
from bot.screens import asking_guidance as screens
from bot.turn import Turn
from bot.understanding import ACTS, Understanding, understand

LONG_AGO = timedelta(hours=2)
"""After that a message stands on its own, until they say that they want to go on."""
TAKE_UP = "take up"
INFORMS = frozenset({"info", "help", "human", "events", "availability", "my_bookings", "who"})
"""Questions in between that others answer."""


class AskingGuidance:
    def __init__(
        self,
        *,
        guidance: Guidance,
        newcomers: Newcomers,
        conversations: Conversations,
        own: GuidanceInChat,
        looking: Looking,
        new_key: Tokens,
    ) -> None:
        self._requesting = guidance.requesting
        self._advising = guidance.advising
        self._cases = guidance.cases
        self._newcomers = newcomers
        self._conversations = conversations
        self._own = own
        self._looking = looking
        self._new_key = new_key

    def install(self, routes: Routes) -> None:
        routes.command(["veiledning", "guidance"], self.begin, strangers=True)
        routes.button(buttons.Asking, self.go, strangers=True)
        routes.button(buttons.SayHowFar, self.how_far, strangers=True)
        routes.button(buttons.SaySector, self.sector, strangers=True)
        routes.button(buttons.AskFor, self.ask_for, strangers=True)
        routes.expected(Expecting.GUIDANCE, self.answered)

    async def begin(self, turn: Turn) -> Screen:
        """Their open case; else what they had begun; else the first question."""
        if turn.person is not None:
            mine = [case for case in await self._cases.of_person(turn.person.id) if case.is_open]
            if mine:
                return await self._own.card(turn, mine[0].id)
        intake, answers = await self._requesting.intake(turn.visitor.telegram_id)
        if answers != Answers():
            return await self._take_up(turn, answers)
        await self._requesting.check_may_ask(turn.person)
        step = Step.CONSENT if intake.revision == 0 else intake.step
        if step not in {Step.CONSENT, Step.IDEA} or not read.tells_idea(turn.text):
            return await self._ask(turn, step)
        return await self._with_idea(turn, step)

    async def _with_idea(self, turn: Turn, step: Step) -> Screen:
        """What they wrote is kept as their idea; who has not agreed yet is asked that first."""
        agreed = step is not Step.CONSENT
        kept = kept_of(Step.IDEA, turn.text)
        asked = await self._ask(turn, rules.following(Step.IDEA) if agreed else step, idea=kept)
        return together(screens.kept_idea(turn.say, agreed=agreed), asked)

    async def go(self, turn: Turn, button: buttons.Asking) -> Screen | None:
        intake, answers = await self._requesting.intake(turn.visitor.telegram_id)
        return await self._go(turn, button.move, intake, answers)

    async def _go(self, turn: Turn, move: Move, intake: Intake, answers: Answers) -> Screen | None:
        """Who agrees is known from then on: the consent says so."""
        if move is Move.AGREE:
            await self._newcomers.known(turn)
            return await self._ask(turn, Step.HOW_FAR if answers.idea else Step.IDEA)
        steps = {
            Move.BACK: rules.before(intake.step),
            Move.SKIP: rules.following(intake.step),
            Move.GO_ON: intake.step,
        }
        if move in steps:
            return await self._ask(turn, steps[move])
        if move is Move.PICK_ADVISER:
            return screens.advisers(await self._advising.advisers(), turn)
        if move is Move.SEND:
            return await self._send(turn, intake, answers)
        await self._requesting.leave(turn.visitor.telegram_id)
        await self._conversations.forget(turn.visitor.telegram_id)
        return screens.left(turn.say)

    async def how_far(self, turn: Turn, button: buttons.SayHowFar) -> Screen:
        return await self._answer(turn, Step.HOW_FAR, how_far=button.how_far)

    async def sector(self, turn: Turn, button: buttons.SaySector) -> Screen:
        return await self._answer(turn, Step.SECTOR, sector=button.sector)

    async def ask_for(self, turn: Turn, button: buttons.AskFor) -> Screen:
        known = {adviser.id for adviser in await self._advising.advisers()}
        wanted = button.adviser if button.adviser in known else None
        return await self._ask(turn, Step.REVIEW, wanted=wanted)

    async def waits(self, turn: Turn) -> Screen | None:
        """What was begun on another day is asked about once, with the first message after that; else None."""
        intake, answers = await self._requesting.intake(turn.visitor.telegram_id)
        is_begun = intake.revision > 0 and intake.step is not Step.CONSENT
        if not is_begun or intake.reminded_at or turn.now - intake.at <= LONG_AGO:
            return None
        await self._requesting.asked_again(intake)
        return await self._take_up(turn, answers)

    async def goes_on(self, turn: Turn) -> Screen | None:
        """A yes to that question, where it came by itself; None where nobody was asked lately."""
        if not (is_yes(turn.text) or read.CONTINUES.fullmatch(turn.text.strip())):
            return None
        intake, _ = await self._requesting.intake(turn.visitor.telegram_id)
        asked = intake.reminded_at
        if asked is None or turn.now - asked > rules.ANSWERED_WITHIN:
            return None
        return await self._ask(turn, intake.step)

    async def not_words(self, turn: Turn) -> Screen:
        """A voice message or a picture instead of an answer: kind words, and the question again."""
        return together(screens.only_words(turn.say), await self.again(turn))

    async def answered(self, turn: Turn, subject: str) -> Screen | None:
        """The message after a question. Raises NotAnAnswer for what is about something else."""
        intake, answers = await self._requesting.intake(turn.visitor.telegram_id)
        if subject == TAKE_UP:
            return await self._taken_up(turn, intake)
        if turn.now - intake.at > LONG_AGO:
            raise NotAnAnswer
        if read.goes_back(turn.text) and intake.step is not Step.CONSENT:
            return await self._ask(turn, rules.before(intake.step))
        if read.leaves(turn.text):
            return await self._go(turn, Move.LEAVE, intake, answers)
        move = self._move(turn.text, intake.step)
        if move is not None:
            return await self._go(turn, move, intake, answers)
        return await self._said(turn, intake.step)

    def _move(self, text: str, step: Step) -> Move | None:
        """A yes, a no or "I don't know", where that is an answer."""
        if step is Step.CONSENT:
            return Move.AGREE if is_yes(text) else Move.LEAVE if is_no(text) else None
        if step is Step.REVIEW:
            return Move.SEND if is_yes(text) else None
        return Move.SKIP if is_unsure(text) or (is_no(text) and step is not Step.HOPE) else None

    async def _said(self, turn: Turn, step: Step) -> Screen | None:
        """An answer in words, a question in between, or another matter."""
        fields = fields_in(turn.text, step)
        is_sure = bool(fields) and step not in {Step.IDEA, Step.HOPE, Step.WHERE, Step.CONSENT}
        if not is_sure:
            aside = await self._aside(turn, step)
            if aside is not None:
                return aside
        if not fields:
            return await self._again(turn, step)
        if step is Step.CONSENT:
            return await self._with_idea(turn, step)
        kept = {name: kept_of(step, value) for name, value in fields.items()}
        return await self._ask(turn, step if step is Step.REVIEW else rules.following(step), **kept)

    async def _aside(self, turn: Turn, step: Step) -> Screen | None:
        """A question about guidance is answered and the pending one asked again; another matter is done."""
        aside, said = read.aside_in(turn.text), self._understood(turn)
        if aside is not None and said.kind is None:  # what a desk costs is another matter
            return together(screens.aside(aside, turn.say), await self._ask(turn, step))
        asks = turn.text.strip().endswith("?") or (step not in FIELDS and read.is_question(turn.text))
        if asks and said.intent in INFORMS:
            raise NotAnAnswer(lambda screen: self._asked_after(turn, step, screen))
        if self._is_done(turn, said):
            raise NotAnAnswer(lambda screen: self._left_waiting(turn, screen))
        if asks and step not in {Step.IDEA, Step.HOPE}:
            return together(screens.cannot_say(turn.say), await self._ask(turn, step))
        return None

    def _is_done(self, turn: Turn, said: Understanding) -> bool:
        """Another matter altogether, that is whole: `drivhuset i morgen 10-12` of a tenant."""
        if turn.person is None or not turn.person.roles or said.intent not in ACTS:
            return False
        is_whole = not (said.missing or said.confirm)
        return is_whole and bool(said.resource or said.date or said.intent in {"register", "unregister"})

    async def _asked_after(self, turn: Turn, step: Step, screen: Screen | None) -> Screen | None:
        return together(screen, await self._ask(turn, step))

    async def _left_waiting(self, turn: Turn, screen: Screen | None) -> Screen | None:
        return together(screen, screens.waits(turn, once=self._new_key(40)))

    def _understood(self, turn: Turn) -> Understanding:
        catalogue = self._looking.catalogue
        local = catalogue.home.local(turn.now).replace(tzinfo=None)
        return understand(turn.text, local, names_of(catalogue))

    async def _again(self, turn: Turn, step: Step) -> Screen:
        """What is no answer is asked for again, kindly."""
        return together(screens.not_that(step, turn.say), await self._ask(turn, step))

    async def _take_up(self, turn: Turn, answers: Answers) -> Screen:
        await self._expect(turn, TAKE_UP)
        return screens.take_up(answers, turn, once=self._new_key(40))

    async def _taken_up(self, turn: Turn, intake: Intake) -> Screen:
        """A yes goes on, a no lets it wait."""
        if is_yes(turn.text) or read.CONTINUES.fullmatch(turn.text.strip()):
            return await self._ask(turn, intake.step)
        if is_no(turn.text):
            return screens.kept(turn.say)
        raise NotAnAnswer

    async def again(self, turn: Turn) -> Screen:
        """The question that is still open."""
        intake, _ = await self._requesting.intake(turn.visitor.telegram_id)
        return await self._ask(turn, intake.step)

    async def _answer(self, turn: Turn, step: Step, **said: object) -> Screen:
        """A tapped answer; one from an earlier question changes that answer, and the place stays."""
        intake, _ = await self._requesting.intake(turn.visitor.telegram_id)
        if intake.step is Step.CONSENT:
            return await self._ask(turn, Step.CONSENT)
        after = rules.following(step) if intake.step is step else intake.step
        return await self._ask(turn, after, **said)

    async def _ask(self, turn: Turn, step: Step, **said: object) -> Screen:
        intake, answers = await self._requesting.go_to(turn.visitor.telegram_id, step, said)
        await self._expect(turn)
        choose = len(await self._advising.advisers()) > 1 if step is Step.REVIEW else False
        return screens.question(intake, answers, turn, choose=choose, once=self._new_key(40))

    async def _expect(self, turn: Turn, subject: str = "") -> None:
        what = Expecting.GUIDANCE
        try:
            await self._conversations.expect(turn.visitor.telegram_id, what, subject, turn.now)
        except Stale:  # another turn of the same person asks as well
            return

    async def _send(self, turn: Turn, intake: Intake, answers: Answers) -> Screen | None:
        """What they hear comes through the outbox."""
        if intake.step is not Step.REVIEW:
            return await self.begin(turn)
        await self._conversations.forget(turn.visitor.telegram_id)
        if turn.person is None:
            await self._requesting.check_may_ask(None)
        known = await self._newcomers.known(turn)
        await self._requesting.send(known.member, answers, turn.request)
        return None
