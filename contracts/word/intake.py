"""Somebody else's Word file, opened with care: every way in which it cannot be read is said in words.

The zip is looked at by :mod:`contracts.word.archive`; here stands what a stranger's file needs besides: the
sort of file it really is, a bound on what a parser is made to build, and a parser that fetches nothing.
"""

from __future__ import annotations

import lzma
import struct
from collections.abc import Mapping
from typing import TYPE_CHECKING

from contracts.errors import DocumentError
from contracts.model import Problem
from contracts.word.archive import EMPTY, LARGEST_FILE, LOCKED, PDF, read_parts, sort_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MOST_MARKS = 800_000
"""The most tags, in all parts together, that are given to a parser: about 500 bytes of memory each."""

_SAVE_AS = "用 Word 或 WPS 打开，另存为 .docx 再审查"
_DAMAGE = (ValueError, OSError, OverflowError, IndexError, struct.error, lzma.LZMAError)
"""What the zip reader throws at a torn index or an odd packing, besides its own errors."""

_CURES = {
    EMPTY: "请向发来的人重新索取",
    LOCKED: "请向发来的人要密码，用 Word 或 WPS 打开，去掉密码后另存为 .docx",
    PDF: "请索取 Word 原件；扫描件要先转成文字",
}
_INSIDE = (
    ("xl/workbook.xml", "这是表格文件", "合同要另存为 .docx；名册请用 shouyue roster check"),
    ("ppt/presentation.xml", "这是演示文稿", "把文字复制到 Word 或 WPS 文字里，另存为 .docx"),
    ("content.xml", "这是 OpenDocument 文件", _SAVE_AS),
)


def opened(content: bytes) -> dict[str, bytes]:
    """Return the parts of a Word file by name.

    Raises:
        DocumentError: Empty, too large, an old .doc, locked with a password, damaged, another sort of file,
            a bomb, or a file with macros or foreign objects; with the cure.
    """
    _refuse_other_forms(content)
    try:
        parts = read_parts(content, links_allowed=True)
    except DocumentError as error:
        _refuse_other_packages(content, error)
        raise
    except _DAMAGE as error:
        raise refused("文件损坏，解不开", _SAVE_AS) from error
    if len({name.lower() for name in parts}) != len(parts):
        raise refused("同一个部件出现两次", _SAVE_AS)
    if sum(data.count(b"<") for name, data in parts.items() if is_xml(name)) > MOST_MARKS:
        raise refused("解开以后大得不合常理", "删去多余的内容，或分成几个文件")
    return parts


def is_xml(name: str) -> bool:
    """Say whether a part is marked-up text, by its name."""
    return name.endswith((".xml", ".rels", ".vml"))


def tree(parts: Mapping[str, bytes], name: str) -> Element:
    """Return the root of a part.

    Raises:
        DocumentError: The part is no well-formed XML, or carries a DOCTYPE.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_pis=False)
    try:
        root = etree.fromstring(parts[name], parser)
    except (etree.XMLSyntaxError, LookupError, ValueError) as error:
        raise refused(f"部件 {name} 损坏，不是有效的 XML", _SAVE_AS) from error
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]  # the stubs lack it
        raise refused(f"部件 {name} 带有 DOCTYPE", _SAVE_AS)
    return root


def refused(message: str, hint: str) -> DocumentError:
    """Return the one error for a Word file that cannot be used."""
    return DocumentError("Word 文件不能使用，未作审查。", [Problem(where="Word 文件", message=message, hint=hint)])


def _refuse_other_forms(content: bytes) -> None:
    what = sort_of(content)
    if what:
        raise refused(what, _CURES.get(what, _SAVE_AS))
    if len(content) > LARGEST_FILE:
        raise refused(f"文件超过 {LARGEST_FILE >> 20} MB", "压缩或删去图片，再另存")


def _refuse_other_packages(content: bytes, cause: DocumentError) -> None:
    """Say what a sound zip without a Word text is; names are read from its index, nothing is unpacked."""
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, *_DAMAGE):
        return
    for name, message, hint in _INSIDE:
        if name in names and "word/document.xml" not in names:
            raise refused(message, hint) from cause
