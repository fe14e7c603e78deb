"""Tags that reach over an edge: out of their table, from one cell into the next, into the words beside them.

A tag that nobody closed reaches to the end of the next one, wherever that stands; it is told where it begins.

docxtpl gives way to such tags in silence. It strikes out everything between the two pieces of a tag, the
edge of a cell too, and with ``{%p``, ``{%tr`` and ``{%tc`` the whole paragraph, row or cell in which they
stand, and what else is written there. A clause may vanish so; the house refuses the template instead.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from contracts.model import Problem
from contracts.word.lint import place_of
from contracts.word.seams import W, joined, pieces_of, texts_of
from contracts.word.spots import TAG

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_TAKING = re.compile(r"\{[{%#](tr|tc|p)\s")
_BRACE = re.compile(r"[{}｛｝]")
_OPENS = r"\{\{|\{%|\{#"
_WHOLE = re.compile(rf"\{{\{{(?:(?!{_OPENS}).)*?\}}\}}|\{{%(?:(?!{_OPENS}).)*?%\}}|\{{#.*?#\}}", re.DOTALL)
"""A tag without the beginning of another in it."""
_NAMES = {"tr": "行", "tc": "格", "p": "段"}

_UNWORDED = {"sectPr": "分节符", "drawing": "图片", "pict": "图片", "object": "图片", "footnoteReference": "脚注",
             "endnoteReference": "尾注"}  # fmt: skip
"""What prints without being words, as a clerk calls it."""


def edge_faults(part: str, root: Element) -> Iterator[Problem]:
    """Yield every tag of a part that would take away more than itself.

    Args:
        part: Its name in the file.
        root: The part as it was written, torn tags mended.
    """
    whole = [*root.iter(f"{W}p")]
    words = [joined(list(texts_of(item))) for item in whole]
    found = [*_unfinished(words)] or [*_astray(root), *_spread(root)]
    for said, message, hint in found:
        yield Problem(where=f"{place_of(part)}“{said[:60]}”", message=message, hint=hint)


def _unfinished(words: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Yield each paragraph that holds a brace which belongs to no tag: full-width, single, or left open."""
    for number in _leftovers(words):
        wide = "｛" in words[number] or "｝" in words[number]
        message = "用了全角花括号" if wide else "占位标记没有写完整"
        yield words[number], message, "写作 {{ 名称 }} 或 {% … %}，花括号用半角，成对出现"


def _leftovers(words: Sequence[str]) -> Iterator[int]:
    """Yield the number of each paragraph with a brace outside of every whole tag."""
    ends = [*accumulate(map(len, words))]
    text = "".join(words)
    held = [match.span() for match in _WHOLE.finditer(text)]
    loose = {
        bisect_right(ends, match.start())
        for match in _BRACE.finditer(text)
        if not any(first <= match.start() < last for first, last in held)
    }
    yield from sorted(loose)


def _astray(root: Element) -> Iterator[tuple[str, str, str]]:
    """Yield tags for rows and cells that stand in none, and words beside a tag that takes its place away."""
    for paragraph in root.iter(f"{W}p"):
        texts = list(texts_of(paragraph))
        for match in TAG.finditer(joined(texts)):
            taking = _TAKING.match(match[0])
            if taking is None:
                continue
            piece = next(pieces_of(texts, match.start(), match.end()))[0]
            holder = next(piece.iterancestors(f"{W}{taking[1]}"), None)
            name = _NAMES[taking[1]]
            if holder is None:
                yield match[0], f"整{name}的标记没有写在表格里", f"{{%{taking[1]} 只用在表格里；整段用 {{%p"
            elif rest := _words(holder).replace(match[0], "", 1).strip()[:20] or _unworded(holder):
                words = f"这一{name}里还有“{rest}”，会随标记一起消失"
                yield match[0], words, f"让 {{%{taking[1]} … %}} 独占一{name}，或写作 {{% … %}}"


def _spread(root: Element) -> Iterator[tuple[str, str, str]]:
    """Yield tags that begin in one cell and end in another, or go on behind a table."""
    for _, group in groupby(root.iter(f"{W}p"), key=lambda item: item.getparent()):
        words = [joined(list(texts_of(item))) for item in group]
        for number in [*_leftovers(words)][:1]:
            yield words[number], "标记跨过了段落或表格的边", "把整个标记写在同一格、同一段里"


def _unworded(element: Element) -> str:
    """Return what else of a paper stands in an element: a picture, a break of the page, the set-up of the pages."""
    for tag, what in _UNWORDED.items():
        if next(element.iter(f"{W}{tag}"), None) is not None:
            return what
    breaks = (item.get(f"{W}type") for item in element.iter(f"{W}br"))
    return "分页符" if {"page", "column"} & {*breaks} else ""


def _words(element: Element) -> str:
    paragraphs = [element] if element.tag == f"{W}p" else element.iter(f"{W}p")
    return "".join(joined(list(texts_of(item))) for item in paragraphs)
