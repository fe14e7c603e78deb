"""The workbook stream of a compound file."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from contracts.sheets.compound import workbook_stream
from tests.contracts.sheets.test_biff import END, FREE, old_workbook

TABLE, FOLDER, STREAM = 512, 1024, 1536


@pytest.fixture
def whole(tmp_path: Path) -> bytes:
    """Return a small old workbook: its table of sectors, its folder, then the stream of 4096 bytes."""
    return old_workbook(tmp_path / "旧册.xls", 3, 2).read_bytes()


def changed(whole: bytes, at: int, number: int, form: str = "<I") -> bytes:
    """Return the file with one number changed."""
    made = bytearray(whole)
    struct.pack_into(form, made, at, number)
    return bytes(made)


def test_the_stream_comes_out_whole(whole: bytes) -> None:
    """Sector after sector."""
    assert workbook_stream(whole) == whole[STREAM:]


def test_a_short_stream_stands_in_the_small_sectors(whole: bytes) -> None:
    """Below the limit of the header it is cut in pieces of 64 bytes that the root entry keeps."""
    small = changed(changed(whole, 60, 9), 64, 1)
    small = changed(changed(small, FOLDER + 116, 2), FOLDER + 120, 7 * 512)
    small = changed(changed(small, FOLDER + 128 + 116, 0), FOLDER + 128 + 120, 128)
    small = changed(changed(small, TABLE + 4 * 8, END), TABLE + 4 * 9, END)
    small = small[: STREAM + 7 * 512] + struct.pack("<128I", 1, END, *[FREE] * 126)

    assert workbook_stream(small) == whole[STREAM : STREAM + 128]


@pytest.mark.parametrize(
    ("at", "number", "form"),
    [
        (30, 40, "<H"),
        (32, 0, "<H"),
        (44, 2**31, "<I"),
        (64, 2**31, "<I"),
        (72, 2**31, "<I"),
        (48, 2**20, "<I"),
        (FOLDER + 128 + 120, 2**31, "<I"),
        (FOLDER + 128, 0x41, "<H"),
        (TABLE + 4 * 9, 2, "<I"),
        (TABLE + 4 * 2, 5000, "<I"),
    ],
)
def test_what_cannot_be_true_is_refused(whole: bytes, at: int, number: int, form: str) -> None:
    """Counts and lengths beyond the file, chains that lead out of it or in a circle, no such stream."""
    with pytest.raises(ValueError, match=r"\w"):
        workbook_stream(changed(whole, at, number, form))


def test_a_file_cut_short_is_refused(whole: bytes) -> None:
    """Wherever the end is."""
    for length in (0, 40, 600, 1100):
        with pytest.raises(ValueError, match=r"\w"):
            workbook_stream(whole[:length])
