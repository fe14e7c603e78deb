"""What an old ``.xls`` hides, and how large it is."""

from __future__ import annotations

import contextlib
import random
import struct
from pathlib import Path

import pytest

from contracts.errors import RosterError
from contracts.reading.roster import read_roster
from contracts.sheets import read_sheets
from contracts.sheets.biff import check_old
from contracts.sheets.notes import SheetNotes

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
ROWS = (("姓名", "身份证号"), ("张三", "420117198503020036"), ("李四", "11010519491231002X"))


def record(kind: int, body: bytes = b"") -> bytes:
    """Return a record of an ``.xls``."""
    return struct.pack("<HH", kind, len(body)) + body


def old_workbook(path: Path, hidden_row: int, hidden_column: int, *, blank_formula: bool = False) -> Path:
    """Write the smallest ``.xls`` that holds the rows: four kilobytes of records in a compound file."""
    name = "旧册".encode("utf-16-le")
    begin = struct.pack("<HHHHII", 0x0600, 0x0010, 0, 1997, 0, 6)
    sheet = record(0x0809, begin)
    sheet += record(0x007D, struct.pack("<HHHHHH", hidden_column - 1, hidden_column - 1, 2560, 0, 1, 0))
    sheet += record(0x0208, struct.pack("<HHHHHHI", hidden_row - 1, 0, 2, 300, 0, 0, 0x0120))
    for row, cells in enumerate(ROWS):
        for column, text in enumerate(cells):
            sheet += record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))
    if blank_formula:
        sheet += record(0x0006, struct.pack("<HHHQHIH", 3, 2, 0, 0xFFFF_0000_0000_0003, 0, 0, 0))
    sheet += record(0x000A)
    head = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 1997, 0, 6))
    at = len(head) + 4 + 8 + len(name) + 4
    head += record(0x0085, struct.pack("<IBBBB", at, 0, 0, len(name) // 2, 1) + name) + record(0x000A)
    stream = (head + sheet).ljust(4096, b"\0")
    entries = [("Root Entry", 5, END, 0, 1), ("Workbook", 2, 2, len(stream), FREE)]
    folder = b"".join(
        label.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HBBIII36xIII", 2 * len(label) + 2, kind, 1, FREE, FREE, child, start, size, 0)
        for label, kind, start, size, child in entries
    ).ljust(512, b"\0")
    table = struct.pack("<128I", FAT, END, *range(3, 10), END, *[FREE] * 118)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + struct.pack(
        "<16xHHHHH6xIIIIIIIIII108I", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, END, 0, END, 0, 0, *[FREE] * 108
    )
    path.write_bytes(header + table + folder + stream)
    return path


def notes_of(path: Path) -> dict[str, SheetNotes]:
    """Return what an old workbook hides."""
    return check_old(path, path.read_bytes())


def test_hidden_rows_and_columns_of_an_old_workbook_are_known(tmp_path: Path) -> None:
    """Rows and columns count from 1, by the name of the sheet."""
    path = old_workbook(tmp_path / "旧册.xls", 3, 2)

    known = SheetNotes(hidden_rows=frozenset({3}), hidden_columns=frozenset({2}), widths=((2, 10.0),))
    assert notes_of(path) == {"旧册": known}
    assert [tuple(cells) for _, cells in read_sheets(path)[0].rows()] == list(ROWS)


def test_a_hidden_row_of_an_old_workbook_is_skipped_aloud(tmp_path: Path) -> None:
    """A filter left on hides people in ``.xls`` as in ``.xlsx``; a hidden column is read and said."""
    reading = read_roster(old_workbook(tmp_path / "旧册.xls", 3, 2))

    assert [record.persons[0].name for record in reading.records] == ["张三"]
    assert [(item.row, "隐藏" in item.why) for item in reading.skipped] == [(3, True)]
    assert ["B" in remark for remark in reading.remarks] == [True]


def test_a_damaged_file_is_damaged_or_tells_what_is_hidden(tmp_path: Path) -> None:
    """Cut short or changed: never another error, never without end."""
    path = old_workbook(tmp_path / "旧册.xls", 3, 2)
    whole = path.read_bytes()
    rng = random.Random(3)  # noqa: S311 - damage, no secret
    damaged = [whole[:length] for length in range(0, len(whole), 97)]
    for _ in range(300):
        broken = bytearray(whole)
        for _ in range(4):
            broken[rng.randrange(1600)] = rng.randrange(256)
        damaged.append(bytes(broken))

    for content in damaged:
        with contextlib.suppress(ValueError, RosterError):
            assert len(check_old(path, content)) <= 1


@pytest.mark.parametrize(
    ("kind", "body", "error"),
    [
        (0x0200, struct.pack("<IIHHH", 0, 2**31, 0, 2, 0), ValueError),
        (0x0200, struct.pack("<IIHHH", 5, 2, 0, 2, 0), ValueError),
        (0x0200, struct.pack("<HHHHH", 0, 2, 0, 60_000, 0), ValueError),
        (0x0203, struct.pack("<HHHd", 65_535, 200, 0, 1.0), RosterError),
        (0x00BD, struct.pack("<HHHIH", 1, 0, 0, 0, 60_000), RosterError),
        (0x0203, b"", ValueError),
    ],
)
def test_a_size_that_no_sheet_has_is_refused_before_room_is_made(
    kind: int, body: bytes, error: type[Exception], tmp_path: Path
) -> None:
    """The reader of the cells makes room for whatever stands there: four thousand million cells."""
    path = old_workbook(tmp_path / "旧册.xls", 3, 2)
    whole = path.read_bytes()
    at = whole.index(struct.pack("<HH", 0x007D, 12))

    with pytest.raises(error):
        check_old(path, whole[:at] + (record(kind, body) + whole[at:])[: len(whole) - at])


def test_more_strings_than_there_is_room_for_are_refused(tmp_path: Path) -> None:
    """And so is a sheet that begins behind the end; what a password hides is not looked at."""
    path = old_workbook(tmp_path / "旧册.xls", 3, 2)
    whole = path.read_bytes()
    at = whole.index(struct.pack("<H", 0x0085), 1536)

    def check(extra: bytes) -> dict[str, SheetNotes]:
        return check_old(path, whole[:at] + (extra + whole[at:])[: len(whole) - at])

    with pytest.raises(ValueError, match="strings"):
        check(record(0x00FC, struct.pack("<II", 1, 2**31)))
    with pytest.raises(ValueError, match="behind"):
        check(record(0x0085, struct.pack("<IBBBB", 2**20, 0, 0, 0, 0)))
    assert check(record(0x002F, b"\x01")) == {}
