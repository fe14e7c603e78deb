"""Old contracts from a sheet: every clause before the law of its signing day and of today.

What an office promised stays due, what burdened a family has lapsed with its basis or never bound, money that
was taken is to be given back (domain §0.3, §2.1; row U-06). Words about bodies are not kept: only that the
clause stood there, and by which rule it binds nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from contracts.errors import RosterError
from contracts.identity import gender_of
from contracts.judging.books import rules_for
from contracts.kinds import Kind
from contracts.model import Draft, Gender, Party, PartyType, Person, PersonRole, Problem, Review, Term
from contracts.numerals import ordinal
from contracts.past.history_sheet import HEAD, SheetReading, SheetRow, spelling
from contracts.past.old_clause import ClauseReader, OldClause, Remarks, refund_label
from contracts.rewards.programmes import Programme
from contracts.settings import Office, Village

KIND = "historical_contract"
SECTION = "clauses"


@dataclass(frozen=True, slots=True, kw_only=True)
class OldContract:
    """An old contract ready to be entered; the review is of today's law, without words about bodies.

    ``village`` is the short name of the village it is about. ``notes`` say what a person still has to find out
    or decide; they stop nothing.
    """

    village: str
    draft: Draft
    review: Review
    clauses: tuple[OldClause, ...]
    notes: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every row is read against: the kind, the office, today, and the programmes that give names."""

    kind: Kind
    office: Office
    as_of: date
    programmes: Sequence[Programme] = ()


@dataclass(slots=True)
class _Paper:
    """One contract while its rows are gathered."""

    number: str
    rows: list[SheetRow]
    remarks: Remarks = field(default_factory=Remarks)

    def head(self, key: str) -> Any:
        """Return a cell that belongs to the contract: the first row that has it."""
        return next((row.values[key] for row in self.rows if key in row.values), None)

    def place(self, key: str) -> str:
        """Return where such a cell stands, or should."""
        return next((row for row in self.rows if key in row.values), self.rows[0]).where(key)


def old_contracts(reading: SheetReading, desk: Desk) -> tuple[OldContract, ...]:
    """Return the contracts of a sheet, in the order of their first rows.

    Raises:
        RosterError: A cell cannot be used, a contract is incomplete or contradicts itself; every fault of
            every row is named.
    """
    problems = list(reading.problems)
    papers = tuple(_gathered(reading.rows, problems))
    batch = f"历史-{reading.file_sha256[:12]}"
    made = [_contract(paper, desk, batch, number) for number, paper in enumerate(papers, 1)]
    problems += [problem for paper in papers for problem in paper.remarks.problems]
    if problems:
        summary = f"旧合同登记表有 {len(problems)} 处问题，没有登记任何一份。改正后请重新运行。"
        raise RosterError(summary, problems)
    found = tuple(contract for contract in made if contract)
    if not found:
        raise RosterError("旧合同登记表里没有合同，没有登记任何一份。")
    return found


def _gathered(rows: Iterable[SheetRow], problems: list[Problem]) -> Iterator[_Paper]:
    """Yield the contracts; a row without a number and without parties goes on with the one above."""
    papers: dict[str, _Paper] = {}
    current: _Paper | None = None
    for row in rows:
        number = row.values.get("number", "")
        if number:
            current = papers.setdefault(spelling(number), _Paper(number, []))
        elif current is None or not row.values.keys().isdisjoint(HEAD) or "number" in row.bad:
            if "number" not in row.bad:
                hint = "请照原件填写；原件没有编号的，由单位编一个不重复的号"
                problems.append(Problem(where=row.where("number"), message="没有合同编号", hint=hint))
            continue
        current.rows.append(row)
    yield from papers.values()


