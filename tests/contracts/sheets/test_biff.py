"""What an old ``.xls`` hides."""

from __future__ import annotations

import random
import struct
from pathlib import Path

from contracts.reading.roster import read_roster
from contracts.sheets import read_sheets
from contracts.sheets.biff import hidden_in

FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
ROWS = (("姓名", "身份证号"), ("张三", "420117198503020036"), ("李四", "11010519491231002X"))


def record(kind: int, body: bytes = b"") -> bytes:
    """Return a record of an ``.xls``."""
    return struct.pack("<HH", kind, len(body)) + body


def old_workbook(path: Path, hidden_row: int, hidden_column: int) -> Path:
    """Write the smallest ``.xls`` that holds the rows: four kilobytes of records in a compound file."""
    name = "旧册".encode("utf-16-le")
    begin = struct.pack("<HHHHII", 0x0600, 0x0010, 0, 1997, 0, 6)
    sheet = record(0x0809, begin)
    sheet += record(0x007D, struct.pack("<HHHHHH", hidden_column - 1, hidden_column - 1, 2560, 0, 1, 0))
    sheet += record(0x0208, struct.pack("<HHHHHHI", hidden_row - 1, 0, 2, 300, 0, 0, 0x0120))
    for row, cells in enumerate(ROWS):
        for column, text in enumerate(cells):
            sheet += record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))
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


def test_hidden_rows_and_columns_of_an_old_workbook_are_known(tmp_path: Path) -> None:
    """Rows and columns count from 1, by the name of the sheet."""
    path = old_workbook(tmp_path / "旧册.xls", 3, 2)

    notes = hidden_in(path.read_bytes())

    assert {name: (set(note.hidden_rows), set(note.hidden_columns)) for name, note in notes.items()} == {
        "旧册": ({3}, {2})
    }
    assert [tuple(cells) for _, cells in read_sheets(path)[0].rows()] == list(ROWS)


def test_a_hidden_row_of_an_old_workbook_is_skipped_aloud(tmp_path: Path) -> None:
    """A filter left on hides people in ``.xls`` as in ``.xlsx``."""
    reading = read_roster(old_workbook(tmp_path / "旧册.xls", 3, 9))

    assert [record.persons[0].name for record in reading.records] == ["张三"]
    assert [(item.row, "隐藏" in item.why) for item in reading.skipped] == [(3, True)]


def test_a_damaged_file_tells_nothing(tmp_path: Path) -> None:
    """Cut short, changed, or running in a circle: never an error of ours, never without end."""
    whole = old_workbook(tmp_path / "旧册.xls", 3, 2).read_bytes()
    rng = random.Random(3)  # noqa: S311 - damage, no secret

    for length in range(0, len(whole), 97):
        assert len(hidden_in(whole[:length])) <= 1
    for _ in range(300):
        broken = bytearray(whole)
        for _ in range(4):
            broken[rng.randrange(1600)] = rng.randrange(256)
        assert len(hidden_in(bytes(broken))) <= 1
    circle = bytearray(whole)
    struct.pack_into("<I", circle, 512 + 4 * 9, 2)
    assert hidden_in(bytes(circle)) == {}
