"""The questions before guidance: one a screen, each can be skipped, gone back from, and left."""

from __future__ import annotations

from collections.abc import Sequence

from booking.model.guidance import HowFar, Sector
from booking.model.intakes import Answers, Intake, Step
from booking.model.people import Person, PersonId
from booking.rules.answers import STEPS
from bot import buttons
from bot.buttons import AskingMove as Move
from bot.guidance_answers import Aside
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
    text = say("We were in the middle of your request for guidance. Would you like to go on?")
    rows = (
        (_move(say.plain("Go on"), Move.GO_ON, once, Says.YES),),
        (_move(say.plain("Throw it away"), Move.LEAVE, once),),
    )
    return Screen(text=Html(f"{text}\n\n{asking_guidance.answers(answers, say)}"), rows=rows)


def aside(which: Aside, say: Say) -> Screen:
    """The answer to a question in between."""
    if which is Aside.READERS:
        return Screen(text=asking_guidance.what_is_kept(say))
    if which is Aside.AFTER:
        return Screen(text=asking_guidance.what_comes(say))
    return Screen(text=asking_guidance.what_it_is(say))


def cannot_say(say: Say) -> Screen:
    return Screen(text=say("I do not know that, but the adviser does: ask when you talk."))


def only_words(say: Say) -> Screen:
    return Screen(text=say("Thank you! I can only read text here, so please write it in a few words."))


def kept_idea(say: Say, *, agreed: bool) -> Screen:
    """They told it before they were asked for it."""
    if agreed:
        return Screen(text=say("Thank you, I have written that down as your idea."))
    return Screen(text=say("Thank you, I have written that down as your idea. I just need your yes first."))


def not_that(step: Step, say: Say) -> Screen:
    """What was written is no answer to that question."""
    return Screen(text=asking_guidance.not_that(step, say))


def waits(turn: Turn, *, once: str) -> Screen:
    """Something else was done in between."""
    say = turn.say
    text = say("Your request for guidance waits. Shall we go on?")
    return Screen(text=text, rows=((_move(say.plain("Go on"), Move.GO_ON, once),),))


def reminder(say: Say, *, once: str) -> Screen:
    """The next day, by itself."""
    rows = (
        (_move(say.plain("Go on"), Move.GO_ON, once),),
        (_move(say.plain("Throw it away"), Move.LEAVE, once),),
    )
    return Screen(text=asking_guidance.reminder(say), rows=rows)


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
