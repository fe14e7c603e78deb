"""Reading a Word file back: every piece of text with a place that does not depend on pages.

``第八条`` is the eighth numbered clause, ``表2第3行`` the third row of the second table. The numbers that
Word draws are worked out from styles and numbering.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from contracts.model import Clause
from contracts.word.archive import read_parts
from contracts.word.lint import place_of
from contracts.word.spots import TAG

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_EDGES = re.compile(r"word/(header|footer|footnotes|endnotes)\d*\.xml")
_WRAPPERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))
"""What may stand around paragraphs, rows and cells and prints nothing itself: content controls, marks."""
_ART = "{urn:schemas-microsoft-com:vml}textpath"
_DIGITS = "〇一二三四五六七八九"
_CHINESE = frozenset({"chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting"})


def texts(content: bytes) -> tuple[Clause, ...]:
    """Return the text of every paragraph and table row in printed order, then headers and footers.

    Raises:
        DocumentError: Not a Word file that is safe to open.
    """
    parts = read_parts(content)
    body = _tree(parts["word/document.xml"]).find(f"{W}body")
    numbers = _Numbers(parts)
    found = list(_blocks(body, numbers)) if body is not None else []
    for name in sorted(parts):
        if _EDGES.fullmatch(name):
            found += [
                Clause(where=place_of(name), text=text)
                for paragraph in _tree(parts[name]).iter(f"{W}p")
                if (text := text_of(paragraph))
            ]
    return tuple(found)


def fixed_texts(content: bytes) -> tuple[Clause, ...]:
    """Return the words of a template that are not tags: what an office typed straight into the file."""
    typed = (*texts(content), *_word_art(content))
    cleared = (Clause(where=item.where, text=TAG.sub("", item.text).strip("；： 　\t\n")) for item in typed)
    return tuple(item for item in cleared if item.text)


def _word_art(content: bytes) -> Iterator[Clause]:
    for name, data in read_parts(content).items():
        if name == "word/document.xml" or _EDGES.fullmatch(name):
            for art in _tree(data).iter(_ART):
                yield Clause(where=f"{place_of(name)}艺术字", text=art.get("string", ""))


def headers(content: bytes) -> tuple[str, ...]:
    """Return the text of the header of each section, in order; a section without its own repeats the last."""
    parts = read_parts(content)
    links = dict(_links(parts))
    found: list[str] = []
    for section in _tree(parts["word/document.xml"]).iter(f"{W}sectPr"):
        named = [
            parts[links[reference.get(_ID, "")]]
            for reference in section.findall(f"{W}headerReference")
            if reference.get(f"{W}type") == "default"
        ]
        text = "\n".join(text_of(item) for item in _tree(named[0]).iter(f"{W}p")) if named else (found or [""])[-1]
        found.append(text)
    return tuple(found)


_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def _links(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    for link in _tree(parts["word/_rels/document.xml.rels"]):
        yield link.get("Id", ""), f"word/{link.get('Target', '')}"


def _tree(data: bytes) -> Element:
    from lxml import etree

    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def text_of(paragraph: Element) -> str:
    """Return what a paragraph prints: tabs and line breaks as such, field codes left out."""
    pieces = []
    for element in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen"):
        if element.tag == f"{W}t":
            pieces.append(element.text or "")
        elif element.tag == f"{W}noBreakHyphen":
            pieces.append("-")
        elif element.tag == f"{W}tab":
            parent = element.getparent()
            pieces.append("\t" if parent is not None and parent.tag == f"{W}r" else "")
        else:
            pieces.append("\n")
    return "".join(pieces)


def _blocks(body: Element, numbers: _Numbers) -> Iterator[Clause]:
    plain = tables = 0
    for block in _unwrapped(body):
        if block.tag == f"{W}tbl":
            tables += 1
            yield from _rows(block, f"表{tables}")
        elif block.tag == f"{W}p":
            text = text_of(block)
            label = numbers.label(block)
            if label:
                yield Clause(where=label, text=text)
            elif text:
                plain += 1
                yield Clause(where=f"正文第{plain}段", text=text)


def _unwrapped(container: Element, name: str = "") -> Iterator[Element]:
    """Yield what stands in a container, also inside content controls: all, or the elements of one name."""
    for item in container:
        if item.tag in _WRAPPERS:
            yield from _unwrapped(item, name)
        elif not name or item.tag == f"{W}{name}":
            yield item


def _rows(table: Element, name: str) -> Iterator[Clause]:
    for number, row in enumerate(_unwrapped(table, "tr"), 1):
        cells = [*_unwrapped(row, "tc")]
        words = ("\n".join(filter(None, map(text_of, _unwrapped(cell, "p")))) for cell in cells)
        text = "；".join(filter(None, words))
        if text:
            yield Clause(where=f"{name}第{number}行", text=text)
        inner = (item for cell in cells for item in _unwrapped(cell, "tbl"))
        for count, item in enumerate(inner, 1):
            yield from _rows(item, f"{name}第{number}行内表{count}")


class _Numbers:
    """The automatic numbers of a file, counted as Word counts them."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._styles = style_lists(parts)
        self._levels: dict[tuple[str, str], tuple[str, str, int]] = {}
        self._lists: dict[str, str] = {}
        self._overrides: dict[tuple[str, str], int] = {}
        self._counts: dict[tuple[str, str], int] = {}
        if "word/numbering.xml" in parts:
            self._read(_tree(parts["word/numbering.xml"]))

    def _read(self, root: Element) -> None:
        for abstract in root.iter(f"{W}abstractNum"):
            for level in abstract.iter(f"{W}lvl"):
                key = (_value(abstract, "abstractNumId", own=True), _value(level, "ilvl", own=True))
                first = int(_value(level, "start") or 1)
                self._levels[key] = (_value(level, "lvlText"), _value(level, "numFmt"), first)
        for number in root.iter(f"{W}num"):
            name = _value(number, "numId", own=True)
            self._lists[name] = _value(number, "abstractNumId")
            for override in number.iter(f"{W}lvlOverride"):
                start = _value(override, "startOverride")
                if start:
                    self._overrides[name, _value(override, "ilvl", own=True)] = int(start)

    def label(self, paragraph: Element) -> str:
        """Return the number Word draws before this paragraph, and count it."""
        name, level = self._place(paragraph)
        abstract = self._lists.get(name, "")
        if (abstract, level) not in self._levels:
            return ""
        text, form, start = self._levels[abstract, level]
        first = self._overrides.pop((name, level), None)
        key = (abstract, level)
        self._counts[key] = first if first is not None else self._counts.get(key, start - 1) + 1
        for deeper in [item for item in self._counts if item[0] == abstract and item[1] > level]:
            del self._counts[deeper]
        return re.sub(r"%(\d)", lambda match: self._shown(abstract, int(match[1]) - 1, form), text).strip("、 　")

    def _shown(self, abstract: str, level: int, form: str) -> str:
        number = self._counts.get((abstract, str(level)), 1)
        return chinese(number) if form in _CHINESE else str(number)

    def _place(self, paragraph: Element) -> tuple[str, str]:
        own = paragraph.find(f"{W}pPr/{W}numPr")
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        inherited = self._styles.get(style.get(f"{W}val", "") if style is not None else "", ("", ""))
        if own is None:
            return inherited
        return _value(own, "numId") or inherited[0], _value(own, "ilvl") or inherited[1] or "0"


