"""Names of people in a message, and what each has to do with it.

A name is a word with a capital inside a sentence, or a given name that is common here. `Tor`, `Jan`, `Ida`
and `Mai` are also days and months: which of the two a word is, is told by the words beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

from bot.understanding import lexicon
from bot.understanding.text import Token

LONGEST_NAME = 3
SHORTEST_NAME = 2
"""Words of a name, and letters of a word of one."""
NAME = "·"
"""Before what a name says, so that no rule reads it as a word."""
SAINTS = frozenset({"st", "sankt"})
ASKED_NEAR = 2
"""So early in a message stands who is asked about: `har n Jan`."""
ROLES_BEFORE = 4
"""Words that may stand between `for` and a name: `for my colleague Tomasz`."""
BOOKED = ("bestilling", "booking", "reserv", "tinging", "time", "møte", "plass")
COMPANY = frozenset({"as", "asa", "ans", "enk", "da", "sa"})
"""What a Norwegian company's name ends in: in `Fredag Media AS` there is no day, and no person."""
SHOUTED = 0.7
"""Where so many of the words are in capitals, they tell nothing."""

Part = Literal["for", "of", "does", "asked", "put", "met", "with", "writer", "hailed", "called", ""]
Known = Callable[[str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentioned:
    """Somebody, as typed, at the tokens from `first` to before `last`.

    `part` is what they have to do with it: the deed is for them, a thing is theirs (`of`), they do something
    or are asked about, are put on or off a list, merely met, or come with the writer; the writer's own name,
    somebody hailed, or one whose name is told (`han heter …`). `needs` where they want something; `unsure`
    where it may be another word.
    """

    name: str
    part: Part
    first: int
    last: int
    needs: bool = False
    unsure: bool = False


@cache
def _beside(which: str) -> frozenset[str]:
    return frozenset(lexicon.templates("beside_names", which))


@cache
def _words(which: str) -> frozenset[str]:
    return frozenset(lexicon.templates("names_and_words", which))


@cache
def given_names() -> frozenset[str]:
    """As people in Norway are called; lower case."""
    text = Path(__file__).with_name("given_names.txt").read_text(encoding="utf-8")
    return frozenset(text.lower().split())


def mentioned(read: Sequence[Token], text: str, known: Known) -> tuple[list[Token], list[Mentioned]]:
    """The tokens, those of a name in the shape `name`, and the people. `known` tells words with a meaning."""
    finding = _Finding(list(read), known, shouted=_is_shouted(read))
    found, at = [], 0
    while at < len(read):
        last = finding.ends(at)
        if last > at:
            found.append(finding.placed(at, last, text))
        at = max(last, at + 1)
    names = {n for each in found for n in range(each.first, each.last)}
    marked = [
        replace(token, shape="name", text=f"{NAME}{token.text}") if n in names else token
        for n, token in enumerate(read)
    ]
    return marked, found


def _is_shouted(read: Sequence[Token]) -> bool:
    words = [token for token in read if token.shape == "word"]
    return len(words) > 1 and sum(token.capital for token in words) > SHOUTED * len(words)


@dataclass(frozen=True, slots=True)
class _Finding:
    tokens: list[Token]
    known: Known
    shouted: bool

    def text(self, at: int) -> str:
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def ends(self, at: int) -> int:
        """Behind the name that begins there; the same place where none does."""
        company = self._company(at)
        if company or not self._begins(at):
            return company or at
        last = at + 1
        while last - at < LONGEST_NAME and self._goes_on(last):
            last += 1
        return last

    def _company(self, at: int) -> int:
        """Behind the name of a company that begins there, or 0: capitals, the last its legal form."""
        if self.tokens[at].begins and self.known(self.text(at)):
            return 0
        for last in range(at, min(at + LONGEST_NAME + 1, len(self.tokens))):
            token = self.tokens[last]
            if self.shouted or token.shape != "word" or not token.capital:
                return 0
            if last > at and token.text in COMPANY:
                return last + 1
        return 0

    def _begins(self, at: int) -> bool:
        token = self.tokens[at]
        if token.shape != "word" or len(token.text) < SHORTEST_NAME or self.text(at - 1) in SAINTS:
            return False
        if token.text in _words("days"):
            return self._is_person(at)
        tells = token.capital and not self.shouted
        if token.text in _words("words"):
            return tells and (not token.begins or self._goes_on(at + 1) or self._acts(at + 1))
        if token.text in given_names() or _base(token.text) in given_names():
            return self._is_given(at, tells=tells)
        return tells and not token.begins and not self._is_other(at)

    def _acts(self, at: int) -> bool:
        """Whether it goes on as a sentence about somebody does: `Bo kommer`, `Per og jeg`."""
        joined = self.text(at) in _beside("and") and self.text(at + 1) in _beside("self")
        return joined or self.text(at) in _beside("does") | _beside("owns")

    def _is_given(self, at: int, *, tells: bool) -> bool:
        """Of a given name, or one with a genitive's s; `Tors` may be the day, `Tor's` is not."""
        token = self.tokens[at]
        if token.text not in given_names():
            return self._is_genitive(at) or (tells and not self.known(token.text))
        return (tells and not token.begins) or self._goes_on(at + 1) if self.known(token.text) else True

    def _is_other(self, at: int) -> bool:
        """A word with a capital that is no name of a person."""
        token = self.tokens[at]
        shortened = token.text.isupper() or len(token.text) < len("abc")
        after_a_room = self.known(self.text(at - 1)) and self.text(at - 1) in lexicon.words("kinds")
        return shortened or after_a_room or self.known(token.text)

    def _goes_on(self, at: int) -> bool:
        """A second word: with a capital, or, after a name in small letters, one that means nothing else."""
        if at >= len(self.tokens) or self.tokens[at].shape != "word" or self.tokens[at].begins:
            return False
        token = self.tokens[at]
        before = self.tokens[at - 1]
        if token.capital and not self.shouted:
            return not self.known(token.text) or token.text in given_names()
        small = not before.capital or self.shouted
        return small and len(token.text) > SHORTEST_NAME and not self.known(token.text)

    def _is_person(self, at: int) -> bool:
        """Of a word that is a day or a month too."""
        token, before, after = self.tokens[at], self.text(at - 1), self.text(at + 1)
        if (
            before.isdigit()
            or before in {".", "i", "in", "of", "på", "on"}
            or (after.isdigit() and before not in _beside("met"))
        ):
            return False
        if before in {"med", "with"}:
            return True
        if before in _beside("signed") or (
            before in _beside("of_names") and self.text(at - 2) in _beside("asks")
        ):
            return True
        if not token.capital or self.shouted:
            return before in _beside("for") and not self._is_span(at)
        beside = before in _beside("for") | _beside("met") | _beside("put") | _beside(
            "asks"
        ) or after in _beside("and") | _beside("owns")
        does = after in _beside("does") and (token.begins or before in {"", ",", "."})
        return beside or does or self._goes_on(at + 1)

    def _is_genitive(self, at: int) -> bool:
        """`Tor's`: what it is without the s is a name."""
        token = self.tokens[at]
        return token.end - token.start > len(token.text) and _base(token.text) in given_names()

    def _is_span(self, at: int) -> bool:
        """`man til fre`: between days it is one."""
        return any(
            self.text(at - 2) in section
            for section in (lexicon.numbered("weekdays"), lexicon.numbered("months"))
        )

    def placed(self, first: int, last: int, text: str) -> Mentioned:
        name = text[self.tokens[first].start : self.tokens[last - 1].end]
        part: Part = "met" if self.tokens[last - 1].text in COMPANY else self._part(first, last)
        owner = self.tokens[last - 1].text
        if self._owns(owner, last):
            name, part = name.removesuffix("s").rstrip("'’"), "of"
        return Mentioned(
            name=name,
            part=part,
            first=first,
            last=last,
            needs=self.text(last) in _beside("needs") or part == "asked",
            unsure=self.tokens[first].text in _words("days") and not self.tokens[first].capital,
        )

    def _owns(self, word: str, after: int) -> bool:
        """`Karis pult`, `Liv Bergs bestilling`."""
        if word in given_names() or not word.endswith("s"):
            return False
        thing = self.text(after)
        return _base(word) in given_names() or thing in lexicon.words("kinds") or thing.startswith(BOOKED)

    def _part(self, first: int, last: int) -> Part:
        before, after = self._before(first), self.text(last)
        if after in _beside("owns"):
            return "of"
        if self._with_writer(first, last):
            return "with"
        own = self._own(first)
        if own:
            return own
        onto = before in _beside("put") or (
            before in _beside("off") and self.text(first - 2) in _beside("put")
        )
        parts: dict[Part, bool] = {
            "put": onto,
            "for": (before in _beside("for") and self.text(first - 2) not in _beside("travels"))
            or (self.text(first - 2), before) in {("vegne", "av"), ("behalf", "of")},
            "met": before in _beside("met") | _beside("for"),
            "asked": before in _beside("asks") and (first <= ASKED_NEAR or self.tokens[first - 1].begins),
            "does": after in _beside("does"),
        }
        return next((part for part, holds in parts.items() if holds), "")

    def _before(self, first: int) -> str:
        """The word before, and before an article or a role: `har n Jan`, `for my colleague Tomasz`."""
        at = first - 1
        while first - at < ROLES_BEFORE and self.text(at) in _beside("of_names") | _beside("roles"):
            at -= 1
        return self.text(at)

    def _with_writer(self, first: int, last: int) -> bool:
        joined = self.text(last) in _beside("and") and self.text(last + 1) in _beside("self")
        return joined or (self.text(first - 1) in _beside("and") and self.text(first - 2) in _beside("self"))

    def _own(self, first: int) -> Part:
        """The writer's own name, one that is told, or somebody hailed."""
        before, earlier = self.text(first - 1), self.text(first - 2)
        if before in _beside("called") or (before == "er" and earlier in _beside("called")):
            return "called" if earlier in _beside("others") else "writer"
        if before in _beside("signed") or (
            self.tokens[first].begins and first > 0 and self._ends_there(first)
        ):
            return "writer"
        return "hailed" if before in _beside("hailed") and first <= LONGEST_NAME else ""

    def _ends_there(self, first: int) -> bool:
        return all(token.capital for token in self.tokens[first:] if token.shape == "word")


def _base(word: str) -> str:
    return word.removesuffix("s") if len(word) > LONGEST_NAME else word
