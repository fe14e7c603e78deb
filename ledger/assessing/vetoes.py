"""What cancels the award of an office (A-08): its own misconduct, with evidence and the number of a case (A-11).

A veto that was entered wrongly is withdrawn, and stays on record with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from contracts.errors import LawError
from contracts.model import Citation, Finding
from ledger.assessing.assessment import agreement_of, refuse_day, refuse_words, refused
from ledger.assessing.withdrawing import withdrawable, withdrawals
from ledger.faults import Faults
from ledger.store import Ledger, Transaction

VETOES = {"coercion": "强制服务", "false_data": "弄虚作假", "unpaid_rewards": "拖欠奖励", "data_leak": "泄露个人信息"}
"""The causes that cancel an award (A-08): what an office did; nothing that a family did or had."""

_STRICT_LAW = (
    Citation(law="中华人民共和国人口与计划生育法", version=date(2021, 8, 20), article="4"),
    Citation(law="中华人民共和国人口与计划生育法", version=date(2021, 8, 20), article="18"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Veto:
    """A veto as recorded; ``withdrawn`` is the reason why it counts no more, ``None`` while it counts."""

    id: int
    contract: str
    party: str
    cause: str
    found_on: str
    evidence: str
    case_number: str
    withdrawn: str | None


def veto(
    tx: Transaction, contract: str, *, cause: str, found_on: date, evidence: str, case_number: str = ""
) -> str:
    """Record what cancels an office's award (A-08); ``case_number`` links an investigation (A-11). Returns its name.

    Raises:
        LawError: A cause that is not one of :data:`VETOES`.
        LedgerError: No such agreement, no evidence, or a day outside.
    """
    code = next((key for key, label in VETOES.items() if cause in {key, label}), None)
    if code is None:
        finding = Finding(
            rule="ASSESS-VETO", verdict="void", where="一票否决事项", text=cause,
            message=f"“{cause}”不能作为否决事项", cite=_STRICT_LAW,
            hint=f"只能是办事单位自己的行为：{'、'.join(VETOES.values())}",
        )  # fmt: skip
        raise LawError("没有记录。", [finding])
    faults = Faults()
    agreement = faults.of(lambda: agreement_of(tx, contract))
    faults.of(lambda: refuse_words(contract, f"{evidence} {case_number}"))
    if not evidence.strip():
        faults.add(refused(contract, "没有写明依据", "写明凭什么认定"))
    signed_on = agreement["signed_on"] if agreement else None
    outside = f"日期 {found_on} 不在签订日 {signed_on} 至今天之间"
    faults.of(lambda: refuse_day(contract, found_on, after=signed_on, today=tx.day, outside=outside))
    faults.refuse()
    assert agreement is not None  # noqa: S101 - else it was refused
    row = {"contract_id": agreement["id"], "cause": code, "found_on": found_on.isoformat(),
           "evidence": evidence.strip(), "case_number": case_number.strip()}  # fmt: skip
    tx.record("vetoed", contract, {"cause": code}, {"score_vetoes": [row]})
    return VETOES[code]


def vetoes(ledger: Ledger | Transaction, *, as_of: date) -> tuple[Veto, ...]:
    """Return every veto found by a day in the order recorded, those withdrawn too; ``cause`` in Chinese.

    One that was withdrawn after that day stands as it stood then.
    """
    found = ledger.rows(
        "select v.id, c.number as contract, p.name as party, v.cause, v.found_on, v.evidence, v.case_number,"
        " w.because as withdrawn from score_vetoes v join contracts c on c.id = v.contract_id"
        " join contract_parties s on s.contract_id = c.id and s.role = 'party_b' join parties p on p.id = s.party_id"
        f" {withdrawals('veto_withdrawals', 'veto_id', 'v.id')}"
        " where v.found_on <= :day order by v.id",
        {"day": as_of.isoformat()},
    )
    return tuple(Veto(**row | {"cause": VETOES[row["cause"]]}) for row in found)


def withdraw_veto(tx: Transaction, number: int, *, because: str) -> Veto:
    """Withdraw a veto that was entered wrongly; it stays on record. Returns it as it was.

    Raises:
        LedgerError: No such veto, withdrawn before, no reason, or words that may not be kept.
    """
    found = next((item for item in vetoes(tx, as_of=date.max) if item.id == number), None)
    known = withdrawable(f"第 {number} 号否决事项", found, because, look="用 shouyue assess vetoes 查看")
    row = {"veto_id": number, "because": because.strip()}
    tx.record("veto_withdrawn", known.contract, {}, {"veto_withdrawals": [row]})
    return known
