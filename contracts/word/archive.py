"""The zip around a Word file: opened with care, written the same way every time.

Members keep fixed dates and a fixed order, so equal parts give equal bytes. Parts that never change are
deflated once and copied from then on.
"""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Collection, Mapping

from contracts.errors import DocumentError
from contracts.model import Problem
from contracts.word.squeeze import ARCHIVE, Squeeze

LARGEST_PART = 16 << 20
LARGEST_FILE = 64 << 20
LARGEST_RATIO = 200
MOST_PARTS = 2000
BLOCK = 4096
"""So many pieces of a part are joined at a time."""

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION = 20
_UTF8_NAME = 0x800
_DEFLATED = 8
_MIDNIGHT = 0
_NEW_YEAR_1980 = 0x21

_FORBIDDEN = (
    (re.compile(r"vbaProject|vbaData", re.IGNORECASE), "带有宏"),
    (re.compile(r"/embeddings/|/activeX/", re.IGNORECASE), "嵌入了其他文件或控件"),
    (re.compile(r"/afchunk", re.IGNORECASE), "引入了外部片段"),
)
_EXTERNAL = re.compile(rb"<Relationship\b[^>]*TargetMode=\"External\"[^>]*>")
_ENCODING = re.compile(rb"\s*<\?xml[^>]*?encoding=[\"']([^\"']+)")
_KNOWN = frozenset({b"utf-8", b"us-ascii"})
_TORN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, NotImplementedError, RuntimeError,
    ValueError, OSError, OverflowError, IndexError,
)  # fmt: skip
"""What the zip reader throws at a damaged, locked or oddly packed file."""
_CURE = "在 Word 或 WPS 里另存为普通的 .docx 文件再用"
EMPTY = "文件是空的（0 字节）"
LOCKED = "文件设了打开密码"
PDF = "这是 PDF 文件"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STARTS = (
    (b"{\\rtf", "这是 RTF 文件"), (b"%pdf", PDF), (b"<?xml", "这是 XML 文件，不是 .docx"),
    (b"\xef\xbb\xbf<?xml", "这是 XML 文件，不是 .docx"), (b"<html", "这是网页，不是 .docx"),
    (b"<!doc", "这是网页，不是 .docx"),
)  # fmt: skip
_CURES = {EMPTY: "请重新制作，或用备份", LOCKED: "在 Word 或 WPS 里去掉密码，另存为 .docx 再用"}


def read_parts(content: bytes, *, links_allowed: bool = False) -> dict[str, bytes]:
    """Return the parts of a Word file by name, after checking that opening them is safe.

    Args:
        content: The file.
        links_allowed: Let pass links to pictures and templates elsewhere: a file that is only read fetches
            nothing. A file that will be printed may have none.

    Raises:
        DocumentError: Not a .docx, locked with a password, damaged, a zip bomb, or a file that carries
            macros, foreign objects, a DOCTYPE or links to files elsewhere.
    """
    parts = _unpacked(content)
    _refuse(_content_faults(parts, links_allowed=links_allowed))
    return parts


def sort_of(content: bytes) -> str:
    """Return what a file is that only has the name of a Word file, in words; empty where it may be one."""
    if not content:
        return EMPTY
    if content.startswith(_OLE):
        return LOCKED if "EncryptedPackage".encode("utf-16-le") in content else "这是旧式 .doc（或 .wps）文件"
    start = content[:64].lstrip().lower()
    return next((what for sign, what in _STARTS if start.startswith(sign)), "")


