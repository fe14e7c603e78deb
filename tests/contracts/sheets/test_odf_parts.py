"""The parts of an ``.ods`` walked tag by tag."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from contracts.sheets.odf_parts import CONTENT, STYLES, walk
from tests.contracts.sheets.test_preflight import packed

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = {
    "office": f"{_OASIS}office:1.0", "table": f"{_OASIS}table:1.0", "text": f"{_OASIS}text:1.0",
    "style": f"{_OASIS}style:1.0", "number": f"{_OASIS}datastyle:1.0", "draw": f"{_OASIS}drawing:1.0",
    "config": f"{_OASIS}config:1.0", "fo": f"{_OASIS}xsl-fo-compatible:1.0", "svg": f"{_OASIS}svg-compatible:1.0",
    "css3t": "http://www.w3.org/TR/css3-text/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
}  # fmt: skip
NAMED = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in SPACES.items())


def part(inside: str) -> str:
    """Return a part of a file with this inside it."""
    return f'<?xml version="1.0"?><office:document-content {NAMED}>{inside}</office:document-content>'


class Heard:
    """Writes down what it hears."""

    def __init__(self) -> None:
        self.lines = list[str]()

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear an element begin."""
        self.lines.append(f"{name} {dict(attributes)}")

    def end(self, name: str) -> None:
        """Hear it end."""
        self.lines.append(f"/{name}")

    def text(self, text: str) -> None:
        """Hear a piece of text."""
        self.lines.append(text)


def heard(path: Path, content: str, name: str = CONTENT) -> list[str]:
    """Return what is heard of a part of that content."""
    heard = Heard()
    walk(packed(path, {name: content}), name, heard)
    return heard.lines


def test_whatever_prefix_a_file_chose_the_names_are_the_standards(tmp_path: Path) -> None:
    """One program writes ``table:``, the next ``t:``; what is in no name space of ours has none."""
    content = f"<t:table-cell xmlns:t='{SPACES['table']}' t:formula='1' x='2'>甲</t:table-cell>"

    assert heard(tmp_path / "a.ods", content) == [
        "table:table-cell {'table:formula': '1', ':x': '2'}", "甲", "/table:table-cell"
    ]  # fmt: skip


def test_the_usual_prefixes_are_taken_as_they_are_and_deep_parts_are_refused_with_them_too(tmp_path: Path) -> None:
    """Almost every program uses them; what is of another name space keeps its own prefix."""
    content = part('<loext:x xmlns:loext="urn:x" table:name="a"/>')

    assert heard(tmp_path / "a.ods", content)[1] == "loext:x {'xmlns:loext': 'urn:x', 'table:name': 'a'}"
    with pytest.raises(ValueError, match="deeper"):
        heard(tmp_path / "b.ods", part("<table:a>" * 300))


def test_a_part_that_is_not_there_is_not_heard(tmp_path: Path) -> None:
    """Programs other than LibreOffice leave out the settings."""
    heard = Heard()

    walk(packed(tmp_path / "a.ods", {"x": "y"}), STYLES, heard)

    assert heard.lines == []


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ('<!DOCTYPE a [<!ENTITY b "bbb">]><a>&b;</a>', CONTENT),
        ("<a>" * 300, CONTENT),
        ("<a><b></a>", CONTENT),
        ("<a", CONTENT),
        (f"<a>{' ' * 17 * 2**20}</a>", STYLES),
    ],
)
def test_a_part_that_is_no_spreadsheets_is_refused(content: str, name: str, tmp_path: Path) -> None:
    """Entities that unfold, depth without end, broken tags, and styles longer than any workbook's."""
    with pytest.raises(ValueError, match=r"xml|entity|deeper"):
        heard(tmp_path / "a.ods", content, name)
