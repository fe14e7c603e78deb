"""The clauses of a Word file that somebody else wrote, wherever they hide.

Body, tables, text boxes, headers and footers, footnotes, comments, tracked insertions, words that cannot
be seen, content controls, field results, annexes behind the signatures, texts beside pictures, charts and
properties: all of it is read, each with a place a person can find. Pictures cannot be read and are counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from contracts.word import intake
from contracts.word.nodes import attribute, local, words
from contracts.word.numbering import Numbering
from contracts.word.passage import DELETED, Passage
from contracts.word.places import Places, spoken
from contracts.word.story import Story
from contracts.word.visibility import Visibility

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

BODY = "word/document.xml"
AUTHOR = "守约"
"""Who signs the remarks of a review; they quote the clauses they refuse and are not read again."""

MOST_LETTERS = 500_000
_SILENT = re.compile(
    r"(^|/)_rels/|^\[Content_Types\]|/theme/|word/(styles|stylesWithEffects|numbering|fontTable|webSettings|people"
    r"|commentsExtended|commentsIds|commentsExtensible)\w*\.xml$|^docProps/app\.xml$"
)
_EDGES = {"hdr": "页眉", "ftr": "页脚"}
_NOTES = {"footnotes": ("脚注", "footnoteReference"), "endnotes": ("尾注", "endnoteReference"),
          "comments": ("批注", "commentReference")}  # fmt: skip
_PROPERTIES = {"title": "标题", "subject": "主题", "keywords": "关键词", "description": "备注", "creator": "作者",
               "category": "类别", "lastModifiedBy": "修改者", "contentStatus": "状态"}  # fmt: skip
_ELSEWHERE = (("docProps/", "文档属性"), ("customXml/", "文档数据"), ("word/diagrams/", "图示"),
              ("word/charts/", "图表"), ("word/glossary/", "文档部件"), ("word/settings", "文档变量"))  # fmt: skip
_ORDER = ("document", "hdr", "ftr", "footnotes", "endnotes", "comments")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundClause:
    """One paragraph of a Word file.

    ``where`` does not depend on pages; ``section`` is the heading above it. ``unseen`` says why it cannot be
    read on paper (隐藏文字, 已删除, 替代文字…), and ``whole`` is then the paragraph with the words in their
    place. ``label`` is the number drawn before it. ``row`` names its table row and ``story`` the run of text
    to which it belongs: only neighbours in one story continue each other. ``anchor`` counts the paragraphs
    of the body: there a comment can stand.
    """

    where: str
    text: str
    section: str = ""
    label: str = ""
    unseen: str = ""
    whole: str = ""
    inserted: bool = False
    row: str = ""
    story: str = ""
    style: str = ""
    anchor: int = 0
    party_bound: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordText:
    """All clauses of a file in reading order, and how many pictures in it nobody has read."""

    clauses: tuple[FoundClause, ...]
    pictures: int = 0


def read_clauses(content: bytes, *, deleted: bool = False) -> tuple[FoundClause, ...]:
    """Return every paragraph of a Word file that holds words, wherever it hides.

    Args:
        content: The bytes of a .docx file.
        deleted: Also what tracked changes have taken out; it is not in force and left out otherwise.

    Raises:
        DocumentError: The file cannot be read; with the cure.
    """
    return read_word(content, deleted=deleted).clauses


def read_word(content: bytes, *, deleted: bool = False) -> WordText:
    """Return the clauses as :func:`read_clauses` does, and the number of pictures.

    Raises:
        DocumentError: The file cannot be read; with the cure.
    """
    parts = intake.opened(content)
    reader = _Reader(parts)
    clauses = tuple(item for item in reader.clauses() if deleted or item.unseen != DELETED)
    if sum(len(item.text) for item in clauses) > MOST_LETTERS:
        raise intake.refused(f"文字超过 {MOST_LETTERS // 10000} 万字", "只留合同本身，或分成几个文件")
    return WordText(clauses=clauses, pictures=reader.pictures)


class _Reader:
    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = parts
        self._visibility = Visibility(self._tree("word/styles.xml"))
        self._story = Story(self._visibility, Numbering(self._tree("word/numbering.xml"), self._visibility))
        self._references: dict[tuple[str, str], tuple[int, int]] = {}
        self._numbers: Counter[str] = Counter()

    @property
    def pictures(self) -> int:
        return self._story.pictures

    def _tree(self, name: str) -> Element | None:
        return intake.tree(self._parts, name) if name in self._parts else None

    def clauses(self) -> Iterator[FoundClause]:
        names = [name for name in sorted(self._parts) if intake.is_xml(name) and not _SILENT.search(name)]
        roots = [(name, intake.tree(self._parts, name)) for name in names]
        if not any(name == BODY and local(root) == "document" for name, root in roots):
            raise intake.refused("里面没有正文", "用 Word 或 WPS 打开，另存为 .docx 再审查")
        for name, root in sorted(roots, key=_rank):
            yield from self._part(name, root)

    def _part(self, name: str, root: Element) -> Iterator[FoundClause]:
        kind = local(root)
        if kind == "document":
            yield from self._body(name, root)
        elif kind in _EDGES:
            yield from self._edge(name, root)
        elif kind in _NOTES:
            yield from self._notes(name, root)
        else:
            yield from self._elsewhere(name, root)

    def _body(self, name: str, root: Element) -> Iterator[FoundClause]:
        passages = self._story.passages(root)
        for passage in passages:
            for reference in passage.references:
                if reference not in self._references:
                    self._numbers[reference[0]] += 1
                    self._references[reference] = (self._numbers[reference[0]], passage.anchor)
        yield from _found(passages, Places("" if name == BODY else "另一正文"), name)

    def _edge(self, name: str, root: Element) -> Iterator[FoundClause]:
        passages = self._story.passages(root)
        if any(passage.pieces or passage.asides for passage in passages):
            self._numbers[local(root)] += 1
            number = self._numbers[local(root)]
            title = _EDGES[local(root)] + (str(number) if number > 1 else "")
            yield from _found(passages, Places(title), name, anchor=0)

    def _notes(self, name: str, root: Element) -> Iterator[FoundClause]:
        title, reference = _NOTES[local(root)]
        last = self._numbers[reference]
        for note in root:
            if is_remark(note):
                continue
            key = (reference, attribute(note, "id"))
            special = attribute(note, "type") not in {"", "normal"}
            if key not in self._references and not special:
                last += 1
            number, anchor = self._references.get(key, (last, 0))
            place = f"{title}分隔处" if special else f"{title}{number}"
            yield from _found(self._story.passages(root, note), Places(place), f"{name}#{key[1]}", anchor=anchor)

    def _elsewhere(self, name: str, root: Element) -> Iterator[FoundClause]:
        title = next((label for start, label in _ELSEWHERE if name.startswith(start)), f"部件 {name}")
        if local(root) == "glossaryDocument":
            yield from _found(self._story.passages(root), Places(title), name, anchor=0)
            return
        said: set[str] = set()
        for kind, text in _leaves(root):
            if text and text not in said:
                said.add(text)
                where = f"{title}：{_PROPERTIES[kind]}" if kind in _PROPERTIES else title
                yield FoundClause(where=where, text=text, unseen=title, story=f"{name}#{len(said)}")


def is_remark(comment: Element) -> bool:
    """Say whether a comment is one that a review left: signed by 守约, and a verdict to begin with."""
    return (
        local(comment) == "comment"
        and attribute(comment, "author") == AUTHOR
        and words(comment).lstrip().startswith("【")
    )


def _rank(item: tuple[str, Element]) -> tuple[int, int, str]:
    name, root = item
    kind = local(root)
    number = re.search(r"(\d+)\.xml$", name)
    rank = _ORDER.index(kind) if kind in _ORDER else len(_ORDER)
    return rank, 0 if name == BODY else int(number[1][:6]) if number else 1, name


def _found(passages: list[Passage], places: Places, story: str, *, anchor: int | None = None) -> Iterator[FoundClause]:
    for passage in passages:
        where = places.of(passage)
        plain = FoundClause(
            where=where, text="", section=places.section, style=passage.style,
            story=f"{story}#{passage.where}" if passage.where else story,
            anchor=passage.anchor if anchor is None else anchor,
        )  # fmt: skip
        if text := spoken(passage.label) + passage.text:
            shown = f"{where}（修订插入）" if passage.inserted else where
            yield replace(
                plain, where=shown, text=text, label=passage.label, row=passage.row, inserted=passage.inserted
            )
        yield from _beside(passage, plain)


def _beside(passage: Passage, plain: FoundClause) -> Iterator[FoundClause]:
    """Yield what cannot be seen of a paragraph, and the words that stand beside it."""
    whole = passage.whole if passage.text else ""
    for reason, text in passage.unseen():
        if text:
            yield replace(
                plain, where=plain.where + reason, text=text, unseen=reason, whole=whole, story=plain.story + reason
            )
    for kind, text in dict.fromkeys(passage.asides):
        if text.strip():
            yield replace(plain, where=plain.where + kind, text=text.strip(), unseen=kind, story=plain.story + kind)


def _leaves(root: Element) -> Iterator[tuple[str, str]]:
    """Yield (name, words) of every element that holds words and nothing else, and of document variables."""
    for element in root.iter():
        name = local(element)
        if name == "docVar":
            yield name, attribute(element, "val")
        elif name == "p":
            yield name, "".join(words(item) for item in element.iter() if local(item) == "t").strip()
        elif name and name != "t" and not any(map(local, element)):
            yield name, words(element).strip()
