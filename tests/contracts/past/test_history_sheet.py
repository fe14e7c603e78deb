"""The sheet of old contracts: every cell checked, every fault with its place, 不详 is an answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from contracts.errors import RosterError
from contracts.past.history_sheet import COLUMNS, UNKNOWN, Performance, read_history
from contracts.sheets import OutSheet, write_workbook
from tests.contracts.dirty_rosters import write_rows
from tests.contracts.old_papers import HEADINGS, N2006, rows, sheet

CLAUSE = (N2006, "1", "签订合同时乙方缴纳诚信保证金2000元。", "乙方", "2000", "2006-03-08", "00231", "未退")


def read_with(tmp_path: Path, **changed: str) -> tuple[dict[str, object], list[str]]:
    """Return the values and problems of a sheet of one row with some cells changed."""
    (row,) = rows(CLAUSE)
    reading = read_history(sheet(tmp_path, [{**row, **changed}]))
    return reading.rows[0].values, [str(problem) for problem in reading.problems]


def test_a_row_is_read_into_checked_values(tmp_path: Path) -> None:
    """Days are days, sums are fen, words stay as they stand on the paper."""
    values, problems = read_with(tmp_path)

    assert problems == []
    assert values == {
        "number": N2006, "signed_on": date(2006, 3, 8), "office": "青河镇石桥村村民委员会", "village": "石桥村1组",
        "wife": "阮桂英", "wife_id": "429999198912154824", "husband": "罗建军", "article": 1,
        "text": "签订合同时乙方缴纳诚信保证金2000元。", "bearer": "party_b", "amount": 2000_00,
        "day": date(2006, 3, 8), "receipt": "00231", "kept": Performance(state="open"),
    }  # fmt: skip


def test_a_number_and_a_clause_keep_their_full_width_signs(tmp_path: Path) -> None:
    """A certified copy is word for word."""
    values, _ = read_with(tmp_path, 合同编号="青计合（1998）７号", 条款原文="乙方交押金，５００元（不退）。")

    assert (values["number"], values["text"]) == ("青计合（1998）７号", "乙方交押金，５００元（不退）。")


@pytest.mark.parametrize(
    ("column", "cell", "key", "value"),
    [
        ("条号", "第十二条", "article", 12),
        ("条号", "3", "article", 3),
        ("承担方", "家庭", "bearer", "party_b"),
        ("承担方", "甲乙双方", "bearer", "both"),
        ("金额", "贰仟元整", "amount", 2000_00),
        ("日期", UNKNOWN, "day", UNKNOWN),
        ("签订日期", "二〇〇六年三月八日", "signed_on", date(2006, 3, 8)),
        ("女方身份证号", "429999891215482", "wife_id", "429999198912154824"),
        ("履行情况", "未收", "kept", Performance(state="never")),
        ("履行情况", "已退还 2010-05-06 凭证号123", "kept",
         Performance(state="done", on=date(2010, 5, 6), voucher="123")),
    ],
)  # fmt: skip
def test_what_clerks_write_is_understood(tmp_path: Path, column: str, cell: str, key: str, value: object) -> None:
    """Each form once."""
    values, problems = read_with(tmp_path, **{column: cell})

    assert (values[key], problems) == (value, [])


@pytest.mark.parametrize(
    ("column", "cell", "place", "said"),
    [
        ("签订日期", "2006年3月", "B2", "没有写到日"),
        ("日期", "2006-02-30", "O2", "没有 2006-02-30 这一天"),
        ("条号", "附则", "K2", "看不懂"),
        ("承担方", "丙方", "M2", "不认识"),
        ("金额", "大约2000", "N2", "不是准数"),
        ("女方姓名", "阮某某", "E2", "不是真实姓名"),
        ("女方身份证号", "429999198912154825", "F2", "校验"),
        ("履行情况", "她已经上环", "Q2", "看不懂"),
        ("收据号", "收" * 41, "P2", "太长"),
    ],
)
def test_what_cannot_be_used_is_named_with_its_cell(
    tmp_path: Path, column: str, cell: str, place: str, said: str
) -> None:
    """Where, what, what to do; nothing about a body is repeated."""
    _, problems = read_with(tmp_path, **{column: cell})
    (problem,) = [item for item in problems if place in item]

    assert said in problem
    assert "上环" not in problem
    assert "429999198912154825" not in problem


def test_a_row_of_formulas_that_were_never_calculated_is_no_blank_row(tmp_path: Path) -> None:
    """It may hold somebody's deposit."""
    (row,) = rows(CLAUSE)
    formulas = [f"=Z{place}" for place, _ in enumerate(HEADINGS, 1)]
    path = write_rows(tmp_path / "旧合同.xlsx", [HEADINGS, [row.get(heading, "") for heading in HEADINGS], formulas])

    reading = read_history(path)

    assert len(reading.rows) == 2
    assert {item.message for item in reading.problems if "3" in item.where} == {"单元格出错或公式还没有计算"}


def test_an_id_number_in_a_number_cell_is_refused(tmp_path: Path) -> None:
    """Its last digits are already lost."""
    (row,) = rows(CLAUSE)
    path = tmp_path / "旧合同.xlsx"
    cells = [4.29999198912154e17 if name == "女方身份证号" else row.get(name, "") for name in HEADINGS]
    write_workbook(path, [OutSheet(name="旧合同", rows=(HEADINGS, cells))])

    assert [problem.where for problem in read_history(path).problems] == ["旧合同!F2"]


def test_headings_are_found_below_a_title_and_under_their_other_names(tmp_path: Path) -> None:
    """Real sheets have a title row."""
    path = tmp_path / "旧合同.xlsx"
    (row,) = rows(CLAUSE)
    renamed = [{"日期": "日期（收取日或应付日）", "条款原文": "条款内容"}.get(name, name) for name in HEADINGS]
    title, content = ["青河镇旧合同登记表"], [row.get(name, "") for name in HEADINGS]
    pages = [OutSheet(name="说明", rows=(("填表说明",),)), OutSheet(name="表", rows=(title, renamed, content))]
    write_workbook(path, pages)

    reading = read_history(path)

    assert (reading.rows[0].row, reading.rows[0].where("day")) == (3, "表!O3")


def test_a_sheet_without_the_headings_says_which_are_missing(tmp_path: Path) -> None:
    """The nearest row of headings is what the clerk meant."""
    path = sheet(tmp_path, [], tuple(name for name in HEADINGS if name not in {"条款原文", "承担方"}))
    with pytest.raises(RosterError) as caught:
        read_history(path)

    assert "缺少：条款原文、承担方" in str(caught.value.problems[0])


def test_the_form_has_one_heading_for_each_column() -> None:
    """What is read can be typed."""
    assert tuple(words[0] for words in COLUMNS.values()) == HEADINGS
