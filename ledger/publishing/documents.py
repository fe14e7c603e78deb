"""Rows of the ledger become papers: replaced certificates, certified copies, statements, notices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from contracts.dates import day
from contracts.errors import LedgerError
from contracts.judging.review import review
from contracts.kinds import Kind
from contracts.model import Draft, PartialDate, Party, Person, Problem
from contracts.papers.drafting import Sheet
from contracts.papers.parties import township_party
from contracts.settings import Office
from ledger.history import copy_lines, is_history
from ledger.publishing.certificates import register_original, replace_lost
from ledger.publishing.issue import NewPaper
from ledger.publishing.press import Press, is_copy
from ledger.signed import signed_draft
from ledger.store import Transaction

Preparation = Callable[[Transaction], Sequence[NewPaper]]

_GENDERS = {"female": "女", "male": "男"}


def family_of(draft: Draft) -> Party:
    """Return the family of a signed paper.

    Raises:
        LedgerError: The paper has none; it is between offices.
    """
    for party in draft.parties:
        if party.side == "family":
            return party
    raise _refused(draft.number, "不是与家庭签订的", "核对合同编号")


def lost_certificate(press: Press, office: Office, contract: str, *, because: str) -> Preparation:
    """Return how the certificate of a household is replaced (domain §2.8, row D-15).

    The original is entered from the facts of the signed contract the first time it is needed; the lost
    number is cancelled, the new one printed, both in the transaction that issues the paper.

    Raises (when prepared):
        LedgerError: No certificate on record, or it was cancelled before.
    """
    kind = press.kind("only_child_certificate")

    def prepare(tx: Transaction) -> tuple[NewPaper, ...]:
        draft, _ = signed_draft(tx, contract)
        series = office.division_code
        _refuse_twice_a_day(tx, contract, press.today)
        number = _number_in_force(tx, contract) or register_original(tx, contract, series=series).number
        fresh = replace_lost(tx, series=series, number=number, because=because, on=press.today)
        sheet = _certificate_sheet(
            kind, office, draft, lost=number, fresh=fresh.number, because=because, on=press.today
        )
        return (press.paper(kind, sheet, contract=contract),)

    return prepare


def copy_of(press: Press, contract: str) -> Preparation:
    """Return how a certified copy is made: what was signed, word for word, marked as a copy.

    A line says on which day it was made and which clauses no longer bind anybody, by today's law; what an
    office promised in them stays due.
    """

    def prepare(tx: Transaction) -> tuple[NewPaper, ...]:
        draft, template = signed_draft(tx, contract)
        serial = _copies_made(tx, contract) + 1
        number = draft.number.removesuffix("号")
        lines = (
            f"本副本是第{serial}份，依据台账中{number}号文件制作，{_sameness(draft)}。制作日期：{day(press.today)}。",
            *_lapsed(tx, draft, press.today),
        )
        return (press.certified_copy(draft, template, line=lines, contract=contract, serial=serial),)

    return prepare


def _copies_made(tx: Transaction, contract: str) -> int:
    found = tx.rows(
        "select p.kind from papers p join contracts c on c.id = p.contract_id where c.number = ?", [contract]
    )
    return sum(is_copy(row["kind"]) for row in found)


def _sameness(draft: Draft) -> str:
    """Say how far a copy is what was signed: an old contract's words about bodies were never entered."""
    if is_history(draft):
        return f"原件于{day(draft.signing_on)}签订，除注明不予录入的内容外，文字与登记的原件一致"
    return "内容与原件一致"


def _lapsed(tx: Transaction, draft: Draft, as_of: date) -> tuple[str, ...]:
    if is_history(draft):
        return copy_lines(tx, draft, as_of)
    refused = review(draft, as_of=as_of).refused
    if not refused:
        return ()
    places = "、".join(dict.fromkeys(finding.where for finding in refused))
    laws = "、".join(dict.fromkeys(str(citation) for finding in refused for citation in finding.cite))
    return (f"下列内容已不再具有约束力：{places}（依据：{laws}）。办事单位承诺的奖励和应退的款项不受影响。",)


def _certificate_sheet(
    kind: Kind, office: Office, draft: Draft, *, lost: str, fresh: str, because: str, on: date
) -> Sheet:
    family = family_of(draft)
    child = next((person for person in family.persons if person.role == "child"), None)
    if child is None or child.birth is None:
        raise _refused(draft.number, "登记的资料里没有子女姓名或出生日期", "请与户口簿核对后，在名册里补上再签订")
    facts = dict(draft.facts)
    parents = {person.gender: person.name for person in family.signers}
    values = {
        "mother_name": parents.get("female", ""),
        "father_name": parents.get("male", ""),
        "holder_address": family.address or family.group,
        "child_name": child.name,
        "child_gender": _GENDERS.get(child.gender or "", "不详"),
        "child_birth": printed_date(child.birth),
        "original_number": lost,
        "original_issued_on": printed_date(PartialDate.parse(facts["certificate_issued_on"])),
        "replaced_on": day(on),
        "reason": because,
        "seam_number": fresh,
        **office.values_for(kind.id),
    }
    seated = {
        "township": lambda role: township_party(office, role),
        "ledger": lambda role: named_only(family, role.name),
    }
    return Sheet(
        number=fresh,
        place=office.division_code,
        signing_on=on,
        parties=tuple(seated[role.source](role) for role in kind.roles if role.source in seated),
        values=values,
        facts=(("certificate_number", fresh), ("original_number", lost)),
        where=draft.number,
    )


def named_only(family: Party, role: str) -> Party:
    """Return the family as a paper from the ledger names it: adults, no numbers, no telephone."""
    adults = tuple(Person(role=person.role, name=person.name) for person in family.signers)
    return Party(role=role, type=family.type, name=family.name, persons=adults, group=family.group)


def printed_date(value: PartialDate) -> str:
    """Return a date as precisely as it is known: ``2015年8月8日``, ``2015年8月`` or ``2015年``."""
    parts = ((value.year, "年"), (value.month, "月"), (value.day, "日"))
    return "".join(f"{number}{unit}" for number, unit in parts if number is not None)


def _refuse_twice_a_day(tx: Transaction, contract: str, on: date) -> None:
    """A second replacement on one day is a slip of the hand: it would void the paper just printed."""
    found = tx.rows(
        "select s.number from certificate_status s join contracts c on c.id = s.contract_id"
        " where c.number = ? and s.event = 'replaced' and s.is_in_force and s.happened_on = ?",
        [contract, on.isoformat()],
    )
    if found:
        message = f"今天已经补发了 {found[0]['number']}"
        raise _refused(contract, message, "印坏了的，用“证件”文件夹里的同一文件重印，不占新号；新证又遗失的，改日办理")


def _number_in_force(tx: Transaction, contract: str) -> str:
    found = tx.rows(
        "select s.number from certificate_status s join contracts c on c.id = s.contract_id"
        " where c.number = ? and s.is_in_force",
        [contract],
    )
    return str(found[0]["number"]) if found else ""


def _refused(where: str, message: str, hint: str) -> LedgerError:
    return LedgerError(f"{where}：{message}。", [Problem(where=where, message=message, hint=hint)])
