"""Messages in other people's voices: the examples of the contract, and two sets that were held back.

Each set was written before the grammar that was first measured by it. At first sight the first grammar had
84.7 % of the first set right, and this one 97.5 % of the second, one of 240 at another day than was meant.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.bot.understanding.conftest import said

HERE = Path(__file__).parent
EXAMPLES = Path(__file__).parents[4] / "shared" / "understanding" / "dev.jsonl"
SETS = [HERE / "held_back.jsonl", HERE / "held_back_second.jsonl", *([EXAMPLES] if EXAMPLES.exists() else [])]
BOOKED = ("resource", "date", "end_date", "start", "end", "all_day", "repeat", "shift")


def _misread(path: Path) -> Iterator[tuple[str, dict[str, Any], bool]]:
    """Each that was read wrong: the fields as they should be, and whether it would act on it."""
    for line in path.read_text(encoding="utf-8").splitlines():
        example = json.loads(line)
        read = said(example["text"], example["now"]).as_json()
        wrong = {
            name: value
            for name, value in example["expect"].items()
            if (read[name] or None) != (value or None)
        }
        if wrong:
            would_act = read["intent"] in {"book", "move"} and not read["missing"]
            yield example["text"], wrong, would_act and not wrong.keys().isdisjoint(BOOKED)


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_what_people_write_is_understood(path: Path) -> None:
    messages = len(path.read_text(encoding="utf-8").splitlines())
    misread = list(_misread(path))

    assert len(misread) <= 0.03 * messages, misread
    assert sum(acts for *_, acts in misread) <= messages / 200, misread
