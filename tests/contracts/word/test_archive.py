"""The zip around a Word file: opened with care, written the same way every time."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.errors import DocumentError
from contracts.word.archive import Package, packed, read_parts

SMALL = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>", "word/media/a.png": b"\x89PNG"}


def refusal(content: bytes) -> str:
    """Return what the clerk is told about a file."""
    with pytest.raises(DocumentError) as caught:
        read_parts(content)
    return "".join(str(problem) for problem in caught.value.problems)


def test_what_is_packed_can_be_read_again() -> None:
    """Nothing is lost on the way."""
    assert read_parts(packed(SMALL)) == SMALL


def test_other_programs_read_it_too() -> None:
    """The standard library checks every sum."""
    with zipfile.ZipFile(io.BytesIO(packed(SMALL))) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == sorted(SMALL)
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@given(st.dictionaries(st.sampled_from(["word/a.bin", "word/b.bin", "word/页眉.bin"]), st.binary(max_size=300)))
def test_equal_parts_give_equal_bytes_whatever_changes_last(changing: dict[str, bytes]) -> None:
    """The order in which parts arrive is not seen in the file."""
    package = Package({**SMALL, **changing}, changing.keys())
    backwards = dict(reversed(list({**SMALL, **changing}.items())))

    assert package.assembled(changing) == Package(backwards, changing.keys()).assembled(changing)
    assert read_parts(package.assembled(changing)) == {**SMALL, **changing}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "0 字节"),
        (b"hello", "不是完整的 .docx"),
        (packed(SMALL)[:-30], "不是完整的 .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "旧式 .doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "设了打开密码"),
        (b"%PDF-1.7", "这是 PDF 文件"),
        (b"{\\rtf1 ", "这是 RTF 文件"),
    ],
)
def test_what_is_no_docx_is_refused_with_a_cure(content: bytes, told: str) -> None:
    """An old .doc, a locked file, half a file: say which, and say what to do."""
    assert told in refusal(content)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("word/vbaProject.bin", b"x", "宏"),
        ("word/embeddings/a.bin", b"x", "嵌入"),
        ("word/styles.xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>', "DOCTYPE"),
        ("word/styles.xml", "<a/>".encode("utf-16"), "UTF-8"),
        ("word/styles.xml", b'<?xml version="1.0" encoding="UTF-7"?><a/>', "UTF-8"),
        ("word/_rels/a.xml.rels", b'<Relationship Type="x/image" TargetMode="External" Target="http://a"/>', "链接"),
        ("../outside.xml", b"<a/>", "不合规范"),
        ("word/big.bin", b"\0" * (20 << 20), "大得不合常理"),
    ],
)
def test_a_dangerous_file_is_refused_before_a_parser_sees_it(name: str, data: bytes, told: str) -> None:
    """Macros, objects, entities, links elsewhere, bombs."""
    assert told in refusal(packed({**SMALL, name: data}))


@pytest.mark.parametrize("at", range(4, 46, 3))
def test_a_torn_index_is_one_sentence(at: int) -> None:
    """Whatever the zip reader throws at it."""
    content = bytearray(packed(SMALL))
    start = content.index(b"PK\1\2")
    content[start + at] ^= 0xFF
    with suppress(DocumentError):  # nothing else
        assert read_parts(bytes(content)) == SMALL


def test_a_file_that_is_only_read_may_have_links_elsewhere() -> None:
    """A linked picture in a contract under review fetches nothing; in a template it stays refused."""
    link = b'<Relationship Type="x/attachedTemplate" TargetMode="External" Target="file:///a.dotm"/>'
    content = packed({**SMALL, "word/_rels/settings.xml.rels": link})

    assert read_parts(content, links_allowed=True)
    assert "链接" in refusal(content)


def test_a_part_in_many_pieces_is_written_as_one_in_one() -> None:
    """A notice of twenty thousand rows is never joined."""
    pieces = [str(number).encode() for number in range(10_000)]
    package = Package({**SMALL, "word/a.bin": b""}, ["word/a.bin"])

    whole = package.assembled({"word/a.bin": b"".join(pieces)}, proof=True)
    assert read_parts(package.assembled({"word/a.bin": pieces}, proof=True)) == read_parts(whole)


def test_a_hyperlink_is_no_danger() -> None:
    """It fetches nothing by itself."""
    link = b'<Relationship Type="x/hyperlink" TargetMode="External" Target="http://a"/>'

    assert read_parts(packed({**SMALL, "word/_rels/a.xml.rels": link}))


def test_a_part_that_appears_twice_is_refused() -> None:
    """What is checked must be what is opened."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("word/document.xml", "<b/>")

    assert "两次" in refusal(target.getvalue())
