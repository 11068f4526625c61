"""The questions before guidance: one a screen, each can be skipped, gone back from, and left."""

from __future__ import annotations

from collections.abc import Sequence

from booking.model.guidance import HowFar, Sector
from booking.model.intakes import Answers, Intake, Step
from booking.model.people import Person, PersonId
from booking.rules.answers import STEPS
from bot import buttons
from bot.buttons import AskingMove as Move
from bot.screen import Key, Row, Says, Screen, in_rows, key
from bot.turn import Turn
from wording import asking_guidance, guidance_names
from wording.speech import Html, Say

QUESTIONS = STEPS[1:-1]


def question(intake: Intake, answers: Answers, turn: Turn, *, choose: bool, once: str) -> Screen:
    """`choose`: there are several advisers to ask for."""
    say = turn.say
    if intake.step is Step.CONSENT:
        rows: tuple[Row, ...] = (
            (_move(say.plain("Yes, let us begin"), Move.AGREE, once, Says.YES),),
            (_move(say.plain("No, thanks"), Move.LEAVE, once, Says.NO),),
        )
        return Screen(text=asking_guidance.question(intake.step, say), rows=rows)
    if intake.step is Step.REVIEW:
        return _review(answers, say, choose=choose, once=once)
    number = QUESTIONS.index(intake.step) + 1
    far = asking_guidance.progress(number, len(QUESTIONS), say)
    text = f"{far}\n{asking_guidance.question(intake.step, say)}"
    return Screen(text=text, rows=(*_choices(intake.step, say), *_ways(intake.step, say, once)))


def take_up(answers: Answers, turn: Turn, *, once: str) -> Screen:
    """What was begun earlier."""
    say = turn.say
    text = say("You have begun a request for guidance that is not sent.")
    rows = (
        (_move(say.plain("Go on"), Move.GO_ON, once, Says.YES),),
        (_move(say.plain("Throw it away"), Move.LEAVE, once),),
    )
    return Screen(text=Html(f"{text}\n\n{asking_guidance.answers(answers, say)}"), rows=rows)


def left(say: Say) -> Screen:
    return Screen(text=say("That is fine. Nothing is kept. /guidance begins anew, whenever you like."))


def kept(say: Say) -> Screen:
    return Screen(text=say("I keep what you have told for 30 days. /guidance goes on where you left."))


def advisers(found: Sequence[Person], turn: Turn) -> Screen:
    say = turn.say
    keys = [key(person.name, buttons.AskFor(adviser=person.id)) for person in found]
    anybody = key(say.plain("Whoever is free first"), buttons.AskFor(adviser=PersonId("")))
    return Screen(text=say("Whom would you like to talk to?"), rows=in_rows([*keys, anybody], 1))


def _review(answers: Answers, say: Say, *, choose: bool, once: str) -> Screen:
    rows: list[Row] = [(_move(say.plain("Send"), Move.SEND, once, Says.YES),)]
    if choose:
        rows.append((_move(say.plain("Ask for a certain adviser"), Move.PICK_ADVISER, once),))
    rows.append(
        (_move(say.plain("Back"), Move.BACK, once), _move(say.plain("Throw it away"), Move.LEAVE, once))
    )
    text = f"{asking_guidance.question(Step.REVIEW, say)}\n\n{asking_guidance.answers(answers, say)}"
    return Screen(text=text, rows=tuple(rows))


def _choices(step: Step, say: Say) -> tuple[Row, ...]:
    if step is Step.HOW_FAR:
        return in_rows([key(guidance_names.how_far(h, say), buttons.SayHowFar(how_far=h)) for h in HowFar], 2)
    if step is Step.SECTOR:
        return in_rows([key(guidance_names.sector(s, say), buttons.SaySector(sector=s)) for s in Sector], 2)
    return ()


def _ways(step: Step, say: Say, once: str) -> tuple[Row, ...]:
    keys = [_move(say.plain("Skip"), Move.SKIP, once)]
    if step is not QUESTIONS[0]:
        keys.insert(0, _move(say.plain("Back"), Move.BACK, once))
    return (tuple(keys),)


def _move(said: str, move: Move, once: str, says: Says | None = None) -> Key:
    return key(said, buttons.Asking(move=move, once=once), says)
