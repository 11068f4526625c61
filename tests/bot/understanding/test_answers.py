"""What an answer says by itself: yes, no, which one, thanks, take it back."""

from statistics import median
from time import perf_counter

import pytest

from bot.understanding.replies import heard


@pytest.mark.parametrize(
    "text",
    [
        "ja", "Ja!", "ja takk", "jepp", "gjerne", "ok", "greit", "kjør på", "yes please", "sure", "jau",
        "ja, bestill", "ja, bytt", "det er greit", "👍", "👍🏽", "jo da", "helt greit for meg", "go ahead",
        "ja, gjør det", "køyr på",
    ],
)  # fmt: skip
def test_yes_has_many_forms(text: str) -> None:
    said = heard(text)
    assert said.says_yes
    assert said.is_bare


@pytest.mark.parametrize(
    "text",
    [
        "nei", "nei takk", "niks", "glem det", "no thanks", "nope", "da blir det som det er", "ellers takk",
        "ok, da blir det som det er", "nei, la det være", "never mind", "gløym det", "👎", "helst ikke",
        "nei, glem det", "ikke nå",
    ],
)  # fmt: skip
def test_no_has_many_forms(text: str) -> None:
    said = heard(text)
    assert said.says_no
    assert not said.says_yes
    assert said.is_bare


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("den første", 1),
        ("nummer to", 2),
        ("den andre", 2),
        ("ta den andre", 2),
        ("den siste", -1),
        ("the second one", 2),
        ("nr 3", 3),
        ("den tredje takk", 3),
    ],
)
def test_an_ordinal_is_a_place_in_a_row(text: str, place: int) -> None:
    assert heard(text).ordinal == place
    assert heard(text).is_bare


@pytest.mark.parametrize(
    "text", ["takk!", "tusen takk for hjelpen", "takk for oss!", "supert, takk igjen", "så bra!", "🙏"]
)
def test_small_talk_is_no_answer(text: str) -> None:
    said = heard(text)
    assert said.is_courtesy
    assert not said.says_yes
    assert not said.says_no


@pytest.mark.parametrize(
    "text", ["angre", "undo", "nei, angre det", "oi, angre", "angre!", "undo that", "gjør om"]
)
def test_what_takes_back(text: str) -> None:
    assert heard(text).has("undo")
    assert heard(text).unknown == ()


@pytest.mark.parametrize(
    "text", ["drivhuset i morgen 10-12", "hva er wifi-passordet?", "avbestill drivhuset", "pult"]
)
def test_what_stands_on_its_own_is_no_answer(text: str) -> None:
    said = heard(text)
    assert not said.is_bare
    assert not said.says_yes
    assert not said.says_no


def test_an_answer_is_heard_at_once() -> None:
    texts = [
        "nei, 11 i stedet",
        "vi blir forresten ti stykker og så må det ha tavle",
        "ja, ta orangeriet",
        "x " * 60,
    ]
    heard(texts[0])
    took = []
    for text in texts * 25:
        began = perf_counter()
        heard(text)
        took.append(perf_counter() - began)

    assert median(took) < 0.0006
