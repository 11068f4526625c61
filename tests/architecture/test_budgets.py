"""How long a thing may be. The budgets are for the reader: what outgrows them wants dividing."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import PACKAGES, modules, shown, tree

CODE = (*PACKAGES, "main.py")
ALL = (*CODE, "tests", "benchmarks")
SHORT, LONGEST = 20, 40
SHARE_OF_SHORT = 0.9
LONGEST_MODULE, LONGEST_MAIN = 300, 200
MOST_ARGUMENTS = 7

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions() -> Iterator[tuple[Path, Function]]:
    for path in modules(*CODE):
        for node in ast.walk(tree(path)):
            if isinstance(node, Function):
                yield path, node


def length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def named(path: Path, function: Function) -> str:
    return f"{shown(path)}:{function.lineno} {function.name}"


def test_no_function_is_long_and_most_are_short() -> None:
    lengths = {named(path, function): length(function) for path, function in functions()}
    too_long = {name: lines for name, lines in lengths.items() if lines > LONGEST}
    assert not too_long
    over = sorted((lines, name) for name, lines in lengths.items() if lines > SHORT)
    share = 1 - len(over) / len(lengths)
    assert share >= SHARE_OF_SHORT, f"{share:.1%} within {SHORT} lines; over it: {over}"


def test_no_module_is_long() -> None:
    lengths = {shown(path): len(path.read_text(encoding="utf-8").splitlines()) for path in modules(*ALL)}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_MODULE} == {}
    assert lengths["main.py"] <= LONGEST_MAIN


def test_no_function_asks_for_many_things() -> None:
    crowded = {
        named(path, function): count
        for path, function in functions()
        if (count := arguments(function)) > MOST_ARGUMENTS
    }
    assert not crowded


def arguments(function: Function) -> int:
    """How many the caller gives; those of a constructor are its object's parts, given by name."""
    given = function.args
    names = [argument.arg for argument in (*given.posonlyargs, *given.args)]
    positional = [name for name in names if name not in {"self", "cls"}]
    return len(positional) + (0 if function.name == "__init__" else len(given.kwonlyargs))
