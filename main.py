"""The command line: finds the command, hands it its arguments, and words how it ended."""

from __future__ import annotations

import gc
import logging
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Iterator, Sequence
from importlib import import_module
from io import TextIOWrapper
from traceback import print_exception
from typing import NoReturn

COMMANDS = {
    "demo": ("commands.demo", "everything on this machine, with example people: no token, no network"),
    "run": ("commands.run", "the service"),
    "migrate": ("commands.migrate", "bring the database's tables up to date"),
    "doctor": ("commands.doctor", "check settings, database, token and time zone, and say what to mend"),
    "import": ("commands.importing", "take in the space file, tenants, persons and events"),
    "invite": ("commands.invite", "print a one-time link that lets a person in"),
    "token": ("commands.token", "API tokens for other programs"),
    "understand": ("commands.understand", "free text to JSON"),
    "privacy-export": ("commands.privacy_export", "all that is stored about a person, as JSON"),
    "erase": ("commands.erase", "forget who a person was; the counts stay"),
}
"""Each module has `add_arguments(parser)` and `run(arguments) -> int`; only the one asked for is imported."""

DONE, FAILED, WRONG_USE = 0, 1, 2


class OneLineParser(ArgumentParser):
    """Says what is wrong in one line; the whole usage is behind --help."""

    def error(self, message: str) -> NoReturn:
        self.exit(WRONG_USE, f"{self.prog}: {message} (see {self.prog} --help)\n")


def main(argv: Sequence[str] | None = None) -> int:
    """The exit status: 0 when the command did what it says, 2 on wrong use, 1 else."""
    _prepare_streams()
    given = sys.argv[1:] if argv is None else [*argv]
    try:
        return _run(given)
    except SystemExit as leaving:  # argparse has said what it had to say
        return DONE if not leaving.code else WRONG_USE
    except KeyboardInterrupt:
        return FAILED
    except Exception as error:  # noqa: BLE001 -- whatever it is, a person reads one clear line
        return _failed(error, verbose="--verbose" in given)


def _run(given: Sequence[str]) -> int:
    chosen = _parser().parse_args(given)
    module_name, summary = COMMANDS[chosen.command]
    command = import_module(module_name)
    parser = OneLineParser(
        prog=f"python main.py {chosen.command}",
        description=f"{summary[0].upper()}{summary[1:]}.",
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("--verbose", action="store_true", help="show where in the program an error arose")
    command.add_arguments(parser)
    return int(command.run(parser.parse_args(chosen.arguments)))


def _parser() -> ArgumentParser:
    """Finds the command; the rest is for the command's own parser."""
    width = max(map(len, COMMANDS))
    listing = "\n".join(f"  {name:<{width}}  {summary}" for name, (_, summary) in COMMANDS.items())
    parser = OneLineParser(
        prog="python main.py",
        description="Booking of desks and meeting rooms in the chat.",
        epilog=f"commands:\n{listing}\n\nEach has its own --help.",
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND", help="one of those below")
    parser.add_argument("arguments", nargs="...", metavar="…", help="what the command takes")
    return parser


def _prepare_streams() -> None:
    """Norwegian letters come out whole, whatever the terminal claims to be.

    A log that nobody has asked for is not mixed with what a command says.
    """
    logging.lastResort = logging.NullHandler()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def _failed(error: Exception, *, verbose: bool) -> int:
    if verbose:
        print_exception(error)
    for line in _worded(error):
        print(line, file=sys.stderr)
    return FAILED


def _worded(error: Exception) -> Iterator[str]:
    """What to tell a person: of several errors at once, those that were meant for them."""
    from booking.ports import Unavailable
    from commands.failures import Failed

    errors = list(_leaves(error))
    lines = [line for each in errors if isinstance(each, Failed) for line in each.lines]
    outages = [str(each) or "it is busy" for each in errors if isinstance(each, Unavailable)]
    if lines:
        yield from lines
    elif outages:
        yield f"The database cannot be used: {outages[0]}. See that it runs, and try again."
    else:
        what = f"{type(errors[0]).__name__}: {errors[0]}".splitlines()[0]
        yield f"This should not have happened: {what}. Try again with --verbose to see where."


def _leaves(error: BaseException) -> Iterator[BaseException]:
    if isinstance(error, BaseExceptionGroup):
        for each in error.exceptions:
            yield from _leaves(each)
    else:
        yield error


if __name__ == "__main__":
    # Imports make much that stays: to look it over again and again takes a tenth of the start. A service
    # that is ready enables it, the other commands have ended by then.
    gc.disable()
    sys.exit(main())
