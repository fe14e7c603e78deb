"""Pictures, formatted words and inserted files go docxtpl's own way, by themselves."""

from __future__ import annotations

import importlib.util
import struct
import zlib

import pytest

from contracts.errors import DocumentError, InputError
from contracts.word.archive import read_parts
from contracts.word.inlay import Insert, Picture, Words
from contracts.word.markup import paragraph
from contracts.word.reading import printed
from contracts.word.template import Template
from tests.contracts.word.papers import MEAN_NAME, word_file


def png() -> bytes:
    """Return a picture of one white point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\xff")) + chunk(b"IEND", b"")


def test_a_picture_comes_with_its_part_and_its_link() -> None:
    """The words beside it are inked as ever."""
    template = Template(word_file(paragraph("Body", "{{ name }}：{{ seal }}")))
    content = template.render({"name": MEAN_NAME, "seal": Picture(content=png(), width_mm=30)})
    parts = read_parts(content)

    assert not template.needs_tree
    assert [name for name in parts if name.startswith("word/media/")]
    assert b"<w:drawing>" in parts["word/document.xml"]
    assert MEAN_NAME in printed(content)


def test_formatted_words_keep_their_looks_and_cannot_write_markup() -> None:
    """Bold is bold; an ampersand is an ampersand."""
    template = Template(word_file(paragraph("Body", "{{r clause }}")))
    content = template.render({"clause": Words(runs=(("甲&", False), ("乙<", True)))})

    assert "甲&乙<" in printed(content).replace("\n", "")
    assert b"<w:b/>" in read_parts(content)["word/document.xml"]


def test_formatted_words_with_control_characters_are_refused() -> None:
    """The same wall for every value."""
    with pytest.raises(InputError):
        Template(word_file(paragraph("Body", "{{r x }}"))).render({"x": Words(runs=(("a\x07", True),))})


def test_a_file_inside_a_file_needs_docxcompose_and_says_so() -> None:
    """One line, no traceback."""
    template = Template(word_file(paragraph("Body", "{{p annex }}")))
    values = {"annex": Insert(content=word_file(paragraph("Body", "附件")))}
    if importlib.util.find_spec("docxcompose"):
        assert "附件" in printed(template.render(values))
    else:
        with pytest.raises(DocumentError, match="没有生成"):
            template.render(values)
