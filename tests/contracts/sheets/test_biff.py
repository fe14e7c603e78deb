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
    path.write_bytes(compound(workbook_of(name, sheet)))
    return path


def workbook_of(name: bytes, sheet: bytes, shared: bytes = b"") -> bytes:
    """Return the stream of a workbook of one sheet; ``shared`` are the records of its texts."""
    head = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 1997, 0, 6)) + shared
    at = len(head) + 4 + 8 + len(name) + 4
    return head + record(0x0085, struct.pack("<IBBBB", at, 0, 0, len(name) // 2, 1) + name) + record(0x000A) + sheet


def compound(stream: bytes) -> bytes:
    """Return the compound file that holds a workbook's stream of up to seven megabytes."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    count = len(stream) // 512
    tables = -(-(count + 2) // 127)
    entries = [("Root Entry", 5, END, 0, 1), ("Workbook", 2, tables + 1, len(stream), FREE)]
    folder = b"".join(
        label.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HBBIII36xIII", 2 * len(label) + 2, kind, 1, FREE, FREE, child, start, size, 0)
        for label, kind, start, size, child in entries
    ).ljust(512, b"\0")
    links = [FAT] * tables + [END, *range(tables + 2, tables + 1 + count), END]
    table = struct.pack(f"<{128 * tables}I", *links, *[FREE] * (128 * tables - len(links)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + struct.pack(
        "<16xHHHHH6xIIIIIIIII109I", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, tables, 0, 4096, END, 0, END, 0,
        *range(tables), *[FREE] * (109 - tables),
    )  # fmt: skip
    return header + table + folder + stream


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
    """And so is a sheet that begins behind the end; what a password hides is not looked at, but said."""
    path = old_workbook(tmp_path / "旧册.xls", 3, 2)
    whole = path.read_bytes()
    at = whole.index(struct.pack("<H", 0x0085), 1536)

    def check(extra: bytes) -> dict[str, SheetNotes]:
        return check_old(path, whole[:at] + (extra + whole[at:])[: len(whole) - at])

    with pytest.raises(ValueError, match="strings"):
        check(record(0x00FC, struct.pack("<II", 1, 2**31)))
    with pytest.raises(ValueError, match="behind"):
        check(record(0x0085, struct.pack("<IBBBB", 2**20, 0, 0, 0, 0)))
    with pytest.raises(RosterError) as caught:
        check(record(0x002F, b"\x01"))
    assert "密码" in caught.value.problems[0].message


BEGIN = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 1997, 0, 6))


def pointing(path: Path, cells: int) -> Path:
    """Write an ``.xls`` whose cells all point to one text as long as a cell can hold."""
    sheet = BEGIN + b"".join(record(0x00FD, struct.pack("<HHHI", row, 0, 0, 1)) for row in range(cells))
    body = struct.pack("<IIHB", 2, 2, 1, 1) + "名".encode("utf-16-le") + struct.pack("<HB", 32_700, 0)
    shared = record(0x00FC, body) + b"".join(record(0x003C, b"\0" + b"A" * 8_175) for _ in range(4))
    path.write_bytes(compound(workbook_of("册".encode("utf-16-le"), sheet + record(0x000A), shared)))
    return path


@pytest.mark.parametrize(("cells", "too_much"), [(2_100, True), (1_900, False)])
def test_a_long_text_in_thousands_of_cells_is_too_much(cells: int, *, too_much: bool, tmp_path: Path) -> None:
    """A hundred kilobytes of file would be gigabytes of text."""
    path = pointing(tmp_path / "a.xls", cells)

    if too_much:
        with pytest.raises(RosterError) as caught:
            notes_of(path)
        assert caught.value.problems[0].message == "各格的文字加起来大得不正常"
    else:
        assert notes_of(path) == {"册": SheetNotes()}


@pytest.mark.parametrize(
    "begin",
    [b"", BEGIN + BEGIN],
    ids=["without a beginning", "begun twice"],
)
def test_cells_are_seen_wherever_their_reader_sees_them(begin: bytes, tmp_path: Path) -> None:
    """The reader asks for no beginning and knows no sheet inside a sheet."""
    path = tmp_path / "a.xls"
    sheet = begin + record(0x0203, struct.pack("<HHHd", 65_535, 200, 0, 1.0)) + record(0x000A)
    path.write_bytes(compound(workbook_of("册".encode("utf-16-le"), sheet)))

    with pytest.raises(RosterError):
        notes_of(path)


def test_sheets_that_lie_in_one_another_are_damage(tmp_path: Path) -> None:
    """A thousand sheets in one place would be read a thousand times."""
    name = "册".encode("utf-16-le")
    whole = workbook_of(name, BEGIN + record(0x000A))
    place = whole.index(struct.pack("<H", 0x0085))
    twice = whole[:place] + whole[place : place + 12 + len(name)] * 2 + whole[place + 12 + len(name) :]
    inside = workbook_of(name, BEGIN + record(0x0001, b"\0" * 60) * 300 + record(0x000A))
    tops = b"".join(
        record(0x0085, struct.pack("<IBBBB", len(inside) // 4 + 64 * number, 0, 0, 1, 1) + name) for number in range(9)
    )
    place = inside.index(struct.pack("<H", 0x0085))

    with pytest.raises(ValueError, match="one place"):
        check_old(tmp_path, compound(twice))
    with pytest.raises(ValueError, match="inside"):
        check_old(tmp_path, compound(inside[:place] + tops + inside[place:]))


def test_a_formula_of_nothing_but_spaces_is_damage(tmp_path: Path) -> None:
    """The reader writes out a quarter of a thousand of them for every four bytes."""
    body = struct.pack("<HHHdHIH", 0, 0, 0, 1.0, 0, 0, 4000) + b"\x19\x40\0\xff" * 1000
    sheet = BEGIN + record(0x0006, body) + record(0x000A)

    with pytest.raises(ValueError, match="spaces"):
        check_old(tmp_path, compound(workbook_of("册".encode("utf-16-le"), sheet)))
