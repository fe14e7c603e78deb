"""Every number of the year has its fate, every gap its reason."""

from __future__ import annotations

from ledger.store import Ledger
from ledger.yearend.book import Span
from ledger.yearend.numbers import certificate_book, number_series
from tests.ledger.yearend.conftest import Rows


def test_a_series_adds_up_and_names_the_reason_of_every_number_not_in_force(
    lived_ledger: Ledger, span: Span, rows: Rows
) -> None:
    """Three taken: one issued after a spoilt sheet, one void, one skipped."""
    book = certificate_book(lived_ledger, span)
    (series,) = rows(book, "号段")
    gaps = [(row["证号"], row["怎样"], row["原因"]) for row in rows(book, "缺口和原因")]

    assert (series["文种"], series["取号"], series["发到"], series["已发"], series["作废"]) == ("荣誉证书", 3, 3, 1, 2)
    assert series["没有登记的号"] == 0
    assert gaps == [
        ("429999101-荣-2026-0001", "印坏一张", "卡纸"),
        ("429999101-荣-2026-0002", "作废", "称号写错"),
        ("429999101-荣-2026-0003", "作废", "停电，手写发出"),
    ]


def test_certificates_and_their_steps_are_of_the_year(lived_ledger: Ledger, span: Span, rows: Rows) -> None:
    """Each step with who made it; another year has none."""
    book = certificate_book(lived_ledger, span)

    assert [row["状态"] for row in rows(book, "证件")] == ["已发", "作废", "作废"]
    assert {row["经办人"] for row in rows(book, "经过")} == {"李敏"}
    assert number_series(lived_ledger, Span(year=2025, as_of=span.as_of.replace(year=2025))) == []
