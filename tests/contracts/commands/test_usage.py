"""A call that is wrong in several ways is told all of them; Click alone stops at the first."""

from __future__ import annotations

import pytest

from tests.conftest import Run

CALLS = {
    "contract amend X --on 2026-02-30": ("'--on' 的值不对", "缺少选项 '--to'"),
    "contract amend": ("缺少参数 'CONTRACT'", "缺少选项 '--to'", "缺少选项 '--on'"),
    "pay prepare --by 2026-99-99": ("'--by' 的值不对", "缺少参数 'NAME'"),
    "pay export 某批 --by 20 --xx": ("没有选项 --by", "没有选项 --xx", "缺少选项 '--accounts'", "缺少选项 '-o'"),
    "record payment X --obligation 九 --amount -1 --on 2030-13-01": (
        "'--obligation' 的值不对", "'--amount' 的值不对", "'--on' 的值不对", "缺少选项 '--voucher'",
    ),
    "due --by 昨天 --bz 3": ("'--by' 的值不对", "没有选项 --bz"),
}  # fmt: skip


@pytest.mark.parametrize("call", CALLS)
def test_every_fault_of_a_call_is_on_a_line_of_its_own(run: Run, call: str) -> None:
    """The usage once, then each fault; exit 2."""
    result = run(*call.split())
    lines = [line for line in result.stderr.splitlines() if line.startswith("错误：")]

    assert (result.exit_code, result.stderr.count("用法：")) == (2, 1)
    assert [word for word in CALLS[call] if sum(word in line for line in lines) != 1] == []
    assert len(lines) == len(CALLS[call])


def test_a_single_fault_is_told_as_before(run: Run) -> None:
    """A misspelt command, an option without its value: nothing more can be known of the call."""
    for call, words in (("contrac", "没有命令 contrac"), ("due --by", "选项 --by 后面要写值")):
        result = run(*call.split())

        assert (result.exit_code, result.stderr.count("错误：")) == (2, 1)
        assert words in result.stderr


def test_english_has_a_line_for_each_too(run: Run) -> None:
    """What our own types say is translated, not only Click's words."""
    result = run("--lang", "en", "contract", "amend", "X", "--on", "2026-02-30")

    assert result.stderr.count("Error: ") == 2
    assert "2026-02-30" in result.stderr


@pytest.mark.parametrize("call", ["certificate issue --on", "due --by 昨天 --as-of", "roster check", ""])
def test_an_id_number_typed_in_the_wrong_place_is_not_repeated(run: Run, call: str) -> None:
    """The clerk's cursor was in another field: the number stands on no screen and in no log."""
    number = "110101199003074258"

    result = run(*call.split(), number)

    assert result.exit_code == 2
    assert "110101********4258" in result.output
    assert number not in result.output
