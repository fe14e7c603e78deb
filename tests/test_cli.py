"""The program as a whole: quick help, one table of commands, one clock, exit codes, no traceback."""

from __future__ import annotations

import importlib
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import pytest

import cli
from tests.conftest import NOW, Run

ROOT = Path(__file__).parent.parent
HEAVY = {
    "docx", "docxtpl", "jinja2", "lxml", "pypdf", "python_calamine", "openpyxl", "babel",
    "chinese_calendar", "sqlite_utils", "sqlite3",
}  # fmt: skip


def python(code: str, *arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run a few lines in a fresh interpreter that knows the project."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    command: Sequence[str] = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def heavy_after(code: str) -> set[str]:
    """Return which heavy libraries are loaded once the lines have run."""
    done = python(f"{code}\nimport sys; print(*sys.modules, sep='\\n')")
    assert done.returncode == 0, done.stderr
    return HEAVY & {name.partition(".")[0] for name in done.stdout.splitlines()}


def test_help_lists_every_command_and_imports_none(run: Run) -> None:
    """The page people see first comes from the table alone."""
    shown = run("--help").stdout
    loaded = python("import sys, cli; print([name for name, _ in cli.COMMANDS.values() if name in sys.modules])")

    assert [name for name in cli.COMMANDS if f"\n  {name} " not in shown] == []
    assert loaded.stdout == "[]\n"


def test_help_needs_no_heavy_library() -> None:
    """The help page answers at once."""
    assert heavy_after("import cli\ntry: cli.shouyue(['--help'])\nexcept SystemExit: pass") == set()


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_a_command_is_where_the_table_says_and_light_to_load(name: str) -> None:
    """Its module has a click command of that name; libraries wait until it is run."""
    module = cli.COMMANDS[name][0]
    command = importlib.import_module(module).command

    assert isinstance(command, click.Command)
    assert command.name == name
    assert heavy_after(f"import {module}") == set()


def test_no_help_line_is_wider_than_the_page(run: Run) -> None:
    """Eighty columns, Chinese letters counted twice."""
    from contracts.text_width import display_width

    assert max(display_width(line) for line in run("--help").stdout.splitlines()) <= 80


def leaves(command: click.Command, context: click.Context) -> Iterator[click.Context]:
    """Yield a context of every command that is no group."""
    if not isinstance(command, click.Group):
        yield context
        return
    for name in command.list_commands(context):
        below = command.get_command(context, name)
        assert below is not None
        yield from leaves(below, click.Context(below, parent=context, info_name=name))


def test_every_command_that_wants_to_be_told_something_shows_how() -> None:
    """Its help has an example that can be copied: the command itself, and options that it has."""
    lacking, wrong = [], []
    for context in leaves(cli.shouyue, click.Context(cli.shouyue, info_name="shouyue")):
        command, page = context.command, context.command.help or ""
        examples = re.findall(r"例：(shouyue (?:.|\n +--)+)", page)
        if not examples and any(parameter.required for parameter in command.params):
            lacking.append(context.command_path)
        for example in examples:
            words = shlex.split(re.sub(r"(?<=shouyue) --operator \S+", "", example))
            path = context.command_path.split()
            try:
                command.make_parser(context).parse_args(args=words[len(path) :])
            except click.UsageError as error:
                wrong.append(f"{example}: {error.message}")
            wrong += [example] * (words[: len(path)] != path)

    assert (lacking, wrong) == ([], [])


def test_a_misspelt_command_is_answered_in_chinese_with_the_nearest_name(run: Run) -> None:
    """Exit 2 is Click's: wrong usage."""
    result = run("regster")

    assert result.exit_code == 2
    assert "错误：没有命令 regster。" in result.stderr
    assert re.search(r"是不是 .*'register'.*？", result.stderr)


def test_wrong_usage_is_explained_in_chinese(run: Run) -> None:
    """Heading, hint and message come from our catalogue."""
    result = run("--nothing")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("用法：shouyue")
    assert "没有选项 --nothing" in result.stderr


def test_the_version_is_that_of_the_installed_program(run: Run) -> None:
    """One number, from pyproject.toml."""
    assert run("--version").stdout.startswith("shouyue 0.")


def test_only_cli_has_a_clock_and_its_offset_is_that_of_shanghai() -> None:
    """A day turns over at midnight in China wherever the machine stands."""
    assert NOW.isoformat() == "2026-11-22T09:00:00+08:00"


def test_what_nobody_foresaw_is_one_line_without_id_number_or_traceback(tmp_path: Path) -> None:
    """The last resort: exit 1, masked, and where to turn."""
    code = (
        "import cli, sys, click\n"
        "def broken(*_): raise KeyError('110105194912310037')\n"
        "cli.House.list_commands = broken\n"
        "sys.argv = ['shouyue', '--help']\n"
        "cli.main()"
    )
    done = python(code, cwd=tmp_path)

    assert done.returncode == 1
    assert done.stderr == (
        "错误：程序内部出错（KeyError: '110105********0037'）。请加 --debug 再运行一次，把输出交给维护人员。\n"
    )


def test_files_are_made_for_the_owner_only(tmp_path: Path) -> None:
    """Papers hold personal data; other accounts on the machine read nothing."""
    code = (
        "import cli, os, sys\nsys.argv = ['shouyue', '--version']\n"
        "try: cli.main()\nexcept SystemExit: pass\nopen('made', 'w').close()"
    )

    assert python(code, cwd=tmp_path).returncode == 0
    assert (tmp_path / "made").stat().st_mode & 0o077 == 0


def test_a_reader_that_stops_early_is_no_error() -> None:
    """``shouyue … | head -1`` ends in silence."""
    code = "import cli, sys\nsys.argv = ['shouyue', 'roster', 'columns']\ncli.main()"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as done:
        assert done.stdout is not None
        assert done.stderr is not None
        done.stdout.close()
        assert done.stderr.read() == b""


def test_the_folder_and_the_operator_may_come_from_the_environment(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Set once on the office's machine."""
    monkeypatch.setenv("SHOUYUE_OPERATOR", "某经办")
    assert run("init", "青河镇", "--name", "青河镇人民政府", "--code", "429999101").exit_code == 0
    monkeypatch.setenv("SHOUYUE_OFFICE", str(tmp_path / "青河镇"))

    assert "某经办" in run("config", "show").stdout


def test_no_colour_is_used_where_none_is_wanted(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR is honoured by hand, since Click does not."""
    seen: list[bool | None] = []
    spy = click.Command("config", callback=lambda: seen.append(click.get_current_context().color))
    monkeypatch.setattr(cli.House, "get_command", lambda *_: spy)
    run("config")
    monkeypatch.setenv("NO_COLOR", "1")
    run("config")

    assert seen == [None, False]
