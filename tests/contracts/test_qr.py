"""The code on a certificate: what it says, and that a scanner reads back what was drawn."""

from __future__ import annotations

import re

import pytest
import zxingcpp

from contracts.qr import code_drawing, code_text, parse_code

SHA = "0123456789abcdef" * 4


def bitmap(text: str, scale: int = 4) -> memoryview:
    """Return the drawing of a code as grey pixels, quiet zone included."""
    size, path = code_drawing(text)
    side = (size + 8) * scale
    pixels = bytearray(b"\xff" * side * side)
    for x, y, end in re.findall(r"m(\d+),(\d+)l(\d+),", path):
        for row in range((int(y) + 4) * scale, (int(y) + 5) * scale):
            start, stop = ((int(value) + 4) * scale for value in (x, end))
            pixels[row * side + start : row * side + stop] = bytes(stop - start)
    return memoryview(bytes(pixels)).cast("B", (side, side))


@pytest.mark.parametrize("number", ["429999101-补-2026-0001", "A1", "青〔2026〕7号", "a:b%c d", "阿依古丽·x" * 5])
def test_a_scanner_reads_back_number_and_hash(number: str) -> None:
    """Drawn as a path, read by another program's decoder."""
    (read,) = zxingcpp.read_barcodes(bitmap(code_text(number, SHA)))

    assert read.text == code_text(number, SHA)
    assert parse_code(read.text) == (number, SHA)


def test_small_letters_and_blanks_of_a_scanner_are_no_fault() -> None:
    """As keyboards of scanners type them."""
    assert parse_code(f" {code_text('补-1', SHA).lower()}\n") == ("补-1", SHA)
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in code_text("补-1", SHA))
    assert parse_code(f"{wide[:9]}　{wide[9:]}") == ("补-1", SHA)


@pytest.mark.parametrize("text", ["", "SY1", f"SY2:A:{SHA}", f"SY1:A:{SHA[:-1]}", f"SY1::{SHA}", "https://x.example"])
def test_another_code_is_no_code_of_ours(text: str) -> None:
    """Nothing is read out of it."""
    assert parse_code(text) is None


def test_the_code_holds_nothing_but_number_and_hash() -> None:
    """No name, no ID number, no address of the web."""
    assert code_text("A-1", SHA) == f"SY1:A-1:{SHA.upper()}"
