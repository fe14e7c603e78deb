"""Who said in writing that surname and village may be posted, and who took it back.

Source: Personal Information Protection Law (2021-11-01), articles 15, 25 and 29.
"""

from __future__ import annotations

from datetime import date

from ledger.publishing.postings import refused
from ledger.store import Ledger, Row, Transaction
from ledger.wording import forbidden_words


def record_consent(tx: Transaction, contract: str, *, programme: str, given_on: date, evidence: str) -> int:
    """Record a family's written consent; returns its number.

    Raises:
        LedgerError: No such contract, it consented already, or the words on the evidence may not be kept.
    """
    found = tx.rows("select id from contracts where number = ?", [contract])
    if not found:
        raise refused(contract, "台账里没有这份合同", "核对合同编号")
    words = forbidden_words(evidence)
    if words:
        raise refused(contract, f"凭据里不能写 {'、'.join(words)}", "只写同意书的名称和存放处")
    if found[0]["id"] in consenting(tx):
        raise refused(contract, "已经记过同意", "撤回后才能再记")
    (consent_id,) = tx.ids("name_consents", 1)
    row: Row = {
        "id": consent_id, "contract_id": found[0]["id"], "programme": programme, "given_on": given_on.isoformat(),
        "evidence": evidence,
    }  # fmt: skip
    tx.record("consented", contract, {"on": given_on.isoformat()}, {"name_consents": [row]})
    return consent_id


def withdraw_consent(tx: Transaction, contract: str, *, on: date) -> None:
    """Record that a family took its consent back; it needs no reason.

    Raises:
        LedgerError: There is no consent that stands.
    """
    found = tx.rows(
        "select s.id from standing_consents s join contracts c on c.id = s.contract_id where c.number = ?", [contract]
    )
    if not found:
        raise refused(contract, "没有有效的同意记录", "核对合同编号")
    row: Row = {"consent_id": found[0]["id"], "withdrawn_on": on.isoformat()}
    tx.record("consent_withdrawn", contract, {"on": on.isoformat()}, {"consent_withdrawals": [row]})


def consenting(ledger: Ledger | Transaction) -> frozenset[int]:
    """Return the rows of the contracts whose family's consent stands."""
    return frozenset(row["contract_id"] for row in ledger.rows("select contract_id from standing_consents"))
