"""Weights that add up, rules that deduct, blanks that are no zeros."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.errors import InputError
from contracts.model import Draft
from contracts.papers.drafting import compose
from ledger.assessing.scoresheets import (
    METHODS,
    Deduction,
    blank_rows,
    deduction_rule,
    indicators,
    points_words,
    read_sheet,
)
from tests.ledger.score_builders import agreement


@pytest.mark.parametrize(
    ("scoring", "rule"),
    [
        ("每低1个百分点扣3分，扣完为止", Deduction(per=100, unit="个百分点", off=300, cap=1000)),
        ("每低1个百分点扣0.5分", Deduction(per=100, unit="个百分点", off=50, cap=1000)),
        ("每发现一处差错扣1分，扣完为止", Deduction(per=100, unit="处", off=100, cap=1000)),
        ("每少一次扣2.5分", Deduction(per=100, unit="次", off=250, cap=1000)),
        ("每迟报两天扣1分，最多扣5分", Deduction(per=200, unit="天", off=100, cap=500)),
        ("由考核组评议", None),
    ],
)
def test_a_scoring_clause_is_a_rule_or_left_to_the_assessor(scoring: str, rule: Deduction | None) -> None:
    """As real agreements write it (§2.0)."""
    assert deduction_rule(scoring, 1000) == rule


@given(st.integers(0, 10**6), st.integers(1, 500), st.integers(1, 500), st.integers(1, 10_000))
def test_a_deduction_never_exceeds_its_cap_and_grows_with_the_shortfall(
    shortfall: int, per: int, off: int, cap: int
) -> None:
    """扣完为止."""
    rule = Deduction(per=per, unit="次", off=off, cap=cap)

    assert 0 <= rule.of(shortfall) <= cap
    assert rule.of(shortfall) <= rule.of(shortfall + per)


def test_an_agreements_indicators_are_read_in_order_and_add_up() -> None:
    """The same table that was signed."""
    found = indicators(agreement())

    assert [item.weight for item in found] == [30_00, 20_00, 15_00, 10_00, 10_00, 15_00]
    assert len(blank_rows(agreement())) == 2 + 1 + 6, "whose sheet it is, a heading, the indicators"


@pytest.mark.parametrize(
    ("head", "message"),
    [
        (agreement(1), "表上的责任书是 429999101202-责任-2026Z-002，应为 429999101201-责任-2026Z-001"),
        (None, "没有写明责任书，分不清是谁的表"),
    ],
)
def test_a_sheet_of_another_village_or_of_nobody_is_refused(tmp_path: Path, head: Draft | None, message: str) -> None:
    """One village's points are never another's, however alike their indicators are."""
    path = tmp_path / "评分表.csv"
    rows = blank_rows(head or agreement())[0 if head else 2 :]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)

    with pytest.raises(InputError) as refusal:
        read_sheet(path, agreement())

    assert message in str(refusal.value.problems[0])


def test_weights_that_do_not_add_up_are_refused() -> None:
    """The total is declared, the lines must make it."""
    whole = agreement()
    table = whole.table("indicators")
    rows = (*table.rows[:-1], (*table.rows[-1][:3], "14", *table.rows[-1][4:]))
    changed = Draft(**{
        **{name: getattr(whole, name) for name in Draft.__slots__},
        "tables": (type(table)(code=table.code, caption=table.caption, columns=table.columns, rows=rows),),
    })  # fmt: skip
    with pytest.raises(InputError) as refusal:
        indicators(changed)

    assert "分值合计 99，应为 100" in str(refusal.value.problems[0])


def test_a_paper_without_points_has_no_score_sheet() -> None:
    """A family's contract has none."""
    from contracts.kinds import load_kind, shipped_folder
    from tests.contracts.example_office import OFFICE

    assert OFFICE.villages
    kind = load_kind(shipped_folder() / "service_contract")
    assert all(table.points == "" for table in kind.tables)
    assert compose is not None


def test_there_are_the_eight_methods_of_the_four_combinations() -> None:
    """A-06."""
    assert len(METHODS) == 8


def test_points_are_written_without_needless_zeros() -> None:
    """As on paper."""
    assert [points_words(value) for value in (10_000, 97_50, 91_25, 0, -2_50)] == ["100", "97.5", "91.25", "0", "-2.5"]


def test_the_day_of_the_agreement_is_the_year_of_its_targets() -> None:
    """A-14: targets belong to one village and one year."""
    assert agreement().starts_on == date(2026, 1, 1)


def test_the_agreements_class_stands_on_the_blank_sheet_and_is_not_changed_there(tmp_path: Path) -> None:
    """I-22: where the table that was signed has a column ``class``, the sheet follows it."""
    draft = in_classes("服务")
    rows = [list(row) for row in blank_rows(draft)]
    filled = [[*row[:5], "定量", "", "0", "", "台账", "", row[11]] for row in rows[3:]]
    same, other = tmp_path / "same.csv", tmp_path / "other.csv"
    for path, group in ((same, "服务"), (other, "管理")):
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([*rows[:3], [*filled[0][:11], group], *filled[1:]])

    assert [line.group for line in read_sheet(same, draft)] == ["服务"] * 6
    with pytest.raises(InputError) as found:
        read_sheet(other, draft)
    assert [problem.message for problem in found.value.problems] == ["类别写的是“管理”，责任书上是“服务”"]


def test_an_agreement_with_another_class_has_no_score_sheet() -> None:
    """The list is closed."""
    with pytest.raises(InputError) as found:
        indicators(in_classes("周平"))
    assert found.value.problems[0].message == "没有类别“周平”"


def in_classes(group: str) -> Draft:
    """Return an agreement whose table has a column 类别."""
    draft = agreement()
    table, *others = draft.tables
    columns = (*table.columns, replace(table.columns[0], key="class", label="类别"))
    own = replace(table, columns=columns, rows=tuple((*row, group) for row in table.rows))
    return replace(draft, tables=(own, *others))
