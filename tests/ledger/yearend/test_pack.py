"""A pack is whole, says nothing it may not, and is the same for the same ledger."""

from __future__ import annotations

import hashlib
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
from tests.ledger.yearend.conftest import THEN, Parcel


def test_every_file_is_in_both_indexes_with_its_hash(packed: tuple[Pack, Parcel]) -> None:
    """One for people, one for programs; the photo, the notice and the contracts are in."""
    pack, files = packed
    index = json.loads(files[INDEX])
    listed = {item["path"]: item["sha256"] for item in index["files"]}
    shown = {row[1]: row[5] for row in load_workbook(io.BytesIO(files[LIST]))["目录"].iter_rows(
        min_row=2, values_only=True)}  # fmt: skip
    hashes = {path: hashlib.sha256(content).hexdigest() for path, content in files.items()}

    assert listed == {path: digest for path, digest in hashes.items() if path != INDEX}
    assert shown == {path: digest for path, digest in listed.items() if path != LIST}
    assert {item.path: (item.size, item.sha256) for item in pack.files} == {
        path: (len(content), hashes[path]) for path, content in files.items()
    }
    assert pack.index_sha256 == hashes[INDEX]
    folders = [path.partition("/")[0] for path in files if "/" in path]
    assert {folder: folders.count(folder) for folder in folders} == {"文件": 3, "公示照片": 1, "合同原件": 4}
    assert index["ledger"]["seq"] == pack.last_event


def test_registers_come_first_in_the_index_and_each_counts_its_rows(packed: tuple[Pack, Parcel]) -> None:
    """01 to 11, then folders, then the two indexes."""
    pack, _ = packed
    books = [(item.path, item.lines) for item in pack.files][:11]

    assert [path[:2] for path, _ in books] == [f"{number:02}" for number in range(1, 12)]
    assert dict(books)["01_合同登记.xlsx"] == 5
    assert dict(books)["11_合同原件.xlsx"] == 5
    assert [item.path for item in pack.files][-2:] == [LIST, INDEX]


def test_the_same_ledger_gives_the_same_bytes(
    packed: tuple[Pack, Parcel], lived_ledger: Ledger, office: Office, span: Span, press: Press
) -> None:
    """No clock, no random order in it."""
    again: Parcel = {}
    assert assembled(lived_ledger, office, span, press.again, again.__setitem__, press.original) == packed[0]
    assert list(again.items()) == list(packed[1].items())


def test_without_being_asked_for_no_contract_is_in_it(
    lived_ledger: Ledger, office: Office, span: Span, press: Press
) -> None:
    """Neither the papers nor a register of them; the pack says that it holds no number."""
    files: Parcel = {}
    assembled(lived_ledger, office, span, press.again, files.__setitem__)

    assert not [path for path in files if "合同原件" in path]
    about = load_workbook(io.BytesIO(files[LIST]))["说明"]
    assert any("没有证件号" in str(cell.value) for cell in about["B"])


def test_no_number_of_a_person_is_in_any_workbook_or_name(packed: tuple[Pack, Parcel]) -> None:
    """No ID number, no telephone, no child's name; the families' names are. Contracts are what they are."""
    cells = {
        str(cell)
        for path, content in packed[1].items()
        if path.endswith(".xlsx")
        for sheet in load_workbook(io.BytesIO(content))
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    }
    text = "\n".join((*cells, *packed[1]))
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
