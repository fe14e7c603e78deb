"""Who said in writing that surname and village may be posted, and who took it back.

Source: Personal Information Protection Law (2021-11-01), articles 15, 25 and 29.
"""

from __future__ import annotations

from datetime import date

from ledger.faults import Faults
from ledger.publishing.postings import refuse_to_come, refused
from ledger.publishing.publication import private_words
from ledger.store import Ledger, Row, Transaction


def record_consent(tx: Transaction, contract: str, *, programme: str, given_on: date, evidence: str) -> int:
    """Record a family's written consent; returns its number.

    Raises:
        LedgerError: No such contract, it consented already, the words on the evidence may not be kept, or a day to
            come; all at once.
    """
    faults = Faults()
    found = faults.of(lambda: _contract(tx, contract))
    if words := private_words(tx, evidence):
        faults.add(refused(contract, f"凭据里不能写 {'、'.join(words)}", "只写同意书的名称和存放处"))
    if found in consenting(tx):
        faults.add(refused(contract, "已经记过同意", "撤回后才能再记"))
    faults.of(lambda: refuse_to_come(tx, contract, given_on))
    faults.refuse()
    (consent_id,) = tx.ids("name_consents", 1)
    row: Row = {
        "id": consent_id, "contract_id": found, "programme": programme, "given_on": given_on.isoformat(),
        "evidence": evidence,
    }  # fmt: skip
    tx.record("consented", contract, {"on": given_on.isoformat()}, {"name_consents": [row]})
    return consent_id


def withdraw_consent(tx: Transaction, contract: str, *, on: date) -> None:
    """Record that a family took its consent back; it needs no reason.

    Raises:
        LedgerError: No such contract, no consent that stands, or a day to come.
    """
    faults = Faults()
    contract_id = faults.of(lambda: _contract(tx, contract))
    found = tx.rows("select id from standing_consents where contract_id = ?", [contract_id])
    if contract_id and not found:
        message = "这份合同没有记过书面同意，或者已经撤回"
        faults.add(refused(contract, message, "没有什么要撤回的：没有同意，公示只写人数"))
    faults.of(lambda: refuse_to_come(tx, contract, on))
    faults.refuse()
    row: Row = {"consent_id": found[0]["id"], "withdrawn_on": on.isoformat()}
    tx.record("consent_withdrawn", contract, {"on": on.isoformat()}, {"consent_withdrawals": [row]})


def _contract(tx: Transaction, number: str) -> int:
    found = tx.rows("select id from contracts where number = ?", [number])
    if not found:
        raise refused(number, "台账里没有这份合同", "核对合同编号；用 shouyue query find --set text=姓名 查编号")
    return int(found[0]["id"])


def consenting(ledger: Ledger | Transaction) -> frozenset[int]:
    """Return the rows of the contracts whose family's consent stands."""
    return frozenset(row["contract_id"] for row in ledger.rows("select contract_id from standing_consents"))
