"""An office's own misconduct cancels its award; what was entered wrongly is taken back and stays on record."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.errors import LawError, LedgerError
from ledger.assessing.vetoes import VETOES, veto, vetoes, withdraw_veto
from ledger.store import Ledger
from tests.ledger.score_builders import NOW, registered


def test_the_causes_of_a_veto_are_a_closed_list(ledger: Ledger) -> None:
    """Four kinds of an office's own misconduct; everything else is refused with the article."""
    (number,) = registered(ledger, 1)
    with ledger.write(by="李敏", now=NOW) as tx:
        for cause in VETOES.values():
            veto(tx, number, cause=cause, found_on=date(2026, 3, 1), evidence="核查记录")
    for cause in ("计划外生育", "大月份引产", "残疾儿出生", ""):
        with pytest.raises(LawError) as refusal, ledger.write(by="李敏", now=NOW) as tx:
            veto(tx, number, cause=cause, found_on=date(2026, 3, 1), evidence="核查记录")
        assert refusal.value.findings[0].cite


def test_a_veto_withdrawn_counts_no_more_and_stays_on_record(ledger: Ledger) -> None:
    """The reason stands beside it."""
    (number,) = registered(ledger, 1)
    with ledger.write(by="李敏", now=NOW) as tx:
        day = date(2026, 3, 1)
        veto(tx, number, cause="拖欠奖励", found_on=day, evidence="核查记录", case_number="青纪〔2026〕8号")
        withdraw_veto(tx, 1, because=" 记错了村 ")

    assert ledger.rows("select id from standing_vetoes") == []
    (kept,) = vetoes(ledger, as_of=date(2026, 11, 22))
    (before,) = vetoes(ledger, as_of=date(2026, 11, 21))
    assert (kept.cause, kept.case_number, kept.withdrawn) == ("拖欠奖励", "青纪〔2026〕8号", "记错了村")
    assert (before.withdrawn, vetoes(ledger, as_of=date(2026, 2, 28))) == (None, ()), "as it stood on that day"


@pytest.mark.parametrize(
    ("number", "because", "said"),
    [
        (1, "记错了村", "已经撤销"),
        (7, "记错了村", "台账里没有"),
        (2, " ", "没有写明撤销原因"),
        (2, "她没有上环", "不得记录"),
    ],
)
def test_what_cannot_be_withdrawn_is_told(ledger: Ledger, number: int, because: str, said: str) -> None:
    """Withdrawn before, unknown, without a reason, in words that may not be kept."""
    (contract,) = registered(ledger, 1)
    with ledger.write(by="李敏", now=NOW) as tx:
        for cause in ("拖欠奖励", "泄露个人信息"):
            veto(tx, contract, cause=cause, found_on=date(2026, 3, 1), evidence="核查记录")
        withdraw_veto(tx, 1, because="记错了村")
    with pytest.raises(LedgerError) as refusal, ledger.write(by="李敏", now=NOW) as tx:
        withdraw_veto(tx, number, because=because)

    assert [said in problem.message for problem in refusal.value.problems] == [True]
    assert len(ledger.rows("select id from veto_withdrawals")) == 1
