"""The rows of a batch of papers: made together, as if each had been made alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from contracts.errors import LedgerError
from contracts.model import Draft
from ledger.register import register
from ledger.soundness import tables
from ledger.store import Ledger, open_ledger
from ledger.transaction import Listed
from ledger.verify import verify
from tests.empty_ledgers import empty_ledger
from tests.ledger.conftest import NOW, SIGNED_ON, TERMS, draft, signed


def entered(path: Path, *batches: list[Draft]) -> dict[str, list[dict[str, object]]]:
    """Return every row of every table of a ledger into which these batches were registered."""
    empty_ledger(path, now=datetime(2026, 1, 1, tzinfo=UTC), by="王主任")
    with open_ledger(path) as ledger:
        for batch in batches:
            register(ledger, [signed(paper) for paper in batch], signed_on=SIGNED_ON, by="张会计", now=NOW)
        assert verify(ledger) == ()
        return {table: ledger.rows(f"select * from {table}") for table in tables(ledger)}


def test_a_batch_is_entered_as_if_paper_by_paper(tmp_path: Path) -> None:
    """Papers share clauses, days and parties, or differ in one of them: what is shared belongs to none."""
    others = tuple(replace(term, text=f"{term.text}（另议）") for term in TERMS)
    papers = [
        draft(1), draft(2), draft(3, ends_on=date(2026, 6, 30)), draft(4, terms=others), draft(5, terms=TERMS[:1]),
        draft(6, parties=draft(1).parties), draft(7, parties=(replace(draft(7).parties[0], name="某村"),
                                                              *draft(7).parties[1:])),
    ]  # fmt: skip

    together = entered(tmp_path / "together.db", papers)

    assert together == entered(tmp_path / "alone.db", *([paper] for paper in papers))
    assert len(together["parties"]) == 2 + 6 + 1


def test_values_in_another_order_than_the_tables_are_refused(ledger: Ledger) -> None:
    """Values without names are matched by their place: the place is checked."""
    rows = Listed(("id", "content", "sha256"), [(1, b"x", "0" * 64)])

    with pytest.raises(LedgerError, match="templates"), ledger.write(by="张会计", now=NOW) as tx:
        tx.record("kept", "x", {}, {"templates": rows})
