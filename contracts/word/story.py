"""The text of one part of a Word file, paragraph by paragraph, wherever it hides in there.

A story is a body, a header, a footnote, a comment. Its paragraphs are read with everything that stands in
them: fields, links, content controls, tracked changes, words that cannot be seen, text boxes (of the two
alternatives that Word keeps of a drawing, the second only where it says something else).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from contracts.word.nodes import attribute, child, local, words
from contracts.word.numbering import Numbering
from contracts.word.passage import DELETED, Passage, Piece
from contracts.word.visibility import Visibility

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

FIELD_CODE, READING, ALTERNATIVE, ART, CONTROL = "域代码", "注音", "替代文字", "艺术字", "控件"
_SKIPPED = frozenset(
    {"pPr", "rPr", "sectPr", "tblPr", "tblGrid", "sdtEndPr", "rubyPr", "smartTagPr", "customXmlPr", "tblPrEx"}
)
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "-", "softHyphen": ""}
_DEEPEST_ALTERNATIVE = 4
_REFERENCES = frozenset({"footnoteReference", "endnoteReference", "commentReference"})
_SPOKEN = {
    "docPr": ("descr", "title"), "cNvPr": ("descr", "title"), "shape": ("alt", "title"), "rect": ("alt", "title"),
    "imagedata": ("title",), "hyperlink": ("tooltip",), "tblCaption": ("val",), "tblDescription": ("val",),
}  # fmt: skip
_CHOICES = frozenset({"alias", "tag", "listItem", "default", "helpText", "statusText", "listEntry", "docPart"})


def paragraphs(root: Element) -> list[Element]:
    """Return every paragraph of a part in document order; a passage's ``anchor`` counts them from 0."""
    return [element for element in root.iter() if local(element) == "p"]


@dataclass(slots=True)
class _Line:
    """What is gathered of the paragraph at hand."""

    element: Element
    pieces: list[Piece] = field(default_factory=list)
    asides: list[tuple[str, str]] = field(default_factory=list)
    references: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    inserted: bool = False


@dataclass(slots=True)
class _Frame:
    """A table or text box that is being read; ``tables`` counts those inside."""

    name: str
    row: int = 0
    column: int = 0
    tables: int = 0


