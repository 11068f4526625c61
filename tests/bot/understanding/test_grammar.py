"""The grammar itself: what a template may say, and what it refuses."""

from datetime import date
from typing import Any

import pytest

from bot.understanding.grammar import Grammar, Parse
from bot.understanding.text import tokens

TODAY = date(2026, 11, 23)


def _read(template: str, text: str, meaning: Any) -> Any:
    grammar = Grammar(sets={"fruit": "(eple|to pærer)"})
    grammar.shape("digits")
    grammar.words("colour", {"rød": "red", "lys blå": "blue"})
    grammar.rule("whole", template, meaning)
    words = tokens(text)
    found = Parse(grammar, words, TODAY, None).symbol("whole", 0)
    return {words[end - 1].text: value for end, value, _ in found}


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("hei", "hei"),
        ("(hei|god dag)", "god dag"),
        ("hei [på deg]", "hei på deg"),
        ("bestill* nå", "bestillinger nå"),
        ("*frokost*", "næringsfrokosten"),
        ("vi .. møtes", "vi skal vel møtes"),
        ("<fruit>", "to pærer"),
        ("wi-fi", "wi-fi"),
        ("kl {digits}", "kl. 10"),
    ],
)
def test_a_template_matches(template: str, text: str) -> None:
    assert _read(template, text, lambda **_said: True)[tokens(text)[-1].text]


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("hei du", "hei"),
        ("bestill*", "best"),
        ("vi .. møtes", "vi skal nok vel kanskje møtes"),
        ("{digits}", "ti"),
    ],
)
def test_a_template_does_not_match(template: str, text: str) -> None:
    assert _read(template, text, lambda **_said: True) == {}


def test_a_meaning_is_given_what_was_caught() -> None:
    assert _read("{colour:first} og {colour:last}", "rød og lys blå", lambda first, last: (first, last)) == {
        "blå": ("red", "blue")
    }


def test_a_meaning_that_names_today_is_given_it() -> None:
    assert _read("nå", "nå", lambda today: today) == {"nå": TODAY}


def test_a_meaning_may_say_that_it_means_nothing() -> None:
    assert _read("{digits}", "99", lambda digits: int(digits) if int(digits) < 24 else None) == {}


@pytest.mark.parametrize("template", ["[kanskje]", "(a|b))", ""])
def test_a_bad_template_is_refused(template: str) -> None:
    with pytest.raises(ValueError, match=r"bracket|nothing"):
        Grammar().rule("whole", template, 1)


def test_a_symbol_that_begins_with_itself_is_refused() -> None:
    grammar = Grammar()
    grammar.rule("whole", "{whole} og mer", lambda whole: whole)

    with pytest.raises(ValueError, match="itself"):
        grammar.first("whole")
