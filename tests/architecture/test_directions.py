"""Import directions that import-linter cannot say: it knows only packages, and only whole foreign ones."""

import ast

from tests.architecture.sources import PACKAGES, imported, modules, shown, tree


def test_screens_are_pure_and_know_nothing_of_the_running_bot() -> None:
    screens = [path for path in modules("bot") if "screens" in path.parts or path.name == "screen.py"]
    knowing = {
        shown(path): found
        for path in screens
        if (found := {name for name in imported(path) if name.startswith("telegram.ext")})
    }
    assert not knowing


def test_nothing_imports_main() -> None:
    importers = [shown(path) for path in modules(*PACKAGES) if "main" in imported(path)]
    assert not importers


def test_commands_are_imported_only_when_they_are_asked_for() -> None:
    (entry,) = modules("main.py")
    at_the_top = {name.split(".")[0] for name in imported(entry)}
    assert not at_the_top & {
        "telegram",
        "sqlalchemy",
        "aiohttp",
        "pydantic",
        "db",
        "bot",
        "web",
        "mail",
        "simulator",
    }


def test_only_what_people_book_by_themselves_is_gone_through_for_a_menu() -> None:
    """`PLACES` is: all of ResourceKind has the advisers' time too, which is booked as guidance."""
    through = {
        f"{shown(path)}:{node.iter.lineno}"
        for path in modules("bot", "web", "mail", "wording")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.For | ast.comprehension)
        and isinstance(node.iter, ast.Name)
        and node.iter.id == "ResourceKind"
    }
    assert through == set()
