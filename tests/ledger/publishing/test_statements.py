"""The household's page: every figure on it is in the ledger, and the reverse."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.errors import LedgerError
from ledger.entries import record_ending, record_fulfilment, record_payment
from ledger.obligations import balance
from ledger.publishing.statements import statement, statements
from ledger.store import Ledger
from tests.ledger.conftest import NOW, draft
from tests.ledger.score_builders import registered

DAY = date(2026, 11, 22)
FIRST = draft(1).number


@pytest.fixture
def year(signed_ledger: Ledger) -> Ledger:
    """Return a ledger in which some was done, some paid, some ended."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        record_fulfilment(tx, 1, happened_on=date(2026, 3, 30))
        record_fulfilment(tx, 7, happened_on=date(2026, 4, 1))
        record_fulfilment(tx, 7, happened_on=date(2026, 5, 1))
        record_payment(tx, 5, happened_on=date(2026, 7, 2), amount_fen=900_00, voucher="V1")
        record_ending(tx, 6, reason="moved_out", happened_on=date(2026, 9, 30))
        record_ending(tx, 9, reason="terminated_by_family", happened_on=date(2026, 2, 1))
    return signed_ledger


def test_a_statement_says_what_was_promised_done_and_is_still_owed(year: Ledger) -> None:
    """In words; what has no day is not called late, what is voluntary neither."""
    found = statement(year, FIRST, DAY)

    assert {line.obligation: line.state for line in (*found.promises, *found.undertakings)} == {
        1: "已做到", 2: "逾期145天", 3: "逾期53天", 4: "未到期", 5: "逾期145天，已付一部分",
        6: "已终止：户籍迁出本省", 7: "已做2次", 8: "自愿", 9: "已终止：乙方解除合同",
    }  # fmt: skip
    assert (found.promised_fen, found.paid_fen, found.ended_fen) == (1_440_00, 900_00, 480_00)
    assert (found.owed_fen, found.overdue_fen) == (60_00, 60_00)
    assert (found.household, found.village) == ("王小丁、李明", "上坪村")


def test_an_earlier_day_shows_what_was_owed_then(year: Ledger) -> None:
    """Before the first due day nothing is late."""
    found = statement(year, FIRST, date(2026, 2, 1))

    assert (found.owed_fen, found.overdue_fen) == (1_440_00, 0)
    assert {line.overdue_days for line in found.promises} == {0}


def test_all_statements_together_are_the_balance_of_the_offices(year: Ledger) -> None:
    """No sum is on a page without being in the ledger, and none is missing from the pages."""
    for day in (date(2026, 3, 1), date(2026, 7, 2), DAY):
        pages = statements(year, day)
        rows = [row for row in balance(year, day) if row.side == "office"]

        for figure in ("promised_fen", "paid_fen", "ended_fen", "owed_fen", "overdue_fen"):
            name = figure.replace("owed", "outstanding")
            assert sum(getattr(page, figure) for page in pages) == sum(getattr(row, name) for row in rows)


def test_statements_can_be_of_a_village_or_a_person(year: Ledger) -> None:
    """By short name, division code, or the ID number at the counter."""
    assert len(statements(year, DAY, village="上坪村")) == len(statements(year, DAY, village="429999101201")) == 2
    assert len(statements(year, DAY, person="429999198001010029")) == 1
    assert statements(year, DAY, village="石桥村") == ()


def test_a_contract_that_was_not_there_on_that_day_has_no_statement(year: Ledger) -> None:
    """Unknown number, or a day before signing."""
    for number, day in (("无", DAY), (FIRST, date(2026, 1, 14))):
        with pytest.raises(LedgerError, match="没有"):
            statement(year, number, day)


def test_an_agreement_between_offices_is_there_and_has_no_statement(ledger: Ledger) -> None:
    """That it is not in the ledger would be false; what both sides owe is in the list of what is due."""
    (number,) = registered(ledger, 1)

    with pytest.raises(LedgerError) as caught:
        statement(ledger, number, DAY)

    assert [item.message for item in caught.value.problems] == ["不是与家庭签订的，没有对账单"]
