"""Remarks at the paragraphs of a Word file, as Word's own comments; everything else stays as it was.

Word keeps comments in a part of their own, tied to the text by a range and a reference. Only four parts
change: the text, the comments, and where there were no comments yet, the two lists that name the new part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from contracts.word import intake
from contracts.word.archive import packed
from contracts.word.foreign import AUTHOR, BODY, is_remark
from contracts.word.nodes import attribute, child, local, whole_number
from contracts.word.story import paragraphs

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

INITIALS = "守"
_LINKS = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"
_LINKS_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_STRICT_KIND = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What is said beside a paragraph of the body: ``anchor`` counts them from 0, each line is a paragraph."""

    anchor: int
    lines: tuple[str, ...]


def mark(content: bytes, remarks: Sequence[Remark], *, on: date) -> bytes:
    """Return the file with each remark as a comment by 守约 at its paragraph, instead of earlier ones by 守约.

    Args:
        content: The bytes of a .docx file.
        remarks: In any order; several may stand at one paragraph. Without any the file comes back as it is.
        on: The day the comments carry.

    Raises:
        DocumentError: The file cannot be read.
    """
    if not remarks:
        return content
    parts = intake.opened(content)
    text = intake.tree(parts, BODY)
    name = _comments_part(parts, _space(text))
    comments = intake.tree(parts, name)
    places = paragraphs(text)
    _clear(text, comments)
    first = 1 + max(_numbers(text, comments), default=-1)
    for number, remark in enumerate(sorted(remarks, key=lambda item: item.anchor), first):
        _anchor(places[min(remark.anchor, len(places) - 1)] if places else _new_paragraph(text), number)
        comments.append(_comment(comments, number, remark.lines, on))
    parts[BODY], parts[name] = _written(text), _written(comments)
    return packed(parts)


def _numbers(*roots: Element) -> list[int]:
    """Return the numbers of all comments there are, also of those whose text or place is gone."""
    names = {"comment", *_MARKS}
    return [whole_number(attribute(item, "id"), -1) for root in roots for item in root.iter() if local(item) in names]


def _clear(text: Element, comments: Element) -> None:
    """Take away what an earlier review remarked, so that a mended clause carries no stale verdict."""
    stale = [item for item in comments if is_remark(item)]
    numbers = {attribute(item, "id") for item in stale}
    tied = [item for item in text.iter() if local(item) in _MARKS and attribute(item, "id") in numbers]
    for item in [*stale, *tied]:
        owner = item.getparent()
        if owner is not None:
            owner.remove(item)
            if local(owner) == "r" and not len(owner) and (outer := owner.getparent()) is not None:
                outer.remove(owner)


def _anchor(paragraph: Element, number: int) -> None:
    space = _space(paragraph)
    start, end, reference = (paragraph.makeelement(space + name, {f"{space}id": str(number)}) for name in _MARKS)
    paragraph.insert(0 if child(paragraph, "pPr") is None else 1, start)
    paragraph.append(end)
    run = paragraph.makeelement(f"{space}r")
    run.append(reference)
    paragraph.append(run)


def _comment(comments: Element, number: int, lines: tuple[str, ...], on: date) -> Element:
    space = _space(comments)
    comment = comments.makeelement(f"{space}comment", {
        f"{space}id": str(number), f"{space}author": AUTHOR, f"{space}date": f"{on}T00:00:00Z",
        f"{space}initials": INITIALS,
    })  # fmt: skip
    for line in lines:
        paragraph = comments.makeelement(f"{space}p")
        run = comments.makeelement(f"{space}r")
        words = comments.makeelement(f"{space}t", {_XML_SPACE: "preserve"})
        words.text = "".join(letter for letter in line if letter.isprintable())
        run.append(words)
        paragraph.append(run)
        comment.append(paragraph)
    return comment


def _new_paragraph(text: Element) -> Element:
    body = child(text, "body")
    paragraph = text.makeelement(f"{_space(text)}p")
    (text if body is None else body).insert(0, paragraph)
    return paragraph


def _comments_part(parts: dict[str, bytes], space: str) -> str:
    """Return the name of the comments part; make an empty one where the file has none."""
    if _LINKS not in parts:
        parts[_LINKS] = f'<Relationships xmlns="{_LINKS_SPACE}"/>'.encode()
    links = intake.tree(parts, _LINKS)
    for link in links:
        if attribute(link, "Type").endswith("/comments"):
            target = attribute(link, "Target")
            name = target.lstrip("/") if target.startswith("/") else f"word/{target}"
            if name in parts:
                return name
            links.remove(link)
    name = next(name for number in range(1000) if (name := f"word/comments{number or ''}.xml") not in parts)
    taken = {attribute(link, "Id") for link in links}
    link = links.makeelement(f"{{{_LINKS_SPACE}}}Relationship", {
        "Id": next(key for number in range(len(taken) + 1) if (key := f"rIdShouyue{number}") not in taken),
        "Type": _STRICT_KIND if "purl.oclc.org" in space else _KIND, "Target": name.removeprefix("word/"),
    })  # fmt: skip
    links.append(link)
    parts[_LINKS] = _written(links)
    parts[name] = f'<w:comments xmlns:w="{space.strip("{}")}"/>'.encode()
    _declare(parts, name)
    return name


def _declare(parts: dict[str, bytes], name: str) -> None:
    types = intake.tree(parts, _TYPES)
    named = [item for item in types if attribute(item, "PartName").lower() == f"/{name}".lower()]
    for item in named:
        types.remove(item)
    override = types.makeelement(f"{_space(types)}Override", {"PartName": f"/{name}", "ContentType": _COMMENTS_TYPE})
    types.append(override)
    parts[_TYPES] = _written(types)


def _space(element: Element) -> str:
    return str(element.tag).rpartition("}")[0] + "}"


def _written(root: Element) -> bytes:
    from lxml import etree

    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)
