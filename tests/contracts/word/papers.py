"""Papers the press's tests share: shipped kinds, their example drafts, and small Word files made by hand."""

from __future__ import annotations

import functools
import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment
from lxml import etree

from contracts.kinds import Kind, load_kind, shipped_folder
from contracts.model import Document, Draft, Review
from contracts.papers.proofs import example
from contracts.papers.render import render
from contracts.word import blank
from contracts.word.archive import packed, read_parts
from contracts.word.markup import NAMESPACES, XML

SIGNED = date(2026, 3, 5)
KINDS = sorted(path.parent.name for path in shipped_folder().glob("*/manifest.toml"))
MEAN_NAME = "阿依古丽·买买提吐尔逊江 & <某> \"甲\" '乙' {{ x }} ../"
"""A name as nobody has it: markup, braces, quotes, a way out of the folder."""


def shipped(name: str) -> Kind:
    """Return a shipped kind."""
    return load_kind(shipped_folder() / name)


def draft(name: str, **changes: object) -> Draft:
    """Return the example draft of a shipped kind."""
    return replace(example(shipped(name), signing_on=SIGNED), **changes)


def lawful(paper: Draft) -> Review:
    """Return a review that found nothing."""
    return Review(draft_sha256=paper.sha256, as_of=paper.signing_on, place=paper.place, packs=())


def printed(name: str, paper: Draft | None = None, *, mark: str = "", copy_label: str = "甲方存") -> Document:
    """Return a rendered paper of a shipped kind in the house style."""
    kind = shipped(name)
    paper = paper or draft(name)
    return render(paper, lawful(paper), template=blank(kind), kind=kind, mark=mark, copy_label=copy_label)


def word_file(body: str, *, header: str = "", footer: str = "", footnote: str = "") -> bytes:
    """Return a Word file in the house style with this body, header, footer and footnote."""
    parts = dict(_house_parts())
    old = parts["word/document.xml"].decode()
    section = old[old.rindex("<w:sectPr>") : old.rindex("</w:body>")]
    parts["word/document.xml"] = f"{XML}<w:document {NAMESPACES}><w:body>{body}{section}</w:body></w:document>".encode()
    parts["word/header1.xml"] = f"{XML}<w:hdr {NAMESPACES}>{header or '<w:p/>'}</w:hdr>".encode()
    parts["word/footer1.xml"] = f"{XML}<w:ftr {NAMESPACES}>{footer or '<w:p/>'}</w:ftr>".encode()
    if footnote:
        _add_footnote(parts, footnote)
    return packed(parts)


@functools.cache
def _house_parts() -> Mapping[str, bytes]:
    return read_parts(blank(shipped("reward_support_notice")))


def _add_footnote(parts: dict[str, bytes], words: str) -> None:
    note = f'<w:footnote w:id="1">{words}</w:footnote>'
    parts["word/footnotes.xml"] = f"{XML}<w:footnotes {NAMESPACES}>{note}</w:footnotes>".encode()
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    for name, end, line in (
        ("[Content_Types].xml", b"</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{word}"/>'),
        ("word/_rels/document.xml.rels", b"</Relationships>",
         f'<Relationship Id="rIdN" Type="{kind}" Target="footnotes.xml"/>'),
    ):  # fmt: skip
        parts[name] = parts[name].replace(end, line.encode() + end)


def by_docxtpl_alone(content: bytes, values: dict[str, Any]) -> bytes:
    """Return the paper as docxtpl makes it in an environment that is not ours, with Jinja's own escaping.

    The one thing taken from us: ``tables.items`` is a table called so, not a method of dicts.
    """

    class ItemsFirst(Environment):
        def getattr(self, obj: Any, attribute: str) -> Any:
            return self.getitem(obj, attribute)

    document = DocxTemplate(io.BytesIO(content))
    document.render(values, jinja_env=ItemsFirst(autoescape=True), autoescape=True)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def canonical(content: bytes) -> dict[str, bytes]:
    """Return every part of a Word file, XML in canonical form.

    Left out is what has no meaning: the order of the lists of parts and links, and empty document properties,
    which docxtpl writes and which say nothing. A hyphen that does not break is a hyphen, as it is for every reader.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: _form(name, archive.read(name)) for name in archive.namelist()}


_HELD = b'</w:t><w:noBreakHyphen></w:noBreakHyphen><w:t xml:space="preserve">'


@functools.lru_cache(maxsize=64)
def _form(name: str, data: bytes) -> bytes:
    if not name.endswith((".xml", ".rels")):
        return data
    root = etree.fromstring(data)
    if name == "[Content_Types].xml" or name.endswith(".rels"):
        root[:] = sorted(root, key=lambda item: sorted(map(str, item.values())))
    elif name == "docProps/core.xml":
        root[:] = [item for item in root if item.text]
    return bytes(etree.tostring(root, method="c14n", exclusive=True)).replace(_HELD, b"-")


def xml(content: bytes, part: str = "word/document.xml") -> str:
    """Return one part of a Word file as text."""
    return read_parts(content)[part].decode()
