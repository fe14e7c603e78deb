"""The error boundary: what a command raises becomes lines on stderr and an exit code."""

from __future__ import annotations

import sys
import types
from datetime import date

import click
import pytest
from click.testing import CliRunner, Result

from contracts.commands.house import House
from contracts.errors import (
    InputError,
    LawError,
    LedgerError,
    RosterError,
    ShouyueError,
    UnfinishedError,
)
from contracts.files import refusal
from contracts.model import Citation, Finding, Problem

ROW = Problem(where="花名册!C18", message="身份证号 110105194912310037 校验位不对", hint="请与身份证核对")
FINDING = Finding(
    rule="CN-FINE-001",
    verdict="void",
    where="第八条",
    text="罚款二百元",
    message="合同不得设定罚款",
    hint="删除该条款",
    cite=(Citation(law="行政处罚法", version=date(2021, 1, 22), article="16"),),
)


def told(error: BaseException, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    """Run a command that raises an error, inside the house."""

    @click.command("broken")
    def command() -> None:
        raise error

    module = types.ModuleType("a_broken_command")
    module.command = command  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    house = House(
        "shouyue",
        table={"broken": (module.__name__, "总是出错")},
        params=[click.Option(["--debug"], is_flag=True)],
    )
    return CliRunner().invoke(house, [*arguments, "broken"], catch_exceptions=False)


@pytest.mark.parametrize(
    ("error", "exit_code"),
    [(ShouyueError, 1), (InputError, 3), (RosterError, 3), (LawError, 4), (LedgerError, 5), (UnfinishedError, 6)],
)
def test_each_error_has_its_exit_code(
    error: type[ShouyueError], exit_code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scripts tell them apart; the README lists them."""
    result = told(error("没有做成。"), monkeypatch)

    assert (result.exit_code, result.stdout, result.stderr) == (exit_code, "", "错误：没有做成。\n")


def test_every_problem_is_a_line_and_the_summary_comes_last(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing on stdout, no whole ID number."""
    result = told(RosterError("名册有 2 处问题。", [ROW, ROW]), monkeypatch)

    line = "花名册!C18：身份证号 110105********0037 校验位不对，请与身份证核对"
    assert result.stderr.splitlines() == [line, line, "错误：名册有 2 处问题。"]


def test_a_refusal_names_clause_reason_article_and_the_lawful_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Never only "not allowed"."""
    result = told(LawError("未打印任何文件。", [FINDING]), monkeypatch)

    assert result.exit_code == 4
    line, summary = result.stderr.splitlines()
    assert line.startswith("第八条“罚款二百元”：合同不得设定罚款。 依据：《行政处罚法》（2021-01-22 版）第16条。")
    assert line.endswith(" 改法：删除该条款。（CN-FINE-001）")
    assert summary == "错误：未打印任何文件。"


def test_what_the_system_refuses_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document open in Word cannot be overwritten; the clerk is told to close it (see contracts.files)."""
    result = told(PermissionError(13, "Permission denied", "公示.docx"), monkeypatch)

    assert result.exit_code == 3
    assert result.stderr.splitlines() == [
        str(refusal(PermissionError(13, "", "公示.docx")).problems[0]),
        "错误：这个地方不能用，没有做完。",
    ]
    assert told(OSError(28, "No space left on device", "公示.docx"), monkeypatch).exit_code == 6
    assert told(OSError(5, "Input/output error", "公示.docx"), monkeypatch).exit_code == 1


def test_debug_shows_where_it_happened_and_still_hides_id_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """For the maintainer, by hand only."""
    result = told(RosterError("110105194912310037 不对。"), monkeypatch, "--debug")

    assert result.exit_code == 3
    assert "Traceback" in result.stderr
    assert "110105194912310037" not in result.stderr


def test_an_interrupted_command_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C is no fault of the program."""
    result = told(KeyboardInterrupt(), monkeypatch)

    assert (result.exit_code, result.stderr.strip()) == (1, "已中止。")


def test_what_nobody_foresaw_is_left_to_the_last_resort(monkeypatch: pytest.MonkeyPatch) -> None:
    """The house mends nothing it does not understand."""
    with pytest.raises(ZeroDivisionError):
        told(ZeroDivisionError(), monkeypatch)
