"""Many papers, one print file: each keeps its own header, its own page numbers and its own list numbers.

Every paper becomes a section of its own. Headers and footers are copied, not shared: a merged file whose
papers all carry the first one's number would be a legal fault. Pages and clauses start again at one, and
the bookmark that the footer counts up to is renamed for each paper. Papers are edited as bytes
(:mod:`contracts.word.section`) and deflated as they come.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from posixpath import splitext

from contracts.errors import DocumentError
from contracts.model import Problem
from contracts.word import section
from contracts.word.archive import Run
from contracts.word.lists import Lists
from contracts.word.section import Section
from contracts.word.spelling import SPELT, Part, Spelling, tree, written
from contracts.word.squeeze import zlib_at

Parts = Mapping[str, bytes | list[bytes]]
"""A paper, part by part; a part may come in the pieces from which it is made."""
MOST = 900
"""How many papers one file may hold: each brings a header and a footer, and Word opens no more in reason."""
_SHARED = (
    "styles", "numbering", "fontTable", "settings", "theme", "webSettings", "stylesWithEffects", "customXml",
    "footnotes", "endnotes",
)  # fmt: skip
"""Parts of which the first paper's serves all."""
_NOTES = frozenset({b"footnoteReference", b"endnoteReference"})
_BODY_TAG = re.compile(rb"<w:body\b[^>]*>")
_BODY_END = b"</w:body>"
_QUICK = zlib_at(4)
"""A print file is made to be printed, not kept: a third of the time saved for a tenth more bytes."""
_BODY = "word/document.xml"
_LINKS = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"
_EDGE = re.compile(r"word/(_rels/)?(header|footer)\d*\.xml(\.rels)?")
_EDGE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
_EDGE_LINK = f"{SPELT[b'r'].decode()}/{{kind}}"
_REFERENCE = re.compile(rb"""<w:(header|footer)Reference\s(?=[^>]*?\bw:type="(\w+)")[^>]*>""")
_BLANK = {
    name: b'<w:%s xmlns:w="%s"><w:p/></w:%s>' % (root, SPELT[b"w"], root)
    for name, root in ((b"header", b"hdr"), (b"footer", b"ftr"))
}
_PICTURES = {"jpg": "jpeg", "tif": "tiff", "emf": "x-emf", "wmf": "x-wmf"}
_TARGET = re.compile(rb"""(\bTarget=["'])([^"']*)""")


def join(papers: Iterable[Parts], *, duplex: bool = False) -> bytes:
    """Return one Word file with the papers one after another, each a section beginning on a new page.

    Equal papers in equal order give equal bytes.

    Args:
        papers: At most :data:`MOST` papers, each as its parts by name; each is let go before the next is taken.
        duplex: Begin every paper on a sheet of its own when both sides are printed.

    Raises:
        DocumentError: Nothing to join, too many, papers whose styles of one name differ, or with what only
            a file of its own can hold.
    """
    stack: _Stack | None = None
    for parts in papers:
        stack = stack or _Stack(parts, duplex=duplex)
        stack.add(parts)
    if stack is None:
        raise DocumentError("没有可以合并的文件。")
    return stack.closed()


class _Text:
    """The text of the print file, deflated as it comes."""

    def __init__(self) -> None:
        self._stream = _QUICK.stream()
        self._pieces: list[bytes] = []
        self._check = self._size = 0

    def write(self, data: bytes) -> None:
        """Write on."""
        self._check = zlib.crc32(data, self._check)
        self._size += len(data)
        self._pieces.append(self._stream.compress(data))

    def put_into(self, run: Run) -> None:
        """Write the whole into a zip."""
        run.put_deflated(_BODY.encode(), b"".join((*self._pieces, self._stream.flush())), self._check, self._size)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    """A relationship of a paper's own: its name, the last word of its kind, and what it leads to."""

    name: str
    kind: str
    target: str
    outside: bool

    @property
    def short(self) -> str:
        return self.kind.rsplit("/", 1)[-1]


