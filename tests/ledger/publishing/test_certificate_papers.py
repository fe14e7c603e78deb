"""Certificates on paper: each sheet its own hash, spoilt ones printed again, replaced ones marked, copies counted."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
import zxingcpp

from contracts.errors import LedgerError
from contracts.pdf import convert_all
from contracts.qr import parse_code
from contracts.word.reading import printed
from ledger.publishing.certificate_papers import LONGEST_REASON, last_sheet
from ledger.publishing.certificates import certificate
from ledger.store import open_ledger
from tests.clerks_office import CHILD_2014, ROWS, Clerk
from tests.typesetting import with_libreoffice

FIRST, SECOND = "429999101-荣-2026-0001", "429999101-荣-2026-0002"
HONOUR = ("publish", "honour_certificate", "上坪村", "--title", "无强制村")


def said(clerk: Clerk, *words: str) -> str:
    """Run a command that prints one certificate and return what stands on the paper."""
    before = {*clerk.papers("证件")}
    clerk.done(*words)
    (fresh,) = {*clerk.papers("证件")} - before
    return printed(fresh.read_bytes())


def test_a_sheet_printed_again_says_the_same_under_another_hash(clerk: Clerk) -> None:
    """So that the spoilt one, if it gets away, is told from the good one."""
    first = said(clerk, *HONOUR)
    again = said(clerk, "certificate", "spoilt", FIRST, "--because", "卡纸")

    assert first == again
    hashes = clerk.rows("select draft_sha256 from certificate_sheets order by sheet")
    assert len({row["draft_sha256"] for row in hashes}) == 2
    assert clerk.run("ledger", "verify").output == ""


def test_a_replacement_says_the_same_with_its_mark_and_the_old_number(clerk: Clerk) -> None:
    """补 for everyone to see; the old number is followed by the new one."""
    said(clerk, *HONOUR)
    clerk.done("certificate", "issue", FIRST)
    text = said(clerk, "certificate", "replace", FIRST, "--because", "受潮损毁")

    assert all(words in text for words in ("补", SECOND, f"原编号：{FIRST}", "受潮损毁", "无强制村"))
    with open_ledger(clerk.folder / "ledger.db") as ledger:
        assert certificate(ledger, FIRST).successor == SECOND
        assert last_sheet(ledger, certificate(ledger, SECOND))[0].number == SECOND


def codes_on(paper: Path, dpi: int = 150) -> list[str]:
    """Return what a scanner reads from the first page of a Word file, printed and looked at in grey."""
    (content,) = convert_all([paper], workers=1)
    command = ["pdftoppm", "-gray", "-r", str(dpi), "-l", "1", "-"]
    picture = subprocess.run(command, input=content, capture_output=True, check=True, timeout=120).stdout
    kind, size, _, pixels = picture.split(b"\n", 3)
    width, height = map(int, size.split())
    assert kind == b"P5"
    return [code.text for code in zxingcpp.read_barcodes(memoryview(pixels).cast("B", (height, width)))]


@with_libreoffice
@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler is not installed: no picture of a page")
def test_a_scanner_reads_number_and_hash_from_the_printed_page_and_nothing_else(clerk: Clerk) -> None:
    """At 150 dots an inch, as a cheap scanner or a telephone sees it; verify takes what it says."""
    for words in (HONOUR, ("publish", "only_child_certificate", CHILD_2014, "--because", "遗失")):
        clerk.done(*words)
    sheets = {
        row["number"]: row["draft_sha256"]
        for row in clerk.rows("select number, draft_sha256 from papers where kind not like '%.%' order by id")
    }
    read = [text for paper in clerk.papers("证件") for text in codes_on(paper)]
    private = [cell for row in ROWS for cell in row if len(cell) > 1]

    assert dict(filter(None, map(parse_code, read))) == sheets
    assert len(read) == len(sheets) == 2
    assert [cell for cell in private for text in read if cell in text] == []
    clerk.done("certificate", "issue", FIRST)
    assert f"{FIRST}：正本" in clerk.done("verify", next(text for text in read if "%E8%8D%A3" in text))


def test_a_reason_too_long_for_the_sheet_is_refused_and_nothing_is_cut(clerk: Clerk) -> None:
    """The frame is of fixed height: what does not fit on the card or its stub would be lost without a word."""
    said(clerk, *HONOUR)
    clerk.done("certificate", "issue", FIRST)
    refused = clerk.run("certificate", "replace", FIRST, "--because", "水" * (LONGEST_REASON + 1))

    assert (refused.exit_code, "原因有 51 个字，证和存根上写不下" in refused.stderr) == (5, True)
    assert "水" * LONGEST_REASON in said(clerk, "certificate", "replace", FIRST, "--because", "水" * LONGEST_REASON)


def test_copies_are_marked_and_counted_and_there_is_one_original(clerk: Clerk) -> None:
    """第1次、第2次; none before the original was handed over."""
    said(clerk, *HONOUR)
    assert clerk.run("copy", FIRST).exit_code == 5
    clerk.done("certificate", "issue", FIRST)
    clerk.done("copy", FIRST)
    clerk.done("copy", FIRST)

    texts = [printed(path.read_bytes()) for path in clerk.papers("副本")]
    assert ["副本" in text for text in texts] == [True, True]
    assert "本副本是第1次出具" in texts[0]
    assert "本副本是第2次出具" in texts[1]


def test_a_certificate_from_elsewhere_has_no_words_to_print_again(clerk: Clerk) -> None:
    """The original was printed by another office long ago."""
    clerk.done("publish", "only_child_certificate", "429999101201-计服-2026A-002", "--because", "遗失")
    with (
        open_ledger(clerk.folder / "ledger.db") as ledger,
        pytest.raises(LedgerError, match="不是由本台账印出"),
    ):
        last_sheet(ledger, certificate(ledger, "鄂示201503178"))


def test_the_print_is_moved_as_its_printer_needs(clerk: Clerk) -> None:
    """Two printers, the same words at another place; the next command finishes a killed one alike."""
    office = clerk.folder / "office.toml"
    office.write_text(office.read_text("utf-8") + '\n[[printers]]\nname = "旧机"\nright = 20\ndown = -10\n', "utf-8")
    clerk.done(*HONOUR)

    row = clerk.rows("select printer, right_shift, down_shift from certificate_sheets")
    assert row == [{"printer": "旧机", "right_shift": 20, "down_shift": -10}]
    assert clerk.run(*HONOUR, "--printer", "没有的").exit_code == 3