def _value(element: Element, name: str, *, own: bool = False) -> str:
    if own:
        return element.get(f"{W}{name}", "")
    child = element.find(f"{W}{name}")
    return child.get(f"{W}val", "") if child is not None else ""


def style_lists(parts: Mapping[str, bytes]) -> dict[str, tuple[str, str]]:
    """Return ``(list, level)`` by style, inherited along basedOn."""
    if "word/styles.xml" not in parts:
        return {}
    styles = {style.get(f"{W}styleId", ""): style for style in _tree(parts["word/styles.xml"]).iter(f"{W}style")}
    return {name: _style_list(name, styles, len(styles)) for name in styles}


def _style_list(name: str, styles: Mapping[str, Element], depth: int) -> tuple[str, str]:
    style = styles.get(name)
    if style is None or depth < 0:
        return "", ""
    own = style.find(f"{W}pPr/{W}numPr")
    if own is not None:
        return _value(own, "numId"), _value(own, "ilvl") or "0"
    return _style_list(_value(style, "basedOn"), styles, depth - 1)


def chinese(number: int) -> str:
    """Return a clause number from 1 to 999 as Word writes it: 八, 十, 二十一, 一百零三."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        words += f"{_DIGITS[tens] if tens > 1 or hundreds else ''}十"
    elif hundreds and ones:
        words += "零"
    return words + (_DIGITS[ones] if ones else "")


def printed(content: bytes) -> str:
    """Return all that a file of ours prints, one paragraph a line; no tree is built.

    Only for files that :class:`contracts.word.template.Template` has just filled.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name == "word/document.xml" or _EDGES.fullmatch(name)]
        return "\n".join(line for name in names for line in _Listener().heard(archive.read(name)))


def running_heads(content: bytes) -> str:
    """Return what a file of ours prints on each of its pages, head and foot, one paragraph a line."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if _EDGES.fullmatch(name)]
        return "\n".join(line for name in names for line in _Listener().heard(archive.read(name)))


class _Listener:
    """Hears one part and notes its paragraphs."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.open: list[str] = []
        self.in_text = False
        self.in_run = False

    def heard(self, data: bytes) -> list[str]:
        """Return the paragraphs of one part."""
        from xml.parsers import expat

        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        parser.Parse(data, True)  # noqa: FBT003 - expat's own way to say "that was all"
        return self.done

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Note where text begins, and breaks and tabs."""
        if name == "w:t":
            self.in_text = True
        elif name == "w:r":
            self.in_run = True
        elif name in {"w:br", "w:cr"}:
            self.open.append("\n")
        elif name == "w:noBreakHyphen":
            self.open.append("-")
        elif name == "w:tab" and self.in_run:
            self.open.append("\t")
        elif name == "v:textpath":
            self.done.append(attributes.get("string", ""))

    def end(self, name: str) -> None:
        """Note where text and paragraphs end."""
        if name == "w:t":
            self.in_text = False
        elif name == "w:r":
            self.in_run = False
        elif name == "w:p":
            self.done.append("".join(self.open))
            self.open.clear()

    def text(self, words: str) -> None:
        """Keep what is printed."""
        if self.in_text:
            self.open.append(words)
