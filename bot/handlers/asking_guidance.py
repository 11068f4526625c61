"""Asking for guidance in the chat: for everybody, whether they were invited or not."""

from __future__ import annotations

from dataclasses import replace

from booking.guidance import Guidance
from booking.membership import Membership
from booking.model.intakes import Answers, Intake, Step
from booking.ports import Tokens
from booking.refusals import Stale
from booking.rules import answers as rules
from bot import buttons
from bot.buttons import AskingMove as Move
from bot.conversation import Conversations, Expecting
from bot.handlers.guidance import GuidanceInChat
from bot.routing import Routes
from bot.screen import Screen
from bot.screens import asking_guidance as screens
from bot.turn import Turn
from wording.cleaning import clean_letter

FIELDS = {Step.IDEA: "idea", Step.HOPE: "hope", Step.WHERE: "where", Step.REACH: "reach"}
"""What is answered in words."""


class AskingGuidance:
    def __init__(
        self,
        guidance: Guidance,
        membership: Membership,
        conversations: Conversations,
        own: GuidanceInChat,
        new_key: Tokens,
    ) -> None:
        self._requesting = guidance.requesting
        self._advising = guidance.advising
        self._cases = guidance.cases
        self._membership = membership
        self._conversations = conversations
        self._own = own
        self._new_key = new_key

    def install(self, routes: Routes) -> None:
        routes.command(["veiledning", "guidance"], self.begin, strangers=True)
        routes.button(buttons.Asking, self.go, strangers=True)
        routes.button(buttons.SayHowFar, self.how_far, strangers=True)
        routes.button(buttons.SaySector, self.sector, strangers=True)
        routes.button(buttons.AskFor, self.ask_for, strangers=True)
        routes.expected(Expecting.GUIDANCE, self.answered, again=self.again)

    async def begin(self, turn: Turn) -> Screen:
        """Their open case; else what they had begun; else the first question."""
        if turn.person is not None:
            mine = [case for case in await self._cases.of_person(turn.person.id) if case.is_open]
            if mine:
                return await self._own.card(turn, mine[0].id)
        intake, answers = await self._requesting.intake(turn.visitor.telegram_id)
        if answers != Answers():
            return screens.take_up(answers, turn, once=self._new_key(40))
        await self._requesting.check_may_ask(turn.person)
        return await self._ask(turn, Step.CONSENT if intake.revision == 0 else intake.step)

    async def go(self, turn: Turn, button: buttons.Asking) -> Screen | None:
        account = turn.visitor.telegram_id
        intake, answers = await self._requesting.intake(account)
        steps = {
            Move.AGREE: Step.IDEA,
            Move.BACK: rules.before(intake.step),
            Move.SKIP: rules.following(intake.step),
            Move.GO_ON: intake.step,
        }
        if button.move in steps:
            return await self._ask(turn, steps[button.move])
        if button.move is Move.PICK_ADVISER:
            return screens.advisers(await self._advising.advisers(), turn)
        if button.move is Move.SEND:
            return await self._send(turn, intake, answers)
        await self._requesting.leave(account)
        await self._conversations.forget(account)
        return screens.left(turn.say)

    async def how_far(self, turn: Turn, button: buttons.SayHowFar) -> Screen:
        return await self._answer(turn, Step.HOW_FAR, how_far=button.how_far)

    async def sector(self, turn: Turn, button: buttons.SaySector) -> Screen:
        return await self._answer(turn, Step.SECTOR, sector=button.sector)

    async def ask_for(self, turn: Turn, button: buttons.AskFor) -> Screen:
        known = {adviser.id for adviser in await self._advising.advisers()}
        wanted = button.adviser if button.adviser in known else None
        return await self._ask(turn, Step.REVIEW, wanted=wanted)

    async def answered(self, turn: Turn, _subject: str) -> Screen:
        """The message after a question that is answered in words."""
        intake, _ = await self._requesting.intake(turn.visitor.telegram_id)
        field = FIELDS.get(intake.step)
        if field is None:
            return await self._ask(turn, intake.step)
        text = clean_letter(turn.text)[: rules.LONGEST[intake.step]]
        return await self._ask(turn, rules.following(intake.step), **{field: text})

    async def again(self, turn: Turn, _subject: str) -> Screen:
        """The question that is still open, after something in between."""
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
        account = turn.visitor.telegram_id
        intake, answers = await self._requesting.go_to(account, step, said)
        if step in FIELDS:
            await self._expect(turn)
        else:
            await self._conversations.forget(account)
        choose = len(await self._advising.advisers()) > 1 if step is Step.REVIEW else False
        return screens.question(intake, answers, turn, choose=choose, once=self._new_key(40))

    async def _expect(self, turn: Turn) -> None:
        what = Expecting.GUIDANCE
        try:
            await self._conversations.expect(turn.visitor.telegram_id, what, "", turn.now)
        except Stale:  # another turn of the same person asks as well
            return

    async def _send(self, turn: Turn, intake: Intake, answers: Answers) -> Screen | None:
        """What they hear comes through the outbox. A stranger is known from then on."""
        if intake.step is not Step.REVIEW:
            return await self.begin(turn)
        person = turn.person
        if person is None:
            await self._requesting.check_may_ask(None)
            visitor = turn.visitor
            person = await self._membership.welcome(visitor.telegram_id, visitor.name, turn.say.language)
        case = await self._requesting.send(person, answers, turn.request)
        if turn.person is not None:
            return None
        return await self._own.card(replace(turn, person=person), case.id)
