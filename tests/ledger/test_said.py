"""What may not be kept is refused by the ledger itself, whichever command forgot to look."""

from __future__ import annotations

import pytest

from contracts.errors import LedgerError
from ledger.said import NAMES, WORDS, refuse_forbidden
from ledger.store import Ledger
from tests.ledger.conftest import NOW

NUMBER = "110101199003074258"


@pytest.mark.parametrize("column", [*NAMES, *WORDS])
def test_no_column_takes_an_id_number(column: str) -> None:
    """Told by the name of the column, masked."""
    with pytest.raises(LedgerError) as refused:
        refuse_forbidden([{"id": 1, column: f"王某 {NUMBER}"}])

    (problem,) = refused.value.problems
    assert problem.where == (NAMES | WORDS)[column]
    assert "身份证号 110101********4258" in problem.message
    assert NUMBER not in str(problem)


def test_every_fault_of_every_row_is_told_once() -> None:
    """Two reasons alike and a name: two lines."""
    rows = [{"because": "本人手术后"}, {"because": "本人手术后", "checker": "13912345678"}, {"because": "记错"}]

    with pytest.raises(LedgerError) as refused:
        refuse_forbidden(rows)

    assert [problem.where for problem in refused.value.problems] == ["原因", "审核人"]


def test_an_office_for_the_disabled_is_no_illness() -> None:
    """Its name may stand where who acts is named; the same word in a reason may not."""
    refuse_forbidden([{"checker": "青河镇残疾人联合会"}, {"received_by": "县疾病预防控制中心"}])

    with pytest.raises(LedgerError, match="1 处"):
        refuse_forbidden([{"because": "一方残疾"}])


def test_nothing_of_a_refused_row_is_kept(signed_ledger: Ledger) -> None:
    """The transaction is undone whole: neither row nor event stands there."""
    events = signed_ledger.rows("select count(*) as n from events")
    row = {"office": "上坪村村民委员会", "successor": f"上坪村社区{NUMBER}", "representative": "", "post": "",
           "happened_on": "2026-03-05", "because": "撤村建居"}  # fmt: skip

    with pytest.raises(LedgerError, match="台账没有写入"), signed_ledger.write(by="张会计", now=NOW) as tx:
        tx.record("succeeded", "上坪村村民委员会", {}, {"successions": [row]})

    assert signed_ledger.rows("select count(*) as n from events") == events


def test_whoever_writes_is_named_by_a_name(signed_ledger: Ledger) -> None:
    """An ID number beside the operator's name would stand in every event."""
    with pytest.raises(LedgerError) as refused, signed_ledger.write(by=f"张会计 {NUMBER}", now=NOW):
        pass

    assert [problem.where for problem in refused.value.problems] == ["经办人"]


def test_every_column_is_one_of_the_ledger(signed_ledger: Ledger) -> None:
    """A column that was renamed would be looked at no more."""
    tables = [row["name"] for row in signed_ledger.rows("select name from sqlite_schema where type = 'table'")]
    columns = {column for table in tables for column in signed_ledger.columns(table)}

    assert (NAMES | WORDS).keys() <= columns


def test_a_name_and_a_reason_have_their_length() -> None:
    """A file pasted where a name belongs would be printed on every paper."""
    refuse_forbidden([{"checker": "周" * 100, "because": "理" * 2_000}])

    with pytest.raises(LedgerError) as refused:
        refuse_forbidden([{"checker": "周" * 101}, {"because": "理" * 2_001}])

    assert [problem.message for problem in refused.value.problems] == [
        "有 101 个字，最多 100 个字", "有 2001 个字，最多 2000 个字",
    ]  # fmt: skip


def test_no_note_makes_a_target_of_a_household() -> None:
    """R-15: what an office notes about a family; a family that says it was marked is written down as it speaks."""
    with pytest.raises(LedgerError) as refused:
        refuse_forbidden([{"note": "该户为重点对象", "what": "payment"}])
    assert "不得给人或家庭贴“重点对象”的标记" in refused.value.problems[0].message

    refuse_forbidden([{"note": "本户反映被村里列为重点对象", "what": "breach"}, {"because": "被列为重点户，要求更正"}])
