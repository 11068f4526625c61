"""Yes, no, "I don't know" and a place in a row, where one of them is asked for."""

from __future__ import annotations

import pytest

from bot.plain_answers import is_no, is_unsure, is_yes, number_of

YES = (
    "ja",
    "ja, det er greit",
    "gjerne det",
    "Stemmer!",
    "jeg samtykker",
    "la oss begynne",
    "send den",
    "👍",
)
NO = ("nei", "nei takk", "helst ikkje", "nei, la det være", "ikke nå", "avbryt", "forget it")
UNSURE = ("vet ikke helt", "veit ikkje", "hopp over", "skip this", "rather not say", "-", "?")
ELSE = ("Kari", "ja, men hvem leser det?", "takk", "en app for hunder", "drivhuset i morgen", "ja, den andre")


@pytest.mark.parametrize("text", [*YES, *NO, *UNSURE, *ELSE])
def test_each_is_one_of_them_at_most(text: str) -> None:
    assert (is_yes(text), is_no(text), is_unsure(text)) == (text in YES, text in NO, text in UNSURE)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("den andre", 1),
        ("2", 1),
        ("nummer tre", 2),
        ("ta den første", 0),
        ("den siste", 6),
        ("sjuende", 6),
        ("åttende", None),
        ("to ganger", None),
        ("i morgen", None),
    ],
)
def test_a_place_in_a_row_is_by_its_number(text: str, place: int | None) -> None:
    assert number_of(text, 7) == place
