"""Which papers of the year go into the pack as they were issued, and which stay where they are, and why.

A paper goes in if it names no family as a party and is no certificate: notices in all their forms, lists, score
sheets, rankings. A contract, a certificate, a household's page is kept in that household's file; the pack holds its
number and hash.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from contracts.model import Draft
from ledger.leaks import leaks
from ledger.names import title_of
from ledger.publishing.issue import Paper, content_of, issued_between
from ledger.store import Ledger
from ledger.yearend.book import Book, Cell, Span, table

FOLDER = "文件"
"""Folder of the pack that holds the papers, below it the folder they were issued into."""

_IN_PACK = "收入本包"
_OWN = "存在当事人的档案里，本包只列编号和校验值"
_NUMBERS = "含有个人号码，不收入"
_UNFINISHED = "没有出完"
_LOST = "不在原处或被改动过，也不能重新生成"

_FORMS = {"": "", "board": "（A3 大字）", "page": "（手机页）", "overprint": "（套打）", "copy": "（副本）"}

Rebuild = Callable[[Paper, bytes], bytes]
"""Gives the bytes of a paper again, from the paper and its Word template."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A paper of the year. ``content`` is ``None`` for one that does not go in; ``why`` says so in Chinese."""

    paper: Paper
    folder: str
    issued_on: str
    why: str
    content: bytes | None = None

    @property
    def path(self) -> str:
        """Where it lies in the pack."""
        parts = [part for part in Path(self.folder).parts if part not in {"..", "/"}]
        return "/".join((FOLDER, *parts, self.paper.name))

    @property
    def is_missing(self) -> bool:
        """Whether it belongs into the pack and could not be had."""
        return self.why in {_UNFINISHED, _LOST}


def papers_of(ledger: Ledger, span: Span, rebuild: Rebuild) -> Iterator[Kept]:
    """Yield every paper of the year, with its bytes where it goes in: from the disk, or made again if it is gone."""
    for folder, day, paper in issued_between(ledger, span.first, span.last):
        why = _why_not(paper)
        content = None if why else content_of(ledger, folder, paper, rebuild)
        yield Kept(
            paper=paper, folder=folder, issued_on=day, content=content,
            why=why or (_LOST if content is None else _IN_PACK),
        )  # fmt: skip


def paper_line(kept: Kept, span: Span) -> tuple[Cell, ...]:
    """Return the line of a paper in the register of the year's papers."""
    paper = kept.paper
    return (
        kept.issued_on, _kind(paper.kind, span), paper.number or paper.draft.number, title_of(paper.draft), kept.folder,
        paper.name, paper.content_sha256, kept.why,
    )  # fmt: skip


def paper_book(lines: Iterable[tuple[Cell, ...]]) -> Book:
    """Return the register of the year's papers."""
    heads = ("日期", "文种", "编号", "题目", "文件夹", "文件", "SHA-256", "是否收入")
    return Book(title="出具的文件", keep="永久", tables=(table("文件", heads, lines),))


def _kind(code: str, span: Span) -> str:
    """Return a kind's title with the form in which it was issued."""
    kind, _, form = code.partition(".")
    return f"{span.title(kind)}{_FORMS[form]}"


def _why_not(paper: Paper) -> str:
    draft = paper.draft
    if paper.state != "issued":
        return _UNFINISHED
    if draft.family == "certificate" or any(party.side == "family" for party in draft.parties):
        return _OWN
    return _NUMBERS if draft.family != "notice" and leaks(_words(draft)) else ""


def _words(draft: Draft) -> str:
    """Return what stands on a list; a notice was searched when it was issued, and prints three telephones by law."""
    cells = (cell for item in draft.tables for row in item.rows for cell in row)
    return "\n".join(("\n".join(cells), *(term.text for term in draft.terms)))
