"""What the documentation tells people to type is there to be typed, and what it links to exists."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from commands.space_file import read_space_file
from main import COMMANDS, main

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / ".env.example", ROOT / "space.toml"])
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
COMMAND = re.compile(r"python main\.py (?P<words>[^\n`#|]*)")
TARGET = re.compile(r"(?:^|`)make (?P<name>[a-z]+)", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:)(?P<path>[^)#]+)")


def code(page: Path) -> str:
    """What stands as code on a page; other files are read whole."""
    text = page.read_text(encoding="utf-8")
    return "\n".join(CODE.findall(text)) if page.suffix == ".md" else text


def told(pattern: re.Pattern[str], group: str) -> list[str]:
    return sorted({found[group].strip() for page in PAGES for found in pattern.finditer(code(page))})


def test_every_make_target_that_is_told_is_there() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {"demo", "test", "check"} <= set(told(TARGET, "name")) <= targets


@pytest.mark.parametrize("words", [words for words in told(COMMAND, "words") if words != "…"])
def test_every_command_that_is_told_is_there_with_its_options(
    words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    name, *arguments = shlex.split(words)
    assert name in COMMANDS
    action = arguments[:1] if name == "token" else []
    assert main([name, *action, "--help"]) == 0
    known = capsys.readouterr().out
    assert all(argument in known for argument in arguments if argument.startswith("--"))


@pytest.mark.parametrize("page", [page for page in PAGES if page.suffix == ".md"], ids=lambda page: page.name)
def test_every_link_within_the_project_leads_somewhere(page: Path) -> None:
    paths = [found["path"] for found in LINK.finditer(page.read_text(encoding="utf-8"))]
    assert [path for path in paths if not (page.parent / path).exists()] == []


def test_the_example_of_the_space_file_can_be_read(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "space-file.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    (tmp_path / "space.toml").write_text(example, encoding="utf-8")
    assert len(read_space_file(tmp_path / "space.toml", year=2026).in_use) == 2


def test_the_examples_of_a_list_of_events_can_be_read_and_every_column_is_told() -> None:
    from commands.events_file import COLUMNS, KNOWN, lists_events, read_events

    text = (ROOT / "docs" / "events-file.md").read_text(encoding="utf-8")
    examples = dict(re.findall(r"```(csv|toml)\n(.*?)```", text, re.DOTALL))
    assert lists_events(examples["csv"].encode())
    listed = read_events(Path("events.csv"), examples["csv"].encode())
    (written,) = read_events(Path("events.toml"), examples["toml"].encode())
    assert (written.id, written.begins) == (listed[0].id, listed[0].begins)
    header = examples["csv"].partition("\n")[0].split(";")
    assert {COLUMNS[name] for name in header} == set(KNOWN)
    assert set(KNOWN) <= set(re.findall(r"`(\w+)`", text))


def test_every_setting_is_in_the_example(tmp_path: Path) -> None:
    from commands.settings import PREFIX, Settings

    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert set(re.findall(rf"^(?:# )?{PREFIX}(\w+)=", text, re.MULTILINE)) == {
        name.upper() for name in Settings.model_fields
    }


def test_every_key_of_the_space_file_is_told() -> None:
    from commands.space_file.shape import ClosedDay, Opening, Rules, WrittenResource, WrittenSpace

    text = (ROOT / "docs" / "space-file.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(\w+)`", text)) | set(re.findall(r"^(\w+) =", text, re.MULTILINE))
    weekdays = set(Opening.model_fields)
    keys = {key for shape in (ClosedDay, Rules, WrittenResource, WrittenSpace) for key in shape.model_fields}
    assert keys - weekdays <= named | {"opening"}


def test_the_projects_own_name_and_python_are_those_of_the_readme() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == ">=3.11"
    assert "Python 3.11 or newer" in (ROOT / "README.md").read_text(encoding="utf-8")
