"""The typefaces a Word file asks for."""

from __future__ import annotations

import re

from contracts.word.archive import read_parts

_FACE = re.compile(rb'<w:rFonts\b[^>]*?w:eastAsia="([^"]+)"')
_USING = re.compile(r"word/(document|styles|numbering|header\d*|footer\d*)\.xml")


def faces_of(content: bytes) -> tuple[str, ...]:
    """Return the Chinese faces that a file's styles and text name, most used first.

    Raises:
        DocumentError: Not a Word file that is safe to open.
    """
    counts: dict[str, int] = {}
    for name, data in read_parts(content).items():
        if _USING.fullmatch(name):
            for face in _FACE.findall(data):
                counts[face.decode()] = counts.get(face.decode(), 0) + 1
    return tuple(sorted(counts, key=lambda face: (-counts[face], face)))
