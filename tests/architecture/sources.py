"""The files of the project, for tests that look at the code itself."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("booking", "db", "bot", "web", "mail", "calendars", "wording", "simulator", "commands")
GENERATED = ROOT / "db" / "migrations" / "versions"


@cache
def project_files() -> tuple[Path, ...]:
    """What is, or is about to be, in the repository."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return tuple(sorted(path for name in listing.split("\0") if (path := ROOT / name).is_file()))


def modules(*folders: str) -> tuple[Path, ...]:
    """The Python files of these folders and files of the root."""
    return tuple(
        path
        for path in project_files()
        if path.suffix == ".py"
        and path.relative_to(ROOT).parts[0] in folders
        and not path.is_relative_to(GENERATED)
    )


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imported(path: Path) -> set[str]:
    """The dotted names that a module imports, `from x import y` as `x` and `x.y`."""
    names: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
