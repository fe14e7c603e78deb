"""Notices go in as they were issued, households' papers only by number; what is gone is made again."""

from __future__ import annotations

from ledger.publishing.press import Press
from ledger.store import open_ledger
from ledger.yearend.book import Span
from ledger.yearend.papers import paper_book, paper_line, papers_of
from tests.clerks_office import ELDERS, Clerk
from tests.ledger.yearend.conftest import THEN, Rows


def opened(year: Clerk, press: Press, span: Span) -> list[tuple[str, str, bytes | None]]:
    """Return name, reason and bytes of every paper of the year."""
    with open_ledger(year.folder / "ledger.db") as ledger:
        return [(item.path, item.why, item.content) for item in papers_of(ledger, span, press.again)]


def test_a_notice_goes_in_and_a_household_page_stays(year: Clerk, press: Press, span: Span, rows: Rows) -> None:
    """Three forms of the notice; the page and the certificates are listed with their hash."""
    year.done("statement", ELDERS, now=THEN)
    found = opened(year, press, span)
    inside = [path for path, _, content in found if content is not None]

    assert [path.rpartition("_")[2] for path in inside] == ["上坪村村民委员会.docx", "A3大字.docx", "手机.html"]
    assert {why for _, why, content in found if content is None} == {"存在当事人的档案里，本包只列编号和校验值"}
    with open_ledger(year.folder / "ledger.db") as ledger:
        listed = rows(paper_book(paper_line(item, span) for item in papers_of(ledger, span, press.again)), "文件")
    assert len(listed) == len(found)
    assert all(len(str(row["SHA-256"])) == 64 for row in listed)


def test_a_paper_taken_away_is_made_again_to_the_byte(year: Clerk, press: Press, span: Span) -> None:
    """The ledger holds draft and template; the hash proves it."""
    before = opened(year, press, span)
    for path in (year.folder / "公示").iterdir():
        path.unlink()

    assert opened(year, press, span) == before
