"""Notices in words: policy, complaint line, an office's own failure, village rules, the index of open information."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from contracts.dates import day, working_days_after
from contracts.errors import InputError, LawError
from contracts.model import Citation, Draft, Finding, Problem
from contracts.numerals import yuan
from contracts.rewards.programmes import UNIT_WORDS, Programme
from contracts.settings import Office, Village
from ledger.bookkeeping.book_checks import clauses_of, judged_rules
from ledger.publishing.board import Gather, Notice, nothing
from ledger.publishing.conditions import conditions, family_title
from ledger.publishing.notice_lists import Titles
from ledger.store import Row, Transaction

_OPEN_WITHIN = 20
"""Working days from the day it was formed (OGI art. 26)."""

_LOCAL = "以县级公布的标准为准"
_BY_CONTRACT = "以合同约定的日期为准"
_OWN_NUMBER = re.compile(r"([一二三四五六七八九十百]+)、\s*(.+)", re.DOTALL)
_PIPL = date(2021, 11, 1)


def policy(office: Office, programmes: Sequence[Programme], on: date) -> Gather:
    """Return the programmes that take new claims on a day: for whom, how much, paid when and how (row O-07).

    One that nobody has verified is not promised to a whole township. Two of one name that say the same stand once.
    """
    taken = [item for item in programmes if item.form == "money" and item.owed_to == "family" and item.amounts]
    taken = [item for item in taken if item.verified]

    def gather(_: Transaction) -> Notice:
        every = (
            {
                "programme": family_title(item), "who": conditions(item, office.division_code, on),
                "standard": _standard(item, on), "paid_on": "；".join(_paid_on(item)),
            }
            for item in taken
        )  # fmt: skip
        rows = tuple({tuple(row.items()): row for row in every}.values())
        if not rows:
            raise nothing(office.name, "没有收录现行的奖励扶助项目", "用 shouyue reward list 查看")
        return Notice(kind="policy_notice", about=day(on), values={"place": office.name}, sources={"policies": rows})

    return gather


def tip_line() -> Gather:
    """Return the complaint line (row D-25): offices' wrongs and sex selection, no bounty, no births reported."""
    return lambda _: Notice(kind="tip_line_notice")


def rectification(entry: int, titles: Titles, *, remedy: str, new_date: date) -> Gather:
    """Return the notice of an office's own failure and when it is made good.

    A reward is called by its programme and year: the clause of the contract tells the family's sum and until when
    it is owed, from which a child's birthday can be reckoned.

    Raises (when gathered):
        LawError: It is a family's or a unit's breach: no law lets that be published (P-23).
        LedgerError: No standing breach of that number, or the new day is not ahead.
    """

    def gather(tx: Transaction) -> Notice:
        breach = _breach(tx, entry)
        if breach["side"] != "office":
            raise LawError("没有公示。", [_of_a_family(entry)])
        due = date.fromisoformat(breach["due_on"] or breach["happened_on"])
        return Notice(
            kind="rectification_notice", about=f"第{entry}笔",
            values={
                "office_name": breach["office"], "promise": _promise(breach, titles), "due_on": day(due),
                "remedy": remedy, "new_date": day(new_date),
            },
        )  # fmt: skip

    return gather


def village_rules(village: Village, line: int) -> Gather:
    """Return the notice that villagers adopted their rules, from a line of the register (rows O-09 and D-13).

    Raises (when gathered):
        LedgerError: The register has no such line of that village.
        LawError: A clause was lawful when it was adopted and is not today.
    """

    def gather(tx: Transaction) -> Notice:
        found = tx.rows(
            "select * from standing_book_lines where id = ? and book = 'village_rules' and division_code = ?",
            [line, village.division_code],
        )
        if not found:
            hint = "用 shouyue books list village_rules 查看"
            raise nothing(f"登记簿第{line}号", f"不是{village.short}的村规民约", hint)
        cells = json.loads(found[0]["cells"])
        text = str(cells["text"])
        _refuse_outdated(text, village, date.fromisoformat(tx.day))
        clauses = tuple({"clause_no": number, "clause": words} for number, words in _numbered(clauses_of(text)))
        filed = cells.get("filed_on")
        return Notice(
            kind="village_rules_notice", village=village, about=f"第{cells['version']}版",
            values={
                "village": village.short, "rules_title": str(cells["title"]), "rules_version": str(cells["version"]),
                "adopted_on": day(date.fromisoformat(found[0]["happened_on"])), "entitled": str(cells["entitled"]),
                "attended": str(cells["attended"]), "in_favour": str(cells["in_favour"]),
                "counted_by": str(cells["counted_by"]),
                "filed": f"{day(date.fromisoformat(filed))}报镇备案" if filed else "尚未报镇备案，通过之日起十日内报送",
            },
            sources={"rules": clauses}, opinion=str(cells.get("opinion") or "登记村规民约时已逐条审查"),
        )  # fmt: skip

    return gather


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSheet:
    """Who signed the review sheet of an item, and when: secrets, personal data, the interest of others."""

    checker: str
    signed_on: date


