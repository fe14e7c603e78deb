"""The QR code on a certificate: its number and the hash of what stands on it, never who holds it.

The text is ``SY1:<number>:<hash>``, in the signs that a QR code packs tightest and every scanner types
alike: digits, capitals and ``-./:%``. All other letters of a number stand as the percent form of their
UTF-8 bytes, so that a scanner that knows no Chinese cannot spoil them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

_MARK = "SY1"
_PLAIN = re.compile(rb"[0-9A-Z./-]")
_FORM = re.compile(rf"{_MARK}:([^:]+):([0-9A-F]{{64}})")


def code_text(number: str, draft_sha256: str) -> str:
    """Return the text of a paper's code.

    >>> code_text("429999101-补-2026-0001", "ab" * 32)[:40]
    'SY1:429999101-%E8%A1%A5-2026-0001:ABABAB'
    """
    signs = (bytes([byte]) for byte in number.encode())
    quoted = "".join(sign.decode() if _PLAIN.match(sign) else f"%{sign[0]:02X}" for sign in signs)
    return f"{_MARK}:{quoted}:{draft_sha256.upper()}"


def parse_code(text: str) -> tuple[str, str] | None:
    """Return ``(number, draft_sha256)`` of a scanned code, or ``None`` where it is no code of ours.

    Blanks in it, small letters and full-width signs, as some scanners and keyboards type them, are no fault.
    """
    found = _FORM.fullmatch("".join(unicodedata.normalize("NFKC", text).split()).upper())
    return (unquote(found[1], errors="replace"), found[2].lower()) if found else None


def code_drawing(text: str) -> tuple[int, str]:
    """Return ``(size, path)``: how many modules a side has, and the black ones as one path of VML.

    The path counts in modules from the upper left corner; runs of a row are one rectangle each. The quiet
    zone of four modules is not drawn: whoever places the code leaves it free.
    """
    rows = code_rows(text)
    boxes = (f"m{start},{y}l{end},{y},{end},{y + 1},{start},{y + 1}x" for y, start, end in _runs(rows))
    return len(rows), f"{''.join(boxes)}e"


def code_rows(text: str) -> tuple[bytes, ...]:
    """Return the modules of a code, row by row from the top: 1 is black."""
    import segno

    return tuple(bytes(row) for row in segno.make_qr(text, error="m").matrix)


def _runs(rows: tuple[bytes, ...]) -> Iterator[tuple[int, int, int]]:
    """Yield ``(row, first module, module after the last)`` of every black run."""
    for y, row in enumerate(rows):
        for run in re.finditer(rb"\x01+", row):
            yield y, run.start(), run.end()
