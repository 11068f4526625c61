"""The command line itself: help, exit status, and one clear line instead of a traceback."""

import sys
from argparse import Namespace
from pathlib import Path
from types import ModuleType

import pytest

import main as command_line
from booking.ports import Unavailable
from commands.failures import Failed, did_you_mean

ROOT = Path(__file__).parents[2]


@pytest.fixture
def ending(monkeypatch: pytest.MonkeyPatch):
    """Lets the command `try` end with the error given."""

    def end_with(error: BaseException) -> None:
        def run(_arguments: Namespace) -> int:
            raise error

        module = ModuleType("commands.trying")
        module.add_arguments = lambda _parser: None  # type: ignore[attr-defined]
        module.run = run  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "commands.trying", module)
        monkeypatch.setitem(command_line.COMMANDS, "try", ("commands.trying", "try"))

    return end_with


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(["--help"]) == 0
    told = capsys.readouterr().out
    assert all(f"  {name} " in told for name in command_line.COMMANDS)


@pytest.mark.parametrize("name", command_line.COMMANDS)
def test_each_command_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main([name, "--help"]) == 0
    assert f"usage: python main.py {name}" in capsys.readouterr().out


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        ["bestill"],
        ["invite"],
        ["invite", "--role", "king"],
        ["token", "create", "--scope", "read"],
        ["import"],
    ],
)
def test_wrong_use_is_two_with_one_line(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(wrong) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (Failed("First.", "Second."), "First.\nSecond.\n"),
        (ExceptionGroup("several", [KeyError("x"), Failed("Meant for you.")]), "Meant for you.\n"),
        (
            Unavailable("the disk is full"),
            "The database cannot be used: the disk is full. See that it runs, and try again.\n",
        ),
        (
            ValueError("first\nsecond"),
            "This should not have happened: ValueError: first. Try again with --verbose to see where.\n",
        ),
        (KeyboardInterrupt(), ""),
    ],
)
def test_a_failure_is_one_with_lines_for_a_person(
    ending, error: BaseException, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ending(error)
    assert command_line.main(["try"]) == 1
    assert capsys.readouterr().err == told


def test_verbose_shows_where_it_arose(ending, capsys: pytest.CaptureFixture[str]) -> None:
    ending(KeyError("x"))
    assert command_line.main(["try", "--verbose"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_a_near_word_is_proposed_as_it_is_spelled() -> None:
    assert did_you_mean("fjordtegn as", ["Elvebredd", "Fjordtegn AS"]) == ' (did you mean "Fjordtegn AS"?)'
    assert did_you_mean("x", ["Elvebredd"]) == ""
