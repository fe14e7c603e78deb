"""Objections to what hangs on a board, and the answers: by whom, when, with what outcome, within the days promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ledger.faults import Faults
from ledger.publishing.notice_lists import surname
from ledger.publishing.postings import answer_by, posting_of, refuse_to_come, refused
from ledger.publishing.publication import private_words
from ledger.store import Ledger, Row, Transaction

TAKERS = {"village": "村民委员会", "township": "镇人民政府", "county": "县卫生健康局"}
FORMS = {"oral": "当面口头", "written": "书面", "telephone": "电话"}
OUTCOMES = {"kept": "维持原公示", "corrected": "已更正", "removed": "已撤回", "withdrawn": "本人撤回异议"}
NAMELESS = "没有留名"


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """An objection. ``raised_by`` is a surname only: whoever objects is protected."""

    id: int
    number: str
    raised_on: date
    raised_by: str
    raised_to: str
    form: str
    answer_by: date
    is_estimated: bool
    answered_on: date | None
    answered_by: str
    outcome: str

    def days_late(self, as_of: date) -> int:
        """Return how many days the answer came, or is, too late; the office's delay."""
        return max(0, ((self.answered_on or as_of) - self.answer_by).days)


def record_objection(
    tx: Transaction, number: str, *, on: date, by: str, to: str, form: str, because: str
) -> Objection:
    """Record that somebody objects; the day by which the answer is due follows from the notice.

    Raises:
        LedgerError: No such notice, one to which nobody can object, a day before it hung or to come, or
            words about bodies, somebody's numbers or a child; all at once.
    """
    faults = Faults()
    item = faults.of(lambda: posting_of(tx, number))
    if item and item.answer is None:
        cure = "意见登记为申请：shouyue books record applications"
        if item.kind == "assessment_circular":
            cure = "对考核得分的异议用 shouyue assess object"
        faults.add(refused(number, "这份文件没有异议程序", cure))
    if item and on < item.posted_from:
        faults.add(refused(number, f"{on} 还没有张贴", f"张贴日期是 {item.posted_from}"))
    faults.of(lambda: refuse_to_come(tx, number, on))
    faults.of(lambda: _refuse_words(tx, number, because))
    if words := private_words(tx, by):
        faults.add(refused(number, f"提出人里不能记入 {'、'.join(words)}", "只写姓名，或者不写"))
    faults.refuse()
    assert item is not None and item.answer is not None  # noqa: S101, PT018 - else it was refused
    last, estimated = answer_by(item.answer, on)
    (objection_id,) = tx.ids("posting_objections", 1)
    row: Row = {
        "id": objection_id, "posting_id": item.id, "raised_on": on.isoformat(), "raised_by": by or NAMELESS,
        "raised_to": to, "form": form, "because": because, "answer_by": last.isoformat(),
        "is_estimated": int(estimated),
    }  # fmt: skip
    tx.record("objected", item.number, {"answer_by": last.isoformat()}, {"posting_objections": [row]})
    return next(found for found in objections(tx) if found.id == objection_id)


def record_answer(tx: Transaction, objection: int, *, on: date, by: str, outcome: str, because: str) -> Objection:
    """Record the answer to an objection; each is answered once.

    Raises:
        LedgerError: No such objection, answered already, answered before it was raised or on a day to come,
            or words about bodies.
    """
    found = next((item for item in objections(tx) if item.id == objection), None)
    where, faults = f"第{objection}号异议", Faults()
    if found is None:
        faults.add(refused(where, "没有这件异议", "用 shouyue publish objections 查看"))
    if found and found.answered_on:
        faults.add(refused(where, f"已在 {found.answered_on} 答复", "不用再记"))
    if found and on < found.raised_on:
        faults.add(refused(where, f"答复日期 {on} 早于提出日期 {found.raised_on}", "核对日期"))
    faults.of(lambda: refuse_to_come(tx, where, on))
    faults.of(lambda: _refuse_words(tx, where, because))
    faults.refuse()
    assert found is not None  # noqa: S101 - else it was refused
    row: Row = {
        "objection_id": objection, "answered_on": on.isoformat(), "answered_by": by, "outcome": outcome,
        "because": because,
    }  # fmt: skip
    tx.record("answered", found.number, {"objection": objection, "outcome": outcome}, {"posting_answers": [row]})
    return next(item for item in objections(tx) if item.id == objection)


def objections(ledger: Ledger | Transaction, *, as_of: date | None = None) -> tuple[Objection, ...]:
    """Return every objection raised by a day, with what was answered by then.

    Those without an answer come first, by the day on which it is due.
    """
    found = ledger.rows(
        """
        select o.*, p.number, a.answered_on, a.answered_by, a.outcome from posting_objections o
        join postings p on p.id = o.posting_id
        left join posting_answers a on a.objection_id = o.id and a.answered_on <= :as_of
        where o.raised_on <= :as_of
        order by a.answered_on is not null, o.answer_by, o.id
        """,
        {"as_of": (as_of or date.max).isoformat()},
    )
    return tuple(
        Objection(
            id=row["id"], number=row["number"], raised_on=date.fromisoformat(row["raised_on"]),
            raised_by=row["raised_by"] if row["raised_by"] == NAMELESS else surname(row["raised_by"]),
            raised_to=TAKERS[row["raised_to"]], form=FORMS[row["form"]],
            answer_by=date.fromisoformat(row["answer_by"]), is_estimated=bool(row["is_estimated"]),
            answered_on=date.fromisoformat(row["answered_on"]) if row["answered_on"] else None,
            answered_by=row["answered_by"] or "", outcome=OUTCOMES.get(row["outcome"], ""),
        )
        for row in found
    )  # fmt: skip


def _refuse_words(tx: Transaction, where: str, text: str) -> None:
    if words := private_words(tx, text):
        raise refused(where, f"不能记入 {'、'.join(words)}", "只写对哪一行、哪一项有异议")