class _Stack:
    """The print file so far; the first paper's package carries the rest."""

    def __init__(self, first: Parts, *, duplex: bool) -> None:
        self.kind = b"oddPage" if duplex else b"nextPage"
        self.text = _Text()
        self.parts = {name: _whole(first, name) for name in first if name != _BODY and not _EDGE.fullmatch(name)}
        self.links = [_line(item) for item in _links(self.parts.pop(_LINKS)) if item.short in _SHARED]
        self.types = self.parts.pop(_TYPES)
        self.edges: dict[bytes, tuple[str, str]] = {}
        self.lists = Lists(self.parts)
        self.spelling = Spelling(self.lists.marked)
        self.head = self.tail = b""
        self.looks = _looks(first)
        self.count = 0
        self.counting = False
        self.waiting: Section | None = None
        self.pictures: set[str] = set()
        self.seen: set[tuple[bytes, bytes]] = set()
        self.known: dict[bytes, tuple[_Link, ...]] = {}

    def add(self, parts: Parts) -> None:
        """Put one paper behind the others."""
        if _looks(parts) != self.looks:
            _refuse("样式或编号与前一份不同", "用同一套样式的模板，或分开打印")
        if self.count == MOST:
            _refuse(f"超过 {MOST} 份", "分成几个文件打印")
        self.count += 1
        part = self.spelling.part(parts[_BODY], self.head)
        if self.waiting is None:
            self.head = part.head
        else:
            self.text.write(self.waiting.ended())
        before, body, after = self._edited(parts, part)
        if self.waiting is None:
            self.tail = after
            self.text.write(before)
        self.waiting = self._sectioned(body, several=len(part.marks.get(b"sectPr", ())) > 1)

    def _edited(self, parts: Parts, part: Part) -> tuple[bytes, bytes, bytes]:
        """Return what stands before the body of a paper, the body with all its marks made its own, and the rest."""
        if _NOTES & part.marks.keys():
            _refuse("带有脚注或尾注", "请单独打印这一份")
        self.counting = section.counts_pages(part)
        own = self._own_links(_whole(parts, _LINKS))
        renamed = {link.name.encode(): self._copied(link, parts).encode() for link in own}
        found, end = _BODY_TAG.search(part.data, len(part.head)), part.data.rfind(_BODY_END)
        if found is None or end < 0:
            _refuse("没有正文", "请重新生成这一份")
            raise AssertionError
        begun = section.first_page(part.data, found.end(), self.count)
        edits = (
            *section.marks(part, self.count), *self.lists.renewed(part, self.count),
            *section.pointing(part, renamed), *begun,
        )  # fmt: skip
        body = section.edited(part.data, edits, found.end(), end)
        return part.data[: found.end()], body, part.data[end:]

    def _sectioned(self, body: bytes, *, several: bool) -> Section:
        """Return a paper as a section of the print file."""
        found = section.section_of(body)
        if found is None:
            _refuse("没有页面设置", "在 Word 里打开后另存，再合并")
            raise AssertionError
        first = section.first_setup(found) if several else found.setup
        found = section.restarted(found, self.kind, self._blanks(first), several=several)
        self.seen.update(_REFERENCE.findall(body, body.find(b"<w:sectPr") if several else len(found.words)))
        return section.counted_to_its_end(found, self.count) if self.counting else found

    def _own_links(self, data: bytes) -> tuple[_Link, ...]:
        if data not in self.known:
            self.known[data] = tuple(item for item in _links(data) if item.short not in _SHARED)
        return self.known[data]

    def _copied(self, link: _Link, parts: Parts) -> str:
        """Copy what a paper links to, and return the link's new name."""
        if link.outside:
            return self._linked(link.kind, link.target, outside=True)
        if link.short in {"header", "footer"}:
            part = self.spelling.part(parts[f"word/{link.target}"])
            self.counting = self.counting or section.counts_pages(part)
            data = section.edited(part.data, section.fields(part, self.count))
            return self._linked(link.kind, self._edge(link.short, data, self._edge_links(link.target, parts)))
        if link.short == "image":
            return self._linked(link.kind, self._image(link.target, parts))
        _refuse(f"带有{link.short}", "合并打印只支持正文、页眉页脚和图片；请单独打印这一份")
        raise AssertionError

    def _edge(self, kind: str, data: bytes, links: bytes) -> str:
        """Return the new name of a header or footer; equal ones are kept once."""
        key = hashlib.sha256(b"\0".join((kind.encode(), data, links))).digest()
        if key not in self.edges:
            name = f"{kind}{len(self.edges) + 1}.xml"
            self.edges[key] = name, kind
            self.parts[f"word/{name}"] = data
            if links:
                self.parts[f"word/_rels/{name}.rels"] = links
        return self.edges[key][0]

    def _edge_links(self, target: str, parts: Parts) -> bytes:
        """Return what a header or footer links to, with its pictures under their new names."""
        data = _whole(parts, f"word/_rels/{target}.rels")

        def renamed(found: re.Match[bytes]) -> bytes:
            old = found[2].decode()
            return found[1] + (self._image(old, parts).encode() if f"word/{old}" in parts else found[2])

        return _TARGET.sub(renamed, data)

    def _image(self, target: str, parts: Parts) -> str:
        data = _whole(parts, f"word/{target}")
        kind = splitext(target)[1]
        self.pictures.add(kind.removeprefix("."))
        name = f"media/{hashlib.sha256(data).hexdigest()[:16]}{kind}"
        self.parts[f"word/{name}"] = data
        return name

    def _linked(self, kind: str, target: str, *, outside: bool = False) -> str:
        name = f"rIdP{len(self.links) + 1}"
        self.links.append(_line(_Link(name=name, kind=kind, target=target, outside=outside)))
        return name

    def _blanks(self, setup: bytes) -> bytes:
        """Return empty headers and footers for first pages that have none: Word would show an earlier paper's."""
        lines = b""
        for kind, pages in sorted(self.seen - set(_REFERENCE.findall(setup))):
            name = self._edge(kind.decode(), _BLANK[kind], b"")
            link = self._linked(_EDGE_LINK.format(kind=kind.decode()), name)
            space = SPELT[b"r"]
            lines += b'<w:%sReference xmlns:r="%s" w:type="%s" r:id="%s"/>' % (kind, space, pages, link.encode())
        return lines

    def closed(self) -> bytes:
        """Return the finished file."""
        if self.waiting is not None:
            self.text.write(self.waiting.words + self.waiting.setup)
        self.text.write(self.tail)
        self.parts |= self.lists.part()
        self.parts[_LINKS] = (
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{''.join(self.links)}</Relationships>"
        ).encode()
        self.parts[_TYPES] = self._typed()
        run = Run()
        for name in sorted(self.parts):
            run.put(name.encode(), self.parts[name], _QUICK)
        self.text.put_into(run)
        return run.closed()

    def _typed(self) -> bytes:
        """Return the list of types, with the headers and footers that there are, and the pictures."""
        root = tree(self.types)
        for item in list(root):
            if _EDGE.fullmatch(item.get("PartName", "").removeprefix("/")):
                root.remove(item)
        space = root.tag.removesuffix("Types")
        known = {item.get("Extension", "").lower() for item in root}
        for ending in sorted(self.pictures - known):
            kind = f"image/{_PICTURES.get(ending.lower(), ending.lower())}"
            root.insert(0, root.makeelement(f"{space}Default", {"Extension": ending, "ContentType": kind}))
        for name, kind in self.edges.values():
            names = {"PartName": f"/word/{name}", "ContentType": _EDGE_TYPE.format(kind=kind)}
            root.append(root.makeelement(f"{space}Override", names))
        return written(root)


def _looks(parts: Parts) -> tuple[bytes, bytes]:
    """Return what must be the same for papers to share a file."""
    return _whole(parts, "word/styles.xml"), _whole(parts, "word/numbering.xml")


def _whole(parts: Parts, name: str) -> bytes:
    """Return a part in one piece, empty where there is none."""
    data = parts.get(name, b"")
    return data if isinstance(data, bytes) else b"".join(data)


def _links(data: bytes) -> Iterator[_Link]:
    for link in tree(data):
        outside = link.get("TargetMode") == "External"
        yield _Link(name=link.get("Id", ""), kind=link.get("Type", ""), target=link.get("Target", ""), outside=outside)


def _line(link: _Link) -> str:
    mode = ' TargetMode="External"' if link.outside else ""
    name, kind, target = map(escape, (link.name, link.kind, link.target))
    return f'<Relationship Id="{name}" Type="{kind}" Target="{target}"{mode}/>'


def _refuse(what: str, cure: str) -> None:
    raise DocumentError("文件不能合并打印。", [Problem(where="合并打印", message=what, hint=cure)])
