"""What only people can answer: passed on to the administration, and the answer brought back."""

from __future__ import annotations

from booking.asking import Asking
from booking.model.questions import QuestionId
from bot import buttons
from bot.conversation import Conversations, Expecting
from bot.routing import Routes
from bot.screen import Screen
from bot.screens import questions as screens
from bot.turn import Turn
from bot.understanding import Understanding


class AskingPeople:
    def __init__(self, asking: Asking, conversations: Conversations) -> None:
        self._asking = asking
        self._conversations = conversations

    def install(self, routes: Routes) -> None:
        routes.button(buttons.Answer, self.begin)
        routes.expected(Expecting.ANSWER, self.answer)

    async def ask(self, turn: Turn, _said: Understanding) -> Screen:
        """The message as it was written goes to the administration."""
        await self._asking.ask(turn.member, turn.text, turn.request)
        return screens.passed_on(turn.say)

    async def begin(self, turn: Turn, button: buttons.Answer) -> Screen:
        """Asks for the answer; the next message is it."""
        question, asker = await self._asking.question(turn.member.actor, button.question)
        if question.answer is not None:
            return screens.was_answered(question, asker, turn.say)
        await self._conversations.expect(turn.visitor.telegram_id, Expecting.ANSWER, question.id, turn.now)
        return screens.write_answer(question, asker, turn.say)

    async def answer(self, turn: Turn, question: str) -> Screen:
        asker = await self._asking.answer(turn.member.actor, QuestionId(question), turn.text)
        return screens.sent(asker, turn.say)
