"""Many papers, one print file: each keeps its own header, its own page numbers and its own list numbers.

Every paper becomes a section of its own. Headers and footers are copied, not shared: a merged file whose
papers all carry the first one's number would be a legal fault. Pages and clauses start again at one, and
the bookmark that the footer counts up to is renamed for each paper.
"""

from __future__ import annotations

import functools
import hashlib
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from contracts.errors import DocumentError
from contracts.model import Problem
from contracts.word.archive import Opener, Run
from contracts.word.lists import Lists, W, tree, written
from contracts.word.squeeze import ARCHIVE, zlib_at

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_SHARED = ("styles", "numbering", "fontTable", "settings", "theme", "webSettings", "stylesWithEffects", "customXml")
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_POINTING = tuple(f"{R}{name}" for name in ("id", "embed", "link"))
_SET_UP = (f"{W}headerReference", f"{W}footerReference")
_POINTER = re.compile(r"(\b(?:PAGEREF|REF)\s+\w+)")
_ROOM = 10_000
"""How many bookmarks or drawings one paper may have before its ids meet the next paper's."""
MOST = 900
"""How many papers one file may hold: each brings a header and a footer, and Word opens no more in reason."""
FIRST_PAGE = "sheet"  # the bookmark at the beginning of each paper; its number follows
_QUICK = zlib_at(4)
"""A print file is made to be printed, not kept: a third of the time saved for a tenth more bytes."""
_BODY_TAG = re.compile(rb"<w:body[^>]*>")
_BODY = "word/document.xml"
_LINKS = "word/_rels/document.xml.rels"


def join(documents: Iterable[bytes], *, duplex: bool = False) -> bytes:
    """Return one Word file with the papers one after another, each a section beginning on a new page.

    Equal papers in equal order give equal bytes.

    Args:
        documents: At most :data:`MOST` papers; each is let go before the next is taken.
        duplex: Begin every paper on a sheet of its own when both sides are printed.

    Raises:
        DocumentError: Nothing to join, a damaged file, too many, or papers whose styles of one name differ.
    """
    stack: _Stack | None = None
    opener = Opener()
    for content in documents:
        parts = opener.parts(content)
        stack = stack or _Stack(parts, duplex=duplex)
        stack.add(parts)
    if stack is None:
        raise DocumentError("没有可以合并的文件。")
    return stack.closed()


class _Text:
    """The text of the print file, deflated as it comes."""

    def __init__(self) -> None:
        self.stream = _QUICK.stream()
        self.pieces: list[bytes] = []
        self.check = self.size = 0
        self.head = self.tail = b""

    def add(self, root: Element) -> None:
        """Write what stands in the body; what stands around it is the same every time."""
        data = written(root)
        start, end = _body_start(data), data.rindex(b"</w:body>")
        if not self.size:
            self.head, self.tail = data[:start], data[end:]
            self._write(self.head)
        elif data[:start] != self.head:
            self.add(self._rehoused(root))
            return
        self._write(data[start:end])

    def _rehoused(self, root: Element) -> Element:
        """Return a paper whose names are spelt by other declarations in the declarations of the first."""
        house = tree(self.head + self.tail)
        body = _body(house)
        for child in list(_body(root)):
            body.append(child)
        return house

    def _write(self, data: bytes) -> None:
        self.check = zlib.crc32(data, self.check)
        self.size += len(data)
        self.pieces.append(self.stream.compress(data))

    def closed(self) -> bytes:
        """Return the deflated whole."""
        self._write(self.tail)
        return b"".join((*self.pieces, self.stream.flush()))


