"""Old contracts enter the ledger: what an office promised stays due, what it took is to be given back.

A family's burden is entered and ended on the day after its basis ended; what never bound anybody is on record
as words only. Refunds and interest follow from Civil Code article 157.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from contracts.dates import day
from contracts.errors import LedgerError
from contracts.judging.review import review
from contracts.model import Draft, Finding, Party, Payer, Problem, Review
from contracts.numerals import ordinal
from contracts.past.history import KIND, OldContract
from contracts.past.history_sheet import spelling
from contracts.past.interest import Interest, Rates, interest, shipped_rates
from contracts.past.old_clause import Part, refund_label
from contracts.plain import from_data
from ledger.batch_rows import ReadyPaper, SignedPaper
from ledger.double_promises import warnings
from ledger.entries import record_ending, record_payment
from ledger.promises import FAMILY_PAYER, Promise
from ledger.register import Registered, enter, faults_before
from ledger.store import Ledger, Transaction
from ledger.transaction import stamp

REFUND, INTEREST = "deposit_refund", "deposit_interest"
"""Under what refunds and the interest on them are counted, beside the reward programmes."""

_LAW = "《中华人民共和国民法典》第157条"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One obligation of an old contract, and what is on record about it already."""

    promise: Promise
    ended_on: date | None = None
    part: Part | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRegistered:
    """What was entered. Sums are in fen; ``notes`` say what is still to be found out or decided."""

    contracts: tuple[Registered, ...]
    promised_fen: int
    refund_fen: int
    interest_fen: int
    lapsed: int
    notes: tuple[Problem, ...]


def register_history(
    ledger: Ledger,
    old: Sequence[OldContract],
    *,
    template: bytes,
    sheet_sha256: str,
    by: str,
    now: datetime,
    rates: Rates | None = None,
    dry_run: bool = False,
) -> HistoryRegistered:
    """Enter old contracts, all or none, in one transaction.

    Args:
        ledger: Open for writing.
        old: Judged by the law of the day of ``now``.
        template: The Word file of the kind; copies are printed with it.
        sheet_sha256: Hash of the sheet; it stands for the paper, which this office did not print.
        by: Who answers for it.
        now: The instant of entering; interest is reckoned to its day.
        rates: Rates of interest; the bundled ones if not given.
        dry_run: Do everything, keep nothing.

    Raises:
        LedgerError: A contract of that number is in the ledger already.
    """
    book = rates or shipped_rates()
    today = date.fromisoformat(stamp(now)[:10])
    notes = [note for contract in old for note in contract.notes]
    made = [(contract, tuple(_claims(contract, today, book, notes))) for contract in old]
    papers = [_ready(contract, claims, template, sheet_sha256) for contract, claims in made]
    with ledger.write(by=by, now=now, dry_run=dry_run) as tx:
        known = (*faults_before(tx, [contract.draft for contract in old]), *_known_otherwise(tx, old))
        if known:
            faults = [replace(fault, hint="不要重复登记；从表里删去这一份的各行") for fault in known]
            raise LedgerError(f"有 {len(faults)} 处问题，没有登记任何一份", faults)
        done = enter(tx, papers)
        for registered, (_, claims) in zip(done, made, strict=True):
            _record_facts(tx, registered, claims)
    every = [claim for _, claims in made for claim in claims]
    return HistoryRegistered(
        contracts=done, promised_fen=_sum(every, None), refund_fen=_sum(every, REFUND),
        interest_fen=_sum(every, INTEREST), lapsed=sum(claim.ended_on is not None for claim in every),
        notes=tuple(dict.fromkeys((*notes, *warnings(double for item in done for double in item.doubles)))),
    )  # fmt: skip


def _known_otherwise(tx: Transaction, old: Sequence[OldContract]) -> Iterator[Problem]:
    """Name every contract that is in the ledger under the same number, written with other brackets or spaces."""
    found = tx.rows("select number, signed_on from contracts where kind = ?", [KIND])
    entered = {spelling(row["number"]): row for row in found}
    for contract in old:
        number = contract.draft.number
        row = entered.get(spelling(number))
        if row and row["number"] != number:
            message = f"已于 {row['signed_on']} 签订并登记（{row['number']}）"
            yield Problem(where=number, message=message, hint="")


