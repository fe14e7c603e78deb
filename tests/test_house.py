"""The shape of the house: sizes, names, tests beside modules, nothing at the top but the seven names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

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


def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Return the syntax tree of a file and everything in it."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function of a file, methods and inner ones too."""
    yield from (node for node in nodes(path) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_the_top_holds_the_seven_names_and_nothing_else() -> None:
    """The user fixed the names at the top; hidden files are free."""
    visible = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}

    assert visible - MADE_BY_TOOLS - {"__pycache__"} == TOP


def test_every_module_has_a_test_file_of_its_name() -> None:
    """One noun, one module, one test file: tests/<same folder>/test_<module>.py."""
    modules = [path.relative_to(ROOT) for path in MODULES if path.name != "__init__.py"]
    expected = [ROOT / "tests" / path.with_name(f"test_{path.name}") for path in modules]

    assert [place(path) for path in expected if not path.is_file()] == []


def test_every_test_file_belongs_to_a_module() -> None:
    """A test file whose module has gone is cleared away with it."""
    files = [path.relative_to(ROOT / "tests") for path in ROOT.glob("tests/*/**/test_*.py")]
    modules = [ROOT / path.with_name(path.name.removeprefix("test_")) for path in files]

    assert [place(path) for path in modules if not path.is_file()] == []


def test_no_file_is_longer_than_a_person_reads() -> None:
    """A longer one holds two nouns."""
    lengths = {place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in (*MODULES, *TESTS)}

    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    """Most are far shorter."""
    found = [(place(path), node) for path in MODULES for node in functions(path)]
    lengths = {f"{name}:{node.lineno} {node.name}": (node.end_lineno or 0) - node.lineno + 1 for name, node in found}

    assert {name: lines for name, lines in lengths.items() if lines > MOST_FUNCTION_LINES} == {}


def test_no_except_catches_more_than_it_can_mend() -> None:
    """What nobody foresaw ends the program and is said on one line by the hook in cli.py.

    A handler that only clears up and raises the same error again catches nothing.
    """
    found = [(path, node) for path in (*MODULES, *TESTS) for node in nodes(path) if isinstance(node, ast.ExceptHandler)]
    broad = {"Exception", "BaseException"}
    wide = [(path, node) for path, node in found if node.type is None or broad & names_in(node.type)]

    assert [f"{place(path)}:{node.lineno}" for path, node in wide if ast.unparse(node.body[-1]) != "raise"] == []


def names_in(tree: ast.expr) -> set[str]:
    """Return the names in an expression."""
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def test_everything_public_says_what_it_is() -> None:
    """Modules, classes and functions that others may use have a docstring."""
    assert [f"{place(path)}: {name}" for path in MODULES for name in silent(path)] == []


def silent(path: Path) -> Iterator[str]:
    """Yield what is public in a file and has no docstring, the module itself too."""
    tree, *rest = nodes(path)
    assert isinstance(tree, ast.Module)
    if not ast.get_docstring(tree):
        yield "the module"
    owners = [tree, *(node for node in rest if isinstance(node, ast.ClassDef) and not node.name.startswith("_"))]
    parts = [node for owner in owners for node in owner.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    yield from (node.name for node in parts if not node.name.startswith("_") and not ast.get_docstring(node))


def test_every_test_says_in_a_line_what_must_hold() -> None:
    """A test that fails in three years is read by somebody who did not write it."""
    tests = [(path, node) for path in TESTS for node in functions(path) if node.name.startswith("test_")]

    assert [f"{place(path)}: {node.name}" for path, node in tests if not ast.get_docstring(node)] == []


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