class Story:
    """Reads parts of one file; lists and text boxes are counted through all of them.

    Args:
        visibility: The styles of the file.
        numbering: The lists of the file.
    """

    def __init__(self, visibility: Visibility, numbering: Numbering) -> None:
        self._visibility, self._numbering = visibility, numbering
        self._boxes = 0
        self.pictures = 0

    def passages(self, root: Element, container: Element | None = None) -> list[Passage]:
        """Return the paragraphs of a part, or of one container in it, in order."""
        self._frames = [_Frame("")]
        self._found: list[Passage] = []
        self._fields: list[str] = []
        self._gone = 0
        self._unfinished: _Line | None = None
        self._anchors = {element: number for number, element in enumerate(paragraphs(root))}
        self._blocks(root if container is None else container, None)
        return self._found

    def _blocks(self, container: Iterable[Element], anchor: int | None) -> None:
        for element in alternatives(container):
            name = local(element)
            if name == "p":
                self._paragraph(element, anchor)
            elif name in {"tbl", "tr", "tc"}:
                self._grid(name, element, anchor)
            elif name in {"tblPr", "sdtPr"}:
                self._aside_only(element, anchor)
            elif name in {"del", "moveFrom"}:
                self._gone += 1
                self._blocks(element, anchor)
                self._gone -= 1
            elif name in {"t", "delText", "instrText"} or name == "r":
                self._paragraph(element, anchor)
            elif name not in _SKIPPED:
                self._blocks(element, anchor)

    def _grid(self, name: str, element: Element, anchor: int | None) -> None:
        if name == "tbl":
            outer = self._frames[-1]
            outer.tables += 1
            within = f"{self._where()}内" if outer.row else self._where()
            self._frames.append(_Frame(f"{within}表{outer.tables}"))
            self._blocks(element, anchor)
            self._frames.pop()
            return
        frame = self._frames[-1]
        if name == "tr":
            frame.row, frame.column = frame.row + 1, 0
        else:
            frame.column, frame.tables = frame.column + 1, 0
        gone = child(element, f"{name}Pr", "del" if name == "tr" else "cellDel") is not None
        self._gone += gone
        self._blocks(element, anchor)
        self._gone -= gone

    def _where(self) -> str:
        frame = self._frames[-1]
        row = f"第{frame.row}行" if frame.row else ""
        return f"{frame.name}{row}第{frame.column}列" if frame.column else f"{frame.name}{row}"

    def _aside_only(self, element: Element, anchor: int | None) -> None:
        line = _Line(element)
        self._gather(element, line, "")
        if line.asides:
            self._found.append(Passage(where=self._where(), anchor=anchor or 0, pieces=(), asides=tuple(line.asides)))

    def _paragraph(self, element: Element, anchor: int | None) -> None:
        if not len(element) and self._unfinished is None and local(element) == "p":
            return
        line = self._unfinished or _Line(element)
        line.element, self._unfinished = element, None
        for inner in alternatives(element) if local(element) == "p" else (element,):
            self._gather(inner, line, "")
        label = self._numbering.label(element)
        here = self._anchors.get(element, 0) if anchor is None else anchor
        if self._goes_on(element, line):
            self._unfinished = line
            return
        frame = self._frames[-1]
        self._found.append(Passage(
            where=self._where(), anchor=here, pieces=tuple(line.pieces), label=label,
            style=self._visibility.style_name(element), row=f"{frame.name}第{frame.row}行" if frame.row else "",
            inserted=line.inserted, asides=tuple(line.asides), references=tuple(line.references),
        ))  # fmt: skip
        for box in line.boxes:
            self._boxes += 1
            self._frames.append(_Frame(f"文本框{self._boxes}"))
            self._blocks([box] if local(box) in {"p", "tbl"} else box, here)
            self._frames.pop()

    def _goes_on(self, element: Element, line: _Line) -> bool:
        """Say whether the paragraph's end is deleted or hidden, so that the next stands in the same line."""
        if not any(piece.text.strip() and not piece.unseen for piece in line.pieces) or line.boxes:
            return False
        mark = child(element, "pPr", "rPr")
        deleted = child(mark, "del") is not None or child(mark, "moveFrom") is not None
        following = element.getnext()
        more = following is not None and local(following) == "p"
        return more and (deleted or bool(self._visibility.mark_reason(element) and child(mark, "vanish") is not None))

    def _gather(self, element: Element, line: _Line, unseen: str) -> None:
        name = local(element)
        if name in _SKIPPED or not name:
            return
        if name in _SPOKEN:
            line.asides += [(ALTERNATIVE, said) for key in _SPOKEN[name] if (said := attribute(element, key))]
        handle = self._HANDLERS.get(name)
        if handle:
            handle(self, element, line, unseen)
        else:
            self._descend(element, line, unseen)

    def _descend(self, element: Element, line: _Line, unseen: str) -> None:
        for inner in alternatives(element):
            self._gather(inner, line, unseen)

    def _run(self, element: Element, line: _Line, unseen: str) -> None:
        self._descend(element, line, unseen or self._visibility.reason(element, line.element))

    def _text(self, element: Element, line: _Line, unseen: str) -> None:
        gone = DELETED if self._gone or local(element) == "delText" else ""
        code = FIELD_CODE if "code" in self._fields else ""
        line.pieces.append(Piece(text=words(element), unseen=gone or unseen or code))

    def _break(self, element: Element, line: _Line, unseen: str) -> None:
        parent = element.getparent()
        if parent is not None and local(parent) == "r":
            line.pieces.append(Piece(text=_BREAKS[local(element)], unseen=DELETED if self._gone else unseen))

    def _taken_out(self, element: Element, line: _Line, unseen: str) -> None:
        self._gone += 1
        self._descend(element, line, unseen)
        self._gone -= 1

    def _put_in(self, element: Element, line: _Line, unseen: str) -> None:
        line.inserted = True
        self._descend(element, line, unseen)

    def _field(self, element: Element, line: _Line, unseen: str) -> None:
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self._fields.append("code")
        elif kind == "separate" and self._fields:
            self._fields[-1] = "result"
        elif kind == "end" and self._fields:
            self._fields.pop()
        self._descend(element, line, unseen)

    def _code(self, element: Element, line: _Line, unseen: str) -> None:
        simple = local(element) == "fldSimple"
        line.asides.append((FIELD_CODE, attribute(element, "instr") if simple else words(element)))
        if simple:
            self._descend(element, line, unseen)

    def _reading(self, element: Element, line: _Line, _unseen: str) -> None:
        line.asides.append((READING, words(element)))

    def _box(self, element: Element, line: _Line, _unseen: str) -> None:
        line.boxes.append(element)

    def _art(self, element: Element, line: _Line, _unseen: str) -> None:
        line.asides.append((ART, attribute(element, "string")))

    def _control(self, element: Element, line: _Line, _unseen: str) -> None:
        for item in element.iter():
            if local(item) in _CHOICES:
                said = (attribute(item, key) for key in ("val", "displayText", "value"))
                line.asides += [(CONTROL, word) for word in dict.fromkeys(said) if word]

    def _picture(self, element: Element, line: _Line, unseen: str) -> None:
        self.pictures += 1
        self._descend(element, line, unseen)

    def _reference(self, element: Element, line: _Line, _unseen: str) -> None:
        line.references.append((local(element), attribute(element, "id")))

    _HANDLERS: ClassVar[dict[str, Callable[[Story, Element, _Line, str], None]]] = {
        "r": _run, "t": _text, "delText": _text,
        "del": _taken_out, "moveFrom": _taken_out, "ins": _put_in, "moveTo": _put_in,
        "fldChar": _field, "instrText": _code, "delInstrText": _code, "fldSimple": _code,
        "rt": _reading, "txbxContent": _box, "txBody": _box, "p": _box, "tbl": _box,
        "textpath": _art, "sdtPr": _control, "ffData": _control, "blip": _picture, "imagedata": _picture,
        **dict.fromkeys(_BREAKS, _break), **dict.fromkeys(_REFERENCES, _reference),
    }  # fmt: skip


def alternatives(container: Iterable[Element]) -> Iterator[Element]:
    """Yield the children of an element; of a drawing kept in two ways the second only if it differs."""
    for element in container:
        if local(element) != "AlternateContent":
            yield element
            continue
        said: list[str] = []
        compared = sum(1 for _ in element.iterancestors("{*}AlternateContent")) < _DEEPEST_ALTERNATIVE
        for way in element:
            text = _words(way) if compared else str(len(said))
            if local(way) not in {"Choice", "Fallback"}:
                yield way
            elif text not in said:
                said.append(text)
                yield from alternatives(way)


def _words(element: Element) -> str:
    found = (
        attribute(item, "string") if local(item) == "textpath" else words(item)
        for item in element.iter("{*}t", "{*}delText", "{*}textpath")
    )
    return "".join("".join(found).split())