def _contract(paper: _Paper, desk: Desk, batch: str, number: int) -> OldContract | None:
    _check_head(paper, desk)
    village = _village(paper, desk.office)
    family = _family(paper, village)
    articles = _articles(paper)
    signed_on = paper.head("signed_on")
    bad = any(row.bad for row in paper.rows)
    if paper.remarks.problems or bad or village is None or family is None or signed_on is None:
        return None
    reader = ClauseReader(
        paper.remarks, place=village.division_code, family=desk.kind.family, signed_on=signed_on, as_of=desk.as_of,
        programmes=desk.programmes,
    )  # fmt: skip
    clauses = tuple(reader.clause(article, rows) for article, rows in articles.items())
    if paper.remarks.problems:
        return None
    office = _office(paper.head("office"), village, desk.office)
    draft = _draft(paper, desk.kind, clauses, office, family, batch=batch, row=number, place=village.division_code)
    review = Review(
        draft_sha256=draft.sha256, as_of=desk.as_of, place=draft.place, findings=tuple(reader.findings),
        packs=tuple(f"{pack.file} {pack.title}（{pack.reviewed_on} 核对）" for pack in rules_for(draft.place).packs),
    )  # fmt: skip
    notes = tuple(paper.remarks.notes)
    return OldContract(village=village.short, draft=draft, review=review, clauses=clauses, notes=notes)


def _check_head(paper: _Paper, desk: Desk) -> None:
    """Report what the contract's own cells lack or say twice differently."""
    for key, label in (("signed_on", "签订日期"), ("office", "甲方"), ("village", "村组")):
        if paper.head(key) is None and not any(key in row.bad for row in paper.rows):
            paper.remarks.wrong(paper.place(key), f"没有{label}", "请照原件填写")
    for key in HEAD:
        said = {row.values[key]: row for row in paper.rows if key in row.values}
        if len(said) > 1:
            first, other = list(said.values())[:2]
            message = f"与{first.where(key)}不一致，而合同编号同为 {paper.number}"
            paper.remarks.wrong(other.where(key), message, "同一合同编号只登记一份；两份合同请用不同的编号")
    signed_on, last = paper.head("signed_on"), desk.kind.issued_to
    if signed_on and (signed_on > desk.as_of or (last and signed_on > last)):
        message = f"签订日期 {signed_on} 在 {last} 以后，不是旧合同"
        paper.remarks.wrong(paper.place("signed_on"), message, "请核对日期；以后签的用 shouyue register BATCH 登记")


def _village(paper: _Paper, office: Office) -> Village | None:
    text = paper.head("village")
    named = [item for item in office.villages if text and (item.division_code == text or item.short in text)]
    if text and len(named) != 1:
        names = "、".join(item.short for item in office.villages)
        paper.remarks.wrong(paper.place("village"), "看不出属于哪个村", f"请写明村名，本单位的村有：{names}")
    return named[0] if len(named) == 1 else None


def _family(paper: _Paper, village: Village | None) -> Party | None:
    roles: tuple[PersonRole, ...] = ("wife", "husband", "person")
    persons = tuple(_person(paper, role) for role in roles if paper.head(role))
    if not persons and not any(role in row.bad for row in paper.rows for role in roles):
        paper.remarks.wrong(paper.place("wife"), "没有乙方姓名", "请填写女方、男方姓名，单人签的填乙方姓名")
    if not persons or village is None:
        return None
    text = str(paper.head("village"))
    return Party(
        role="party_b", type="couple" if len(persons) > 1 else "person",
        name="、".join(person.name for person in persons), persons=persons, address=text,
        division_code=village.division_code, group=text.partition(village.short)[2],
    )  # fmt: skip


def _person(paper: _Paper, role: PersonRole) -> Person:
    number: str | None = paper.head(f"{role}_id")
    by_role: dict[str, Gender] = {"wife": "female", "husband": "male"}
    gender = by_role.get(role) or (gender_of(number) if number else None)
    if number and gender != gender_of(number):
        paper.remarks.wrong(paper.place(f"{role}_id"), "身份证号里的性别与本栏不符", "请核对是否填反了栏")
    return Person(role=role, name=paper.head(role), id_number=number, gender=gender)


