"""Many papers, one print file: each keeps its own header, its own page numbers and its own list numbers.

Every paper becomes a section of its own. Headers and footers are copied, not shared: a merged file whose
papers all carry the first one's number would be a legal fault. Pages and clauses start again at one, and
the bookmark that the footer counts up to is renamed for each paper.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from contracts.errors import DocumentError
from contracts.model import Problem
from contracts.word.archive import Run, read_parts
from contracts.word.reading import style_lists
from contracts.word.squeeze import ARCHIVE

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_SHARED = ("styles", "numbering", "fontTable", "settings", "theme", "webSettings", "stylesWithEffects", "customXml")
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_POINTER = re.compile(r"(\b(?:PAGEREF|REF)\s+\w+)")
_BEFORE_NUMBER = frozenset(
    f"{W}{name}" for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
)
_ROOM = 10_000
"""How many bookmarks or drawings one paper may have before its ids meet the next paper's."""
MOST = 900
"""How many papers one file may hold: each brings a header and a footer, and Word opens no more in reason."""
FIRST_PAGE = "sheet"  # the bookmark at the beginning of each paper; its number follows
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
    for content in documents:
        parts = read_parts(content)
        stack = stack or _Stack(parts, duplex=duplex)
        stack.add(parts)
    if stack is None:
        raise DocumentError("没有可以合并的文件。")
    return stack.closed()


