"""What only people can answer: passed on to the administration, and the answer brought back."""

from __future__ import annotations

from booking.asking import Asking
from booking.looking import Looking
from booking.model.questions import QuestionId, QuestionKind
from bot import buttons, house_words
from bot.conversation import Conversations, Expecting
from bot.routing import Routes
from bot.screen import Screen
from bot.screens import questions as screens
from bot.turn import Turn
from bot.understanding import Understanding

KINDS = {"apply": QuestionKind.APPLY, "leave": QuestionKind.LEAVE, "guest": QuestionKind.GUEST}


class AskingPeople:
    def __init__(self, asking: Asking, looking: Looking, conversations: Conversations) -> None:
        self._asking = asking
        self._looking = looking
        self._conversations = conversations

    def install(self, routes: Routes) -> None:
        routes.button(buttons.Answer, self.begin)
        routes.button(buttons.SettleQuestion, self.settle)
        routes.button(buttons.PassOnQuestion, self.pass_on)
        routes.expected(Expecting.ANSWER, self.answer)

    async def ask(self, turn: Turn, said: Understanding) -> Screen:
        """The message as it was written goes to the administration."""
        passed = await self._asking.ask(turn.member, turn.text, turn.request, kind_of(turn.text, said))
        return screens.passed_on(passed, said, self._looking.catalogue.home, turn)

    async def pass_on(self, turn: Turn, button: buttons.PassOnQuestion) -> Screen:
        """What was kept while they were asked whether it shall be."""
        passed = await self._asking.pass_on(turn.member, button.question)
        return screens.passed_on(passed, Understanding(), self._looking.catalogue.home, turn)

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

    async def settle(self, turn: Turn, button: buttons.SettleQuestion) -> Screen:
        await self._asking.settle(turn.member.actor, button.question)
        question, asker = await self._asking.question(turn.member.actor, button.question)
        return screens.settled(question, asker, turn.say)


def kind_of(text: str, said: Understanding) -> QuestionKind:
    """Whoever wants a person is no fault."""
    if said.intent == "human":
        return QuestionKind.PERSON if house_words.wants_a_person(text) else QuestionKind.FAULT
    return KINDS.get(said.intent, QuestionKind.QUESTION)
