"""Notices with their photos; objections keep the neighbour's name to themselves."""

from __future__ import annotations

from contracts.settings import Office
from ledger.store import Ledger
from ledger.yearend.book import Span
from ledger.yearend.public import notice_book, proofs
from tests.ledger.yearend.conftest import NOTICE, Rows


def test_a_notice_its_photo_and_an_objection_stand_without_names(
    lived_ledger: Ledger, office: Office, span: Span, rows: Rows
) -> None:
    """Whoever objects is a surname, whoever was named is one too."""
    book = notice_book(lived_ledger, office, span)
    (objection,) = rows(book, "异议和答复")

    assert [row["编号"] for row in rows(book, "公示")] == [NOTICE]
    assert [row["公示编号"] for row in rows(book, "张贴照片")] == [NOTICE]
    assert [row["number"] for row in proofs(lived_ledger, span)] == [NOTICE]
    assert (objection["提出人"], objection["理由"], objection["结果"]) == ("马某", "周某的组别写错", None)


def test_what_should_have_hung_is_listed_with_what_did(
    lived_ledger: Ledger, office: Office, span: Span, rows: Rows
) -> None:
    """Four quarters, two villages, nothing done (row O-10)."""
    found = rows(notice_book(lived_ledger, office, span), "每季度应公开")

    assert [row["怎样"] for row in found] == ["没有公开"] * 8
