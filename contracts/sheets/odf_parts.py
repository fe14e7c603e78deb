"""The parts of an ``.ods`` walked tag by tag, in bounded memory, under the names that its standard gives.

Whatever prefix a file chose, a handler hears ``table:table-cell``; files that declare entities, nest deeper than any
spreadsheet or are not well-formed are refused, since what they look like is nothing that an office would miss.

Source: OASIS OpenDocument 1.3 part 3, 1.4 (namespaces); XML 1.0, 4.1.
"""

from __future__ import annotations

import itertools
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol
from xml.parsers import expat

from contracts.errors import RosterError
from contracts.sheets.bounds import CHUNK, chunks, pieces

CONTENT, STYLES, SETTINGS = "content.xml", "styles.xml", "settings.xml"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_PREFIXES = {
    f"{_OASIS}office:1.0": "office", f"{_OASIS}table:1.0": "table", f"{_OASIS}text:1.0": "text",
    f"{_OASIS}style:1.0": "style", f"{_OASIS}datastyle:1.0": "number", f"{_OASIS}drawing:1.0": "draw",
    f"{_OASIS}config:1.0": "config", f"{_OASIS}xsl-fo-compatible:1.0": "fo", f"{_OASIS}svg-compatible:1.0": "svg",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://www.w3.org/TR/css3-text/": "css3t",
    "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0": "calcext",
}  # fmt: skip
_DEEPEST = 200
_MOST_STYLE_BYTES = 16 * CHUNK
_LONGEST_NAME = 400
_HEAD = 16_384
_DECLARED = re.compile(rb"""\sxmlns:([\w.-]{1,40})\s*=\s*["']([^"']{1,400})["']""")


class Handler(Protocol):
    """Hears a part in the order in which it is written."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear an element begin."""

    def end(self, name: str) -> None:
        """Hear it end."""

    def text(self, text: str) -> None:
        """Hear a piece of text."""


class _Names(dict[str, str]):
    """Our name for each name with its namespace."""

    def __missing__(self, whole: str) -> str:
        space, _, local = whole.rpartition(" ")
        name = f"{_PREFIXES.get(space, '')}:{local}"
        if len(whole) <= _LONGEST_NAME:
            self[whole] = name
        return name


class _Walk:
    """Turns what the parser tells into what a handler hears."""

    def __init__(self, handler: Handler, *, is_plain: bool) -> None:
        self.parser = expat.ParserCreate(namespace_separator=None if is_plain else " ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start_plain if is_plain else self._start
        self.parser.EndElementHandler = self._end_plain if is_plain else self._end
        self.parser.CharacterDataHandler = handler.text
        self.parser.EntityDeclHandler = self._refuse
        self._handler = handler
        self._names = _Names()
        self._depth = 0

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ValueError("deeper than any table")
        names = self._names
        self._handler.start(names[name], {names[key]: value for key, value in attributes.items()})

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._handler.end(self._names[name])

    def _start_plain(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise ValueError("deeper than any table")
        self._handler.start(name, attributes)

    def _end_plain(self, name: str) -> None:
        self._depth -= 1
        self._handler.end(name)

    def _refuse(self, *_: object) -> None:
        raise ValueError("an entity of its own")


def walk(source: Path, part: str, handler: Handler) -> None:
    """Let a handler hear one part of a file that has been read already; none where there is no such part.

    Raises:
        ValueError: The part is damaged or larger than it can be.
    """
    try:
        with zipfile.ZipFile(source) as package:
            if part not in package.NameToInfo:
                return
            unpacked = _unpacked(source, package, part)
            first = next(unpacked, b"")
            parser = _Walk(handler, is_plain=_is_plain(first)).parser
            for piece in itertools.chain([first], unpacked):
                parser.Parse(piece, False)  # noqa: FBT003 - expat's own way to say "more follows"
            parser.Parse(b"", True)  # noqa: FBT003
    except (expat.ExpatError, RosterError, zipfile.BadZipFile) as error:
        raise ValueError(part) from error


def _is_plain(start: bytes) -> bool:
    """Say whether a part calls the name spaces as almost every program does; its names can be taken as they are."""
    declared = [
        (prefix.decode(), space.decode("utf-8", "replace")) for prefix, space in _DECLARED.findall(start[:_HEAD])
    ]
    return bool(declared) and all(_PREFIXES.get(space, prefix) == prefix for prefix, space in declared)


def _unpacked(source: Path, package: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    return pieces(source, package, part) if part == CONTENT else chunks(source, package, part, _MOST_STYLE_BYTES)
