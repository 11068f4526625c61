"""What the code says: every call of a voice, read from the source without running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wording.speech import PLACE

PACKAGES = ("wording", "bot", "web", "mail", "commands")
"""Where people are spoken to; those that are not there are left out."""
FORMS = {"plain": 1, "many": 2, "many_plain": 2}
"""The ways of a voice, beside calling it, and how many forms of the message each takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """In the code's own words; `several` is the plural form where there is one."""

    one: str
    several: str | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        return (self.one,) if self.several is None else (self.one, self.several)


def messages(root: Path) -> dict[str, Message]:
    """By their first form. One that is said both alone and as a plural is a plural."""
    found: dict[str, Message] = {}
    for _, call in _calls(root):
        message = _message(call)
        if message is not None and (message.several is not None or message.one not in found):
            found[message.one] = message
    return found


def mistakes(root: Path) -> Iterator[str]:
    """Calls that cannot be translated, or do not give what their message asks for."""
    for path, call in _calls(root):
        where = f"{path.relative_to(root).as_posix()}:{call.lineno}"
        message = _message(call)
        if message is None:
            yield f"{where}: a message must stand in the call itself, not in a variable or an f-string"
            continue
        if any(keyword.arg is None for keyword in call.keywords):
            yield f"{where}: the values must stand in the call, each by its name: {message.one!r}"
            continue
        given = {keyword.arg or "" for keyword in call.keywords} | ({"n"} if message.several else set())
        asked = {place for source in message.sources for place in PLACE.findall(source)}
        if given != asked:
            yield f"{where}: gives {sorted(given)} to {message.one!r}"


def _calls(root: Path) -> Iterator[tuple[Path, ast.Call]]:
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and _forms(node):
                    yield path, node


def _forms(call: ast.Call) -> int:
    """How many forms of a message this call takes; none where it does not speak."""
    if _is_voice(call.func):
        return 1
    if isinstance(call.func, ast.Attribute) and _is_voice(call.func.value):
        return FORMS.get(call.func.attr, 0)
    return 0


def _is_voice(node: ast.expr) -> bool:
    """`say`, `turn.say`, `speak(language)`."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id == "speak"
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return name == "say"


def _message(call: ast.Call) -> Message | None:
    forms = [
        argument.value
        for argument in call.args[: _forms(call)]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]
    if len(forms) != _forms(call):
        return None
    return Message(one=forms[0], several=forms[1] if len(forms) > 1 else None)