def openness(
    office: Office, *, index_no: str, item: str, formed_on: date, published_on: date, sheet: ReviewSheet | None
) -> Gather:
    """Return one entry of the index of open information; lateness is said on it (OGI art. 26).

    Raises:
        InputError: It is published before it was formed, or reviewed before it was formed or after it is published.
        LawError: Nobody signed a review sheet (OGI art. 17).
    """
    if sheet is None or not sheet.checker.strip():
        raise LawError("没有公示。", [_unreviewed(item)])
    if formed_on > published_on:
        hint = f"写 {published_on} 以前的日期"
        problem = Problem(where="--formed-on", message=f"形成日期 {formed_on} 晚于公开日期 {published_on}", hint=hint)
        raise InputError("没有公示。", [problem])
    if not formed_on <= sheet.signed_on <= published_on:
        hint = f"写 {formed_on} 到 {published_on} 之间的日期"
        problem = Problem(where="--reviewed-on", message=f"审查日期 {sheet.signed_on} 不在形成和公开之间", hint=hint)
        raise InputError("没有公示。", [problem])
    ends = working_days_after(formed_on, _OPEN_WITHIN)
    told = f"应于{day(ends.day)}前公开，{'已按时公开' if published_on <= ends.day else '逾期公开'}"

    def gather(_: Transaction) -> Notice:
        row = {
            "index_no": index_no, "item": item, "office": office.name, "formed_on": formed_on.isoformat(),
            "published_on": published_on.isoformat(),
        }  # fmt: skip
        values = {
            "timeliness": told + ends.note, "reviewed_by": sheet.checker.strip(), "reviewed_on": day(sheet.signed_on),
        }  # fmt: skip
        return Notice(kind="openness_item", about=item, values=values, sources={"items": (row,)})

    return gather


def _numbered(clauses: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each clause with the number that the villagers gave it, or a running one: not two numbers side by side.

    >>> list(_numbered(["一、红白事从简。", "二、邻里互助。"])), list(_numbered(["邻里互助。"]))
    ([('一', '红白事从简。'), ('二', '邻里互助。')], [('1', '邻里互助。')])
    """
    own = [_OWN_NUMBER.fullmatch(words) for words in clauses]
    for number, (found, words) in enumerate(zip(own, clauses, strict=True), 1):
        yield (found[1], found[2]) if found and all(own) else (str(number), words)


def _refuse_outdated(text: str, village: Village, on: date) -> None:
    found = judged_rules(text, as_of=on, place=village.division_code)
    refused = [item for item in found if item.verdict in {"void", "obsolete"}]
    if refused:
        raise LawError(f"{village.short}的村规民约有 {len(refused)} 条今天不合法，没有公示。", refused)


def _standard(item: Programme, on: date) -> str:
    known = [amount for amount in item.amounts if amount.from_on <= on and amount.fen]
    latest = {amount.from_on for amount in known}
    current = [amount for amount in known if amount.from_on == max(latest)]
    if len(current) != 1:
        return _LOCAL
    return f"{UNIT_WORDS[item.unit]}{yuan(current[0].fen or 0)}"


def _paid_on(item: Programme) -> Iterator[str]:
    if not item.due:
        yield _BY_CONTRACT
    for words in item.due:
        month, _, number = words.partition("-")
        year, last = "次年" if item.due_next_year else "每年", "底" if number == "last" else f"{int(number)}日"
        yield f"{year}{int(month)}月{last}前"


def _promise(breach: Row, titles: Titles) -> str:
    draft = Draft.from_json(breach["draft_json"].encode())
    term = next(item for item in draft.terms if item.code == breach["code"])
    if term.programme:
        return f"按时兑现{breach['label'] or ''}{titles.get(term.programme, term.programme)}"
    return term.brief or term.text


def _breach(tx: Transaction, entry: int) -> Row:
    found = tx.rows(
        """
        select e.side, e.happened_on, o.due_on, o.label, t.code, c.draft_json, coalesce(p.name, q.name) as office
        from standing_entries e join contracts c on c.id = e.contract_id join terms t on t.id = e.term_id
        left join obligations o on o.id = e.obligation_id left join parties p on p.id = e.party_id
        left join contract_parties s on s.contract_id = c.id and s.role = t.owed_by
        left join parties q on q.id = s.party_id
        where e.id = ? and e.what = 'breach'
        """,
        [entry],
    )
    if not found:
        raise nothing(f"第{entry}笔", "不是仍然有效的违约记录", "用 shouyue query breaches_by_side 查看")
    return found[0]


def _unreviewed(item: str) -> Finding:
    cite = Citation(law="中华人民共和国政府信息公开条例", version=date(2019, 5, 15), article="17")
    return Finding(
        rule="OPEN-REVIEW", verdict="void", where=item, text=item, message="公开前没有审查：谁审查的、哪天签的都没有写",
        hint="先填审查表，由审查人签字，再写 --reviewed-by 姓名 --reviewed-on 日期", cite=(cite,),
    )  # fmt: skip


def _of_a_family(entry: int) -> Finding:
    cite = (
        Citation(law="中华人民共和国个人信息保护法", version=_PIPL, article="6、25、28"),
        Citation(law="中华人民共和国民法典", version=date(2021, 1, 1), article="1033"),
        Citation(law="中华人民共和国政府信息公开条例", version=date(2019, 5, 15), article="15"),
    )
    return Finding(
        rule="CN-PUBLISH-004", verdict="void", where=f"第{entry}笔", text="违约",
        message="只公布办事单位自己的失约，家庭和个人的履约情况不得公布", cite=cite,
        hint="需要催告的，书面单独送达本人：shouyue breach notice",
    )  # fmt: skip
