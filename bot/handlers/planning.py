"""The administration plans an event: in one message, or one question after the other until it is a draft."""

from __future__ import annotations

import re

from booking.looking import Looking
from bot.conversation import Conversations, Expecting
from bot.event_words import DIGITAL, HOST, KINDS, LINK, Planned, names_of, planned
from bot.handlers.hosting import HostingInChat
from bot.plain_answers import is_no
from bot.routing import NotAnAnswer, Routes
from bot.screen import Screen
from bot.screens import planning as screens
from bot.screens.planning import Question
from bot.turn import Turn

NEW = re.compile(
    r"(?:(?:kan du|kunne du|vil du|jeg vil|eg vil|vi skal|can you|please|i want to)\s+)*"
    r"(?:ny|nytt|new|lage?|lagar?|make|create|opprette?|planlegge?|plan)\s+"
    r"(?:(?:en|et|ei|ein|eit|a|an|ny|nytt|new)\s+)*",
    re.IGNORECASE,
)
ANY_KIND = re.compile(r"(?:arrangement(?:et)?|event)\b", re.IGNORECASE)
PLACE_WORD = re.compile(r"^(?:i|in|på)\s+", re.IGNORECASE)
NUMBER = re.compile(r"\d{1,4}")
NO_LIMIT = re.compile(r"grense|limit|ubegrens|uavgrens", re.IGNORECASE)


class Planning:
    """What was said so far is kept as one message, which grows by each answer."""

    def __init__(self, hosting: HostingInChat, looking: Looking, conversations: Conversations) -> None:
        self._hosting = hosting
        self._looking = looking
        self._conversations = conversations

    def install(self, routes: Routes) -> None:
        routes.expected(Expecting.EVENT_PLAN, self.answered, again=self.again)

    async def in_words(self, turn: Turn) -> Screen | None:
        """A message that begins with a kind of event and says a day, or asks for a new one; None else."""
        if not turn.member.actor.is_staff:
            return None
        begins = NEW.match(turn.text)
        rest = turn.text[begins.end() :] if begins else turn.text
        if begins and (general := ANY_KIND.match(rest)):
            return await self._ask(turn, Question.KIND, rest[general.end() :].strip(" ,:"))
        plan = self._plan(turn, rest)
        if plan is None:
            return None
        if begins is None:
            return None if plan.day is None else await self._drafted(turn, plan, rest)
        return await self._next(turn, rest)

    async def answered(self, turn: Turn, subject: str) -> Screen:
        """What is no answer is asked for again. Raises NotAnAnswer for a no."""
        if is_no(turn.text):
            raise NotAnAnswer
        question, so_far = Question(subject[0]), subject[1:]
        answer = turn.text.strip(" ,.")
        grown = self._grown(turn, question, so_far, answer)
        if grown is None:
            return await self._ask(turn, question, so_far)
        return await self._next(turn, grown, done=question is Question.SEATS)

    async def again(self, turn: Turn, subject: str) -> Screen:
        """The question that is still open, after something in between."""
        return await self._ask(turn, Question(subject[0]), subject[1:])

    def _grown(self, turn: Turn, question: Question, so_far: str, answer: str) -> str | None:
        """The message with the answer in it; None where that is none."""
        match question:
            case Question.KIND:
                found = next(
                    filter(None, (re.search(rf"\b({word})\w*", answer, re.IGNORECASE) for word in KINDS)),
                    None,
                )
                if found is None:
                    return None
                return f"{found[1].casefold()} {answer[found.end() :].strip()} {so_far}".strip()
            case Question.WHEN:
                return f"{so_far}, {answer}"
            case Question.WHERE:
                return f"{so_far}, {self._where(turn, answer)}" if answer else None
            case Question.SEATS:
                number = NUMBER.search(answer)
                if number and int(number[0]):
                    return f"{so_far}, {number[0]} plasser"
                return so_far if NO_LIMIT.search(answer) else None

    def _where(self, turn: Turn, answer: str) -> str:
        """One of our rooms, a link and a host are known by their words; any other place is a host."""
        plan = self._plan(turn, f"frokost {answer}")
        if LINK.search(answer) or DIGITAL.search(answer) or HOST.match(answer) or (plan and plan.resource):
            return answer
        return f"hos {PLACE_WORD.sub('', answer).replace(',', ' ')}"

    async def _next(self, turn: Turn, so_far: str, *, done: bool = False) -> Screen:
        plan = self._plan(turn, so_far)
        if plan is None:
            return await self._ask(turn, Question.KIND, so_far)
        if not self._hosting.has_time(plan):
            return await self._ask(turn, Question.WHEN, so_far)
        if not (plan.resource or plan.host or plan.link or plan.is_digital):
            return await self._ask(turn, Question.WHERE, so_far)
        if not done and plan.seats is None and plan.online_seats is None:
            return await self._ask(turn, Question.SEATS, so_far)
        return await self._drafted(turn, plan, so_far)

    async def _drafted(self, turn: Turn, plan: Planned, so_far: str) -> Screen:
        if not self._hosting.has_time(plan):
            return await self._ask(turn, Question.WHEN, so_far)
        return await self._hosting.drafted(turn, plan)

    async def _ask(self, turn: Turn, question: Question, so_far: str) -> Screen:
        subject = f"{question}{so_far}"
        await self._conversations.expect(turn.visitor.telegram_id, Expecting.EVENT_PLAN, subject, turn.now)
        return screens.ask(question, turn.say)

    def _plan(self, turn: Turn, text: str) -> Planned | None:
        now = self._looking.catalogue.home.local(turn.now).replace(tzinfo=None)
        return planned(text, now, names_of(self._looking.catalogue), needs_day=False)