def _sum(claims: Sequence[Claim], programme: str | None) -> int:
    """Add up what offices owe under one programme; with none, under all that are neither refund nor interest."""
    return sum(
        claim.promise.amount_fen or 0
        for claim in claims
        if claim.promise.side == "office"
        and (claim.promise.programme == programme if programme else claim.promise.programme not in {REFUND, INTEREST})
    )


def _ready(contract: OldContract, claims: Sequence[Claim], template: bytes, sheet_sha256: str) -> ReadyPaper:
    paper = SignedPaper(
        draft=contract.draft, review=contract.review, document_sha256=sheet_sha256,
        template_sha256=hashlib.sha256(template).hexdigest(), template=template,
        roster_sha256=sheet_sha256,
    )  # fmt: skip
    return ReadyPaper(
        paper=paper, signed_on=contract.draft.signing_on, sha256=hashlib.sha256(paper.content).hexdigest(),
        promises=tuple(claim.promise for claim in claims),
        village=(contract.draft.place, contract.village),
    )  # fmt: skip


def _claims(contract: OldContract, as_of: date, rates: Rates, notes: list[Problem]) -> Iterator[Claim]:
    """Yield what follows from each clause, in the order of the paper."""
    office, family = contract.draft.party("party_a"), contract.draft.party("party_b")
    for position, clause in enumerate(contract.clauses):
        if clause.refund:
            for number, part in enumerate(clause.parts, 1):
                if part.amount_fen and part.performance.state != "never":
                    label = refund_label(clause, number)
                    yield _claim(position, office, label, part.amount_fen, REFUND, due_on=as_of, part=part)
                    yield from _interest_claim(position, office, label, part, as_of, rates, notes)
        elif clause.promised:
            for part in clause.parts:
                label = f"{clause.title}（{clause.name}）" if clause.title else f"{clause.name}的承诺"
                yield _claim(position, office, label, part.amount_fen, clause.programme, due_on=part.day, part=part)
        elif clause.bearer == "party_b" and clause.fate in {"kept", "lapsed"}:
            yield _claim(position, family, clause.name, None, "", due_on=None, ended_on=clause.since)


def _claim(
    position: int, debtor: Party, label: str, amount_fen: int | None, programme: str,
    *, due_on: date | None, part: Part | None = None, ended_on: date | None = None,
) -> Claim:  # fmt: skip
    alone = Payer(name=FAMILY_PAYER if debtor.side == "family" else debtor.name, amount_fen=amount_fen or 0)
    payers = part.payers if part and part.payers else (alone,)
    creditor = "party_b" if debtor.role == "party_a" else "party_a"
    promise = Promise(
        term=position, owed_by=debtor.role, owed_to=creditor, side=debtor.side, due_on=due_on,
        amount_fen=amount_fen or None, label=label, programme=programme, voluntary=False,
        payers=payers if amount_fen else (),
    )  # fmt: skip
    return Claim(promise=promise, part=part, ended_on=ended_on)


def _interest_claim(
    position: int, office: Party, refund: str, part: Part, as_of: date, rates: Rates, notes: list[Problem]
) -> Iterator[Claim]:
    """Yield the charge for the use of money that was taken; without a sum where it cannot be known."""
    found = _interest(part, as_of, rates)
    if isinstance(found, Problem):
        notes.append(Problem(where=part.where, message=found.message, hint=found.hint))
        yield _claim(position, office, f"{refund}的资金占用利息（待查明后计算）", None, INTEREST, due_on=as_of)
        return
    asked = part.performance.on or as_of
    if found.until < asked:
        message = f"{day(found.until)}以后的利率没有收录，利息只算到那一天"
        hint = "以后的利息按公布的一年期LPR另行计算；可先在单位文件夹的 rates.toml 补上利率再登记"
        notes.append(Problem(where="利率", message=message, hint=hint))
    if found.amount_fen:
        later = "" if part.performance.on else "，此后另计"
        label = f"{refund}的资金占用利息（{day(found.taken_on)}起，算至{day(found.until)}{later}）"
        yield _claim(position, office, label, found.amount_fen, INTEREST, due_on=as_of)


