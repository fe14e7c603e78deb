"""Contracts go in only with the bytes that were signed; what cannot be had is named."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pytest

from contracts.errors import KindError
from contracts.model import Draft
from ledger.publishing.press import Press
from ledger.store import Ledger, open_ledger
from ledger.yearend.book import Span
from ledger.yearend.originals import Original, original_book, originals
from tests.clerks_office import ACROSS, BATCH, ELDERS, ROWS, Clerk
from tests.ledger.yearend.conftest import Rows


def gone(draft: Draft, _template: bytes) -> Iterator[bytes]:
    """Print nothing: the kind is not there any more."""
    raise KindError(f"没有文种 {draft.kind}。")


@pytest.fixture
def ledger(year: Clerk) -> Iterator[Ledger]:
    """Return the ledger of an office whose files may be moved."""
    with open_ledger(year.folder / "ledger.db", read_only=True) as opened:
        yield opened


def by_number(ledger: Ledger, span: Span, press: Press | None) -> dict[str, Original]:
    """Return the year's contracts by number; without a press nothing can be printed again."""
    return {item.number: item for item in originals(ledger, span, press.original if press else gone)}


def test_a_contract_is_copied_from_its_batch_with_its_hash(year: Clerk, ledger: Ledger, span: Span) -> None:
    """The bytes on the disk, in a folder for its village, under its number and the family's name."""
    found = by_number(ledger, span, None)[ELDERS]
    (file,) = (path for path in (year.folder / BATCH).glob("*.docx") if path.name.startswith(ELDERS))

    assert found.content == file.read_bytes()
    assert hashlib.sha256(found.content).hexdigest() == found.sha256
    assert (found.path, found.why) == (f"合同原件/上坪村/{ELDERS}_周桂兰沈大河.docx", "收入本包")
    assert by_number(ledger, span, None)[ACROSS].path.startswith("合同原件/石桥村/")


def test_a_contract_that_was_moved_or_changed_is_printed_again_to_the_byte(
    year: Clerk, ledger: Ledger, span: Span, press: Press
) -> None:
    """Draft and Word file are in the ledger; the hash proves it. A changed file is never taken."""
    before = by_number(ledger, span, press)
    for path in (year.folder / BATCH).glob(f"{ELDERS}*.docx"):
        path.write_bytes(b"changed")
    for path in (year.folder / BATCH).glob(f"{ACROSS}*.docx"):
        path.unlink()

    assert by_number(ledger, span, press) == before


def test_a_contract_squeezed_in_another_way_is_found_or_said_to_differ(
    year: Clerk, ledger: Ledger, span: Span, press: Press
) -> None:
    """Every way this machine knows is tried; another machine's is said to be one, not a loss of words."""
    for path in (year.folder / BATCH).glob(f"{ELDERS}*.docx"):
        path.unlink()
    found = {item.number: item for item in originals(ledger, span, lambda *it: (b"other", *press.original(*it)))}
    other = {item.number: item for item in originals(ledger, span, lambda *_: (b"other",))}

    assert found[ELDERS].content is not None
    assert other[ELDERS].is_missing
    assert "压缩方式或程序版本不同" in other[ELDERS].why


@pytest.mark.parametrize("index", ["gone", "damaged"])
def test_a_contract_that_cannot_be_had_is_named_with_its_hash(
    year: Clerk, ledger: Ledger, span: Span, rows: Rows, index: str
) -> None:
    """No folder, no kind; the register says so for each of them."""
    path = year.folder / BATCH / "batch.json"
    path.unlink() if index == "gone" else path.write_bytes(b"{")
    found = by_number(ledger, span, None)
    missing = [item for item in found.values() if item.is_missing]
    listed = rows(original_book(tuple(item.line for item in found.values())), "合同原件")

    assert {item.number for item in missing} >= {ELDERS, ACROSS}
    assert all(item.content is None and not item.path and len(item.sha256) == 64 for item in missing)
    assert [row["是否收入"] for row in listed if row["合同编号"] == ELDERS] == [missing[0].why]
    assert [row["文件"] for row in listed] == [None] * len(found)


def test_no_number_of_a_person_is_in_a_name(ledger: Ledger, span: Span) -> None:
    """Whatever the village is called."""
    names = "".join(item.path for item in by_number(ledger, span, None).values())

    assert not [cell for row in ROWS for cell in row if len(cell) in {11, 18} and cell in names]


def test_another_year_has_none(ledger: Ledger, span: Span) -> None:
    """Each contract is in the pack of the year in which it was signed."""
    other = Span(year=2025, as_of=span.as_of.replace(year=2025))

    assert by_number(ledger, other, None) == {}
