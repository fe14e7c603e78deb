"""What was signed under a number, as it was signed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from contracts.errors import LedgerError
from contracts.model import Draft, Problem
from ledger.store import Ledger, Transaction


def signed_draft(ledger: Ledger | Transaction, contract: str) -> tuple[Draft, bytes]:
    """Return what was signed under a number, and the Word file it was printed from.

    Raises:
        LedgerError: The ledger has no contract of that number.
    """
    found = ledger.rows(
        "select c.draft_json, c.signed_on, t.content from contracts c"
        " join templates t on t.sha256 = c.template_sha256 where c.number = ?",
        [contract],
    )
    if not found:
        cure = "用 shouyue query find --set text=姓名 查编号"
        missing = Problem(where=contract, message="台账里没有这份合同", hint=cure)
        raise LedgerError(f"{contract}：台账里没有这份合同。", [missing])
    draft = Draft.from_json(found[0]["draft_json"].encode())
    return replace(draft, signing_on=date.fromisoformat(found[0]["signed_on"])), found[0]["content"]
