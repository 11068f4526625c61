"""The vocabulary: complete where others know the words, and saying one thing each."""

from collections import Counter

import pytest
from babel import Locale

from bot.understanding import lexicon
from bot.understanding.phrases import known_words


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("width", ["wide", "abbreviated"])
def test_the_names_of_days_and_months_are_all_there(language: str, width: str) -> None:
    locale = Locale(language)
    days, months = lexicon.numbered("weekdays"), lexicon.numbered("months")

    said = {locale.months["format"][width][n].rstrip(".").lower(): n for n in range(1, 13)}
    assert said.items() <= months.items()
    if (language, width) != (
        "nn",
        "abbreviated",
    ):  # Two letters, two of them other words: wording has its own.
        said = {locale.days["format"][width][n].rstrip(".").lower(): n for n in range(7)}
        assert said.items() <= days.items()


@pytest.mark.parametrize(
    "section", ["weekdays", "weekdays_again", "months", "days", "parts", "today_parts", "kinds"]
)
def test_a_word_stands_once_in_its_section(section: str) -> None:
    assert {word: n for word, n in Counter(lexicon.words(section)).items() if n > 1} == {}


def test_words_are_written_as_they_are_read() -> None:
    assert {word for word in known_words() if word != word.lower()} == set()
