"""Invented papers are entered piece by piece: ids without gaps, sums that add up, one event for all of it."""

from __future__ import annotations

from pathlib import Path

from ledger.pieces import Piece, Promise, office
from ledger.store import create_ledger, open_ledger
from tests.ledger.conftest import NOW


def test_a_piece_is_one_event_whatever_the_order_of_its_rows(tmp_path: Path) -> None:
    """Parents go in before their children."""
    path = tmp_path / "ledger.db"
    create_ledger(path, now=NOW, by="生成")
    with open_ledger(path) as ledger:
        before = ledger.head()
        with ledger.write(by="生成", now=NOW) as tx:
            piece = Piece()
            (party,) = tx.ids("parties", 1)
            piece.put(tx, "persons", party_id=party, role="person", name="王明", phones="[]")
            piece.tables["parties"] = [
                {"id": party, "sha256": "0" * 64, "type": "person", "side": "family", "name": "王明",
                 "division_code": "", "group_name": "", "address": "", "phone": "", "representative": "", "post": ""}
            ]  # fmt: skip
            second = office(tx, piece, "township", "示范镇人民政府", "429999101")
            piece.enter(tx, "一户")
        head = ledger.head()

        assert second == party + 1
        assert head is not None
        assert before is not None
        assert head.seq == before.seq + 1
        assert [row["name"] for row in ledger.rows("select name from persons")] == ["王明"]


def test_a_promise_is_as_much_as_its_shares() -> None:
    """Without shares it is a duty and has no sum."""
    duty = Promise(contract=1, term=1, side="office", owed_by=1, owed_to=2, village="示范村")
    sum_of = Promise(
        contract=1, term=1, side="office", owed_by=1, owed_to=2, village="示范村", shares=(("县", 3), ("镇", 4))
    )

    assert (duty.amount_fen, sum_of.amount_fen) == (None, 7)
