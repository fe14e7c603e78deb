"""A signed batch becomes rows: contracts, parties, terms, and the obligations of both sides."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from contracts.errors import LawError, LedgerError
from contracts.model import Draft, Problem, Term
from contracts.once import once
from ledger.batch_rows import BatchRows, ReadyPaper, SignedPaper
from ledger.double_promises import Double, double_promises
from ledger.journal import Event, canonical
from ledger.promises import PromiseReader, unpromised
from ledger.store import Ledger, Transaction
from ledger.transaction import Happening, Rows

_AT_ONCE = 250  # papers whose rows are made while those of as many others are written: some 30 MB
_VILLAGE_DIGITS = 12
_VILLAGE_NAME = re.compile(r"^(?:.*(?:镇|乡|街道))?(.+?(?:村|社区))(?:村?民委员会|居民委员会|委员会)?$")


EARLY_DAYS = 31
"""So many days a paper may be signed before the day for which it was drafted; drafts are made some weeks ahead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """What was entered; ``seq`` and ``head`` name the journal event that vouches for it.

    ``doubles`` are sums that an earlier contract has promised the same person already; ``past`` are services of
    which every day agreed was before the signing, so that they are no promise.
    """

    contract_id: int
    number: str
    obligations: int
    seq: int
    head: str
    doubles: tuple[Double, ...] = ()
    past: tuple[Term, ...] = ()


def register(
    ledger: Ledger,
    papers: Sequence[SignedPaper],
    *,
    signed_on: date,
    by: str,
    now: datetime,
    dry_run: bool = False,
) -> tuple[Registered, ...]:
    """Enter signed papers, all or none, in one transaction. Returns one result for each, in order.

    Args:
        ledger: Open for writing.
        papers: Each with the review of that very draft, for the day it was signed.
        signed_on: Day on the signature line; decides which law and which due days.
        by: Who answers for it.
        now: The instant of entering; the signing day cannot be after it.
        dry_run: Do everything, keep nothing.

    Raises:
        LawError: A clause was refused, or waits for a person's decision.
        LedgerError: A review of another draft or day, a template that is not the one named, a number or
            batch row entered before, an impossible due rule, a signing day to come or more than
            :data:`EARLY_DAYS` before the day it was drafted for. Every fault of every paper is listed.
    """
    _refuse_unlawful(papers)
    faults: list[Problem] = []
    reader, hashed = PromiseReader(signed_on), once(_sha256)
    entries = [entry for paper in papers if (entry := _made_ready(paper, reader, hashed, faults))]
    with ledger.write(by=by, now=now, dry_run=dry_run) as tx:
        if signed_on.isoformat() > tx.day:
            message = f"签订日期 {signed_on} 晚于今天"
            faults.append(Problem(where="签订日期", message=message, hint="核对签字页上的日期"))
        faults += [fault for paper in papers if (fault := _too_early(paper.draft, signed_on))]
        faults += faults_before(tx, [paper.draft for paper in papers])
        if faults:
            raise LedgerError(f"有 {len(faults)} 处问题，没有登记任何一份", faults)
        return enter(tx, entries)


def _too_early(draft: Draft, signed_on: date) -> Problem | None:
    """Say that a paper cannot have been signed so long before the day for which it was drafted."""
    days = (draft.signing_on - signed_on).days
    if days <= EARLY_DAYS:
        return None
    message = f"起草时拟于 {draft.signing_on} 签订，签订日期 {signed_on} 早了 {days} 天，那时还没有这份文稿"
    hint = "核对签字页；确实早就签了的是旧合同，照原件录入后用 shouyue register --history 登记"
    return Problem(where=draft.number, message=message, hint=hint)


def faults_before(tx: Transaction, drafts: Sequence[Draft]) -> tuple[Problem, ...]:
    """Return why papers cannot be entered: they stand twice among themselves, or are in the ledger already."""
    return (*_doublets(drafts), *_known_before(tx, drafts))


def enter(tx: Transaction, papers: Sequence[ReadyPaper]) -> tuple[Registered, ...]:
    """Enter papers that were found to have no fault, in the caller's transaction. One result for each, in order."""
    _keep_templates(tx, (entry.paper for entry in papers))
    rows = BatchRows(tx, papers)
    entered: list[Registered] = []
    with tx.writing_behind():
        for first in range(0, len(papers), _AT_ONCE):
            some = papers[first : first + _AT_ONCE]
            ids = tx.ids("contracts", len(some))
            happenings = (_happening(entry, rows.of(entry, place)) for entry, place in zip(some, ids, strict=True))
            entered += map(_registered, some, ids, tx.record_all(happenings))
    return _with_doubles(tx, entered)


def _with_doubles(tx: Transaction, entered: Sequence[Registered]) -> tuple[Registered, ...]:
    found: dict[str, list[Double]] = {}
    for item in double_promises(tx, (done.contract_id for done in entered)):
        found.setdefault(item.contract, []).append(item)
    return tuple(replace(done, doubles=tuple(found.get(done.number, ()))) for done in entered)