class _Stack:
    """The print file so far; the first paper's package carries the rest."""

    def __init__(self, first: Mapping[str, bytes], *, duplex: bool) -> None:
        self.duplex = duplex
        self.text = _Text()
        self.parts = {
            name: data
            for name, data in first.items()
            if not re.match(r"word/(_rels/)?(header|footer)\d*\.xml", name) and name not in {_BODY, _LINKS}
        }
        self.links = tree(first[_LINKS])
        for link in list(self.links):
            if not link.get("Type", "").endswith(_SHARED):
                self.links.remove(link)
        self.types = tree(first["[Content_Types].xml"])
        for override in list(self.types):
            if re.match(r"/word/(header|footer)\d*\.xml", override.get("PartName", "")):
                self.types.remove(override)
        self.lists = Lists(first)
        self.looks = _looks(first)
        self.count = 0
        self.copied: dict[str, str] = {}
        self.waiting: Element | None = None
        self.linked: dict[bytes, tuple[tuple[str, str, str, bool], ...]] = {}

    def add(self, parts: Mapping[str, bytes]) -> None:
        """Put one paper behind the others."""
        if _looks(parts) != self.looks:
            _refuse("样式或编号与前一份不同", "用同一套样式的模板，或分开打印")
        if self.count == MOST:
            _refuse(f"超过 {MOST} 份", "分成几个文件打印")
        if self.waiting is not None:
            _end_section(_body(self.waiting))
            self.text.add(self.waiting)
        self.count += 1
        root = tree(parts[_BODY])
        body = _body(root)
        _rename_bookmarks(body, self.count)
        self.lists.renew(body, self.count)
        section = _last_section(body)
        _relink(body, dict(self._renamed(parts)))
        body.append(section)
        _bookmark(body, self.count)
        _restart_pages(section, "oddPage" if self.duplex else "nextPage")
        self.waiting = root

    def _renamed(self, parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
        """Copy what a paper links to; yield old and new relationship names."""
        if parts[_LINKS] not in self.linked:
            self.linked[parts[_LINKS]] = tuple(_links(parts[_LINKS]))
        for old, kind, target, outside in self.linked[parts[_LINKS]]:
            if outside:
                yield old, self._linked(kind, target, outside=True)
            elif kind.endswith(("/header", "/footer")):
                yield old, self._linked(kind, self._copied(kind.rsplit("/", 1)[-1], target, parts))
            elif kind.endswith("/image"):
                yield old, self._linked(kind, self._image(target, parts))
            else:
                _refuse(f"带有{kind.rsplit('/', 1)[-1]}", "合并打印只支持正文、页眉页脚和图片；请单独打印这一份")

    def _copied(self, kind: str, target: str, parts: Mapping[str, bytes]) -> str:
        """Return the new name of a header or footer; equal ones are kept once."""
        data = parts[f"word/{target}"]
        if b"REF" in data:
            root = tree(data)
            _rename_references(root, self.count)
            data = written(root)
        links = parts.get(f"word/_rels/{target}.rels", b"")
        key = hashlib.sha256(kind.encode() + data + links).hexdigest()
        if key not in self.copied:
            name = f"{kind}{len(self.copied) + 1}.xml"
            self.copied[key] = name
            self.parts[f"word/{name}"] = data
            if links:
                self.parts[f"word/_rels/{name}.rels"] = links
            self._typed(f"/word/{name}", f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml")
        return self.copied[key]

    def _image(self, target: str, parts: Mapping[str, bytes]) -> str:
        data = parts[f"word/{target}"]
        name = f"media/{hashlib.sha256(data).hexdigest()[:16]}.{target.rsplit('.', 1)[-1]}"
        self.parts[f"word/{name}"] = data
        return name

    def _linked(self, kind: str, target: str, *, outside: bool = False) -> str:
        from lxml import etree

        name = f"rIdP{len(self.links) + 1}"
        link = etree.SubElement(self.links, f"{_PACKAGE}Relationship", Id=name, Type=kind, Target=target)
        if outside:
            link.set("TargetMode", "External")
        return name

    def _typed(self, name: str, kind: str) -> None:
        from lxml import etree

        etree.SubElement(self.types, f"{_TYPES}Override", PartName=name, ContentType=kind)

    def closed(self) -> bytes:
        """Return the finished file."""
        if self.waiting is not None:
            self.text.add(self.waiting)
        self.parts[_LINKS] = written(self.links)
        self.parts["[Content_Types].xml"] = written(self.types)
        if "word/numbering.xml" in self.parts:
            self.parts["word/numbering.xml"] = self.lists.part()
        run = Run()
        for name in sorted(self.parts):
            run.put(name.encode(), self.parts[name], ARCHIVE)
        run.put_deflated(_BODY.encode(), self.text.closed(), self.text.check, self.text.size)
        return run.closed()


def _looks(parts: Mapping[str, bytes]) -> tuple[bytes, bytes]:
    """Return what must be the same for papers to share a file."""
    return parts.get("word/styles.xml", b""), parts.get("word/numbering.xml", b"")


def _links(data: bytes) -> Iterator[tuple[str, str, str, bool]]:
    """Yield name, kind, target and whether it lies outside, of each link that is a paper's own."""
    for link in tree(data):
        kind = link.get("Type", "")
        if not kind.endswith(_SHARED):
            yield link.get("Id", ""), kind, link.get("Target", ""), link.get("TargetMode") == "External"


def _relink(body: Element, renamed: Mapping[str, str]) -> None:
    """Let what points to another part point to the copy; to headers and footers only page set-ups point."""
    named = {element.get(_POINTING[0]) for element in body.iter(*_SET_UP)}
    for element in body.iter(*_SET_UP) if renamed.keys() <= named else _linking()(body):
        for key in _POINTING:
            old = element.get(key)
            if old is not None:
                element.set(key, renamed.get(old, old))


@functools.cache
def _linking() -> Callable[[Element], list[Element]]:
    """Return what finds the elements that point to another part."""
    from lxml import etree

    found: Callable[[Element], Any] = etree.XPath(".//*[@r:id or @r:embed or @r:link]", namespaces={"r": R[1:-1]})
    return found


def _last_section(body: Element) -> Element:
    section = body.find(f"{W}sectPr")
    if section is None:
        _refuse("没有页面设置", "在 Word 里打开后另存，再合并")
        raise AssertionError
    return section


def _end_section(body: Element) -> None:
    """Put a paper's page set-up into its last paragraph, so that no blank page follows."""
    from lxml import etree

    *_, last, section = body if len(body) > 1 else (None, *body)
    if last is None or last.tag != f"{W}p":
        last = etree.Element(f"{W}p")
        section.addprevious(last)
    properties = last.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        last.insert(0, properties)
    properties.append(section)


def _bookmark(body: Element, count: int) -> None:
    """Mark where the paper begins: in its first paragraph, for before it LibreOffice marks the page before."""
    from lxml import etree

    first = next(body.iter(f"{W}p"), None)
    if first is None:
        return
    number, at = str(count * _ROOM + _ROOM - 1), 0 if first.find(f"{W}pPr") is None else 1
    first.insert(at, etree.Element(f"{W}bookmarkStart", {f"{W}id": number, f"{W}name": f"{FIRST_PAGE}{count}"}))
    first.insert(at + 1, etree.Element(f"{W}bookmarkEnd", {f"{W}id": number}))


def _restart_pages(section: Element, kind: str) -> None:
    from lxml import etree

    for name in ("type", "pgNumType"):
        for old in section.findall(f"{W}{name}"):
            section.remove(old)
    size = section.find(f"{W}pgSz")
    at = section.index(size) if size is not None else len(section)
    section.insert(at, etree.Element(f"{W}type", {f"{W}val": kind}))
    margins = section.find(f"{W}pgMar")
    after = section.index(margins) + 1 if margins is not None else len(section)
    section.insert(after, etree.Element(f"{W}pgNumType", {f"{W}start": "1"}))


def _rename_bookmarks(body: Element, count: int) -> None:
    """Make bookmarks and drawing ids of one paper its own, and everything that points to them."""
    for number, start in enumerate(body.iter(f"{W}bookmarkStart")):
        old, new = start.get(f"{W}id", ""), str(count * _ROOM + number)
        start.set(f"{W}id", new)
        start.set(f"{W}name", f"{start.get(f'{W}name')}_{count}")
        for end in body.iter(f"{W}bookmarkEnd"):
            if end.get(f"{W}id") == old:
                end.set(f"{W}id", new)
                break
    for number, drawing in enumerate(body.iter(_DRAWING)):
        drawing.set("id", str(count * _ROOM + number))
    for link in body.iter(f"{W}hyperlink"):
        if link.get(f"{W}anchor"):
            link.set(f"{W}anchor", f"{link.get(f'{W}anchor')}_{count}")
    _rename_references(body, count)


def _rename_references(root: Element, count: int) -> None:
    for code in root.iter(f"{W}instrText"):
        code.text = _POINTER.sub(rf"\1_{count}", code.text or "")
    for simple in root.iter(f"{W}fldSimple"):
        simple.set(f"{W}instr", _POINTER.sub(rf"\1_{count}", simple.get(f"{W}instr", "")))


def _body_start(data: bytes) -> int:
    found = _BODY_TAG.search(data)
    assert found is not None  # noqa: S101 - the body was found when the paper was opened
    return found.end()


def _body(root: Element) -> Element:
    body = root.find(f"{W}body")
    if body is None:
        _refuse("没有正文", "请重新生成这一份")
        raise AssertionError
    return body


def _refuse(what: str, cure: str) -> None:
    raise DocumentError("文件不能合并打印。", [Problem(where="合并打印", message=what, hint=cure)])
