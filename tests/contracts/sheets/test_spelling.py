"""A sheet is looked at in one spelling, whoever wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.sheets.notes import SheetNotes
from contracts.sheets.preflight import check_zip
from contracts.sheets.spelling import Spelling
from tests.contracts.dirty_rosters import write_rows
from tests.contracts.sheets.test_preflight import reason, replaced

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
USUAL = (
    f'<worksheet xmlns="{MAIN}"><cols><col min="2" max="2" hidden="1"/></cols><sheetData>'
    '<row r="1"><c r="A1" t="str"><v>姓名</v></c></row><row r="2"/>'
    '<row r="3" hidden="1"><c r="A3" t="e"><f>B1</f><v>#REF!</v></c><c r="B3"><f>A1</f></c></row>'
    '</sheetData><mergeCells><mergeCell ref="A5:B6"/></mergeCells></worksheet>'
)
KNOWN = SheetNotes(
    hidden_rows=frozenset({3}),
    hidden_columns=frozenset({2}),
    errors=(("A3", "#REF!"),),
    uncalculated=frozenset({"B3"}),
    merged=4,
)


def prefixed(text: str) -> str:
    """Return the same XML with a prefix before each name."""
    opened = text.replace("</", "\0").replace("<", "<x:").replace("\0", "</x:")
    return opened.replace("xmlns=", "xmlns:x=")


SPELLINGS = {
    "usual": USUAL,
    "single quotes": USUAL.replace('"', "'"),
    "prefixed": prefixed(USUAL),
    "prefixed with single quotes": prefixed(USUAL).replace('"', "'"),
    "spaces": USUAL.replace('="', ' = "').replace("<c ", "<c\n  "),
    "hidden first": USUAL.replace('r="3" hidden="1"', 'hidden="true" r="3"'),
    "small letters": USUAL.replace('c r="A', 'c r="a').replace('c r="B', 'c r="b'),
    "without places": USUAL.replace(' r="1"', "").replace(' r="2"', "").replace(' r="3"', "").replace(' r="A3"', ""),
    "a bracket in quotes": USUAL.replace("<row r", '<row x=">" r').replace("<c r", '<c x=">" r'),
}


@pytest.mark.parametrize("text", SPELLINGS.values(), ids=SPELLINGS)
def test_what_is_hidden_is_found_however_it_is_spelt(text: str, tmp_path: Path) -> None:
    """Programs of every hand write the same sheet with other quotes, prefixes and spaces."""
    path = write_rows(tmp_path / "a.xlsx", [("甲",)])

    assert check_zip(replaced(path, "xl/worksheets/sheet1.xml", text.encode())) == {"花名册": KNOWN}


@pytest.mark.parametrize(
    "far",
    [
        "<row r='1000000'><c r='XFD1000000'><v>1</v></c></row>",
        "<x:row r='1000000'><x:c r='XFD1000000'><x:v>1</x:v></x:c></x:row>",
        "<row\nr = '1000000'\n><c\nr = 'XFD1000000'><v>1</v></c></row >",
        "<row r='1000000'><c r='XFC1000000'><v>1</v></c><c><v>1</v></c></row>",
    ],
)
def test_a_far_cell_is_seen_however_it_is_spelt(far: str, tmp_path: Path) -> None:
    """The parser would make room for sixteen thousand million cells."""
    path = write_rows(tmp_path / "a.xlsx", [("甲",)])

    assert "1000000 行、16384 列" in reason(
        replaced(path, "xl/worksheets/sheet1.xml", USUAL.replace("</sheetData>", far + "</sheetData>").encode())
    )


def test_a_usual_piece_goes_through_untouched_and_tells_where_the_next_begins() -> None:
    """Rows and cells that say no place follow the one before, over the seam of two pieces."""
    usual = b'<row r="7"><c r="A7" t="s"><v>0</v></c></row>'

    first, second = Spelling().pieces([usual, b"<row><c/><c s='1'/></row><row/><row><c r='C1'/><c/></row>"])

    assert first is usual
    assert second == (
        b'<row r="8"><c r="A8"/><c r="B8" s="1"/></row><row r="9"/><row r="10"><c r="C1"/><c r="D10"/></row>'
    )


def test_columns_behind_the_last_count_as_the_last() -> None:
    """A row of millions of cells without a place has no letters of its own."""
    (piece,) = Spelling().pieces([b"<row>" + b"<c/>" * 17_000 + b"</row>"])

    assert piece.endswith(b'<c r="XFD1"/></row>')
