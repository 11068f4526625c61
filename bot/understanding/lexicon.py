"""The vocabulary of lexicon.toml and cues.toml, as the rules want it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent
_LEXICON: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(
    (_HERE / "lexicon.toml").read_text(encoding="utf-8")
)


@cache
def cues() -> Mapping[str, list[str]]:
    """The templates of each."""
    return tomllib.loads((_HERE / "cues.toml").read_text(encoding="utf-8"))


def numbered(section: str) -> dict[str, int]:
    """Each word of a section to the number it stands under."""
    return {word: int(number) for number, words in _LEXICON[section].items() for word in words}


def named(section: str) -> dict[str, str]:
    """Each word of a section to the name it stands under."""
    return {word: name for name, words in _LEXICON[section].items() for word in words}


def sets() -> dict[str, str]:
    """As they stand in a template."""
    return {name: f"({'|'.join(words)})" for name, words in _LEXICON["sets"].items()}


def templates(section: str, name: str) -> list[str]:
    return _LEXICON[section][name]


def words(section: str) -> list[str]:
    return [word for words in _LEXICON[section].values() for word in words]


def same() -> dict[str, frozenset[str]]:
    """A word, and what people write for it as well."""
    return {word: frozenset(others) for word, others in _LEXICON["same"].items()}
