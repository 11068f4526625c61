"""What the code says: every call of a voice, read from modules and templates without running them."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call of a voice. `message` is None where it does not stand in the call itself.

    `given` are the names of its values; None among them is a heap of values that are not named.
    """

    where: str
    message: Message | None
    given: frozenset[str | None]


def messages(root: Path) -> dict[str, Message]:
    """By their first form. One that is said both alone and as a plural is a plural."""
    found: dict[str, Message] = {}
    for call in _calls(root):
        message = call.message
        if message is not None and (message.several is not None or message.one not in found):
            found[message.one] = message
    return found


def mistakes(root: Path) -> Iterator[str]:
    """Calls that cannot be translated, or do not give what their message asks for."""
    for call in _calls(root):
        where, message = call.where, call.message
        if message is None:
            yield f"{where}: a message must stand in the call itself, not in a variable or an f-string"
            continue
        if None in call.given:
            yield f"{where}: the values must stand in the call, each by its name: {message.one!r}"
            continue
        given = {name for name in call.given if name} | ({"n"} if message.several else set())
        asked = {place for source in message.sources for place in PLACE.findall(source)}
        if given != asked:
            yield f"{where}: gives {sorted(given)} to {message.one!r}"


def message_of(forms: Sequence[object], wanted: int) -> Message | None:
    """From the first arguments of a call that takes so many forms."""
    words = [form for form in forms[:wanted] if isinstance(form, str)]
    if len(words) != wanted:
        return None
    return Message(one=words[0], several=words[1] if wanted > 1 else None)


def _calls(root: Path) -> Iterator[Call]:
    from wording.templates import calls  # the running program has no use for it

    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            yield from _in_module(path, path.relative_to(root).as_posix())
        for path in sorted((root / package).rglob("*.html")):
            yield from calls(path, path.relative_to(root).as_posix())


def _in_module(path: Path, shown: str) -> Iterator[Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and _forms(node):
            forms = [each.value if isinstance(each, ast.Constant) else None for each in node.args]
            yield Call(
                where=f"{shown}:{node.lineno}",
                message=message_of(forms, _forms(node)),
                given=frozenset(keyword.arg for keyword in node.keywords),
            )


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
