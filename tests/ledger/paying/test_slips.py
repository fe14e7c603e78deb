"""Small sheets: the heading row is found, other columns are not read, changed numbers are faults."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from contracts.errors import InputError
from ledger.paying.slips import Slip, read_slips

HEADINGS = {"number": ("明细号", "编号"), "day?": ("日期",)}


def test_rows_are_read_under_their_headings_wherever_those_stand(tmp_path: Path) -> None:
    """Titles above, columns in any order, empty rows left out, other columns unread."""
    path = tmp_path / "表.csv"
    path.write_text("2026年,,\n,,\n秘密,日期,编号\n甲,2026-01-02,7\n,,\n乙,,8\n", encoding="utf-8")

    first, second = read_slips(path, HEADINGS)

    assert (first.where, first.text("number"), first.day("day")) == ("表.csv 第 4 行", "7", date(2026, 1, 2))
    assert (second.where, second.day("day")) == ("表.csv 第 6 行", None)
    assert set(first.cells) == {"number", "day"}


def test_a_sheet_without_the_headings_says_which_it_needs(tmp_path: Path) -> None:
    """A heading that need not be there is not asked for."""
    path = tmp_path / "表.csv"
    path.write_text("甲,乙\n1,2\n", encoding="utf-8")

    with pytest.raises(InputError) as caught:
        read_slips(path, HEADINGS)
    assert "表头应有：明细号" in str(caught.value.problems[0])


def test_a_sentence_is_printed_with_its_own_marks_and_a_day_in_words() -> None:
    """What hangs on a board keeps the marks of a Chinese sentence; digits, brackets around them and days are ours."""
    cells = {
        "improvement": " 补开会议，公布情况（６月）。 ",
        "served_on": datetime(2026, 11, 30, tzinfo=UTC),
        "count": 12.0,
    }
    slip = Slip(where="x", cells=cells)

    assert [slip.written(key) for key in cells] == ["补开会议，公布情况（6月）。", "2026年11月30日", "12"]


@pytest.mark.parametrize(
    ("value", "words"),
    [(6.22202e18, "数字格式"), ("622", "8至30位"), ("6222 0200-0000 0001", "8至30位"), ("", "8至30位")],
)
def test_an_account_is_never_guessed(value: str | float, words: str) -> None:
    """Lost digits, too short, with dashes, empty."""
    with pytest.raises(ValueError, match=words):
        Slip(where="x", cells={"account": value}).account("account")


@pytest.mark.parametrize(("value", "fen"), [(960.0, 960_00), (0.29, 29), ("1,000.5", 1_000_50), ("壹佰元整", 100_00)])
def test_a_sum_is_read_to_the_cent(value: str | float, fen: int) -> None:
    """From a number cell or as people write it."""
    assert Slip(where="x", cells={"amount": value}).fen("amount") == fen


@pytest.mark.parametrize("value", [960.005, "960.005", float("nan"), -1.0])
def test_a_sum_is_never_rounded_or_turned_round(value: str | float) -> None:
    """A part of a fen, no number and a negative one are faults of the sheet."""
    with pytest.raises(ValueError, match="金额"):
        Slip(where="x", cells={"amount": value}).fen("amount")


@pytest.mark.parametrize(
    "value",
    [
        "20260705", "2026-07-05", "2026年7月5日", date(2026, 7, 5), "2026/7/5", "2026.7.5", "2026-7-5 9:03",
        "２０２６／７／５", "20260705 14:33:21", "2026/07/05 14:33:21.0", "2026年07月05日",
        datetime(2026, 7, 5, 9, 3, tzinfo=UTC),
    ],
)  # fmt: skip
def test_a_day_is_read_as_banks_write_it(value: str | date) -> None:
    """With or without dashes and noughts, with a time of day, or a real date cell."""
    assert Slip(where="x", cells={"day": value}).day("day") == date(2026, 7, 5)
