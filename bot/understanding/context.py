"""A message understood against what was just said: a correction, an addition, or what was still missing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from bot.understanding import placing
from bot.understanding.messages import Read
from bot.understanding.model import Repeat, Understanding
from bot.understanding.repeats import Repeats, Until
from bot.understanding.replies import Message
from bot.understanding.wishes import missing

TALKED_OF = frozenset({"book", "availability", "who"})
OWN_WORDS = frozenset({"book", "availability", "unknown", "greeting"})
"""What a correction may look like, read by itself."""
QUESTIONS = frozenset({"availability", "who"})


class Goes(StrEnum):
    """How a message goes on from the last."""

    WISH = "wish"
    """It fills the wish that was told, corrects one that was not done, or adds another to one that was."""
    QUESTION = "question"
    """It asks the same of another day, time or place; it does nothing."""
    INSTEAD = "instead"
    """It takes the place of what was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The last wish or question. `stands` says that it was done, and is a booking that can be changed."""

    before: Understanding
    stands: bool = False

    @property
    def is_question(self) -> bool:
        return self.before.intent in QUESTIONS and not self.stands


@dataclass(frozen=True, slots=True)
class Reply:
    """The wish or question as it now is."""

    wish: Understanding
    goes: Goes


def replied(context: Context, message: Message) -> Reply | None:
    """None where the message stands on its own.

    What was said anew counts, what was lacking is filled, and the rest stays; a new start keeps the length.
    """
    if context.before.intent not in TALKED_OF or message.fresh.intent not in OWN_WORDS | QUESTIONS:
        return None
    if not message.said.anything and _repeat(message) is None:
        return _taken(context, message)
    if _is_whole(message) or _asks_of_people(context, message):
        return None
    goes = _asks_on(context, message) or _changes(context, message) or _fills(context, message)
    if goes is None:
        return _placeless(context, message)
    return Reply(_as(goes, context, message), goes)


def _placeless(context: Context, message: Message) -> Reply | None:
    """A time by itself after something was done: a new wish, which is asked what for."""
    if not context.stands or message.said.kind or not message.said.when.said or not _is_fragment(message):
        return None
    wish = replace(message.fresh, intent="book")
    return Reply(_whole(wish), Goes.WISH)


def details(message: Message) -> bool:
    """Whether it says how many come, or what is needed, and nothing else: `vi blir fire`."""
    said = message.said
    told = said.people is not None or bool(said.equipment)
    return told and not said.when.said and not said.named and _repeat(message) is None


def is_pointed(said: Understanding, last: Understanding) -> bool:
    """`avbestill den`, `flytt til kl 13`: a deed on what was last spoken of, where nothing else is named."""
    if said.everything or said.onwards or said.person or said.no_such or said.dates:
        return False
    if said.kind not in {None, last.kind}:
        return False
    if said.intent == "move":
        return not (said.from_date or said.from_start) and said.resource in {None, last.resource}
    return not (said.date or said.start or said.resource or said.end_date)


def _repeat(message: Message) -> Repeat | None:
    """Also where the message by itself wants nothing: `gjør det hver uke`."""
    if message.fresh.repeat is not None:
        return message.fresh.repeat
    found = [p.value for p in message.said.phrases if isinstance(p.value, (Repeats, Until))]
    every = next((each.every for each in found if isinstance(each, Repeats)), None)
    until = next((each.day.on for each in found if isinstance(each, Until)), None)
    return Repeat(every=every, until=until) if every else None


def _is_whole(message: Message) -> bool:
    """It names its own thing and day, or asks for anything at all: what was last talked of does not stick."""
    said, heard = message.said, message.heard
    if heard.has("same_time", "same_room"):
        return False
    if said.kind and said.when.said_day:
        return True
    general = message.fresh.intent == "availability" and heard.has("any_of_them")
    return general and not heard.has("what_about")


def _asks_of_people(context: Context, message: Message) -> bool:
    """`hvem er her?` and `er Ola her?` are not of the place last talked of, as `hvem har den?` is."""
    if message.fresh.intent != "who":
        return False
    of_a_place = message.said.kind is not None or message.heard.has("of_it")
    return bool(message.fresh.person or context.before.person or not of_a_place)


def _asks_on(context: Context, message: Message) -> Goes | None:
    """`hva med onsdag?`, `og fredag?`, `er den ledig på torsdag?`."""
    heard = message.heard
    if heard.has("takes") or (heard.has("yes") and not heard.is_question):
        return None
    bare = context.is_question and _is_fragment(message) and not message.said.kind
    asks = message.fresh.intent in QUESTIONS and context.is_question
    on = heard.begins_with_and and (heard.is_question or context.is_question)
    return Goes.QUESTION if heard.has("what_about") or on or asks or bare else None


def _changes(context: Context, message: Message) -> Goes | None:
    """A correction of what stands, or another beside it."""
    heard = message.heard
    if message.fresh.intent in QUESTIONS:
        return None
    other_day = heard.has("not_that") and message.said.when.said_day
    adds = heard.has("also", "same_time", "same_room") or heard.begins_with_and
    lasts = context.stands and context.before.start is not None and _says_how_long(message)
    corrects = lasts or heard.has("instead") or other_day or _moves_there(message) or _needs_less(message)
    if corrects and (other_day or not adds):
        return Goes.INSTEAD if context.stands else Goes.WISH
    repeats = _repeat(message) is not None and context.stands
    return Goes.WISH if adds or repeats else None


def _fills(context: Context, message: Message) -> Goes | None:
    """What was lacking; a time without a place after something was done is asked about."""
    open_wish = not context.stands and context.before.intent == "book"
    if message.fresh.intent in QUESTIONS:
        return None
    takes = message.heard.has("takes", "yes") and context.is_question
    if takes or (open_wish and (_is_fragment(message) or message.fresh.intent == "book")):
        return Goes.WISH
    return None


def _is_fragment(message: Message) -> bool:
    """Nothing of it is left unexplained: days, times and what people say around them."""
    explained = {at for phrase in message.said.phrases for at in range(phrase.first, phrase.last)}
    return all(at in explained for at in message.heard.unknown)


def _moves_there(message: Message) -> bool:
    """`i potteskuret, hvis det går`: a place to be in, and nothing else."""
    said = message.said
    if len(said.named) != 1 or said.when.said or said.no_such:
        return False
    at = said.named[0].first
    return at > 0 and message.heard.tokens[at - 1].text in {"i", "på", "ved", "in", "at"}


def _needs_less(message: Message) -> bool:
    """`nei, et kvarter holder`, `jeg trenger bare en pult`, `vi trenger bare til halv tolv`."""
    return message.heard.has("only_needs")


def _says_how_long(message: Message) -> bool:
    """`til 13`, `to timer`, and nothing else: when what stands shall end."""
    said, hours = message.said, message.said.when.hours
    ends = hours.start is None and (hours.end is not None or hours.length is not None)
    return ends and not said.when.said_day and not said.kind and _is_fragment(message)


def _as(goes: Goes, context: Context, message: Message) -> Understanding:
    merged = _merged(context, message)
    if goes is Goes.QUESTION:
        intent = context.before.intent if context.is_question else "availability"
        return replace(merged, intent=intent, missing=(), confirm=False)
    return merged


def _taken(context: Context, message: Message) -> Reply | None:
    """`ja, book det` after a question of what is free."""
    if context.stands or context.before.intent != "availability" or not message.heard.says_yes:
        return None
    return Reply(_whole(replace(context.before, intent="book")), Goes.WISH)


def _merged(context: Context, message: Message) -> Understanding:
    before, said = context.before, message.said
    placed = placing.placed(before, said.when, said.phrases)
    elsewhere = message.heard.has("another")
    ruled_out = tuple(name for name in (before.resource,) if elsewhere and name)
    merged = replace(
        placed,
        intent="book",
        resource=None if elsewhere else said.resource if _names_a_place(said) else before.resource,
        kind=said.kind or before.kind,
        people=said.people or before.people,
        equipment=said.equipment or before.equipment,
        no_such=said.no_such,
        not_resource=tuple(dict.fromkeys((*before.not_resource, *message.fresh.not_resource, *ruled_out))),
        repeat=_repeat(message) or (None if context.stands else before.repeat),
        dates=message.fresh.dates or (() if said.when.said_day else before.dates),
        no_day=message.fresh.no_day,
        confirm=_is_doubtful(message),
        more=False,
        evidence=(),
    )
    return _whole(_after_the_first(merged, context) if context.stands else merged)


def _names_a_place(said: Read) -> bool:
    """A name, or another kind; `samme rom` and `rommet` are none."""
    return bool(said.named) or said.kind == "desk"


def _after_the_first(merged: Understanding, context: Context) -> Understanding:
    """`gjør det hver uke`: what stands is the first of it already."""
    if merged.repeat is None or merged.date is None or merged.date != context.before.date:
        return merged
    return replace(merged, date=placing.following(merged.date, merged.repeat))


def _is_doubtful(message: Message) -> bool:
    """Whether a word of content is left that neither the message nor the answer explains."""
    heard = message.heard
    unknown = {heard.tokens[at].text for at in heard.unknown}
    return message.fresh.confirm and any(word.lower() in unknown for word in message.fresh.unexplained)


def _whole(said: Understanding) -> Understanding:
    return replace(said, missing=missing(said))
