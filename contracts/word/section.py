"""One paper of a print file, edited as bytes: its marks are its own, its pages begin at one and count to its end.

A paper is 50 KB of which some forty places change; to read it as a tree would cost ten times as much as to
fill it. Names must be spelt as :mod:`contracts.word.spelling` says. The edits are those of ECMA-376 part 1:
bookmarks 17.13.6, fields 17.16, sections 17.6.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from contracts.word.lists import Edit
from contracts.word.spelling import Part

ROOM = 10_000
"""How many bookmarks or drawings one paper may have before its ids meet the next paper's."""
FIRST_PAGE = "sheet"
"""The bookmark at the beginning of each paper; its number follows."""
LAST_PAGE = "last_page"
"""The bookmark at the end of a paper that counts its pages without one of its own; its number follows."""

_POINTER = re.compile(rb"\b((?:PAGEREF|REF)\s+[^\s<>\"\\&]+)")
_PAGES = re.compile(rb"\bNUMPAGES\b", re.IGNORECASE)
_FIELD = re.compile(rb"""<w:instrText(?:\s[^>]*)?>([^<]*)|<w:fldSimple\s[^>]*?\bw:instr=["']([^"']*)""")
_SECTION = re.compile(rb"<w:sectPr\b[^>]*?(/?)>")
_COUNTED = re.compile(rb"<w:(type|pgNumType)\b[^>]*(?:/>|></w:\1>)")
_FORM = re.compile(rb"""<w:pgNumType\b[^>]*?(\sw:fmt=["'][^"']*["'])""")
_START = re.compile(rb"""(<w:pgNumType\b[^>]*?)\sw:start=["'][^"']*["']""")
_AT_TYPE, _AT_PAGES = (
    re.compile(rb"<w:(?:" + names + rb"cols|formProt|vAlign|noEndnote|titlePg|textDirection|bidi|rtlGutter|docGrid|"
               rb"printerSettings)\b")
    for names in (b"pgSz|pgMar|paperSrc|pgBorders|lnNumType|pgNumType|", b"")
)  # fmt: skip
_REVISED = b"<w:sectPrChange"
_SETUP, _SETUP_END = b"<w:sectPr", b"</w:sectPr>"
_PARAGRAPH = re.compile(rb"<w:p(?:\s[^>]*?)?(/?)>")
_EMPTY = re.compile(rb"<w:p(?:\s[^>]*)?/>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What a paper says, and the set-up of its last pages."""

    words: bytes
    setup: bytes

    def ended(self) -> bytes:
        """Return the paper with its set-up in its last paragraph, so that no blank page follows."""
        words = self.words
        last = words[words.rfind(b"<") :]
        if last != b"</w:p>":
            empty = _EMPTY.fullmatch(last)
            before, opening = (words.removesuffix(b"/>"), b"") if empty else (words, b"<w:p")
            return b"".join((before, opening, b"><w:pPr>", self.setup, b"</w:pPr></w:p>"))
        at = _last_paragraph(words)
        if words.startswith(b"<w:pPr>", at):
            end = words.index(b"</w:pPr>", at)
            revised = words.find(b"<w:pPrChange", at, end)
            at = end if revised < 0 else revised
            return b"".join((words[:at], self.setup, words[at:]))
        rest = words[at:].removeprefix(b"<w:pPr/>")
        return b"".join((words[:at], b"<w:pPr>", self.setup, b"</w:pPr>", rest))


def section_of(body: bytes) -> Section | None:
    """Return a body in two; ``None`` where it does not end with a page set-up."""
    last = body[body.rfind(b"<") :]
    start = len(body) - len(last)
    if last == _SETUP_END:
        start = body.rfind(_SETUP)
        if body.startswith(_REVISED, body.rfind(b"<", 0, start)):  # the set-up that a revision replaced
            start = body.rfind(_SETUP, 0, start - len(_REVISED))
    elif not (last.endswith(b"/>") and _SECTION.match(last)):
        return None
    return Section(words=body[:start], setup=body[start:])


def edited(part: bytes, edits: Iterable[Edit], first: int = 0, end: int | None = None) -> bytes:
    """Return what stands in a part from one place up to another, with its edits made; they do not overlap."""
    pieces: list[bytes] = []
    last = first
    for start, stop, instead in sorted(edits):
        pieces += (part[last:start], instead)
        last = stop
    return b"".join((*pieces, part[last:end]))


def marks(part: Part, count: int) -> Iterator[Edit]:
    """Yield what makes bookmarks, drawings and fields of a paper its own, and everything that points to them."""
    body, suffix = part.data, b"_%d" % count
    waiting: dict[bytes, list[bytes]] = defaultdict(list)
    for number, tag in enumerate(part.marks.get(b"bookmarkStart", ())):
        new = b"%d" % (count * ROOM + number)
        start, end = _value(body, tag, b"w:id")
        waiting[body[start:end]].append(new)
        yield start, end, new
        start, end = _value(body, tag, b"w:name")
        yield end, end, suffix
    for tag in part.marks.get(b"bookmarkEnd", ()):
        start, end = _value(body, tag, b"w:id")
        if waiting[body[start:end]]:
            yield start, end, waiting[body[start:end]].pop(0)
    for number, tag in enumerate(part.marks.get(b"docPr", ())):
        start, end = _value(body, tag, b"id")
        yield start, end, b"%d" % (count * ROOM + number)
    for tag in part.marks.get(b"hyperlink", ()):
        start, end = _value(body, tag, b"w:anchor")
        if end > start:
            yield end, end, suffix
    yield from fields(part, count)


def fields(part: Part, count: int) -> Iterator[Edit]:
    """Yield what lets the fields of a paper's part point into the paper, and count its pages, not the file's."""
    for start, end in _codes(part):
        code = _POINTER.sub(rb"\1_%d" % count, part.data[start:end])
        code = _PAGES.sub(b"PAGEREF %s_%d" % (LAST_PAGE.encode(), count), code)
        yield start, end, code


def counts_pages(part: Part) -> bool:
    """Return whether a part says how many pages the whole file has."""
    return any(_PAGES.search(part.data, *place) for place in _codes(part))


def _codes(part: Part) -> Iterator[tuple[int, int]]:
    """Yield where the code of each field begins and ends."""
    for tag in (*part.marks.get(b"instrText", ()), *part.marks.get(b"fldSimple", ())):
        found = _FIELD.match(part.data, tag)
        if found:
            yield found.span(1 if found[1] is not None else 2)


def pointing(part: Part, renamed: Mapping[bytes, bytes]) -> Iterator[Edit]:
    """Yield what lets everything that points to another part point to the copy."""
    for name in (b"r:id", b"r:embed", b"r:link"):
        for at in part.marks.get(name, ()):
            start = at + len(name) + len(b' ="')
            end = part.data.index(b'"', start)
            new = renamed.get(part.data[start:end])
            if new is not None:
                yield start, end, new


def first_page(part: bytes, first: int, count: int) -> Iterator[Edit]:
    """Yield the mark where a paper begins: in its first paragraph, for before it LibreOffice marks the page before.

    Args:
        part: The paper's text.
        first: Where its body begins.
        count: The paper's place in the print file.
    """
    found = _PARAGRAPH.search(part, first)
    if found is None:
        return
    mark = _bookmark(b"%d" % (count * ROOM + ROOM - 1), b"%s%d" % (FIRST_PAGE.encode(), count))
    if found[1]:
        yield found.end() - 2, found.end(), b">" + mark + b"</w:p>"
        return
    at = found.end()
    if part.startswith(b"<w:pPr/>", at):
        at += len(b"<w:pPr/>")
    elif part.startswith(b"<w:pPr>", at):
        at = _end_of_properties(part, at)
    yield at, at, mark


def counted_to_its_end(section: Section, count: int) -> Section:
    """Return a paper with a bookmark in its last paragraph, whose pages are counted on without a break up to there."""
    mark = _bookmark(b"%d" % (count * ROOM + ROOM - 2), b"%s_%d" % (LAST_PAGE.encode(), count))
    _, first = _first_setup(section.words)
    setup = _START.sub(rb"\1", section.setup) if first else section.setup
    later = _START.sub(rb"\1", section.words[first:]) if first else section.words
    before = later.removesuffix(b"</w:p>")
    opening = b"<w:p>" if before == later else b""
    return Section(words=b"".join((section.words[:first], before, opening, mark, b"</w:p>")), setup=setup)


def restarted(section: Section, kind: bytes, blank: bytes, *, several: bool) -> Section:
    """Return a paper whose first pages begin a sheet and are counted from one.

    Args:
        section: The paper; it may have more set-ups than its last, of which only the first begins anew.
        kind: ``nextPage`` or ``oddPage``.
        blank: References to put where the first pages would else show an earlier paper's header or footer.
        several: The paper has more set-ups than its last.
    """
    start, end = _first_setup(section.words) if several else (0, 0)
    if start == end:
        return replace(section, setup=_restarted(section.setup, kind, blank))
    first = _restarted(section.words[start:end], kind, blank)
    return replace(section, words=b"".join((section.words[:start], first, section.words[end:])))


def first_setup(section: Section) -> bytes:
    """Return the set-up of a paper's first pages."""
    start, end = _first_setup(section.words)
    return section.words[start:end] or section.setup


def _first_setup(words: bytes) -> tuple[int, int]:
    found = _SECTION.search(words)
    if found is None or found[1]:
        return found.span() if found else (0, 0)
    end = words.index(_SETUP_END, found.end())
    if words.find(_REVISED, found.end(), end) >= 0:
        end = words.index(_SETUP_END, end + 1)
    return found.start(), end + len(_SETUP_END)


@functools.lru_cache(maxsize=64)
def _form_of(old: bytes) -> bytes:
    found = _FORM.search(old)
    return found[1] if found else b""


def _restarted(setup: bytes, kind: bytes, blank: bytes) -> bytes:
    found = _SECTION.match(setup)
    opening = found[0] if found else b"<w:sectPr>"
    if opening.endswith(b"/>"):
        opening, setup = opening[:-2] + b">", opening[:-2] + b"></w:sectPr>"
    revised = setup.find(_REVISED)
    end = setup.rindex(_SETUP_END) if revised < 0 else revised
    old = setup[len(opening) : end]
    inner = _COUNTED.sub(b"", old)
    pages = _AT_PAGES.search(inner)
    at = pages.start() if pages else len(inner)
    inner = b'%s<w:pgNumType w:start="1"%s/>%s' % (inner[:at], _form_of(old), inner[at:])
    sheet = _AT_TYPE.search(inner)
    at = sheet.start() if sheet else len(inner)
    return b"".join((opening, blank, inner[:at], b'<w:type w:val="%s"/>' % kind, inner[at:], setup[end:]))


def _bookmark(number: bytes, name: bytes) -> bytes:
    return b'<w:bookmarkStart w:id="%s" w:name="%s"/><w:bookmarkEnd w:id="%s"/>' % (number, name, number)


def _value(body: bytes, tag: int, name: bytes) -> tuple[int, int]:
    """Return where an attribute of a tag begins and ends, twice the same place where there is none."""
    found = _attribute(name).match(body, tag)
    return found.span(1) if found else (tag, tag)


@functools.cache
def _attribute(name: bytes) -> re.Pattern[bytes]:
    return re.compile(rb'<[\w:]+(?:\s+[\w:.-]+="[^"]*")*?\s+' + re.escape(name) + rb'="([^"]*)"')


def _end_of_properties(body: bytes, at: int) -> int:
    """Return where the properties of a paragraph end; a revision of them holds those that it replaced."""
    end = body.index(b"</w:pPr>", at)
    if body.find(b"<w:pPrChange", at, end) >= 0:
        end = body.index(b"</w:pPr>", end + 1) if body.find(b"</w:pPrChange>", end) > 0 else end
    return end + len(b"</w:pPr>")


def _last_paragraph(words: bytes) -> int:
    """Return where the first tag of the last paragraph ends; paragraphs may stand in paragraphs."""
    depth, at = 0, len(words)
    while True:
        at = words.rfind(b"w:p", 0, at)
        end = words.index(b">", at) + 1
        if words.startswith(b"</w:p>", at - 2):
            depth += 1
        elif words[at - 1 : at] == b"<" and words[at + 3 : at + 4] in b" >" and words[end - 2 : end] != b"/>":
            depth -= 1
            if depth == 0:
                return end
