"""Consent to surname and village on a notice: in writing, once, and taken back without a reason."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.errors import LedgerError
from ledger.publishing.consents import consenting, record_consent, withdraw_consent
from ledger.store import Ledger
from tests.ledger.conftest import NOW

CONTRACT = "青计服〔2026〕A001号"
DAY = date(2026, 11, 1)


def test_a_consent_stands_until_it_is_taken_back(signed_ledger: Ledger) -> None:
    """Both stay on record."""
    with signed_ledger.write(by="李敏", now=NOW) as tx:
        record_consent(tx, CONTRACT, programme="special_support", given_on=DAY, evidence="同意书第3号")
        assert len(consenting(tx)) == 1
        with pytest.raises(LedgerError, match="没有记录"):
            record_consent(tx, CONTRACT, programme="special_support", given_on=DAY, evidence="同意书第4号")
        withdraw_consent(tx, CONTRACT, on=DAY)
        assert consenting(tx) == frozenset()
        with pytest.raises(LedgerError):
            withdraw_consent(tx, CONTRACT, on=DAY)

    assert len(signed_ledger.rows("select * from name_consents")) == 1


@pytest.mark.parametrize(
    ("contract", "evidence"),
    [("青计服〔2026〕A009号", "同意书"), (CONTRACT, "因残疾证第1号"), (CONTRACT, "13800138000")],
)
def test_nothing_about_bodies_or_of_strangers_is_kept(signed_ledger: Ledger, contract: str, evidence: str) -> None:
    """Only the name of the paper and where it lies."""
    with signed_ledger.write(by="李敏", now=NOW) as tx, pytest.raises(LedgerError):
        record_consent(tx, contract, programme="special_support", given_on=DAY, evidence=evidence)
