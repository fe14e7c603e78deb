"""The lengths of the shared texts of an old ``.xls``."""

from __future__ import annotations

import struct
from collections.abc import Sequence

import pytest

from contracts.sheets.biff_strings import string_lengths
from tests.contracts.sheets.test_biff import record

ROOM = 8224
HEAD = struct.Struct("<HB")


def parts_of(texts: Sequence[str], room: int = ROOM) -> list[bytes]:
    """Return the texts as a spreadsheet program cuts them into records, two bytes to a letter."""
    parts, body = list[bytes](), struct.pack("<II", len(texts), len(texts))
    for text in texts:
        if len(body) + HEAD.size > room:
            parts, body = [*parts, body], b""
        letters = text.encode("utf-16-le")
        body += HEAD.pack(len(text), 1)
        while letters:
            fits = (room - len(body)) // 2 * 2
            body, letters = body + letters[:fits], letters[fits:]
            if letters:
                parts, body = [*parts, body], b"\1"
    return [*parts, body]


def shared(texts: Sequence[str]) -> bytes:
    """Return the records of the shared texts."""
    first, *more = parts_of(texts)
    return record(0x00FC, first) + b"".join(record(0x003C, part) for part in more)


@pytest.mark.parametrize("room", [40, 41, 57, ROOM])
def test_texts_that_go_on_in_the_next_records_keep_their_lengths(room: int) -> None:
    """A cut may fall inside a text or between two, and each part says anew how wide its letters are."""
    texts = ["姓名", "", "张" * 300, "李四", "王" * 19]

    assert list(string_lengths(parts_of(texts, room))) == [2, 0, 300, 2, 19]


def test_fonts_and_phonetic_marks_behind_a_text_are_passed_over() -> None:
    """They may go on in the next record too, without a word about letters."""
    rich = struct.pack("<IIHBH", 2, 2, 3, 0x08, 5) + b"abc" + b"\0" * 12
    marked = b"\0" * 8 + struct.pack("<HBI", 2, 0x05, 6) + "张三".encode("utf-16-le") + b"\0" * 2

    assert list(string_lengths([rich, marked, b"\0" * 4])) == [3, 2]


def test_a_part_may_change_to_narrow_letters() -> None:
    """Half of a text in two bytes a letter, the other half in one."""
    assert list(string_lengths([struct.pack("<IIHB", 1, 1, 4, 1) + b"a\0b\0", b"\0cd"])) == [4]


@pytest.mark.parametrize(
    "parts",
    [
        [struct.pack("<II", 1, 1000)],
        [struct.pack("<IIHB", 1, 1, 9, 0) + b"abc"],
        [struct.pack("<IIHBH", 1, 1, 1, 0x08, 999) + b"a"],
        [struct.pack("<II", 0, 0), *[b"\0"] * 20_001],
    ],
)
def test_texts_that_go_on_behind_the_end_are_damage(parts: Sequence[bytes]) -> None:
    """And so are more records than the largest file has."""
    with pytest.raises(ValueError, match="string"):
        string_lengths(parts)