class _Text:
    """The text of the print file, deflated as it comes."""

    def __init__(self) -> None:
        self.stream = zlib.compressobj(6, zlib.DEFLATED, -15)
        self.pieces: list[bytes] = []
        self.check = self.size = 0
        self.tail = b""

    def add(self, root: Element) -> None:
        """Write what stands in the body; what stands around it is the same every time."""
        data = _bytes(root)
        start, end = _BODY_TAG.search(data), data.rindex(b"</w:body>")
        assert start is not None  # noqa: S101 - the body was found when the paper was opened
        self._write(data[start.end() : end] if self.size else data[:end])
        self.tail = data[end:]

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
        self.root = _tree(first[_BODY])
        self.body = _body(self.root)
        self._empty()
        self.links = _tree(first[_LINKS])
        for link in list(self.links):
            if not link.get("Type", "").endswith(_SHARED):
                self.links.remove(link)
        self.types = _tree(first["[Content_Types].xml"])
        for override in list(self.types):
            if re.match(r"/word/(header|footer)\d*\.xml", override.get("PartName", "")):
                self.types.remove(override)
        self.lists = _Lists(first)
        self.looks = _looks(first)
        self.count = 0
        self.copied: dict[str, str] = {}
        self.waiting: Element | None = None

    def add(self, parts: Mapping[str, bytes]) -> None:
        """Put one paper behind the others."""
        if _looks(parts) != self.looks:
            _refuse("样式或编号与前一份不同", "用同一套样式的模板，或分开打印")
        if self.count == MOST:
            _refuse(f"超过 {MOST} 份", "分成几个文件打印")
        if self.waiting is not None:
            _close_section(self.body, self.waiting)
            self.text.add(self.root)
            self._empty()
        self.count += 1
        body = _body(_tree(parts[_BODY]))
        _rename_bookmarks(body, self.count)
        self.lists.renew(body, self.count)
        section = _last_section(body)
        _relink(body, dict(self._renamed(parts)))
        body.remove(section)
        _bookmark(body, self.count)
        for child in list(body):
            self.body.append(child)
        _restart_pages(section, "oddPage" if self.duplex else "nextPage")
        self.waiting = section

    def _empty(self) -> None:
        for child in list(self.body):
            self.body.remove(child)

    def _renamed(self, parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
        """Copy what a paper links to; yield old and new relationship names."""
        for link in _tree(parts[_LINKS]):
            kind, old, target = link.get("Type", ""), link.get("Id", ""), link.get("Target", "")
            if kind.endswith(_SHARED):
                continue
            if link.get("TargetMode") == "External":
                yield old, self._linked(kind, target, outside=True)
            elif kind.endswith(("/header", "/footer")):
                yield old, self._linked(kind, self._copied(kind.rsplit("/", 1)[-1], target, parts))
            elif kind.endswith("/image"):
                yield old, self._linked(kind, self._image(target, parts))
            else:
                _refuse(f"带有{kind.rsplit('/', 1)[-1]}", "合并打印只支持正文、页眉页脚和图片；请单独打印这一份")

    def _copied(self, kind: str, target: str, parts: Mapping[str, bytes]) -> str:
        """Return the new name of a header or footer; equal ones are kept once."""
        root = _tree(parts[f"word/{target}"])
        _rename_references(root, self.count)
        data = _bytes(root)
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
            self.body.append(self.waiting)
        self.text.add(self.root)
        self.parts[_LINKS] = _bytes(self.links)
        self.parts["[Content_Types].xml"] = _bytes(self.types)
        if "word/numbering.xml" in self.parts:
            self.parts["word/numbering.xml"] = self.lists.part()
        run = Run()
        for name in sorted(self.parts):
            run.put(name.encode(), self.parts[name], ARCHIVE)
        run.put_deflated(_BODY.encode(), self.text.closed(), self.text.check, self.text.size)
        return run.closed()


class _Lists:
    """The numbered lists: every paper gets its own, so that its clauses start at one."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.root = _tree(parts["word/numbering.xml"]) if "word/numbering.xml" in parts else None
        self.styles = style_lists(parts)
        self.abstracts = {} if self.root is None else _by_id(self.root, "num", "numId", "abstractNumId")
        self.next = max((int(name) for name in self.abstracts), default=0) + 1

    def renew(self, body: Element, count: int) -> None:
        """Give the paragraphs of the second and later papers lists of their own."""
        if self.root is None or count == 1:
            return
        fresh: dict[str, str] = {}
        for paragraph in body.iter(f"{W}p"):
            place = self._place(paragraph)
            if place is None or place[0] not in self.abstracts:
                continue
            old, level = place
            if old not in fresh:
                fresh[old] = self._cloned(old)
            _number(paragraph, fresh[old], level)

    def _place(self, paragraph: Element) -> tuple[str, str] | None:
        own = paragraph.find(f"{W}pPr/{W}numPr")
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        inherited = self.styles.get(_val(style)) if style is not None else None
        if own is None:
            return inherited
        number, level = own.find(f"{W}numId"), own.find(f"{W}ilvl")
        return _val(number) or (inherited or ("", ""))[0], _val(level) or "0"

    def _cloned(self, old: str) -> str:
        from lxml import etree

        assert self.root is not None  # noqa: S101 - renew() returned before
        name = str(self.next)
        self.next += 1
        number = etree.SubElement(self.root, f"{W}num", {f"{W}numId": name})
        etree.SubElement(number, f"{W}abstractNumId", {f"{W}val": self.abstracts[old]})
        for level in range(3):
            override = etree.SubElement(number, f"{W}lvlOverride", {f"{W}ilvl": str(level)})
            etree.SubElement(override, f"{W}startOverride", {f"{W}val": "1"})
        return name

    def part(self) -> bytes:
        """Return ``word/numbering.xml``."""
        assert self.root is not None  # noqa: S101 - asked only where there is one
        return _bytes(self.root)


def _looks(parts: Mapping[str, bytes]) -> tuple[bytes, bytes]:
    """Return what must be the same for papers to share a file."""
    return parts.get("word/styles.xml", b""), parts.get("word/numbering.xml", b"")


def _relink(body: Element, renamed: Mapping[str, str]) -> None:
    for key in ("id", "embed", "link"):
        found: Any = body.xpath(f".//*[@r:{key}]", namespaces={"r": R[1:-1]})
        for element in found:
            old = element.get(f"{R}{key}")
            element.set(f"{R}{key}", renamed.get(old, old))


def _last_section(body: Element) -> Element:
    section = body.find(f"{W}sectPr")
    if section is None:
        _refuse("没有页面设置", "在 Word 里打开后另存，再合并")
        raise AssertionError
    return section


def _close_section(body: Element, section: Element) -> None:
    """End a paper's section in its last paragraph, so that no blank page follows."""
    from lxml import etree

    last = body[-1]
    if last.tag != f"{W}p":
        last = etree.SubElement(body, f"{W}p")
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


def _number(paragraph: Element, number: str, level: str) -> None:
    """Put a paragraph into a list; the element's place is fixed by the schema."""
    from lxml import etree

    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    for old in properties.findall(f"{W}numPr"):
        properties.remove(old)
    at = sum(1 for item in properties if item.tag in _BEFORE_NUMBER)
    place = etree.Element(f"{W}numPr")
    etree.SubElement(place, f"{W}ilvl", {f"{W}val": level})
    etree.SubElement(place, f"{W}numId", {f"{W}val": number})
    properties.insert(at, place)


def _by_id(root: Element, tag: str, key: str, child: str) -> dict[str, str]:
    return {item.get(f"{W}{key}", ""): _val(item.find(f"{W}{child}")) for item in root.iter(f"{W}{tag}")}


def _val(element: Element | None) -> str:
    return element.get(f"{W}val", "") if element is not None else ""


def _tree(data: bytes) -> Element:
    from lxml import etree

    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _bytes(root: Element) -> bytes:
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _body(root: Element) -> Element:
    body = root.find(f"{W}body")
    if body is None:
        _refuse("没有正文", "请重新生成这一份")
        raise AssertionError
    return body


def _refuse(what: str, cure: str) -> None:
    raise DocumentError("文件不能合并打印。", [Problem(where="合并打印", message=what, hint=cure)])
