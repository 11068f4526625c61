"""What modules and templates say is found alike, and what cannot be translated is told with its line."""

from pathlib import Path

from wording.check import ROOT
from wording.extraction import Message, messages, mistakes

MODULE = """
def greet(say, turn):
    return say("Hi, {name}!", name="Kari"), turn.say.many("{n} day", "{n} days", 2), say.plain("Hi!")
"""
TEMPLATE = """
{% import "ui.html" as ui with context %}
{% macro greet(name) %}<p title="{{ say.plain("Hi!") }}">{{ say("Hi, {name}!", name=name) }}</p>{% endmacro %}
{% for n in days if say.many_plain("{n} week", "{n} weeks", n) %}
{{ ui.table(say.plain("A table")) }}{% endfor %}
"""
WRONG = """
{{ say(words) }}
{{ say("Hi, {name}!") }}
{{ say.plain("Hi!", name=1) }}
{{ say("Hi, {name}!", **values) }}
{{ say("Hi, " ~ name) }}
{{ say.language.value }}
"""


def place(folder: Path, **files: str) -> Path:
    (folder / "web").mkdir()
    for name, text in files.items():
        (folder / "web" / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return folder


def test_what_is_said_is_found_in_modules_and_in_templates(tmp_path: Path) -> None:
    place(tmp_path, greet_py=MODULE, page_html=TEMPLATE)
    assert set(messages(tmp_path).values()) == {
        Message(one="Hi, {name}!"),
        Message(one="Hi!"),
        Message(one="A table"),
        Message(one="{n} day", several="{n} days"),
        Message(one="{n} week", several="{n} weeks"),
    }
    assert list(mistakes(tmp_path)) == []


def test_what_cannot_be_translated_is_told_with_its_line(tmp_path: Path) -> None:
    place(tmp_path, page_html=WRONG)
    found = [line.partition(": ")[0] for line in mistakes(tmp_path)]
    assert found == [f"web/page.html:{line}" for line in (2, 3, 4, 5, 6)]


def test_the_pages_speak() -> None:
    assert "Write /admin to the bot" in " ".join(messages(ROOT))
