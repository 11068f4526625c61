"""What templates of pages say: `{{ say("…", name=value) }}`, as in modules."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, nodes

from wording.extraction import FORMS, Call, message_of


def calls(path: Path, shown: str) -> Iterator[Call]:
    """Every call of a voice in one template. Raises TemplateSyntaxError."""
    tree = Environment(autoescape=True).parse(path.read_text(encoding="utf-8"), filename=shown)
    for node in tree.find_all(nodes.Call):
        wanted = _forms(node.node)
        if wanted:
            forms = [each.value if isinstance(each, nodes.Const) else None for each in node.args]
            given: set[str | None] = {keyword.key for keyword in node.kwargs}
            yield Call(
                where=f"{shown}:{node.lineno}",
                message=message_of(forms, wanted),
                given=frozenset(given | ({None} if node.dyn_kwargs is not None else set())),
            )


def _forms(called: nodes.Expr) -> int:
    """How many forms of a message this call takes; none where it does not speak."""
    if _is_voice(called):
        return 1
    if isinstance(called, nodes.Getattr) and _is_voice(called.node):
        return FORMS.get(called.attr, 0)
    return 0


def _is_voice(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == "say"
