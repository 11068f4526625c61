"""The held-back messages keep the contract of understanding: its intents, its fields, its days and hours."""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

HELD_BACK = Path(__file__).with_name("held_back.jsonl")

INTENTS = {
    "book",
    "availability",
    "my_bookings",
    "cancel",
    "move",
    "check_in",
    "events",
    "register",
    "unregister",
    "guidance",
    "apply",
    "info",
    "human",
    "help",
    "greeting",
    "unknown",
}
WANTED = {
    "intent",
    "kind",
    "resource",
    "date",
    "end_date",
    "start",
    "end",
    "all_day",
    "repeat",
    "people",
    "equipment",
}
SOMETIMES = {"no_such", "more", "dates", "person", "not_resource", "confirm"}
MOVED = {"shift", "from_date", "from_start", "from_end"}
# The intents whose fields are asserted one and all; the others assert only what was said.
ASSERTED = {"book": WANTED | {"missing"}, "move": WANTED | {"missing"}, "availability": WANTED}
KINDS = {"Drivhuset": "room", "Potteskuret": "room", "Orangeriet": "room"} | {
    f"Pult {number}": "desk" for number in range(1, 13)
}
EQUIPMENT = ("screen", "video", "whiteboard")
EVERY = {"day", "weekday", "week", "2 weeks", "month"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One line of the file: a moment, a message, and what is expected of it."""

    parts: dict[str, Any]

    @property
    def now(self) -> datetime:
        return datetime.fromisoformat(self.parts["now"])

    @property
    def text(self) -> str:
        return str(self.parts["text"])

    @property
    def expect(self) -> dict[str, Any]:
        return dict(self.parts["expect"])

    @property
    def intent(self) -> str:
        return str(self.expect["intent"])

    def day(self, field: str) -> date | None:
        said = self.expect.get(field)
        return None if said is None else date.fromisoformat(said)

    def hour(self, field: str) -> time | None:
        said = self.expect.get(field)
        return None if said is None else time.fromisoformat(said)


EXAMPLES = [Example(parts=json.loads(line)) for line in HELD_BACK.read_text(encoding="utf-8").splitlines()]


def holds_a_moment_and_a_message(example: Example) -> None:
    assert set(example.parts) - {"note"} == {"now", "text", "expect"}
    assert example.now.tzinfo is None
    assert example.now.isoformat(timespec="minutes") == example.parts["now"]
    assert example.text == example.text.strip() != ""


def has_intent_and_fields_of_the_contract(example: Example) -> None:
    assert example.intent in INTENTS
    asserted = ASSERTED.get(example.intent, {"intent"})
    further = MOVED if example.intent == "move" else set()
    assert asserted <= set(example.expect) <= WANTED | asserted | SOMETIMES | further


def writes_days_and_hours_as_promised(example: Example) -> None:
    for field in ("date", "end_date", "from_date"):
        day = example.day(field)
        assert day is None or day.isoformat() == example.expect[field]
    for field in ("start", "end", "from_start", "from_end"):
        hour = example.hour(field)
        assert hour is None or hour.isoformat("minutes") == example.expect[field]


def runs_forwards(example: Example) -> None:
    first, last = example.day("date"), example.day("end_date")
    assert last is None or (first is not None and first < last)
    for begin, finish in (("start", "end"), ("from_start", "from_end")):
        start, end = example.hour(begin), example.hour(finish)
        assert start is None or end is None or start < end


def is_not_past(example: Example) -> None:
    first, end = example.day("date"), example.hour("end")
    assert first is None or first >= example.now.date()
    assert end is None or first is None or datetime.combine(first, end) > example.now


def names_a_resource_of_its_kind(example: Example) -> None:
    resource, kind = example.expect.get("resource"), example.expect.get("kind")
    assert kind in {"room", "desk", None}
    assert resource is None or KINDS[resource] == kind


def tells_as_typed_what_is_not_in_the_catalogue(example: Example) -> None:
    no_such = example.expect.get("no_such")
    assert no_such is None or (no_such in example.text and example.expect["resource"] is None)


def keeps_the_smaller_fields_lawful(example: Example) -> None:
    expect = example.expect
    assert expect.get("people") is None or expect["people"] > 0
    equipment = expect.get("equipment", [])
    assert equipment == [item for item in EQUIPMENT if item in equipment]
    assert expect.get("more", True) is True
    assert expect.get("shift") is None or expect["shift"] != 0
    assert not (expect.get("all_day") and (expect["start"] or expect["end"]))


def repeats_by_a_rule_that_ends_after_it_begins(example: Example) -> None:
    repeat = example.expect.get("repeat")
    if repeat is None:
        return
    assert set(repeat) == {"every", "until"}
    assert repeat["every"] in EVERY
    first = example.day("date")
    assert repeat["until"] is None or (first is not None and date.fromisoformat(repeat["until"]) > first)


def lacking(expect: dict[str, Any]) -> list[str]:
    """What a wish to book still needs, by the contract, in its order."""
    lacks = [] if expect["date"] else ["date"]
    if expect["all_day"]:
        return lacks
    if expect["kind"] != "desk" and not expect["start"]:
        lacks.append("start")
    if not expect["end"] and (expect["start"] or expect["kind"] != "desk"):
        lacks.append("end")
    return lacks


def lacks_what_a_wish_to_book_does_not_say(example: Example) -> None:
    if example.intent == "book":
        assert example.expect["missing"] == lacking(example.expect)


def gives_a_desk_without_a_time_the_whole_day(example: Example) -> None:
    expect = example.expect
    if example.intent in ASSERTED and expect["kind"] == "desk" and expect["date"]:
        assert expect["all_day"] == (expect["start"] is None and expect["end"] is None)


def lacks_in_a_move_only_what_it_must(example: Example) -> None:
    if example.intent != "move":
        return
    expect = example.expect
    assert expect["missing"] in ([], ["date"], ["date", "start"])
    new = [expect[field] for field in ("date", "start", "end", "resource") if expect[field]]
    assert expect["missing"] != [] or new or expect.get("shift")
    assert "date" not in expect["missing"] or expect["date"] is None


RULES = (
    holds_a_moment_and_a_message,
    has_intent_and_fields_of_the_contract,
    writes_days_and_hours_as_promised,
    runs_forwards,
    is_not_past,
    names_a_resource_of_its_kind,
    tells_as_typed_what_is_not_in_the_catalogue,
    keeps_the_smaller_fields_lawful,
    repeats_by_a_rule_that_ends_after_it_begins,
    lacks_what_a_wish_to_book_does_not_say,
    gives_a_desk_without_a_time_the_whole_day,
    lacks_in_a_move_only_what_it_must,
)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.text)
def test_each_line_keeps_the_contract(example: Example) -> None:
    for rule in RULES:
        rule(example)


def test_the_set_is_large_and_spread_over_the_year() -> None:
    assert len(EXAMPLES) >= 300
    assert max(Counter(example.text for example in EXAMPLES).values()) == 1
    assert {example.intent for example in EXAMPLES} == INTENTS
    assert len({example.now for example in EXAMPLES}) >= 12
    assert len({example.now.weekday() for example in EXAMPLES}) == 7
