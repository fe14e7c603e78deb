"""A unit with several certificate holders stands on several rows and signs one paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from contracts.kinds import Kind, load_kind
from contracts.papers.groups import disagreements, gaps, grouped, roster_source
from contracts.records import Known, Record
from tests.contracts.kind_folders import MANIFEST, kind_folder

HOLDERS = """
[[sections.terms]]
code = "share"
brief = "发放奖励费"
owed_by = "party_a"
for_each = "roster"
text = "第{{ row.serial }}人{{ row.holder }}：{{ row.amount_fen|yuan }}。"
[tables.holders]
caption = "持证职工"
source = "roster"
columns = [
    { key = "serial", label = "序号", width_mm = 12 },
    { key = "holder", label = "姓名", width_mm = 40 },
    { key = "amount_fen", label = "金额", width_mm = 40 },
]
"""


@pytest.fixture
def kind(tmp_path: Path) -> Kind:
    """A kind with one paper for each unit."""
    words = MANIFEST.replace("copies =", 'joined_by = "credit_code"\ncopies =')
    words = words.replace("[example]", HOLDERS + "[example]")
    return load_kind(kind_folder(tmp_path, words))


def row(number: int, **values: Known) -> Record:
    """Return a row of a unit's roster."""
    return Record(sheet="单位", row=number, persons=(), values=tuple(values.items()))


FIRST = row(2, credit_code="A", organisation="甲公司", holder="王梅", amount_fen=6000)
SECOND = row(3, credit_code="B", organisation="乙公司", holder=None, amount_fen=None)
THIRD = row(4, credit_code="A", organisation="甲公司", holder="李兰", amount_fen=12000)


def test_rows_of_one_unit_make_one_paper(kind: Kind) -> None:
    """In the order in which the units first stand."""
    assert grouped(kind, (FIRST, SECOND, THIRD)) == ((FIRST, THIRD), (SECOND,))
    assert grouped(replace(kind, joined_by=""), (FIRST, SECOND)) == ((FIRST,), (SECOND,))


def test_a_row_that_does_not_say_whose_it_is_stands_alone(kind: Kind) -> None:
    """Two units without a code are not thrown together."""
    bare = (row(2, credit_code=None), row(3, credit_code=None))

    assert grouped(kind, bare) == ((bare[0],), (bare[1],))


def test_each_holder_is_a_row_and_a_clause_with_its_sum(kind: Kind) -> None:
    """Sums are in yuan on the paper and in fen in the ledger."""
    source = roster_source(kind, (FIRST, THIRD))

    assert [term.amount_fen for term in source.terms] == [6000, 12000]
    assert source.rows[1] == {"serial": "2", "holder": "李兰", "amount_fen": "120元"}


def test_a_unit_without_holders_has_an_empty_list(kind: Kind) -> None:
    """No clause about nobody."""
    assert roster_source(kind, (SECOND,)).terms == ()


def test_rows_that_contradict_each_other_are_asked_about() -> None:
    """The same code with another name is a slip of the pen."""
    other = row(4, credit_code="A", organisation="甲分公司")

    assert [str(item) for item in disagreements((FIRST, other))] == [
        "单位 第4行：“甲分公司”与第2行的“甲公司”不同，同一份协议的各行应一致，请核对"
    ]


def test_a_row_that_leaves_out_what_its_clause_prints_is_named_itself(kind: Kind) -> None:
    """Not the first row of the unit; a unit without holders is no gap."""
    bare = row(5, credit_code="A", holder="高建军", amount_fen=None)

    assert [str(item) for item in gaps(kind, (FIRST, SECOND, bare))] == ["单位 第5行：没有“金额”，在名册的这一行填写"]
