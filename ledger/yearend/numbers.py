"""The year's numbers: every certificate with its fate, every series with its gaps and their reasons, blank forms."""

from __future__ import annotations

from collections import Counter

from ledger.publishing.certificates import STATES, STEPS, register
from ledger.publishing.forms import FATES, gone_forms, stock
from ledger.store import Ledger, Row
from ledger.yearend.book import Book, Span, Table, table

_ENDS = ("voided", "replaced", "revoked")


def certificate_book(ledger: Ledger, span: Span) -> Book:
    """Return certificates and steps of the year, number series with the reason for every number not in force, forms."""
    tables = (_certificates(ledger, span), _steps(ledger, span), _series(ledger, span), _gaps(ledger, span),
              _stock(ledger, span), _forms(ledger, span))  # fmt: skip
    return Book(title="证件和号码", keep="永久", tables=tables)


def number_series(ledger: Ledger, span: Span) -> list[Row]:
    """Return the series of the year: kind, first and last serial, how many were taken, how far the counter stands."""
    return ledger.rows(
        "select n.kind, n.series, min(n.serial) as first, max(n.serial) as last, count(*) as taken,"
        " (select c.value from counters c where c.series = 'numbers:' || n.kind || ':' || n.series"
        " and c.year = n.year) as counted from certificate_numbers n where n.year = :year group by n.kind, n.series"
        " order by n.kind, n.series",
        {"year": span.year},
    )


def _certificates(ledger: Ledger, span: Span) -> Table:
    heads = ("文种", "证号", "持证人", "村", "状态", "印了几张", "发出", "终止", "原证号", "新证号")
    touched = {row["number"] for row in _of_year(ledger, span)}
    rows = (
        (span.title(item.kind), item.number, item.holder, item.village, STATES[item.state], item.sheets,
         str(item.issued_on or "") or None, item.ended_on, item.original_number, item.successor)
        for item in register(ledger)
        if item.number in touched
    )  # fmt: skip
    return table("证件", heads, rows)


def _of_year(ledger: Ledger, span: Span) -> list[Row]:
    """Return the numbers that were taken or had a step in the year, and older records dated in it."""
    return ledger.rows(
        "select number from certificate_numbers where year = :year union select n.number from certificate_steps s"
        " join certificate_numbers n on n.id = s.number_id where s.happened_on between :first and :last"
        " union select number from certificates where happened_on between :first and :last",
        {**span.bounds, "year": span.year},
    )


def _steps(ledger: Ledger, span: Span) -> Table:
    found = ledger.rows(
        "select s.happened_on, n.number, s.step, s.because, s.law, s.article, e.actor from certificate_steps s"
        " join certificate_numbers n on n.id = s.number_id join events e on e.seq = s.event_seq"
        " where s.happened_on between :first and :last order by s.id",
        span.bounds,
    )
    rows = (
        (
            row["happened_on"],
            row["number"],
            STEPS[row["step"]],
            row["because"],
            row["law"],
            row["article"],
            row["actor"],
        )
        for row in found
    )  # fmt: skip
    return table("经过", ("日期", "证号", "怎样", "原因", "依据", "条", "经办人"), rows)


def _series(ledger: Ledger, span: Span) -> Table:
    taken = ledger.rows("select kind, series, state from certificate_register where year = :year", {"year": span.year})
    fates = Counter(tuple(row.values()) for row in taken)
    states = ("issued", "printed", "taken", *_ENDS)
    rows = (
        (span.title(row["kind"]), row["series"], row["first"], row["last"], row["taken"], row["counted"],
         *(fates[row["kind"], row["series"], state] for state in states), row["last"] - row["first"] + 1 - row["taken"])
        for row in number_series(ledger, span)
    )  # fmt: skip
    heads = ("文种", "系列", "首号", "末号", "取号", "发到", *(STATES[state] for state in states), "没有登记的号")
    return table("号段", heads, rows)


def _gaps(ledger: Ledger, span: Span) -> Table:
    """Return every number of the year that nobody holds in force, and every spoilt sheet, each with its reason."""
    found = ledger.rows(
        "select n.kind, n.number, s.step, s.happened_on, s.because from standing_certificate_steps s"
        " join certificate_numbers n on n.id = s.number_id where n.year = :year"
        " and s.step in ('voided', 'replaced', 'revoked', 'spoilt') order by n.kind, n.serial, s.id",
        {"year": span.year},
    )
    rows = (
        (span.title(row["kind"]), row["number"], STEPS[row["step"]], row["happened_on"], row["because"])
        for row in found
    )
    return table("缺口和原因", ("文种", "证号", "怎样", "日期", "原因"), rows)


def _stock(ledger: Ledger, span: Span) -> Table:
    heads = ("文种", "领取", "已用", "损坏", "遗失", "退回", "结存", "下一张")
    rows = (
        (
            span.title(item.form),
            item.received,
            item.used,
            item.spoilt,
            item.lost,
            item.returned,
            item.remaining,
            item.next_serial,
        )
        for item in stock(ledger)
    )
    return table("空白证", heads, rows)


def _forms(ledger: Ledger, span: Span) -> Table:
    bounds = [span.bounds["first"], span.bounds["last"]]
    found = gone_forms(ledger, "g.happened_on between ? and ?", bounds)
    rows = (
        (one.happened_on, span.title(one.form), one.written, FATES[one.fate], one.number, one.because or None)
        for one in found
    )
    return table("空白证的去向", ("日期", "文种", "流水号", "怎样", "证号", "原因"), rows)
