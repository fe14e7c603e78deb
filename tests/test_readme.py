"""The README cannot drift: its examples are run, its help pages and tables are generated.

``pytest tests/test_readme.py --update`` writes what is generated and the output of examples that no
longer match. In a ``console`` block, a line ``...`` stands for any lines and ``...`` inside a line for
any words. A fence ``csv 名册.csv`` writes that file before the examples behind it are run.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

import cli
from contracts.errors import ShouyueError
from contracts.settings import SETTINGS
from tests.conftest import Run

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
MADE = re.compile(r"<!-- (help|table):(.+?) -->\n(.*?)<!-- end -->", re.DOTALL)
FENCE = re.compile(r"^```(console|csv|toml)(?: (\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
TEST_COMMAND = "python3 -m pip install -q uv && uv run pytest"
DEMO_COMMAND = "python3 -m pip install -q uv && uv run shouyue demo"


def text() -> str:
    """Return the README."""
    return README.read_text(encoding="utf-8")


def classes(owner: type[ShouyueError]) -> Iterator[type[ShouyueError]]:
    """Yield an error class and all below it."""
    yield owner
    for child in owner.__subclasses__():
        yield from classes(child)


def help_pages(words: str, run: Run) -> str:
    """Return the help page of a command and, for a group below the house, of each command in it."""
    names = words.split()[1:]
    command = cli.shouyue.get_command(click.Context(cli.shouyue), names[0]) if names else None
    below = [[*names, name] for name in command.commands] if isinstance(command, click.Group) else []
    pages = [run(*path, "--help").stdout for path in [names, *below]]
    return "".join(f"```text\n$ {' '.join(['shouyue', *path])} --help\n{page}```\n" for path, page in zip(
        [names, *below], pages, strict=True
    ))  # fmt: skip


def table(name: str) -> str:
    """Return a table made from the program's own lists."""
    if name == "settings":
        heads, rows = ("变量", "含义", "不设时"), [(f"`{row.env}`", row.meaning, row.default) for row in SETTINGS]
    else:
        from contracts.kinds import load_kinds, shipped_folder

        heads = ("文种", "名称", "份数")
        kinds = load_kinds(shipped_folder()).values()
        rows = [(f"`{kind.id}`", kind.title, "、".join(kind.copies)) for kind in kinds]
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def made(kind: str, name: str, run: Run) -> str:
    """Return what belongs between a pair of marks."""
    return help_pages(name, run) if kind == "help" else table(name)


def matches(shown: str, output: str) -> bool:
    """Say whether an output is what the README shows, wildcards allowed."""
    lines = [
        r"(?:.*\n)*?" if line == "..." else re.escape(line).replace(r"\.\.\.", ".*") + r"\n"
        for line in shown.splitlines()
    ]
    return re.fullmatch("".join(lines), output) is not None


def examples(block: str) -> list[tuple[str, str]]:
    """Return ``(command, shown output)`` of each example in a console block."""
    parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


def outcome(command: str, run: Run) -> str:
    """Run an example; a failure shows its exit code on a last line."""
    words = shlex.split(command)
    if words[0] == "cd":
        os.chdir(words[1])
        return ""
    if words[0] == "ls":
        return "".join(f"{path.name}\n" for path in sorted(Path(*words[1:]).iterdir()))
    assert words[0] == "shouyue", f"examples run shouyue, cd and ls: {command}"
    result = run(*words[1:])
    code = f"[exit {result.exit_code}]\n" if result.exit_code else ""
    return result.output + code


def rerun(match: re.Match[str], run: Run) -> str:
    """Do what a fence says; return it with the output that was got where that differs."""
    kind, name, block = match.groups()
    if kind != "console":
        if name:
            Path(name).write_text(block, encoding="utf-8")
        return match[0]
    shown = ""
    for command, expected in examples(block):
        output = outcome(command, run)
        shown += f"$ {command}\n{expected if matches(expected, output) else output}"
    return f"```console\n{shown}```"


def held(pattern: re.Pattern[str], fresh: Callable[[re.Match[str]], str], *, update: bool) -> list[tuple[str, str]]:
    """Return ``(shown, got)`` of everything in the README that is stale; rewrite it where asked to."""
    before = text()
    pairs = [(match[0], fresh(match)) for match in pattern.finditer(before)]
    stale = [pair for pair in pairs if pair[0] != pair[1]]
    if update and stale:
        replaced = iter([new for _, new in pairs])
        README.write_text(pattern.sub(lambda _: next(replaced), before), encoding="utf-8")
        return []
    return stale


def test_every_example_gives_the_output_shown(run: Run, request: pytest.FixtureRequest) -> None:
    """The examples run in order, in one empty folder, on one fixed day."""
    update = bool(request.config.getoption("--update"))

    assert held(FENCE, lambda match: rerun(match, run), update=update) == []


def test_help_pages_and_tables_are_those_of_the_program(run: Run, request: pytest.FixtureRequest) -> None:
    """Nobody copies them by hand."""

    def fresh(match: re.Match[str]) -> str:
        return f"<!-- {match[1]}:{match[2]} -->\n{made(match[1], match[2], run)}<!-- end -->"

    assert held(MADE, fresh, update=bool(request.config.getoption("--update"))) == []


@pytest.mark.parametrize("name", ["shouyue", *(f"shouyue {name}" for name in cli.COMMANDS)])
def test_every_command_has_its_help_page_in_the_readme(name: str) -> None:
    """A command nobody can read about does not exist."""
    assert f"<!-- help:{name} -->" in text()


def test_every_exit_code_is_explained() -> None:
    """0 and 2 are Click's; the others stand in the tree of errors."""
    codes = {0, 2, *(owner.exit_code for owner in classes(ShouyueError))}

    assert [code for code in sorted(codes) if f"| {code} |" not in text()] == []


def test_the_tables_of_settings_and_kinds_are_in_the_readme() -> None:
    """Their rows come from the program; see the test above."""
    assert "<!-- table:settings -->" in text()
    assert "<!-- table:kinds -->" in text()


def test_the_two_commands_stand_in_the_readme_and_ci_runs_the_second() -> None:
    """What a newcomer types is what is tested."""
    assert DEMO_COMMAND in text()
    assert TEST_COMMAND in text()
    assert f"({TEST_COMMAND})" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("shown", "output", "same"),
    [
        ("a\n...\nz\n", "a\nb\nc\nz\n", True),
        ("a\n...\nz\n", "a\nz\n", True),
        ("共 ... 份\n", "共 240 份\n", True),
        ("a\n", "a\nb\n", False),
        ("a.b\n", "axb\n", False),
        ("", "a\n", False),
    ],
)
def test_wildcards_cover_what_they_say_and_no_more(shown: str, output: str, *, same: bool) -> None:
    """A comparison that accepts everything would hide every drift."""
    assert matches(shown, output) is same
