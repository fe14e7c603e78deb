"""Rows of the ledger become papers: certified copies of what was signed, and who is named on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from contracts.dates import day
from contracts.errors import LedgerError
from contracts.judging.review import review
from contracts.model import Draft, Party, Person, Problem
from contracts.settings import Office
from ledger.history import copy_lines, is_history
from ledger.names import title_of
from ledger.publishing.issue import NewPaper
from ledger.publishing.postings import with_year_brackets
from ledger.publishing.press import Press, is_copy
from ledger.signed import signed_draft
from ledger.store import Transaction

Preparation = Callable[[Transaction], Sequence[NewPaper]]


def family_of(draft: Draft) -> Party:
    """Return the family of a signed paper.

    Raises:
        LedgerError: The paper has none; it is between offices.
    """
    for party in draft.parties:
        if party.side == "family":
            return party
    raise _refused(draft.number, "不是与家庭签订的", "核对合同编号")


def copy_of(press: Press, contract: str) -> Preparation:
    """Return how a certified copy is made: what was signed, word for word, marked as a copy.

    A line says on which day it was made and which clauses no longer bind anybody, by today's law; what an
    office promised in them stays due. The number of another paper, as a notice, is answered with what it is.
    """

    def prepare(tx: Transaction) -> tuple[NewPaper, ...]:
        _refuse_other_papers(tx, contract)
        draft, template = signed_draft(tx, contract)
        serial = _copies_made(tx, contract) + 1
        number = draft.number.removesuffix("号")
        lines = (
            f"本副本是第{serial}份，依据台账中{number}号文件制作，{_sameness(draft)}。制作日期：{day(press.today)}。",
            *_lapsed(tx, draft, press.today),
        )
        return (press.certified_copy(draft, template, line=lines, contract=contract, serial=serial),)

    return prepare


def _refuse_other_papers(tx: Transaction, number: str) -> None:
    """Say what a number is that belongs to no contract, but to a notice or another paper that the ledger gave out.

    Raises:
        LedgerError: It is one; with the file that is there to be printed again.
    """
    found = tx.rows("select name, draft_json from papers where number = ?", [with_year_brackets(number)])
    if not found:
        return
    draft = Draft.from_json(found[-1]["draft_json"].encode())
    message = f"是“{title_of(draft)}”的编号，不是合同、证件"
    name = found[-1]["name"]
    hint = f"原件是 {name}，照它打印；找不到的，重新出一次"
    if draft.family == "notice":
        hint = f"原件是 {name}，照它打印；内容变了的，用 shouyue publish 重新公示"
    raise _refused(number, message, hint)


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


def named_only(family: Party, role: str) -> Party:
    """Return the family as a paper from the ledger names it: adults, no numbers, no telephone."""
    adults = tuple(Person(role=person.role, name=person.name) for person in family.signers)
    return Party(role=role, type=family.type, name=family.name, persons=adults, group=family.group)


def village_phone(draft: Draft, office: Office, heir_of: Mapping[str, str] | None = None) -> str:
    """Return the telephone of the village a paper was signed for; empty where the office has still to fill it in.

    A contract with the township has no village for a party: its village is that of its place. Where another village
    took over, by ``heir_of``, its telephone is the one. Where the office has no such village, the paper says so: the
    family's page is not kept back.
    """
    signed = [party for party in draft.parties if party.type in {"village_committee", "community"}]
    village = office.village(draft.place)
    names = {party.name for party in signed} or ({village.name} if village else set())
    heirs = {(heir_of or {}).get(name) for name in names}
    if not signed and village is None:
        return "没有登记，请打下列电话"
    taken_over = (item.phone for item in office.villages if item.name in heirs)
    phones = (*taken_over, *(party.phone for party in signed), village.phone if village else "")
    return next(filter(None, phones), "")


def _refused(where: str, message: str, hint: str) -> LedgerError:
    return LedgerError(f"{where}：{message}。", [Problem(where=where, message=message, hint=hint)])
