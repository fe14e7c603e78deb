"""The pack of a year: workbooks, papers, photos, an index for people and one for programs, each file with its hash.

The pack is a function of the ledger and the day: the same state gives the same bytes. Its own entry in the journal
does not count, so that packing twice changes nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from contracts.errors import InputError
from contracts.model import Problem
from contracts.settings import Office
from contracts.sheets import OutSheet, fixed_workbook
from ledger.files import sha256_of
from ledger.publishing.posting_proofs import FOLDER as PHOTOS
from ledger.store import Ledger, Row
from ledger.yearend.book import Book, Span
from ledger.yearend.money import payment_book
from ledger.yearend.numbers import certificate_book
from ledger.yearend.offices import assessment_book
from ledger.yearend.papers import Rebuild, paper_book, papers_of
from ledger.yearend.promises import application_book, breach_book, contract_book, obligation_book
from ledger.yearend.public import notice_book, proofs
from ledger.yearend.registers import register_book
from ledger.yearend.todo import todo

INDEX = "index.json"
LIST = "目录.xlsx"
FORMAT = "shouyue year pack 1"
_HEADS = ("序号", "文件", "内容", "行数", "保管期限（建议）", "SHA-256")
_WIDTHS = (6, 42, 34, 8, 24, 68)
_WIDEST, _NARROWEST = 44, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFile:
    """One file of a pack. ``path`` is below the pack's folder, with slashes; ``lines`` is 0 where none are counted."""

    path: str
    title: str
    keep: str
    lines: int
    content: bytes

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A whole pack, not yet on the disk. ``files`` holds both indexes; ``lacking`` what should be mended first."""

    span: Span
    files: tuple[PackFile, ...]
    last_event: int
    lacking: tuple[tuple[str, str], ...]

    @property
    def index_sha256(self) -> str:
        """The hash of the index for programs, which vouches for every other file."""
        return self.files[-1].sha256


def span_of(year: int, today: date, titles: Mapping[str, str]) -> Span:
    """Return a year up to today, or to its end if it is over.

    Raises:
        InputError: The year has not begun.
    """
    if year > today.year:
        problem = Problem(where=f"{year}年", message="还没有开始", hint="写今年或以前的年份")
        raise InputError("没有汇集。", [problem])
    return Span(year=year, as_of=min(today, date(year, 12, 31)), titles=titles)


def assembled(ledger: Ledger, office: Office, span: Span, rebuild: Rebuild) -> Pack:
    """Return the pack of a year."""
    kept = tuple(papers_of(ledger, span, rebuild))
    lacking = todo(ledger, office, span, kept)
    books = (*_books(ledger, office, span), paper_book(kept, span))
    files = (
        *(_workbook(number, book, span) for number, book in enumerate(books, 1)),
        *(PackFile(path=item.path, title=item.paper.draft.title, keep="随本类登记", lines=0, content=item.content)
          for item in kept if item.content is not None),
        *_photos(ledger, span),
    )  # fmt: skip
    head = _head(ledger)
    listed = _list(office, span, files, head, lacking)
    index = _index(office, span, (*files, listed), head)
    return Pack(span=span, files=(*files, listed, index), last_event=head["seq"], lacking=lacking)


def _books(ledger: Ledger, office: Office, span: Span) -> Iterator[Book]:
    yield contract_book(ledger, span)
    yield obligation_book(ledger, span)
    yield application_book(ledger, span)
    yield payment_book(ledger, span)
    yield assessment_book(ledger, office, span)
    yield notice_book(ledger, office, span)
    yield certificate_book(ledger, span)
    yield breach_book(ledger, span)
    yield register_book(ledger, office, span)


def _workbook(number: int, book: Book, span: Span) -> PackFile:
    sheets = [
        OutSheet(name=item.name, rows=[item.heads, *item.rows], widths=_widths(item.heads, item.rows))
        for item in book.tables
    ]
    return PackFile(
        path=f"{number:02}_{book.title}.xlsx", title="、".join(item.name for item in book.tables), keep=book.keep,
        lines=book.lines, content=fixed_workbook(sheets, dated=span.as_of),
    )  # fmt: skip


def _widths(*parts: Any) -> tuple[int, ...]:
    """Return how wide each column is to be, in half-width letters, by its heading and its first rows."""
    heads, rows = parts
    columns = zip(heads, *rows[:200], strict=True)
    return tuple(max(_NARROWEST, min(_WIDEST, max(map(_wide, column)) + 2)) for column in columns)


def _wide(cell: object) -> int:
    return sum(1 + (letter > "ÿ") for letter in str("" if cell is None else cell))


def _photos(ledger: Ledger, span: Span) -> Iterator[PackFile]:
    """Yield each photo once that was copied into the office's folder and is still the one recorded."""
    folder = ledger.path.absolute().parent / PHOTOS
    found = {row["file_name"]: row for row in proofs(ledger, span) if row["kept"] == "copied"}
    for name, row in found.items():
        path = folder / name
        if path.is_file() and sha256_of(path) == row["file_sha256"]:
            title = f"{row['number']} {row['taken_on']} {row['place']}"
            yield PackFile(path=f"{PHOTOS}/{name}", title=title, keep="随公示", lines=0, content=path.read_bytes())


def _head(ledger: Ledger) -> Row:
    """Return number and hash of the newest event that is not itself the packing of a year."""
    (head,) = ledger.rows("select seq, hash from events where kind <> 'year_packed' order by seq desc limit 1")
    return head


def _list(
    office: Office, span: Span, files: tuple[PackFile, ...], head: Row, lacking: tuple[tuple[str, str], ...]
) -> PackFile:
    """Return the index for people: every file with its hash, what the pack is, what is still lacking."""
    rows = [(number, item.path, item.title, item.lines or None, item.keep, item.sha256)
            for number, item in enumerate(files, 1)]  # fmt: skip
    about = (
        ("单位", office.name), ("年度", str(span.year)), ("截至", span.last), ("文件", f"{len(files)} 个"),
        ("台账", f"第 {head['seq']} 号记录，校验值 {head['hash']}"),
        ("内容", "姓名照登记写；没有证件号、电话、账号；没有任何身体状况。个人原因只写代码，文字只告知本人。"),
        ("查验", f"shouyue verify 本文件夹；或者逐个核对 SHA-256。{INDEX} 是给程序读的同一份目录。"),
    )  # fmt: skip
    missing = lacking or (("没有发现缺的", ""),)
    sheets = (
        OutSheet(name="目录", rows=[_HEADS, *rows], widths=_WIDTHS),
        OutSheet(name="说明", rows=[("项目", "内容"), *about], widths=(10, 96)),
        OutSheet(name="应补", rows=[("缺什么", "怎样补"), *missing], widths=(52, 52)),
    )
    return PackFile(path=LIST, title="目录、说明、应补", keep="永久", lines=len(rows),
                    content=fixed_workbook(sheets, dated=span.as_of))  # fmt: skip


def _index(office: Office, span: Span, files: tuple[PackFile, ...], head: Row) -> PackFile:
    listed = [
        {"path": item.path, "title": item.title, "lines": item.lines, "bytes": len(item.content),
         "sha256": item.sha256}
        for item in files
    ]  # fmt: skip
    data = {
        "format": FORMAT, "office": office.name, "division_code": office.division_code, "year": span.year,
        "as_of": span.last, "ledger": {"seq": head["seq"], "hash": head["hash"]}, "files": listed,
    }  # fmt: skip
    content = json.dumps(data, ensure_ascii=False, indent=1).encode()
    return PackFile(path=INDEX, title="目录（给程序读）", keep="永久", lines=len(listed), content=content)
