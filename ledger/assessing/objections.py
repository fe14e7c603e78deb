"""An assessed office objects to its score, and the answer: kept, or scored again with both sheets standing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ledger.assessing.assessment import Scored, agreement_of, enter, refuse_day, refuse_words, refused, sheet_of
from ledger.assessing.periods import period_of
from ledger.assessing.scoresheets import ScoreLine
from ledger.faults import Faults
from ledger.store import Row, Transaction

_COMMITTEE = ("村民委员会", "居民委员会")


def raise_objection(tx: Transaction, sheet: int, *, raised_on: date, raised_by: str, because: str) -> int:
    """Record an office's objection to its score. Returns the objection's number.

    Raises:
        LedgerError: No such sheet, one that was replaced, no reason, a day outside, or raised by another office.
    """
    where, faults = f"第 {sheet} 号评分表", Faults()
    known = faults.of(lambda: sheet_of(tx, sheet))
    if known and not known["counts"]:
        faults.add(refused(where, "已经重新记过分", "对新的评分表提出异议"))
    if not because.strip() or not raised_by.strip():
        faults.add(refused(where, "没有写明异议理由或提出人", "写明由谁提出、为什么"))
    last = known["ends_on"] if known else None
    outside = f"日期 {raised_on} 不在考核期末 {last} 至今天之间"
    faults.of(lambda: refuse_day(where, raised_on, after=last, today=tx.day, outside=outside))
    if known and raised_by.strip():
        faults.of(lambda: _refuse_others(where, known, raised_by.strip()))
    faults.of(lambda: refuse_words(where, f"{raised_by} {because}"))
    faults.refuse()
    (number,) = tx.ids("score_objections", 1)
    row = {"id": number, "sheet_id": sheet, "raised_on": raised_on.isoformat(), "raised_by": raised_by.strip(),
           "because": because.strip()}  # fmt: skip
    tx.record("score_objected", str(sheet), {}, {"score_objections": [row]})
    return number


def rescore(
    tx: Transaction, objection: int, *, lines: Sequence[ScoreLine] | None, answered_on: date, because: str
) -> Scored | None:
    """Answer an objection: with new lines a new sheet beside the old one, without them the score is kept.

    Raises:
        LedgerError: No such objection, answered before, no reason, a day outside, or a new score for a sheet
            that has been scored again already.
    """
    asked = may_be_answered(tx, objection, answered_on=answered_on, because=because, anew=lines is not None)
    fresh = None
    if lines is not None:
        old = sheet_of(tx, asked["sheet_id"])
        period = period_of(old["period"], old["starts_on"], old["ends_on"])
        fresh = enter(tx, agreement_of(tx, old["number"]), period, lines, replaces=old["sheet_id"], because=because)
    row = {
        "objection_id": objection, "outcome": "rescored" if fresh else "kept", "sheet_id": fresh and fresh.sheet,
        "answered_on": answered_on.isoformat(), "because": because.strip(),
    }  # fmt: skip
    tx.record("objection_answered", str(objection), {}, {"score_answers": [row]})
    return fresh


def may_be_answered(tx: Transaction, objection: int, *, answered_on: date, because: str, anew: bool) -> Row:
    """Return the objection that may be answered; ``anew`` says that the answer is a new score.

    Raises:
        LedgerError: As :func:`rescore` says; every reason at once.
    """
    where, faults = f"第 {objection} 号异议", Faults()
    found = tx.rows(
        "select o.*, (select a.id from score_answers a where a.objection_id = o.id) as answered"
        " from score_objections o where o.id = ?",
        [objection],
    )
    if not found:
        faults.add(refused(where, "台账里没有这个异议", "用 shouyue assess show 查看"))
    elif found[0]["answered"]:
        faults.add(refused(where, "已经答复过", "对新的评分表可以再提出异议"))
    elif anew and not sheet_of(tx, found[0]["sheet_id"])["counts"]:
        hint = "不带 --sheet 答复这个异议；对新的评分表不服的，再用 shouyue assess object 提出"
        faults.add(refused(where, f"第 {found[0]['sheet_id']} 号评分表已经重新记过分", hint))
    if not because.strip():
        faults.add(refused(where, "没有写明答复理由", "写明维持或者改分的理由"))
    first = found[0]["raised_on"] if found else None
    outside = f"日期 {answered_on} 不在提出之日至今天之间"
    faults.of(lambda: refuse_day(where, answered_on, after=first, today=tx.day, outside=outside))
    faults.of(lambda: refuse_words(where, because))
    faults.refuse()
    return found[0]


def _refuse_others(where: str, sheet: Row, raised_by: str) -> None:
    """Let only the assessed office object: by its name, whole or its end, by its village, or by who speaks for it."""
    office = sheet["office"]
    named = raised_by.replace("村委会", "村民委员会").replace("居委会", "居民委员会")
    whole = (sheet["village"] or office) in named and office.endswith(named)
    if named not in {sheet["village"], *_COMMITTEE} and not whole and not named.startswith(office):
        hint = f"这张表考核的是 {office}，只有它可以提出；负责人提出的，写单位名称加姓名"
        raise refused(where, f"“{raised_by}”不是这张表的被考核单位", hint)
