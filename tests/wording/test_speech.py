"""A voice escapes, counts, falls back, and never fails a person because of a mistake in a catalogue."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking.model.people import Language
from wording import Html, Plain, Say, as_html, as_plain, clean, speak
from wording.cleaning import LONGEST
from wording.speech import translations_in

TURNING = "\u202a\u202b\u202c\u202d\u202e\u200e\u200f\u2066\u2067\u061c"
TOOTHBRUSH = "שלום"


def voice(tmp_path: Path, entries: str) -> Say:
    """Bokmål as this catalogue has it."""
    path = tmp_path / "gartneriet.po"
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    header += '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    path.write_text(header + entries, encoding="utf-8")
    return Say(Language.BOKMAL, translations_in(path, Language.BOKMAL))


def test_literals_are_trusted_and_values_are_escaped(en: Say) -> None:
    said = en("<b>{name}</b> {rule}", name='<a href="x">&', rule=Html("<i>so</i>"))

    assert said == "<b>&lt;a href=&quot;x&quot;&gt;&amp;</b> <i>so</i>"
    assert isinstance(said, Html)
    assert as_plain(said) == '<a href="x">& so'
    assert as_html("A & B") == "A &amp; B"


def test_plain_text_is_not_escaped_and_loses_the_tags_of_html(en: Say) -> None:
    said = en.plain("{name} {hours}", name="A & B <3", hours=Html("<b>10&lt;12</b>"))

    assert said == "A & B <3 10<12"


def test_what_was_said_before_is_not_cleaned_or_escaped_twice(en: Say) -> None:
    inner = en.plain("{name} {hours}", name=f"{TOOTHBRUSH} & co", hours="10")

    assert en("<b>{name}</b>", name=inner) == f"<b>\u2068{TOOTHBRUSH} &amp; co\u2069 10</b>"


def test_a_number_takes_its_form_in_each_language(nb: Say, nn: Say, en: Say) -> None:
    def hours(say: Say, n: int) -> str:
        return say.many_plain("{n} hour", "{n} hours", n)

    assert [hours(nb, n) for n in (0, 1, 2)] == ["0 timer", "1 time", "2 timer"]
    assert [hours(nn, n) for n in (0, 1, 2)] == ["0 timar", "1 time", "2 timar"]
    assert [hours(en, n) for n in (0, 1, 2)] == ["0 hours", "1 hour", "2 hours"]
    assert nb.many("{n} day", "{n} days", 3) == "3 dager"


@pytest.mark.parametrize("entry", ['msgid "today"\nmsgstr ""', '#, fuzzy\nmsgid "today"\nmsgstr "i går"'])
def test_what_is_not_translated_or_doubtful_is_said_in_english(tmp_path: Path, entry: str) -> None:
    assert voice(tmp_path, entry).plain("today") == "today"


def test_nynorsk_falls_back_to_bokmal(tmp_path: Path) -> None:
    nynorsk = translations_in(path_of(tmp_path, ""), Language.NYNORSK)
    nynorsk.add_fallback(translations_in(path_of(tmp_path, 'msgid "today"\nmsgstr "i dag"'), Language.BOKMAL))

    assert Say(Language.NYNORSK, nynorsk).plain("today") == "i dag"


def path_of(folder: Path, entries: str) -> Path:
    voice(folder, entries)
    return folder / "gartneriet.po"


def test_a_translation_that_asks_for_what_is_not_given_gives_way_to_the_source(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    say = voice(tmp_path, 'msgid "Hi, {name}!"\nmsgstr "Hei, {navn}!"')

    assert say("Hi, {name}!", name="Kari") == "Hi, Kari!"
    assert "cannot be filled in" in caplog.text


def test_what_is_missing_is_an_ellipsis_and_never_an_error(en: Say, caplog: pytest.LogCaptureFixture) -> None:
    values: dict[str, object] = {}

    assert en("Hi, {name}!", **values) == "Hi, …!"
    assert "name" in caplog.text


def test_braces_in_values_and_odd_braces_in_messages_mean_nothing(en: Say) -> None:
    assert en.plain("{name} {hours}", name="{hours}", hours="{0.real}") == "{hours} {0.real}"
    odd: dict[str, object] = {"a": "x"}
    assert en.plain("{ {a} } {} {a!r}", **odd) == "{ x } {} {a!r}"


def test_a_voice_is_made_once(nb: Say) -> None:
    assert speak(Language.BOKMAL) is nb
    assert nb.language is Language.BOKMAL


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Kari Gartner", "Kari Gartner"),
        ("  two\nlines\tand\u2028more ", "two lines and more"),
        ("\x00\x07a\x1b[31mb\x7f", "a[31mb"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        (TOOTHBRUSH, f"\u2068{TOOTHBRUSH}\u2069"),
        ("👩‍👩‍👧 Familien", "👩‍👩‍👧 Familien"),
        ("Ø\u200bystein\ufeff", "Øystein"),
        ("H" + "\u0335" * 40 + "i", "H\u0335\u0335\u0335i"),
        ("\ud800", ""),
        ("\u202e\u2066", ""),
    ],
)
def test_names_are_made_harmless(written: str, shown: str) -> None:
    assert clean(written) == shown


def test_a_long_value_ends_in_an_ellipsis_and_not_within_an_emoji(en: Say) -> None:
    assert len(en("<b>{name}</b>", name="x" * 4096)) == LONGEST + len("<b></b>")
    family = clean("a" * (LONGEST - 3) + "👩‍👩‍👧")
    assert family == "a" * (LONGEST - 3) + "…"
    assert len(en.plain("{name} {hours}", name="🙂" * 4096, hours="")) <= LONGEST + 1


@given(st.text(max_size=400))
def test_whatever_is_written_is_one_short_line_that_can_be_sent(text: str) -> None:
    cleaned = clean(text)

    assert isinstance(cleaned, Plain)
    assert len(cleaned) <= LONGEST + 2
    assert len(cleaned.splitlines()) <= 1
    assert not set(cleaned) & set(TURNING)
    assert cleaned.count("\u2068") == cleaned.count("\u2069")
    cleaned.encode("utf-8")
    said = speak(Language.ENGLISH)("<b>{name}</b>", name=text)
    assert as_plain(said) == cleaned
