"""Targets that nobody set anew: pointed out, and not scored until somebody says why (A-14)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

import cli
from contracts.errors import LedgerError
from ledger.assessing.assessment import score
from ledger.assessing.periods import parse_period
from ledger.assessing.targets import copied_targets
from ledger.bookkeeping.books import book_named, record_line
from ledger.register import register
from ledger.store import Ledger
from tests.ledger.conftest import signed
from tests.ledger.score_builders import NOW, SIGNED_ON, agreement, lines, registered


def test_targets_copied_from_last_year_are_pointed_out(ledger: Ledger) -> None:
    """A-14: another village's equal table is no copy; the same village's next one is, until it is confirmed."""
    one, other = registered(ledger)
    assert copied_targets(ledger) == ()
    again = replace(agreement(), number="下一份", batch="2027Z", starts_on=date(2027, 1, 1), ends_on=date(2027, 12, 31))
    register(ledger, [signed(again, signed_on=SIGNED_ON)], signed_on=SIGNED_ON, by="李敏", now=NOW)
    assert copied_targets(ledger) == copied_targets(ledger, of="下一份") == (("下一份", one),)
    assert copied_targets(ledger, of=other) == ()
    said = {"decided_by": "镇长办公会", "reason": "上年没有全部做到，照旧一年"}
    with pytest.raises(LedgerError, match="没有写明哪份合同"), ledger.write(by="李敏", now=NOW) as tx:
        record_line(tx, book_named("target_confirmations"), said, happened_on=SIGNED_ON)
    with ledger.write(by="李敏", now=NOW) as tx:
        record_line(tx, book_named("target_confirmations"), said, happened_on=SIGNED_ON, contract="下一份")
    assert copied_targets(ledger) == ()


def test_copied_targets_are_not_scored_before_somebody_confirms_them(ledger: Ledger) -> None:
    """A-14: the refusal says the command; after it the same sheet is taken."""
    registered(ledger, 1)
    again = replace(agreement(), number="下一份", batch="2027Z", starts_on=date(2027, 1, 1), ends_on=date(2027, 12, 31))
    register(ledger, [signed(again, signed_on=SIGNED_ON)], signed_on=SIGNED_ON, by="李敏", now=NOW)
    later, period = datetime(2027, 5, 1, 9, 0, tzinfo=cli.SHANGHAI), parse_period("2027Q1")
    with pytest.raises(LedgerError) as refused, ledger.write(by="李敏", now=later) as tx:
        score(tx, "下一份", period, lines())
    with ledger.write(by="李敏", now=later) as tx:
        said = {"decided_by": "镇长办公会", "reason": "上年没有全部做到"}
        record_line(tx, book_named("target_confirmations"), said, happened_on=SIGNED_ON, contract="下一份")
        done = score(tx, "下一份", period, lines())

    assert "target_confirmations --contract 下一份" in refused.value.problems[0].hint
    assert done.score == done.total
