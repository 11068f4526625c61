"""Whether a deed is certain: every word accounted for, nothing unsettled, no other reading as likely."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from bot.understanding import coverage, intents, lexicon
from bot.understanding.messages import Read
from bot.understanding.model import ACTS, Understanding
from bot.understanding.structure import category
from bot.understanding.things import Kind, Named

CLOSE = 2.5
"""A reading that weighs so little more than another is asked about."""
IMPERSONAL = frozenset({"det", "there", "theres", "it", "d"})
"""A sentence that begins so tells how things are."""
EXPLAINED = ("harmless_condition", "harmless_negation", "other_than", "correct", "softer", "except")
"""Cues whose verbs tell nothing of the place."""
CONTRARY = ("not_act", "not_needed", "told", "of_others")
"""What speaks against a wish to book, though another reading did not win by it."""


def confirmed(about: Understanding, said: Read) -> Understanding:
    """Shown first where a word is left over or something is not settled."""
    covered = coverage.covered(said.tokens, said.everything, said.cues, said.structure, said.text)
    left = [said.text[said.tokens[n].start : said.tokens[n].end] for n in covered.left]
    doubts = list(coverage.doubts(said.structure, said.people_named, said.tokens, said.cues))
    doubts += _less_than_certain(about, said)
    out = said.structure.excepted or said.structure.ruled_out
    beyond = bool(out) and (about.repeat is not None or about.everything)
    return replace(
        about,
        title="" if doubts else covered.title,
        unexplained=tuple(left),
        confirm=bool(left or doubts or beyond),
        doubts=tuple(doubts),
    )


def _less_than_certain(about: Understanding, said: Read) -> Iterator[str]:
    """A deed that is nearly as likely to be something else."""
    first, *others = about.readings
    rivals = [each for each in others if _rivals(each.intent, about.intent, said)]
    if rivals and first.weight - rivals[0].weight < CLOSE:
        yield rivals[0].intent
    if about.intent != "book":
        return
    settled = {mark.first for mark in said.structure.settled}
    yield from (mark.cue for mark in said.cues.of(*CONTRARY) if mark.first not in settled)
    if not said.cues.has("wishes") and (verb := _told(said)):
        yield verb
    words = [token.text for token in said.tokens]
    if "?" in words and not said.cues.has("wishes") and words[0] in intents.asking():
        yield "?"


def _told(said: Read) -> str:
    """A verb in front of the place, the day or the time: the sentence tells something of them."""
    telling = [
        p for p in said.phrases if category(p) in {"day", "time"} or isinstance(p.value, (Named, Kind))
    ]
    if not telling:
        return ""
    last = max(p.last for p in telling)
    if said.tokens[0].text in IMPERSONAL and telling[0].first > 1:
        return said.tokens[0].text
    inside = {n for p in said.everything for n in range(p.first, p.last)}
    inside |= {n for m in said.cues.of(*EXPLAINED) for n in range(m.first, m.last)}
    starts = max((n for n in range(telling[0].first) if said.tokens[n].begins), default=0)
    verbs = (said.tokens[n].text for n in range(starts, last) if n not in inside)
    return next((verb for verb in verbs if verb in _finite()), "")


@cache
def _finite() -> frozenset[str]:
    return frozenset(lexicon.templates("finite", "words"))


def _rivals(other: str, intent: str, said: Read) -> bool:
    """A place alone makes a weak wish of any message: that is no rival to a deed that was said."""
    if intent == "book":
        return other not in {"greeting", "help", "events"}
    if intent == "end_now" and other == "cancel":
        return not said.cues.has("cancel_order")
    return other in ACTS and (other != "book" or said.cues.has("wishes_firmly"))
