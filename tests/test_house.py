"""The shape of the house: sizes, names, tests beside modules, nothing at the top but the seven names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOP = {"contracts", "templates", "ledger", "cli.py", "tests", "pyproject.toml", "README.md"}
MADE_BY_TOOLS = {"uv.lock", "build", "dist", "out"}
MODULES = sorted([*ROOT.glob("contracts/**/*.py"), *ROOT.glob("ledger/**/*.py"), ROOT / "cli.py"])
TESTS = sorted(ROOT.glob("tests/**/*.py"))
MOST_LINES = 400
MOST_FUNCTION_LINES = 80


def place(path: Path) -> str:
    """Return a file's path in the project, with slashes."""
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function of a file, methods and inner ones too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_the_top_holds_the_seven_names_and_nothing_else() -> None:
    """The user fixed the names at the top; hidden files are free."""
    visible = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}

    assert visible - MADE_BY_TOOLS - {"__pycache__"} == TOP


@pytest.mark.parametrize("path", [path for path in MODULES if path.name != "__init__.py"], ids=place)
def test_every_module_has_a_test_file_of_its_name(path: Path) -> None:
    """One noun, one module, one test file: tests/<same folder>/test_<module>.py."""
    expected = ROOT / "tests" / path.relative_to(ROOT).with_name(f"test_{path.name}")

    assert expected.is_file(), place(expected)


@pytest.mark.parametrize("path", sorted(ROOT.glob("tests/*/**/test_*.py")), ids=place)
def test_every_test_file_belongs_to_a_module(path: Path) -> None:
    """A test file whose module has gone is cleared away with it."""
    module = ROOT / path.relative_to(ROOT / "tests").with_name(path.name.removeprefix("test_"))

    assert module.is_file(), place(module)


@pytest.mark.parametrize("path", [*MODULES, *TESTS], ids=place)
def test_no_file_is_longer_than_a_person_reads(path: Path) -> None:
    """A longer one holds two nouns."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_no_function_is_longer_than_a_screen(path: Path) -> None:
    """Most are far shorter."""
    lengths = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions(path)}

    assert not {name: lines for name, lines in lengths.items() if lines > MOST_FUNCTION_LINES}


@pytest.mark.parametrize("path", [*MODULES, *TESTS], ids=place)
def test_no_except_catches_more_than_it_can_mend(path: Path) -> None:
    """What nobody foresaw ends the program and is said on one line by the hook in cli.py.

    A handler that only clears up and raises the same error again catches nothing.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    handlers = [node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)]
    broad = {"Exception", "BaseException"}
    wide = [node for node in handlers if node.type is None or broad & names_in(node.type)]

    assert not [node.lineno for node in wide if ast.unparse(node.body[-1]) != "raise"]


def names_in(tree: ast.expr) -> set[str]:
    """Return the names in an expression."""
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


@pytest.mark.parametrize("path", MODULES, ids=place)
def test_everything_public_says_what_it_is(path: Path) -> None:
    """Modules, classes and functions that others may use have a docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    owners = [tree, *(node for node in kinds if not node.name.startswith("_"))]
    defined = (ast.FunctionDef, ast.ClassDef)
    parts = [node for owner in owners for node in owner.body if isinstance(node, defined)]
    silent = [node.name for node in parts if not node.name.startswith("_") and not ast.get_docstring(node)]

    assert ast.get_docstring(tree) is not None
    assert not silent


@pytest.mark.parametrize("path", TESTS, ids=place)
def test_every_test_says_in_a_line_what_must_hold(path: Path) -> None:
    """A test that fails in three years is read by somebody who did not write it."""
    silent = [node.name for node in functions(path) if node.name.startswith("test_") and not ast.get_docstring(node)]

    assert not silent


def test_no_file_names_this_machine_or_an_index() -> None:
    """What is in the repository holds on every machine."""
    marks = ["/wo" + "rk/", "/ro" + "ot/", "/home" + "/", "https://pypi" + ".", "files.python" + "hosted"]
    files = [*MODULES, *TESTS, ROOT / "pyproject.toml", ROOT / "README.md", ROOT / ".ci" / "run"]
    files += [path for folder in ("contracts", "templates") for path in (ROOT / folder).rglob("*.toml")]
    texts = {place(path): path.read_text(encoding="utf-8") for path in files}

    assert not [f"{name}: {mark}" for name, text in texts.items() for mark in marks if mark in text]


def test_every_variable_the_program_reads_is_in_the_table_and_the_other_way_round() -> None:
    """The README's table is made from it."""
    from contracts.settings import SETTINGS

    texts = [path.read_text(encoding="utf-8") for path in MODULES if path.name != "settings.py"]
    read = {name for text in texts for name in re.findall(r'(?:environ\.get\(|envvar=)"(\w+)"', text)}

    assert read == {setting.env for setting in SETTINGS}