def _registered(entry: ReadyPaper, contract_id: int, event: Event) -> Registered:
    return Registered(
        contract_id=contract_id, number=event.subject, obligations=len(entry.promises),
        seq=event.seq, head=event.hash, past=entry.past,
    )  # fmt: skip


def _refuse_unlawful(papers: Iterable[SignedPaper]) -> None:
    findings = [item for paper in papers for item in (*paper.review.refused, *paper.review.undecided)]
    if findings:
        raise LawError(f"有 {len(findings)} 处条款未通过合法性审查或尚待决定，没有登记任何一份", findings)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _made_ready(
    paper: SignedPaper, reader: PromiseReader, hashed: Callable[[bytes], str], faults: list[Problem]
) -> ReadyPaper | None:
    """Return a paper with its promises, or put what is wrong with it to the faults.

    ``hashed`` gives the hash of a template, which all papers of a batch share.
    """
    draft, review, where, signed_on = paper.draft, paper.review, paper.draft.number, reader.signed_on
    sha256 = _sha256(paper.content)
    if review.draft_sha256 != sha256:
        faults.append(Problem(where=where, message="审查的不是这一份文稿", hint="对这一份重新运行审查"))
    if (review.as_of, review.place) != (signed_on, draft.place):
        message = f"审查的是 {review.as_of} 在 {review.place} 签订，不是 {signed_on} 在 {draft.place}"
        faults.append(Problem(where=where, message=message, hint="按实际签订日期和地点重新审查"))
    if hashed(paper.template) != paper.template_sha256:
        faults.append(Problem(where=where, message="模板内容与校验值不符", hint="用起草时的模板重新登记"))
    try:
        found = reader.of(draft)
        return ReadyPaper(
            paper=paper, signed_on=signed_on, sha256=sha256, promises=found, village=village_of(draft),
            past=unpromised(draft, found),
        )  # fmt: skip
    except ValueError as error:
        faults.append(Problem(where=where, message=str(error), hint="改正名册或种类清单后重新起草"))
        return None


def _doublets(drafts: Sequence[Draft]) -> Iterator[Problem]:
    """Name every paper that stands twice in the same batch."""
    numbers: set[str] = set()
    places: set[tuple[str, str, int]] = set()
    for draft in drafts:
        place = (draft.kind, draft.batch, draft.row)
        if draft.number in numbers or place in places:
            yield Problem(where=draft.number, message="同一批里出现两次", hint="只登记其中一份")
        numbers.add(draft.number)
        places.add(place)


def _known_before(tx: Transaction, drafts: Sequence[Draft]) -> Iterator[Problem]:
    """Name every paper whose number or batch row is in the ledger already."""
    wanted = canonical([[draft.number, draft.kind, draft.batch, draft.row] for draft in drafts])
    found = tx.rows(
        """
        select w.value ->> 0 as number, c.signed_on, c.number as known
        from json_each(:wanted) w
        join contracts c on c.number = w.value ->> 0
          or (c.kind = w.value ->> 1 and c.batch = w.value ->> 2 and c.row = w.value ->> 3)
        order by w.key
        """,
        {"wanted": wanted},
    )
    for row in found:
        message = f"已于 {row['signed_on']} 签订并登记（{row['known']}）"
        yield Problem(where=row["number"], message=message, hint="不要重复登记；用 --only 只登记其余各份")


def _keep_templates(tx: Transaction, papers: Iterable[SignedPaper]) -> None:
    keep_templates(tx, {paper.template_sha256: paper.template for paper in papers})


def keep_templates(tx: Transaction, templates: dict[str, bytes]) -> None:
    """Store the Word files that are not yet in the ledger, keyed by their SHA-256."""
    found = tx.rows("select sha256 from templates")
    known = {row["sha256"] for row in found}
    for sha256, content in templates.items():
        if sha256 not in known:
            rows = {"templates": [{"sha256": sha256, "content": content}]}
            tx.record("template_kept", sha256, {}, rows)


def _happening(entry: ReadyPaper, rows: Mapping[str, Rows]) -> Happening:
    body = {"draft": entry.sha256, "document": entry.paper.document_sha256}
    if entry.paper.roster_sha256:
        body["roster"] = entry.paper.roster_sha256
    return Happening(kind="registered", subject=entry.paper.draft.number, body=body, rows=rows)


def village_of(draft: Draft) -> tuple[str, str]:
    """Return division code and short name of the village a paper is about; what it does not say is ``""``."""
    for party in draft.parties:
        if party.type in {"village_committee", "community"}:
            match = _VILLAGE_NAME.match(party.name)
            return party.division_code or draft.place, match[1] if match else party.name
    named = dict(draft.facts).get("village", "")
    codes = [party.division_code for party in draft.parties if len(party.division_code) == _VILLAGE_DIGITS]
    return draft.place if named or not codes else codes[0], named
