"""Messages in other people's voices: the examples of the contract, and sets written by those who had not seen
the grammar.

What each set measured at first sight stands in README.md of the grammar; since then each message that was
misread has become a rule or a weight, and none that was understood may be lost.
"""

from pathlib import Path

import pytest

from tests.bot.understanding.scoring import scores

EXAMPLES = Path(__file__).parents[4] / "shared" / "understanding" / "dev.jsonl"
SETS = [
    *sorted(Path(__file__).with_name("messages").glob("*.jsonl")),
    *([EXAMPLES] if EXAMPLES.exists() else []),
]


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_what_people_write_is_understood(path: Path) -> None:
    found = scores(path)

    ordinary = found["ordinary"]
    assert ordinary.right >= 0.97 * ordinary.messages, ordinary.wrong
    assert len(ordinary.dangerous) <= ordinary.messages / 500, ordinary.dangerous
    assert ordinary.needless <= 0.05 * ordinary.acts
    if hard := found.get("hard"):
        assert hard.right_or_confirmed >= 0.9 * hard.messages, hard.wrong
        assert len(hard.dangerous) <= hard.messages / 50, hard.dangerous
