"""Papers the press's tests share: shipped kinds, their example drafts, and small Word files made by hand."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date

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


def word_file(body: str, *, header: str = "", footer: str = "") -> bytes:
    """Return a Word file in the house style with this body, header and footer."""
    parts = read_parts(blank(shipped("reward_support_notice")))
    old = parts["word/document.xml"].decode()
    section = old[old.rindex("<w:sectPr>") : old.rindex("</w:body>")]
    parts["word/document.xml"] = f"{XML}<w:document {NAMESPACES}><w:body>{body}{section}</w:body></w:document>".encode()
    parts["word/header1.xml"] = f"{XML}<w:hdr {NAMESPACES}>{header or '<w:p/>'}</w:hdr>".encode()
    parts["word/footer1.xml"] = f"{XML}<w:ftr {NAMESPACES}>{footer or '<w:p/>'}</w:ftr>".encode()
    return packed(parts)


def canonical(content: bytes) -> dict[str, bytes]:
    """Return every part of a Word file, XML in canonical form, document properties left out."""
    from lxml import etree

    def form(name: str, data: bytes) -> bytes:
        if not name.endswith((".xml", ".rels")):
            return data
        return bytes(etree.tostring(etree.fromstring(data), method="c14n", exclusive=True))

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: form(name, archive.read(name)) for name in archive.namelist() if not name.startswith("docProps/")}


def xml(content: bytes, part: str = "word/document.xml") -> str:
    """Return one part of a Word file as text."""
    return read_parts(content)[part].decode()