def _office(name: str, village: Village, office: Office) -> Party:
    """Return party A under its old name; the body that carries on its duties is told by the name."""
    kind: PartyType = "township"
    if "居委会" in name or "社区" in name or "居民委员会" in name:
        kind = "community"
    elif "村" in name:
        kind = "village_committee"
    elif "街道" in name:
        kind = "subdistrict"
    local = kind in {"community", "village_committee"}
    code = village.division_code if local else office.division_code
    return Party(role="party_a", type=kind, name=name, division_code=code)


def _articles(paper: _Paper) -> dict[int, list[SheetRow]]:
    """Return the rows of each clause; a clause may go on over rows that add sums to it."""
    articles: dict[int, list[SheetRow]] = {}
    for row in paper.rows:
        number = row.values.get("article")
        if number is None:
            if "article" not in row.bad:
                paper.remarks.wrong(row.where("article"), "没有条号", "请照原件填写，没有条号的按顺序编")
            continue
        articles.setdefault(number, []).append(row)
    for number, rows in articles.items():
        texts = {row.values["text"]: row for row in rows if "text" in row.values}
        if not texts and not any("text" in row.bad for row in rows):
            paper.remarks.wrong(rows[0].where("text"), f"第{ordinal(number)}条没有原文", "请照原件录入")
        for other in list(texts.values())[1:]:
            message = f"第{ordinal(number)}条出现两次，文字不同"
            paper.remarks.wrong(other.where("text"), message, "请核对条号；同一条分几笔金额的，原文只写一次")
        if len(rows) > 1 and any("amount" not in row.values for row in rows):
            again = next(row for row in rows if "amount" not in row.values)
            message = f"第{ordinal(number)}条分几行而这一行没有金额"
            paper.remarks.wrong(again.where("amount"), message, "请补金额或删去这一行")
    missing = [number for number in range(1, max(articles, default=0)) if number not in articles]
    if missing and not any("article" in row.bad for row in paper.rows):
        words = "、".join(f"第{ordinal(number)}条" for number in missing)
        paper.remarks.wrong(paper.rows[0].where("article"), f"{paper.number} 缺少{words}", "请补录，副本才与原件一致")
    return dict(sorted(articles.items()))


def _draft(
    paper: _Paper, kind: Kind, clauses: Sequence[OldClause], office: Party, family: Party,
    *, batch: str, row: int, place: str,
) -> Draft:  # fmt: skip
    return Draft(
        kind=kind.id, kind_version=kind.version, family=kind.family, locale="zh_CN", number=paper.number,
        title=kind.title, batch=batch, row=row, place=place, signing_on=paper.head("signed_on"),
        parties=(office, family), terms=tuple(map(_term, clauses)), copies=kind.copies,
        facts=tuple(_facts(clauses)),
    )  # fmt: skip


def _term(clause: OldClause) -> Term:
    owed_by = "party_a" if clause.promised or clause.refund else ""
    if clause.bearer == "party_b" and clause.fate in {"kept", "lapsed"}:
        owed_by = "party_b"
    owed_to = {"party_a": "party_b", "party_b": "party_a"}.get(owed_by, "")
    alone = clause.parts[0].amount_fen if len(clause.parts) == 1 else None
    return Term(
        code=f"clause_{clause.article}", ordinal=clause.article, section=SECTION, text=clause.text,
        brief=clause.title or clause.name, owed_by=owed_by, owed_to=owed_to,
        amount_fen=alone if owed_by == "party_a" else None, programme=clause.programme,
    )  # fmt: skip


def _facts(clauses: Iterable[OldClause]) -> Iterator[tuple[str, str]]:
    """Yield what the ledger's questions need: fate and last day of each clause, receipt and day of each sum taken."""
    for clause in clauses:
        yield f"fate {clause.article}", clause.fate
        if clause.since:
            yield f"since {clause.article}", clause.since.isoformat()
        for number, part in enumerate(clause.parts, 1):
            if clause.refund and part.amount_fen and part.performance.state != "never":
                label = refund_label(clause, number)
                yield f"receipt {label}", part.receipt
                yield f"taken_on {label}", part.day.isoformat() if part.day else ""