def _unpacked(content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = archive.infolist()
            _refuse(_bulk_faults(infos))
            parts = {info.filename: archive.read(info) for info in infos if not info.is_dir()}
    except _TORN as error:
        what = sort_of(content) or "不是完整的 .docx（已损坏，或是别种文件改了名）"
        problem = Problem(where="Word 文件", message=what, hint=_CURES.get(what, _CURE))
        raise DocumentError("Word 文件无法打开。", [problem]) from error
    if "word/document.xml" not in parts or "[Content_Types].xml" not in parts:
        _refuse([("里面没有正文", _CURE)])
    return parts


def _bulk_faults(members: list[zipfile.ZipInfo]) -> list[tuple[str, str]]:
    names = [member.filename for member in members]
    total = sum(member.file_size for member in members)
    swollen = any(
        member.file_size > LARGEST_PART
        or (member.file_size > 1 << 20 and member.file_size > LARGEST_RATIO * max(member.compress_size, 1))
        for member in members
    )
    faults = []
    if len(names) != len(set(names)):
        faults.append(("同一个部件出现两次", _CURE))
    if len(names) > MOST_PARTS or total > LARGEST_FILE or swollen:
        faults.append(("解开以后大得不合常理", "请重新制作这个文件"))
    if any(member.flag_bits & 1 for member in members):
        faults.append(("设了密码", "去掉密码再用"))
    if any(name.startswith("/") or ".." in name.split("/") or "\\" in name for name in names):
        faults.append(("部件名不合规范", _CURE))
    return faults


def _content_faults(parts: Mapping[str, bytes], *, links_allowed: bool) -> list[tuple[str, str]]:
    faults = [(what, _CURE) for name in parts for pattern, what in _FORBIDDEN if pattern.search("/" + name)]
    for name, data in parts.items():
        if name.endswith((".xml", ".rels", ".vml")):
            encoding = _ENCODING.match(data)
            if data.startswith((b"\xff\xfe", b"\xfe\xff")) or (encoding and encoding[1].lower() not in _KNOWN):
                faults.append((f"部件 {name} 不是 UTF-8 编码", _CURE))
            if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
                faults.append((f"部件 {name} 带有 DOCTYPE", _CURE))
        if name.endswith(".rels") and not links_allowed:
            outside = [link for link in _EXTERNAL.findall(data) if b"/hyperlink" not in link]
            if outside:
                faults.append(("链接到别处的文件或模板", "去掉链接的图片、对象和附加模板后另存"))
    return faults


def _refuse(faults: list[tuple[str, str]]) -> None:
    if faults:
        problems = [Problem(where="Word 文件", message=what, hint=cure) for what, cure in faults]
        raise DocumentError("Word 文件不能使用。", problems)


class Package:
    """A Word file of which some parts change from paper to paper.

    Args:
        parts: Every part by name.
        changing: The names of the parts that :meth:`assembled` will be given.
    """

    def __init__(self, parts: Mapping[str, bytes], changing: Collection[str] = ()) -> None:
        self._changing = tuple((name, name.encode()) for name in sorted(changing))
        fixed = Run()
        for name in sorted(parts.keys() - set(changing)):
            fixed.put(name.encode(), parts[name], ARCHIVE)
        self._fixed = (b"".join(fixed.pieces), b"".join(fixed.index), fixed.count)

    def assembled(
        self, filled: Mapping[str, bytes | list[bytes]], squeeze: Squeeze = ARCHIVE, *, proof: bool = False
    ) -> bytes:
        """Return the file; equal parts give equal bytes.

        A part may come in pieces. With ``proof`` each part is unpacked and compared.
        """
        run = Run(*self._fixed)
        for name, label in self._changing:
            run.put(label, filled[name], squeeze, proof=proof)
        return run.closed()


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return the parts as one Word file, in sorted order with fixed dates."""
    return Package(parts).assembled({})


def _deflated(pieces: list[bytes], squeeze: Squeeze) -> tuple[bytes, int, int]:
    """Return deflated bytes, CRC-32 and length of pieces that are too many to be joined."""
    stream = squeeze.stream()
    body: list[bytes] = []
    check = size = 0
    for start in range(0, len(pieces), BLOCK):
        data = b"".join(pieces[start : start + BLOCK])
        check = squeeze.check(data, check)
        size += len(data)
        body.append(stream.compress(data))
    return b"".join((*body, stream.flush())), check, size


class Run:
    """Members written one behind the other, behind those that were written before."""

    def __init__(self, written: bytes = b"", index: bytes = b"", count: int = 0) -> None:
        self.pieces = [written]
        self.index = [index]
        self.count = count
        self.offset = len(written)

    def put(self, label: bytes, data: bytes | list[bytes], squeeze: Squeeze, *, proof: bool = False) -> None:
        """Write one member; one in many pieces is deflated without being joined."""
        if isinstance(data, list) and len(data) <= BLOCK:
            data = b"".join(data)
        if isinstance(data, bytes):
            body, check, size = squeeze.deflate(data), squeeze.check(data, 0), len(data)
        else:
            body, check, size = _deflated(data, squeeze)
        if proof:
            unpacked = zlib.decompress(body, -15)
            if len(unpacked) != size or zlib.crc32(unpacked) != check:
                _refuse([("写出的内容与原文不符", "请重试；仍不行请检查电脑内存")])
        self.put_deflated(label, body, check, size)

    def put_deflated(self, label: bytes, body: bytes, check: int, size: int) -> None:
        """Write one member that is deflated already."""
        flags = 0 if label.isascii() else _UTF8_NAME
        head = (_VERSION, flags, _DEFLATED, _MIDNIGHT, _NEW_YEAR_1980, check, len(body), size, len(label))
        local = _LOCAL.pack(b"PK\3\4", *head, 0) + label
        self.index.append(_CENTRAL.pack(b"PK\1\2", _VERSION, *head, 0, 0, 0, 0, 0, self.offset) + label)
        self.pieces += (local, body)
        self.offset += len(local) + len(body)
        self.count += 1

    def closed(self) -> bytes:
        """Return the finished zip."""
        index = b"".join(self.index)
        end = _END.pack(b"PK\5\6", 0, 0, self.count, self.count, len(index), self.offset, 0)
        return b"".join((*self.pieces, index, end))