def _interest(part: Part, as_of: date, rates: Rates) -> Interest | Problem:
    state = part.performance
    if part.day is None:
        return Problem(where=part.where, message="收取日不详，利息没有计算", hint="查到收据、账册后补算")
    if state.state == "done" and state.on is None:
        return Problem(where=part.where, message="写着已经退还而没有日期，利息没有计算", hint="查到退还凭证后补算")
    return interest(part.amount_fen or 0, taken_on=part.day, until=state.on or as_of, rates=rates)


def _record_facts(tx: Transaction, registered: Registered, claims: Sequence[Claim]) -> None:
    """Record what has happened to an old contract's obligations: burdens that lapsed, sums that were paid."""
    found = tx.rows("select id from obligations where contract_id = ? order by id", [registered.contract_id])
    for row, claim in zip(found, claims, strict=True):
        if claim.ended_on:
            record_ending(tx, row["id"], reason="law_changed_family_burden", happened_on=claim.ended_on)
        elif claim.part and (state := claim.part.performance).on and claim.promise.amount_fen:
            record_payment(
                tx, row["id"], happened_on=state.on, amount_fen=claim.promise.amount_fen, voucher=state.voucher
            )


def copy_lines(tx: Ledger | Transaction, draft: Draft, as_of: date) -> tuple[str, ...]:
    """Return the lines at the end of a certified copy of an old contract: which clauses bind nobody, and why.

    The clauses are read again by the law of the day; of those whose words were not kept the finding of the day
    of registration stands.
    """
    facts = dict(draft.facts)
    findings = _standing_findings(tx, draft, as_of)
    promised = [term for term in draft.terms if term.owed_by == "party_a"]
    refunds = {term.ordinal for term in promised if any(f"退还原第{ordinal(term.ordinal)}条" in key for key in facts)}
    kept = [term.ordinal for term in promised if term.ordinal not in refunds]
    groups: dict[tuple[str, str], list[int]] = {}
    for number, items in findings.items():
        if number not in kept:
            groups.setdefault((_words(facts, number, items), _laws(items)), []).append(number)
    lines = [f"{_names(numbers)}{words}{laws}）。" for (words, laws), numbers in groups.items()]
    severed = [number for number in kept if facts.get(f"fate {number}") == "void"]
    if severed:
        lines.append(f"{_names(severed)}所附的条件自始无效，奖励照付（《中华人民共和国民法典》第156条）。")
    if kept:
        lines.append(f"{_names(kept)}里办事单位承诺的事项继续履行，承诺的奖励照付（《人口与计划生育法》第31条）。")
    if refunds:
        lines.append(f"依照{_names(sorted(refunds))}收取的款项应当退还，并支付资金占用利息（{_LAW}）。")
    return tuple(lines)


def _standing_findings(tx: Ledger | Transaction, draft: Draft, as_of: date) -> dict[int, tuple[Finding, ...]]:
    """Return the findings that refuse a clause, by its article: today's, and for words not kept the recorded ones."""
    (row,) = tx.rows("select review_json from contracts where number = ?", [draft.number])
    recorded = from_data(Review, json.loads(row["review_json"])).refused
    today = review(draft, as_of=as_of).refused
    found: dict[int, tuple[Finding, ...]] = {}
    for term in draft.terms:
        where = f"第{term.ordinal}条"
        items = tuple(item for item in (*today, *recorded) if item.where == where)
        if items:
            found[term.ordinal] = items
    return found


def _words(facts: dict[str, str], number: int, findings: Sequence[Finding]) -> str:
    since = facts.get(f"since {number}")
    if facts.get(f"fate {number}") == "unfounded":
        return "签订时没有查到依据，今天也没有依据，不约束任何人（涉及的旧规定："
    if since:
        return f"自{day(date.fromisoformat(since))}起失去依据，不再约束任何人（原依据："
    if any(item.verdict == "void" for item in findings):
        return "自始无效，不约束任何人（依据："
    return "已失去依据，不再约束任何人（原依据："


def _laws(findings: Sequence[Finding]) -> str:
    return "、".join(dict.fromkeys(str(citation) for finding in findings for citation in finding.cite))


def _names(numbers: Sequence[int]) -> str:
    return "、".join(f"第{ordinal(number)}条" for number in numbers)


def is_history(draft: Draft) -> bool:
    """Say whether a paper is an old contract."""
    return draft.kind == KIND
