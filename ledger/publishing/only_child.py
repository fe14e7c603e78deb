"""The only-child certificate: not given to new families, replaced where the old one is lost (domain §2.8, D-15)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from contracts.dates import day
from contracts.errors import LawError
from contracts.kinds import Kind
from contracts.model import Citation, Draft, Finding, PartialDate, Person
from ledger.publishing.certificate_papers import Desk, Words, succeeded
from ledger.publishing.certificate_steps import Holder, enter_original
from ledger.publishing.certificates import ONLY_CHILD, Certificate, certificates_of, refused, said
from ledger.publishing.documents import Preparation, family_of, named_only
from ledger.publishing.issue import NewPaper
from ledger.signed import signed_draft
from ledger.store import Transaction

CHILD_BORN_BY = date(2015, 12, 31)
"""Only-child certificates belong to the time in which one child was promoted.

Source: Population and Family Planning Law as amended 2015-12-27, article 27.
"""

ISSUED_BY = date(2016, 7, 31)
"""Last day of issue that a replacement may follow. Source: one provincial guide (domain §2.8)."""

_GENDERS = {"female": "女", "male": "男"}
_ARTICLE = Citation(law="中华人民共和国人口与计划生育法", version=date(2015, 12, 27), article="27")


def lost_certificate(desk: Desk, contract: str, *, because: str) -> Preparation:
    """Return how the certificate of a household is replaced.

    The original is entered from the facts of the signed contract the first time it is needed; the lost
    number ends, the new one is printed, both in the transaction that issues the paper.

    Raises (when prepared):
        LedgerError: No certificate on record, it ended before, a day is not known well enough.
        LawError: The child or the certificate is of a later time than such certificates.
    """
    kind = desk.press.kind(ONLY_CHILD)

    def prepare(tx: Transaction) -> tuple[NewPaper, ...]:
        draft, _ = signed_draft(tx, contract)
        _refuse_twice_a_day(tx, contract, desk.press.today)
        held = [item for item in certificates_of(tx, contract, ONLY_CHILD) if item.is_in_force]
        old = held[0] if held else _entered(tx, contract, desk.office.division_code)
        child = _child(draft)
        _refuse_later_families(draft, child)
        reason = said(contract, "补发原因", because)
        words = _words(tx, kind, draft, child, old=old, because=reason, on=desk.press.today)
        return (succeeded(tx, desk, kind, words, old, because=because),)

    return prepare


def _entered(tx: Transaction, contract: str, series: str) -> Certificate:
    known = certificates_of(tx, contract, ONLY_CHILD)
    if known:
        waiting = next((item.number for item in known if item.state in {"taken", "printed"}), "")
        if waiting:
            hint = "印坏的用 shouyue certificate spoilt 重印，不占新号"
            raise refused(contract, f"补发的 {waiting} 已印、还没有发出", hint)
        raise refused(contract, "这一户的证已经作废或撤销", "见 shouyue certificate list")
    return enter_original(tx, contract, series=series)


def _child(draft: Draft) -> Person:
    child = next((person for person in family_of(draft).persons if person.role == "child"), None)
    if child is None or child.birth is None:
        raise refused(draft.number, "登记的资料里没有子女姓名或出生日期", "请与户口簿核对后，在名册里补上再签订")
    return child


def _refuse_later_families(draft: Draft, child: Person) -> None:
    """Refuse what is surely too late, and ask where the record is not precise enough to know."""
    issued = PartialDate.parse(dict(draft.facts)["certificate_issued_on"])
    findings: list[Finding] = []
    for label, known, limit in (("子女出生日期", child.birth, CHILD_BORN_BY), ("原证发证日期", issued, ISSUED_BY)):
        if known is None or _days(known)[-1] <= limit:
            continue
        if _days(known)[0] <= limit:
            hint = "请与户口簿、发证底册核对到月日，在名册里补上再签订"
            raise refused(draft.number, f"{label}只知道是{known.words}", hint)
        findings.append(_too_late(label, known, limit))
    if findings:
        raise LawError("没有补发，号码未占用。", findings)


def _too_late(label: str, known: PartialDate, limit: date) -> Finding:
    return Finding(
        rule="CERTIFICATE-WINDOW", verdict="obsolete", where=label, text=known.words,
        message=f"{label}晚于{day(limit)}，不属于发给光荣证的时期",
        hint="不补发；已按当时规定享受的奖励照常兑现，需要证明的由原发证机关查档出具",
        cite=(_ARTICLE,), window=f"..{limit}",
    )  # fmt: skip


def _days(known: PartialDate) -> tuple[date, date]:
    """Return the first and the last day that a date of its precision may mean."""
    last_month = known.month or 12
    first = date(known.year, known.month or 1, known.day or 1)
    return first, date(known.year, last_month, known.day or monthrange(known.year, last_month)[1])


def _words(
    tx: Transaction, kind: Kind, draft: Draft, child: Person, *, old: Certificate, because: str, on: date
) -> Words:
    family = family_of(draft)
    parents = {person.gender: person.name for person in family.signers}
    issued = PartialDate.parse(dict(draft.facts)["certificate_issued_on"])
    (row,) = tx.rows(
        "select c.id, c.village, (select s.party_id from contract_parties s join parties p on p.id = s.party_id"
        " where s.contract_id = c.id and p.side = 'family' order by s.id limit 1) as party_id"
        " from contracts c where c.number = ?",
        [draft.number],
    )
    return Words(
        holder=Holder(name=family.name, village=row["village"], contract_id=row["id"], party_id=row["party_id"]),
        values={
            "mother_name": parents.get("female", ""),
            "father_name": parents.get("male", ""),
            "holder_address": family.address or family.group,
            "child_name": child.name,
            "child_gender": _GENDERS.get(child.gender or "", "不详"),
            "child_birth": child.birth.words if child.birth else "",
            "original_number": old.number,
            "original_issued_on": issued.words,
            "replaced_on": day(on),
            "reason": because,
        },
        parties=tuple(named_only(family, role.name) for role in kind.roles if role.source == "ledger"),
        facts=(("original_number", old.number),),
        contract=draft.number,
        where=draft.number,
    )


def _refuse_twice_a_day(tx: Transaction, contract: str, on: date) -> None:
    """A second replacement on one day is a slip of the hand: it would void the paper just printed."""
    found = tx.rows(
        "select n.number from certificate_numbers n join contracts c on c.id = n.contract_id"
        " join events e on e.seq = n.event_seq"
        " where c.number = ? and n.kind = ? and n.serial is not null and substr(e.at, 1, 10) = ?",
        [contract, ONLY_CHILD, on.isoformat()],
    )
    if found:
        message = f"今天已经补发了 {found[-1]['number']}"
        hint = "印坏了的，用 shouyue certificate spoilt 重印，不占新号；新证又遗失的，改日办理"
        raise refused(contract, message, hint)

