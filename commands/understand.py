"""`understand`: free text to JSON, one object a line."""

from __future__ import annotations

import json
import tomllib
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from bot.understanding import Catalogue, NamedResource, Reading, Understanding, understand
from commands.failures import Failed

READINGS_SHOWN = 4
OF_THE_DEMO = Path(__file__).parents[1] / "space.toml"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("text", nargs="?", help="one message")
    parser.add_argument("--now", help="local time in Europe/Oslo, such as 2026-11-23T09:00; with a text")
    parser.add_argument("--file", type=Path, help='one {"now": …, "text": …} a line')
    parser.add_argument(
        "--explain", action="store_true", help="show which words gave which field, and the readings that lost"
    )
    parser.add_argument("--space", type=Path, default=OF_THE_DEMO, help="the space file with the names")


def run(arguments: Namespace) -> int:
    if (arguments.text is None) == (arguments.file is None):
        raise Failed("Give one text with --now, or --file with one object a line.")
    catalogue = _names(arguments.space)
    for now, text in _asked(arguments):
        said = understand(text, now, catalogue)
        print(_explained(said) if arguments.explain else json.dumps(said.as_json(), ensure_ascii=False))
    return 0


def _asked(arguments: Namespace) -> Iterator[tuple[datetime, str]]:
    if arguments.file is None:
        if arguments.now is None:
            raise Failed("Say what time it is: --now 2026-11-23T09:00")
        yield _moment(arguments.now, "--now"), arguments.text
        return
    try:
        lines = arguments.file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Failed(f"{arguments.file} cannot be read: {type(error).__name__}") from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _line(line, number)


def _line(line: str, number: int) -> tuple[datetime, str]:
    try:
        given = json.loads(line)
        now, text = given["now"], given["text"]
    except (ValueError, KeyError, TypeError):
        raise Failed(f'line {number} is not {{"now": …, "text": …}}') from None
    if not isinstance(text, str):
        raise Failed(f"line {number}: the text is no text")
    return _moment(now, f"line {number}"), text


def _moment(text: object, where: str) -> datetime:
    try:
        return datetime.fromisoformat(str(text)).replace(tzinfo=None)
    except ValueError:
        raise Failed(f"{where}: write a local time, such as 2026-11-23T09:00") from None


def _names(path: Path) -> Catalogue:
    """Names and kinds of the space file; nothing else of it is needed here."""
    try:
        spaces = tomllib.loads(path.read_text(encoding="utf-8")).get("space", [])
    except (OSError, ValueError) as error:
        raise Failed(f"{path} cannot be read: {error}") from None
    found = [resource for space in spaces for resource in space.get("resource", [])]
    return Catalogue(
        [NamedResource(str(r["name"]), str(r["kind"])) for r in found if "name" in r and "kind" in r]
    )


def _explained(said: Understanding) -> str:
    fields = {name: value for name, value in said.as_json().items() if value not in (None, [], False)}
    lines = [json.dumps(fields, ensure_ascii=False)]
    lines += [f"  {e.field:<10} {e.words!r}  ({e.rule})" for e in said.evidence]
    lines += [f"  reading    {_weighed(reading)}" for reading in said.readings[:READINGS_SHOWN]]
    lines += [f"  left over  {word!r}" for word in said.unexplained]
    lines += [f"  in doubt   {word!r}" for word in said.doubts]
    return "\n".join(lines)


def _weighed(reading: Reading) -> str:
    """The reading, and the rows of the table that spoke for and against it."""
    because = ", ".join(f"{row} {weight:+g}" for row, weight in reading.because)
    return f"{reading.intent} {reading.weight:g}: {because}"
