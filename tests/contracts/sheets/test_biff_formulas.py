"""The formulas of an old ``.xls`` as text."""

from __future__ import annotations

import struct

import pytest

from contracts.sheets.biff_formulas import formulas_of
from tests.contracts.sheets.test_biff import BEGIN, compound, record, workbook_of

NAME = "册".encode("utf-16-le")
A1, C3_FIXED = b"\x24\0\0\0\xc0", b"\x44\x02\0\x02\0"
ONE = b"\x1e\1\0"
OWN = record(0x01AE, struct.pack("<H", 1) + b"\x01\x04") + record(0x01AE, struct.pack("<H", 1) + b"\x01\x3a")
EXTERNAL = OWN + record(0x0017, struct.pack("<HHHHHHH", 2, 0, 0, 0, 1, 0, 0))


def formula(row: int, column: int, tokens: bytes, result: float | None) -> bytes:
    """Return the record of a formula; ``None`` is an empty result."""
    told = struct.pack("<Q", 0xFFFF_0000_0000_0003) if result is None else struct.pack("<d", result)
    body = struct.pack("<HHH", row, column, 0) + told + struct.pack("<HIH", 0, 0, len(tokens)) + tokens
    return record(0x0006, body)


def read(records: bytes) -> dict[tuple[int, int], str | None]:
    """Return the formulas of a sheet with these records."""
    return formulas_of(compound(workbook_of(NAME, BEGIN + records + record(0x000A), EXTERNAL)))["册"]


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        (A1 + C3_FIXED + b"\x03", "=A1+$C$3"),
        (A1 + ONE + b"\x0c" + ONE + b"\x0d", "=A1>=1>1"),
        (ONE + b"\x13" + ONE + b"\x14\x15\x05", "=-1*(1%)"),
        (b"\x25\0\0\xff\xff\0\xc0\x01\xc0" + b"\x19\x10\0\0", "=SUM(A:B)"),
        (b"\x25\1\0\2\0\0\0\xff\0\x22\1\4\0", "=SUM($2:$3)"),
        (A1 + b'\x17\4\0a"b"' + b"\x16\x42\3\1\0", '=IF(A1,"a""b""",)'),
        (b"\x17\1\1" + "村".encode("utf-16-le"), '="村"'),
        (A1 + ONE + b"\x41\x1b\0", "=ROUND(A1,1)"),
        (ONE + b"\x19\4\1\0\0\0\0\0" + A1 + b"\x42\2\x64\0", "=CHOOSE(1,A1)"),
        (b"\x1f" + struct.pack("<d", 0.1) + b"\x1f" + struct.pack("<d", 1e9) + b"\x05", "=0.1*1000000000"),
        (b"\x1d\1\x1c\x2a\x08", "=TRUE&#N/A"),
        (b"\x3a\0\0\1\0\1\xc0", "='册'!B2"),
        (b"\x3b\0\0\0\0\1\0\0\xc0\0\xc0", "='册'!A1:A2"),
    ],
)
def test_a_formula_is_read_token_by_token(tokens: bytes, text: str) -> None:
    """Each as LibreOffice and Excel write it, and as the clerk typed it."""
    assert read(formula(4, 4, tokens, 1.0)) == {(5, 5): text}


@pytest.mark.parametrize(
    "tokens",
    [
        b"\x18", b"\x23\0\0\0\0", b"\x19\x77\0\0", b"\x1c\x99", b"\x42\1\xff\0", A1 + b"\x42\2\4\0", A1 * 2, b"",
        b"\x3a\1\0\1\0\1\xc0", b"\x3a\x09\0\1\0\1\xc0", b"\x03", b"\x24\0", b"\x17\1\0\n", b"\x01\x09\0\0\0",
    ],
)  # fmt: skip
def test_a_formula_with_a_part_that_is_not_understood_is_none(tokens: bytes) -> None:
    """Names, other files, unknown functions, damage: its result is kept, and nothing is guessed."""
    assert read(formula(0, 0, tokens, 1.0)) == {(1, 1): None}


def test_a_formula_filled_down_is_read_from_where_it_is_kept() -> None:
    """Once for all its cells, by the distance of what it points to."""
    near = b"\x2c\0\0\xff\xc0" + b"\x2d\xff\xff\0\0\xfe\xc0\0\0" + b"\x22\2\4\0"
    shared = record(0x04BC, struct.pack("<HHBBBBH", 2, 3, 3, 3, 0, 2, len(near)) + near)
    points = b"\x01" + struct.pack("<HH", 2, 3)

    found = read(formula(2, 3, points, 1.0) + shared + formula(3, 3, points, 1.0))

    assert found == {(3, 4): "=SUM(C3,B2:$A$1)", (4, 4): "=SUM(C4,B3:$A$1)"}


def test_a_formula_of_damage_is_damage() -> None:
    """A record that ends before its length."""
    with pytest.raises(ValueError, match="record"):
        read(record(0x0006, b"\0\0"))
