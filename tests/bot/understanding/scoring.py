"""How well a set of messages is understood, by the words of the contract: right, dangerous, needless."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.understanding import ACTS
from tests.bot.understanding.conftest import said

NOT_ASSERTED = "*"
ACTED_ON = {
    "kind",
    "resource",
    "date",
    "end_date",
    "start",
    "end",
    "all_day",
    "repeat",
    "shift",
    "person",
    "dates",
    "from_date",
    "from_start",
    "from_end",
    "confirm",
}
LESS = {"end_date", "dates"}
"""Less than was meant, like the first day of several, is only wrong."""


@dataclass
class Score:
    messages: int = 0
    right: int = 0
    right_or_confirmed: int = 0
    acts: int = 0
    needless: int = 0
    wrong: list[str] = field(default_factory=list)
    dangerous: list[str] = field(default_factory=list)


def scores(path: Path) -> dict[str, Score]:
    """Of each set in a file, `ordinary` where a line names none."""
    found: dict[str, Score] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        example = json.loads(line)
        score = found.setdefault(example.get("set", "ordinary"), Score())
        _judge(example["text"], example["now"], example["expect"], score)
    return found


def _judge(text: str, now: str, expect: dict[str, Any], score: Score) -> None:
    read = said(text, now).as_json()
    wrong = dict(_wrong(read, expect))
    is_act = not ACTS.isdisjoint(_intents(expect))
    score.messages += 1
    score.right += not wrong
    score.right_or_confirmed += not wrong or (is_act and read["intent"] in ACTS and read["confirm"])
    if wrong:
        score.wrong.append(f"{text}: {wrong}")
        if _is_dangerous(read, wrong):
            score.dangerous.append(text)
    elif is_act and not expect.get("missing") and "confirm" not in expect:
        score.acts += 1
        score.needless += read["confirm"]


def _intents(expect: dict[str, Any]) -> list[str]:
    return expect["intent"] if isinstance(expect["intent"], list) else [expect["intent"]]


def _wrong(read: dict[str, Any], expect: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The fields that are not as they should be, with what was read."""
    meant = read["intent"] in _intents(expect) or NOT_ASSERTED in _intents(expect)
    if not meant:
        yield "intent", read["intent"]
    if expect.get("confirm") is True:
        if meant and not read["confirm"] and not read["missing"]:
            yield "confirm", False
        return
    for name, value in expect.items():
        if (
            name not in {"intent", "confirm"}
            and value != NOT_ASSERTED
            and (read[name] or None) != (value or None)
        ):
            yield name, read[name]


def _is_dangerous(read: dict[str, Any], wrong: dict[str, Any]) -> bool:
    if read["intent"] not in ACTS or read["confirm"] or read["missing"]:
        return False
    if "intent" in wrong:
        return True
    less = wrong.keys() <= LESS and not any(read[name] for name in LESS)
    return not less and not ACTED_ON.isdisjoint(wrong)
