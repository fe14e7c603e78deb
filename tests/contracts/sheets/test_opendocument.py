"""What the tables of an ``.ods`` hide, and how far they reach."""

from __future__ import annotations

from pathlib import Path

from contracts.sheets.notes import SheetNotes
from contracts.sheets.preflight import check_zip
from tests.contracts.sheets.test_preflight import packed, reason

ODS = """<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x">
<office:body><office:spreadsheet><table:table table:name="花名册">{rows}</table:table></office:spreadsheet>
</office:body></office:document-content>"""


def test_an_encrypted_ods_says_so(tmp_path: Path) -> None:
    """The manifest tells."""
    parts: dict[str, str | bytes] = {
        "content.xml": b"\x00\x01",
        "META-INF/manifest.xml": "<manifest:encryption-data/>",
    }

    assert "密码" in reason(packed(tmp_path / "a.ods", parts))


def test_an_ods_tells_merges_and_what_is_hidden_and_repeats_are_counted(tmp_path: Path) -> None:
    """A value behind a thousand million repeated cells is refused."""
    rows = (
        '<table:table-column-group/><table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:visibility="collapse" table:number-columns-repeated="2"></table:table-column>'
        '<table:table-row/><table:table-row table:visibility="filter"><table:table-cell table:number-rows-spanned="2" '
        'table:number-columns-spanned="3" office:value-type="string"/></table:table-row>'
    )
    far = (
        '<table:table-row><table:table-cell table:number-columns-repeated="1000000000"/>'
        '<table:table-cell office:value-type="float"/></table:table-row>'
    )

    notes = check_zip(packed(tmp_path / "a.ods", {"content.xml": ODS.format(rows=rows)}))

    assert notes["花名册"] == SheetNotes(
        hidden_rows=frozenset({2}), hidden_columns=frozenset({3, 4}), merges=((2, 1, 3, 3),)
    )
    assert "1000000001 列" in reason(packed(tmp_path / "b.ods", {"content.xml": ODS.format(rows=far)}))
