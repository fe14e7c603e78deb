"""A family with several confirmed programmes stands on several rows and signs one contract."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contracts.errors import RosterError
from contracts.kinds import Kind, find_kind, load_kinds, shipped_folder
from contracts.model import Draft
from contracts.papers.confirmations import LABELS
from contracts.papers.households import confirmations_in, further_rows, kept_confirmations
from contracts.papers.roll import drafts_from
from contracts.records import Known, Record
from contracts.rewards.programmes import load_programmes
from tests.contracts.example_office import CHILD, HUSBAND, OFFICE, WIFE, reading, record
from tests.contracts.papers.test_roll import order

KINDS = load_kinds(shipped_folder())
CONTRACT = find_kind(KINDS, "service_contract")
PROGRAMMES = load_programmes()
GRADED = "计划生育家庭特别扶助（分级）"
NONE = dict.fromkeys(LABELS)


def row(number: int, **cells: Known) -> Record:
    """Return a row of the couple with some of the columns of a confirmation filled."""
    return record(number, (WIFE, HUSBAND, CHILD), **{**NONE, "village": "石桥村", **cells})


def graded(number: int, grade: str, who: str, **cells: Known) -> Record:
    """Return a row in which one of the couple is confirmed by a grade."""
    return row(number, confirmed_programme=GRADED, confirmed_class=grade, confirmed_on="2026-03-02",
               confirmed_for=who, proof_seen_by="周平", **cells)  # fmt: skip


def drafted(*rows: Record, kind: Kind = CONTRACT) -> list[Draft]:
    """Return the papers of a roster."""
    return list(drafts_from(reading(*rows), order(kind.id)))


def faults(*rows: Record) -> list[str]:
    """Return what is said of a roster that is refused."""
    with pytest.raises(RosterError) as caught:
        drafted(*rows)
    return [f"{item.where}：{item.message}" for item in caught.value.problems]


def test_two_grades_of_one_couple_are_one_contract_with_a_payee_each() -> None:
    """390 yuan a month for her, 260 for him: two clauses, each to the one it is of (W-14)."""
    (paper,) = drafted(graded(3, "二级", "女方"), graded(4, "三级", "男方"))
    mine = [term for term in paper.terms if term.programme == "special_support_graded"]

    assert [(term.instalments[0].payee, term.instalments[0].amount_fen) for term in mine] == [
        ("wife", 10 * 390_00), ("husband", 10 * 260_00),
    ]  # fmt: skip
    kept = dict(paper.facts)
    assert (kept["confirmed_class"], kept["confirmed_class 2"], kept["confirmed_for 2"]) == ("二级", "三级", "男方")


def test_the_rows_may_stand_apart_and_one_of_them_may_name_no_confirmation() -> None:
    """The certificate on one row, the grade on another, a stranger between them: two papers in the order of rows."""
    cells = {**NONE, "village": "石桥村", "certificate_number": None, "issued_on": None}
    other = record(4, (replace(WIFE, name="赵兰", id_number="420117198503020028"),), **cells)
    rows = (row(3), other, graded(5, "二级", "女方"))

    assert further_rows(CONTRACT, rows) == {2: 0}
    first, second = drafted(*rows)
    assert {term.programme for term in first.terms} >= {"only_child_reward", "special_support_graded"}
    assert (first.row, second.row) == (1, 2)
    assert len(drafted(*rows, kind=find_kind(KINDS, "mutual_pledge"))) == 2, "no second pledge of one family"


def test_a_family_entered_twice_is_still_a_fault() -> None:
    """Two rows without a confirmation, or the same confirmation of the same person twice."""
    assert faults(row(3), row(4), graded(5, "二级", "女方")) == ["花名册 第4行：王梅珍与第3行是同一身份证号",
                                                          "花名册 第4行：陶立志与第3行是同一身份证号"]  # fmt: skip
    again = faults(graded(3, "二级", "双方"), graded(4, "三级", "男方"))
    assert again == ["花名册 第4行：男方的这个项目在第3行已经写了"]


def test_further_rows_are_checked_like_the_first_and_may_not_contradict_it() -> None:
    """Every fault with its own row, all at once."""
    said = faults(graded(3, "二级", "女方"), graded(4, "九级", "男方", certificate_number="别的"))

    assert said == [
        f"花名册 第4行：“确认的等级”不是{GRADED}的等级", "花名册 第4行：“别的”与第3行的“鄂示201503178”不同",
    ]  # fmt: skip


def test_rosters_without_the_columns_and_papers_of_units_are_not_looked_at() -> None:
    """Nothing is joined that was not asked for."""
    plain = record(3)

    assert further_rows(CONTRACT, (plain, plain)) == {}
    assert further_rows(replace(CONTRACT, joined_by="x"), (graded(3, "二级", "女方"), graded(4, "三级", "男方"))) == {}
    assert further_rows(CONTRACT, ()) == {}
    assert confirmations_in((plain,), PROGRAMMES, OFFICE.division_code, ("wife",)) == ((), ())
    assert kept_confirmations((plain,)) == ()


def test_a_row_whose_number_is_not_known_joins_nobody() -> None:
    """A name alone is no family."""
    rows = [replace(item, persons=(replace(WIFE, id_number=None),)) for item in (row(3), graded(4, "二级", "女方"))]

    assert further_rows(CONTRACT, rows) == {}
