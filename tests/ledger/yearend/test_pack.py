"""A pack is whole, says nothing it may not, and is the same for the same ledger."""

from __future__ import annotations

import io
import json

import pytest
from openpyxl import load_workbook

from contracts.errors import InputError
from contracts.settings import Office
from ledger.publishing.press import Press
from ledger.store import Ledger
from ledger.yearend.book import Span
from ledger.yearend.pack import INDEX, LIST, Pack, assembled, span_of
from tests.clerks_office import ROWS
from tests.ledger.yearend.conftest import THEN


def test_every_file_is_in_both_indexes_with_its_hash(pack: Pack) -> None:
    """One for people, one for programs; the photo and the notice are in."""
    files = {item.path: item for item in pack.files}
    index = json.loads(files[INDEX].content)
    listed = {item["path"]: item["sha256"] for item in index["files"]}
    shown = {row[1]: row[5] for row in load_workbook(io.BytesIO(files[LIST].content))["目录"].iter_rows(
        min_row=2, values_only=True)}  # fmt: skip

    assert listed == {path: item.sha256 for path, item in files.items() if path != INDEX}
    assert shown == {path: digest for path, digest in listed.items() if path != LIST}
    assert len([path for path in files if path.startswith("公示照片/")]) == 1
    assert len([path for path in files if path.startswith("文件/")]) == 3
    assert index["ledger"]["seq"] == pack.last_event


def test_the_same_ledger_gives_the_same_bytes(
    pack: Pack, lived_ledger: Ledger, office: Office, span: Span, press: Press
) -> None:
    """No clock, no random order in it."""
    assert assembled(lived_ledger, office, span, press.again).files == pack.files


def test_no_number_of_a_person_is_in_any_workbook(pack: Pack) -> None:
    """No ID number, no telephone, no child's name; the families' names are."""
    cells = {
        str(cell)
        for item in pack.files
        if item.path.endswith(".xlsx")
        for sheet in load_workbook(io.BytesIO(item.content))
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    }
    text = "\n".join(cells)
    secrets = [cell for row in ROWS for cell in row if cell.isalnum() and len(cell) in {11, 18} and cell[:6].isdigit()]
    children = [row[10] for row in ROWS if row[10]]

    assert secrets
    assert children
    assert not [word for word in (*secrets, *children) if word in text]
    assert "周桂兰" in text


def test_a_year_that_has_not_begun_is_refused_and_one_that_is_over_ends_in_december() -> None:
    """This year goes up to today."""
    with pytest.raises(InputError, match="没有汇集"):
        span_of(2027, THEN.date(), {})
    assert [span_of(year, THEN.date(), {}).last for year in (2025, 2026)] == ["2025-12-31", "2026-11-24"]
