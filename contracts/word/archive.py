"""The zip around a Word file: opened with care, written the same way every time.

Members keep fixed dates and a fixed order, so equal parts give equal bytes. Parts that never change are
deflated once and copied from then on.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Collection, Mapping

from contracts.errors import DocumentError
from contracts.model import Problem

LARGEST_PART = 16 << 20
LARGEST_FILE = 64 << 20
LARGEST_RATIO = 200
MOST_PARTS = 2000

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
_CURE = "在 Word 或 WPS 里另存为普通的 .docx 文件再用"


def read_parts(content: bytes) -> dict[str, bytes]:
    """Return the parts of a Word file by name, after checking that opening them is safe.

    Raises:
        DocumentError: Not a .docx, locked with a password, damaged, a zip bomb, or a file that carries
            macros, foreign objects, a DOCTYPE or links to files elsewhere.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _refuse(_bulk_faults(members))
            parts = {member.filename: archive.read(member) for member in members if not member.is_dir()}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise DocumentError(
            "Word 文件无法打开。",
            [Problem(where="Word 文件", message="不是完整的 .docx（可能是 .doc、加密或损坏的文件）", hint=_CURE)],
        ) from error
    if "word/document.xml" not in parts or "[Content_Types].xml" not in parts:
        _refuse([("里面没有正文", _CURE)])
    _refuse(_content_faults(parts))
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


def _content_faults(parts: Mapping[str, bytes]) -> list[tuple[str, str]]:
    faults = [(what, _CURE) for name in parts for pattern, what in _FORBIDDEN if pattern.search("/" + name)]
    for name, data in parts.items():
        if name.endswith((".xml", ".rels", ".vml")):
            encoding = _ENCODING.match(data)
            if data.startswith((b"\xff\xfe", b"\xfe\xff")) or (encoding and encoding[1].lower() not in _KNOWN):
                faults.append((f"部件 {name} 不是 UTF-8 编码", _CURE))
            if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
                faults.append((f"部件 {name} 带有 DOCTYPE", _CURE))
        if name.endswith(".rels"):
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
        level: Deflate level, 1 to 9.
    """

    def __init__(self, parts: Mapping[str, bytes], changing: Collection[str] = (), *, level: int = 6) -> None:
        self._level = level
        self._changing = tuple(sorted(changing))
        self._fixed = _Run()
        for name in sorted(parts.keys() - set(changing)):
            self._fixed.put(name, parts[name], level)

    def assembled(self, filled: Mapping[str, bytes]) -> bytes:
        """Return the file; equal parts give equal bytes."""
        run = _Run(self._fixed)
        for name in self._changing:
            run.put(name, filled[name], self._level)
        return run.closed()


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return the parts as one Word file, in sorted order with fixed dates."""
    return Package(parts).assembled({})


class _Run:
    """Members written one behind the other."""

    def __init__(self, start: _Run | None = None) -> None:
        self.pieces: list[bytes] = list(start.pieces) if start else []
        self.index: list[bytes] = list(start.index) if start else []
        self.offset: int = start.offset if start else 0

    def put(self, name: str, data: bytes, level: int) -> None:
        """Write one member."""
        label = name.encode()
        flags = 0 if name.isascii() else _UTF8_NAME
        squeeze = zlib.compressobj(level, zlib.DEFLATED, -15)
        body = squeeze.compress(data) + squeeze.flush()
        check = zlib.crc32(data)
        head = (_VERSION, flags, _DEFLATED, _MIDNIGHT, _NEW_YEAR_1980, check, len(body), len(data), len(label))
        local = _LOCAL.pack(b"PK\3\4", *head, 0) + label
        self.index.append(_CENTRAL.pack(b"PK\1\2", _VERSION, *head, 0, 0, 0, 0, 0, self.offset) + label)
        self.pieces += (local, body)
        self.offset += len(local) + len(body)

    def closed(self) -> bytes:
        """Return the finished zip."""
        index = b"".join(self.index)
        count = len(self.index)
        end = _END.pack(b"PK\5\6", 0, 0, count, count, len(index), self.offset, 0)
        return b"".join((*self.pieces, index, end))
