"""One print file for a ceremony: seat by seat, the good sheet of each, made again after a spoilt one."""

from __future__ import annotations

import shutil

import pytest

from contracts.errors import LedgerError, UnfinishedError
from contracts.kinds import load_kinds, shipped_folder
from contracts.word.archive import read_parts
from contracts.word.reading import printed
from ledger.publishing.ceremony import ceremony_file
from ledger.publishing.press import Press
from ledger.store import open_ledger
from tests.clerks_office import NOW, Clerk

CEREMONY = "2026年总结会"
PRINT = ("publish", "honour_certificate", "石桥村", "上坪村", "--title", "无泄密村", "--ceremony", CEREMONY)
FIRST = "429999101-荣-2026-0001"


def made(clerk: Clerk, ceremony: str = CEREMONY) -> tuple[str, int]:
    """Make the print file anew."""
    with open_ledger(clerk.folder / "ledger.db") as ledger:
        kinds = load_kinds(shipped_folder())
        press = Press(ledger=ledger, kinds=kinds, folder=clerk.folder / "证件", by="李敏", now=NOW)
        return ceremony_file(press, ceremony)


def test_sheets_lie_in_the_order_of_the_seats_and_void_ones_are_left_out(clerk: Clerk) -> None:
    """As they were printed: 石桥村 first; each once."""
    clerk.done(*PRINT)
    path = clerk.folder / "证件" / "打印" / f"打印_{CEREMONY}.docx"
    text = printed(path.read_bytes())

    assert text.index("石桥村村民委员会") < text.index("上坪村村民委员会")
    assert read_parts(path.read_bytes())["word/document.xml"].count(b"<w:sectPr") == 2
    clerk.done("certificate", "void", FIRST, "--because", "称号写错")
    assert made(clerk) == (f"打印/打印_{CEREMONY}.docx", 1)
    assert "石桥村村民委员会" not in printed(path.read_bytes())


def test_sheets_taken_away_are_made_again(clerk: Clerk) -> None:
    """The print file is the same to the byte."""
    clerk.done(*PRINT)
    path = clerk.folder / "证件" / "打印" / f"打印_{CEREMONY}.docx"
    before = path.read_bytes()
    shutil.rmtree(clerk.folder / "证件")
    made(clerk)

    assert path.read_bytes() == before


def test_a_ceremony_without_certificates_and_a_place_that_cannot_be_written_are_told(clerk: Clerk) -> None:
    """Nothing is left behind."""
    with pytest.raises(LedgerError, match="没有已印的证件"):
        made(clerk)
    clerk.done(*PRINT)
    shutil.rmtree(clerk.folder / "证件" / "打印")
    (clerk.folder / "证件" / "打印").mkdir()
    (clerk.folder / "证件" / "打印" / f"打印_{CEREMONY}.docx").mkdir()
    with pytest.raises(UnfinishedError):
        made(clerk)


def test_for_a_pre_printed_form_the_words_alone_are_in_the_file(clerk: Clerk) -> None:
    """Beside each full sheet, which stays in the file; the code is known to verify."""
    clerk.done("certificate", "places", "honour_certificate", "-o", clerk.folder / "试.docx")
    clerk.done(*PRINT, "--overprint")
    text = printed((clerk.folder / "证件" / "打印" / f"打印_{CEREMONY}.docx").read_bytes())
    alone = clerk.folder / "证件" / f"{FIRST}_石桥村村民委员会_套打.docx"

    assert "特发此证" not in text
    assert [text.count(name) for name in ("石桥村村民委员会", "上坪村村民委员会")] == [1, 1]
    assert "已印，未发" in clerk.done("verify", alone)
    clerk.done("certificate", "issue", "--ceremony", CEREMONY)
    clerk.done("certificate", "replace", FIRST, "--because", "受潮")
    assert clerk.run("ledger", "verify").output == ""
