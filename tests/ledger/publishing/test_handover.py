"""What is handed over is what the ledger holds."""

from __future__ import annotations

from datetime import date

from ledger.bookkeeping.books import book_named, record_line
from ledger.publishing.handover import handover
from ledger.store import Ledger
from tests.contracts.example_office import OFFICE
from tests.ledger.score_builders import NOW


def test_open_promises_contracts_and_the_last_event_are_handed_over(signed_ledger: Ledger) -> None:
    """Office debts apart from what families offered."""
    made = handover(signed_ledger, OFFICE, date(2026, 11, 22))
    tables = {name: rows for name, _, rows in made.tables}
    head = signed_ledger.head()

    assert len(tables["合同登记"]) == 2
    assert len(tables["未了义务"]) == len(made.open)
    assert {item.side for item in made.owed} == {"office"}
    assert sum(item.outstanding_fen or 0 for item in made.owed) == 2 * (960_00 + 480_00)
    assert head is not None
    assert (made.last_event, head.hash.startswith(made.head)) == (head.seq, True)


def test_what_has_no_day_is_handed_over_too(signed_ledger: Ledger) -> None:
    """Filing help is owed whenever it is asked for."""
    tables = {name: rows for name, _, rows in handover(signed_ledger, OFFICE, date(2026, 11, 22)).tables}

    assert len(tables["随时义务"]) == 2


def test_a_register_is_handed_over_with_the_names_of_villages(ledger: Ledger) -> None:
    """The next officer reads a village, not a code."""
    with ledger.write(by="李敏", now=NOW) as tx:
        given = {"topic": "奖励扶助公开", "attended": "35", "evidence": "照片"}
        place = OFFICE.villages[0]
        record_line(tx, book_named("meetings"), given, happened_on=date(2026, 3, 28), division_code=place.division_code)
    tables = {name: (heads, rows) for name, heads, rows in handover(ledger, OFFICE, date(2026, 11, 22)).tables}

    assert tables["会议记录"][0][:3] == ("行号", "日期", "村")
    assert tables["会议记录"][1][0][:3] == (1, "2026-03-28", place.short)


def test_what_a_register_leaves_undone_is_counted_beside_its_lines(ledger: Ledger) -> None:
    """An application without an answer and a loan not returned are taken over, and not only their sheets."""
    day, place = date(2026, 3, 28), OFFICE.villages[0].division_code
    asked = {"how": "书面", "matter": "申领奖励扶助", "received_by": "周平"}
    lent = {"household": "王小花", "fund": "周转金", "purpose": "养殖启动", "payee_class": "家庭", "repayable": "是"}
    with ledger.write(by="李敏", now=NOW) as tx:
        first, _ = (
            record_line(
                tx, book_named("applications"), asked | {"applicant": who}, happened_on=day, division_code=place
            )
            for who in ("王小花", "李四")
        )
        answer = {"answer": "同意", "reason": "符合条件"}
        record_line(tx, book_named("application_answers"), answer, happened_on=day, follows=first)
        loan = record_line(
            tx, book_named("support_funds"), lent | {"amount_fen": "500", "instalments": "2026-12-31=500"},
            happened_on=day, division_code=place,
        )  # fmt: skip
    before = handover(ledger, OFFICE, day).waiting
    with ledger.write(by="李敏", now=NOW) as tx:
        back = {"amount_fen": "500", "voucher": "收1"}
        record_line(tx, book_named("support_repayments"), back, happened_on=day, follows=loan)
    after = handover(ledger, OFFICE, day).waiting

    assert before == {"未了义务": 0, "申请登记簿": 1, "帮扶资金登记簿": 1}
    assert after == {"未了义务": 0, "申请登记簿": 1, "帮扶资金登记簿": 0}
