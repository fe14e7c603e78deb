"""Offices move rung by rung, and back to where they stood when a rung was entered wrongly."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from contracts.errors import LedgerError
from ledger.assessing.ladder import record_standing, standing_of, standings, withdraw_standing
from ledger.store import Ledger
from ledger.verify import verify
from tests.ledger.score_builders import NOW

CODE, OTHER = "429999101201", "429999101202"


def test_an_office_moves_one_rung_at_a_time(ledger: Ledger) -> None:
    """A-09: yellow card, special supervision, follow-up, normal again."""
    assert standing_of(ledger, CODE) == "normal"
    with ledger.write(by="李敏", now=NOW) as tx:
        for name in ("黄牌警告", "重点管理", "追踪", "正常"):
            record_standing(tx, CODE, name, happened_on=date(2026, 7, 1), because="奖励连续两季逾期")
    with pytest.raises(LedgerError), ledger.write(by="李敏", now=NOW) as tx:
        record_standing(tx, CODE, "重点管理", happened_on=date(2026, 7, 1), because="越级")
    with pytest.raises(LedgerError, match="不能更早"), ledger.write(by="李敏", now=NOW) as tx:
        record_standing(tx, CODE, "黄牌警告", happened_on=date(2026, 6, 30), because="倒填")
    assert [item.standing for item in standings(ledger)][-2:] == ["followed_up", "normal"]
    assert standing_of(ledger, CODE) == "normal"


def warned(ledger: Ledger, *names: str, code: str = CODE) -> None:
    """Put an office on rungs one after the other."""
    with ledger.write(by="李敏", now=NOW) as tx:
        for name in names:
            record_standing(tx, code, name, happened_on=date(2026, 7, 1), because="奖励逾期")


def test_an_office_warned_by_mistake_stands_where_it_stood(ledger: Ledger) -> None:
    """From the top down, each office for itself; the row and the reason stay, and the ladder goes on from there."""
    warned(ledger, "黄牌警告", "重点管理")
    warned(ledger, "黄牌警告", code=OTHER)
    with pytest.raises(LedgerError, match="后面还有第 2 号"), ledger.write(by="李敏", now=NOW) as tx:
        withdraw_standing(tx, 1, because="记错了村")
    with ledger.write(by="李敏", now=NOW + timedelta(days=2)) as tx:
        withdraw_standing(tx, 2, because="记错了村")
    now = [rung.withdrawn for rung in standings(ledger)]
    then = [rung.withdrawn for rung in standings(ledger, as_of=NOW.date())]

    assert (standing_of(ledger, CODE), standing_of(ledger, OTHER)) == ("yellow_card", "yellow_card")
    assert (now, then) == ([None, "记错了村", None], [None, None, None])
    with ledger.write(by="李敏", now=NOW + timedelta(days=2)) as tx:
        assert record_standing(tx, CODE, "正常", happened_on=date(2026, 7, 2), because="已补发") == "正常"
    assert verify(ledger) == ()


def test_the_database_keeps_the_order_too(ledger: Ledger) -> None:
    """Whoever writes: a rung is taken back once, and only the last one."""
    warned(ledger, "黄牌警告", "重点管理")
    with pytest.raises(LedgerError, match="later rung"), ledger.write(by="李敏", now=NOW) as tx:
        tx.record("standing_withdrawn", CODE, {}, {"rung_withdrawals": [{"rung_id": 1, "because": "x"}]})
