"""Whatever is written, the answer is an understanding of the contract's form."""

import json
from datetime import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.understanding import Understanding, lexicon, understand
from bot.understanding.text import LONGEST
from tests.bot.understanding.conftest import CATALOGUE

WORDS = sorted(
    {word for section in ("weekdays", "months", "days", "parts", "kinds") for word in lexicon.words(section)}
)
PIECES = [
    *WORDS,
    "drivhuset",
    "pult",
    "kl",
    "til",
    "og",
    "om",
    "hver",
    "halv",
    "flytt",
    "-",
    ".",
    "/",
    ":",
    "?",
    "3",
    "10.12",
]
pieces = st.lists(st.one_of(st.sampled_from(PIECES), st.integers(0, 9999).map(str)), max_size=14).map(
    " ".join
)
moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 12, 31))


@given(st.one_of(st.text(max_size=300), pieces), moments)
@example("Ⅷ½²٣ ١٢-١٤ ", datetime(2026, 11, 23))
@example("\u202edrivhuset\u0000 99.99.9999 31/31/31 2026-99-99 0000", datetime(2026, 11, 23))
def test_nothing_raises(text: str, now: datetime) -> None:
    understood = understand(text, now, CATALOGUE)

    assert (
        Understanding.from_json(json.loads(json.dumps(understood.as_json()))).as_json()
        == understood.as_json()
    )
    assert all(text[slice(*each.span)] == each.words for each in understood.evidence)
    assert set(understood.missing) <= {"date", "start", "end"}
    assert understood.date is None or understood.date >= now.date()


@pytest.mark.parametrize(
    "piece",
    [
        "1 ",
        "a ",
        "10-",
        "hver ",
        "og ",
        "1.1",
        "fra mandag til ",
        "om en ",
        "flytt ",
        "kl ",
        "halv ",
        "((",
        "\u200d",
    ],
)
def test_a_long_message_is_read_to_its_end(piece: str) -> None:
    filled = piece * (LONGEST // len(piece))
    assert understand(filled, datetime(2026, 11, 23, 9), CATALOGUE)

    told = "Vi har gått gjennom notatene. " * 130 + "Book drivhuset i morgen 10-12."
    assert len(told) <= LONGEST
    read = understand(told, datetime(2026, 11, 23, 9), CATALOGUE)
    assert (read.resource, f"{read.start:%H:%M}") == ("Drivhuset", "10:00")


@pytest.mark.parametrize("piece", ["1 ", "10-12 ", "kl 10 ", "1:", "en to tre "])
def test_what_is_too_much_is_given_up_whole(piece: str) -> None:
    wish = "book drivhuset i morgen 10-12 "
    filled = (wish + piece * LONGEST)[:LONGEST]

    assert understand(filled, datetime(2026, 11, 23, 9), CATALOGUE).intent == "unknown"
