"""What hung in the year: notices with their days, photos, objections and answers, and what should have hung."""

from __future__ import annotations

from collections.abc import Iterable

from contracts.settings import Office
from ledger.publishing.disclosure_duties import disclosure_duties
from ledger.publishing.notice_lists import surname
from ledger.publishing.objections import FORMS, NAMELESS, OUTCOMES, TAKERS
from ledger.publishing.postings import postings
from ledger.store import Ledger, Row
from ledger.yearend.book import Book, Span, Table, table

_SHORTEST = 2


def notice_book(ledger: Ledger, office: Office, span: Span) -> Book:
    """Return notices of the year with posting proofs, objections and answers, and quarterly duties (row O-10)."""
    tables = (_postings(ledger, span), _proofs(ledger, span), _objections(ledger, span), _duties(ledger, office, span))
    return Book(title="公示公开", keep="30年，名单到期去姓名", tables=tables)


def proofs(ledger: Ledger, span: Span) -> list[Row]:
    """Return the photos of the year, each with the number of its notice."""
    return ledger.rows(
        "select f.*, p.number from posting_proofs f join postings p on p.id = f.posting_id"
        " where f.taken_on between :first and :last order by f.id",
        span.bounds,
    )


def _postings(ledger: Ledger, span: Span) -> Table:
    heads = ("编号", "题目", "村", "内容", "出具", "张贴首日", "张贴末日", "撤下", "超期天数", "最近照片")
    rows = (
        (item.number, item.title, item.village, item.about, item.issued_on.isoformat(), item.posted_from.isoformat(),
         item.posted_to.isoformat() if item.posted_to else "不用撤下",
         item.taken_down_on.isoformat() if item.taken_down_on else None, item.days_over(span.as_of) or None,
         item.photo_on.isoformat() if item.photo_on else None)
        for item in postings(ledger)
        if span.holds(item.issued_on)
    )  # fmt: skip
    return table("公示", heads, rows)


def _proofs(ledger: Ledger, span: Span) -> Table:
    heads = ("公示编号", "拍摄日期", "地点", "照片文件", "保存", "SHA-256")
    kept = {"copied": "单位文件夹", "referenced": "原处"}
    rows = (
        (row["number"], row["taken_on"], row["place"], row["file_name"], kept[row["kept"]], row["file_sha256"])
        for row in proofs(ledger, span)
    )
    return table("张贴照片", heads, rows)


def _objections(ledger: Ledger, span: Span) -> Table:
    """Return objections by surname; names that the ledger knows are taken out of what was said."""
    heads = ("异议号", "公示编号", "提出日期", "提出人", "向谁", "方式", "理由", "应答复日", "答复日期", "结果", "答复")
    found = ledger.rows(
        "select o.*, p.number, a.answered_on, a.outcome, a.because as answer from posting_objections o"
        " join postings p on p.id = o.posting_id left join posting_answers a on a.objection_id = o.id"
        " where o.raised_on between :first and :last order by o.id",
        span.bounds,
    )
    names = _names(ledger) if found else ()
    rows = (
        (row["id"], row["number"], row["raised_on"],
         NAMELESS if row["raised_by"] == NAMELESS else surname(row["raised_by"]), TAKERS[row["raised_to"]],
         FORMS[row["form"]], without_names(row["because"], names), row["answer_by"], row["answered_on"],
         OUTCOMES.get(row["outcome"]), without_names(row["answer"] or "", names))
        for row in found
    )  # fmt: skip
    return table("异议和答复", heads, rows)


def without_names(text: str, names: Iterable[str]) -> str:
    """Return a text with every one of some names cut down to its surname.

    >>> without_names("应为王梅珍，不是王梅", ("王梅", "王梅珍"))
    '应为王某，不是王某'
    """
    for name in sorted((name for name in names if name in text), key=len, reverse=True):
        text = text.replace(name, surname(name))
    return text


def _names(ledger: Ledger) -> tuple[str, ...]:
    found = ledger.rows("select distinct name from persons")
    return tuple(row["name"] for row in found if len(row["name"]) >= _SHORTEST)


def _duties(ledger: Ledger, office: Office, span: Span) -> Table:
    rows = (
        (duty.village, duty.quarter, duty.due_by.isoformat(), duty.state, duty.number,
         duty.posted_on.isoformat() if duty.posted_on else None, duty.photo_on.isoformat() if duty.photo_on else None)
        for duty in disclosure_duties(ledger, office.villages, span.year, span.as_of)
    )  # fmt: skip
    return table("每季度应公开", ("村", "季度", "应在", "怎样", "编号", "张贴", "照片"), rows)
