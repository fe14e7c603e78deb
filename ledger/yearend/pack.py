"""The pack of a year: workbooks, papers, photos, an index for people and one for programs, each file with its hash.

The pack is a function of the ledger and the day: the same state gives the same bytes. Its own entry in the journal
does not count, so that packing twice changes nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from contracts.errors import InputError
from contracts.model import Problem
from contracts.settings import Office
from contracts.sheets import FlowSheet, fixed_workbook
from ledger.files import sha256_of
from ledger.names import title_of
from ledger.publishing.posting_proofs import FOLDER as PHOTOS
from ledger.store import Ledger, Row
from ledger.yearend.book import Book, Span
from ledger.yearend.money import payment_book
from ledger.yearend.numbers import certificate_book
from ledger.yearend.offices import assessment_book
from ledger.yearend.originals import FOLDER, original_book, originals
from ledger.yearend.originals import Rebuild as RebuildContract
from ledger.yearend.papers import Rebuild, paper_book, paper_line, papers_of
from ledger.yearend.promises import application_book, breach_book, contract_book, obligation_book
from ledger.yearend.public import notice_book, proofs
from ledger.yearend.registers import register_book
from ledger.yearend.todo import todo

INDEX = "index.json"
LIST = "目录.xlsx"
FORMAT = "shouyue year pack 1"
_HEADS = ("序号", "文件", "内容", "行数", "保管期限（建议）", "SHA-256")
_WIDTHS = (6, 42, 34, 8, 24, 68)
_PAPERS = 10
"""The number of the register of papers; that of the contracts comes after it."""

_WITHOUT_NUMBERS = "姓名照登记写；没有证件号、电话、账号；没有任何身体状况。个人原因只写代码，文字只告知本人。"
_WITH_CONTRACTS = (
    f"“{FOLDER}”里是当年签订的合同，写有证件号和电话，只供存档，不得公开、转送；其余各表没有证件号、电话、账号。"
    "没有任何身体状况。个人原因只写代码，文字只告知本人。"
)


Put = Callable[[str, bytes], None]
"""Takes a file of the pack, by its path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFile:
    """What is known of a file of a pack. ``path`` is below the pack's folder, with slashes; ``lines`` may be 0."""

    path: str
    title: str
    keep: str
    lines: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A whole pack, put where it goes. ``files`` holds both indexes; ``lacking`` what should be mended first."""

    span: Span
    files: tuple[PackFile, ...]
    last_event: int
    lacking: tuple[tuple[str, str], ...]

    @property
    def index_sha256(self) -> str:
        """The hash of the index for programs, which vouches for every other file."""
        return self.files[-1].sha256


def usual_place(office: Path, year: int, as_of: date) -> Path:
    """Return where an office keeps the pack of a year up to a day: each has a folder of its own."""
    return office / "年终材料" / f"{year}年_截至{as_of}"


def span_of(year: int, today: date, titles: Mapping[str, str]) -> Span:
    """Return a year up to today, or to its end if it is over.

    Raises:
        InputError: The year has not begun.
    """
    if year > today.year:
        problem = Problem(where=f"{year}年", message="还没有开始", hint="写今年或以前的年份")
        raise InputError("没有汇集。", [problem])
    return Span(year=year, as_of=min(today, date(year, 12, 31)), titles=titles)


def assembled(
    ledger: Ledger, office: Office, span: Span, rebuild: Rebuild, put: Put, contracts: RebuildContract | None = None
) -> Pack:
    """Put the pack of a year together, file by file, so that no more than one is held.

    Args:
        ledger: Any open ledger.
        office: Whose year it is.
        span: The year.
        rebuild: Gives the bytes of an issued paper again.
        put: Takes each file.
        contracts: Gives the bytes of a drafted contract again; without it the year's contracts stay in the office.
    """
    tray = _Tray(put, span)
    for number, book in enumerate(_books(ledger, office, span), 1):
        tray.take_book(number, book)
    lost = _take_papers(tray, ledger, rebuild)
    for item in _photos(ledger, span):
        tray.take(*item)
    missing = _take_contracts(tray, ledger, contracts) if contracts else ()
    lacking = todo(ledger, office, span, lost=lost, originals_lost=len(missing))
    head = _head(ledger)
    listed = sorted(tray.files, key=lambda item: "/" in item.path)
    _take_list(tray, office, listed, head, lacking, with_contracts=contracts is not None)
    _take_index(tray, office, [*listed, tray.files[-1]], head, missing)
    return Pack(span=span, files=(*listed, *tray.files[-2:]), last_event=head["seq"], lacking=lacking)


class _Tray:
    """Hands each file on and keeps what the indexes say of it."""

    def __init__(self, put: Put, span: Span) -> None:
        self._put, self.span = put, span
        self.files: list[PackFile] = []

    def take(self, path: str, title: str, keep: str, content: bytes, lines: int = 0) -> None:
        self._put(path, content)
        sha256 = hashlib.sha256(content).hexdigest()
        self.files.append(
            PackFile(path=path, title=title, keep=keep, lines=lines, size=len(content), sha256=sha256)
        )

    def take_book(self, number: int, book: Book) -> None:
        sheets = [FlowSheet(name=item.name, heads=item.heads, rows=item.rows) for item in book.tables]
        content, lines = fixed_workbook(sheets, dated=self.span.as_of)
        title = "、".join(item.name for item in book.tables)
        self.take(f"{number:02}_{book.title}.xlsx", title, book.keep, content, lines)


def _take_papers(tray: _Tray, ledger: Ledger, rebuild: Rebuild) -> int:
    """Take the papers of the year and their register, and return how many belong in and could not be had."""
    lines, lost = [], 0
    for item in papers_of(ledger, tray.span, rebuild):
        if item.content is not None:
            tray.take(item.path, title_of(item.paper.draft), "随本类登记", item.content)
        lines.append(paper_line(item, tray.span))
        lost += item.is_missing
    tray.take_book(_PAPERS, paper_book(lines))
    return lost


def _take_contracts(tray: _Tray, ledger: Ledger, rebuild: RebuildContract) -> tuple[dict[str, str], ...]:
    """Take the contracts of the year and their register, and return those that could not be had."""
    lines, missing = [], []
    for item in originals(ledger, tray.span, rebuild):
        if item.content is not None:
            tray.take(item.path, f"{item.title} {item.number}", "永久", item.content)
        elif item.is_missing:
            missing.append({"number": item.number, "sha256": item.sha256, "why": item.why})
        lines.append(item.line)
    tray.take_book(_PAPERS + 1, original_book(tuple(lines)))
    return tuple(missing)


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


def _photos(ledger: Ledger, span: Span) -> Iterator[tuple[str, str, str, bytes]]:
    """Yield path, title, retention and bytes of each photo once that the office keeps and that is the one recorded."""
    folder = ledger.path.absolute().parent / PHOTOS
    found = {row["file_name"]: row for row in proofs(ledger, span) if row["kept"] == "copied"}
    for name, row in found.items():
        path = folder / name
        if path.is_file() and sha256_of(path) == row["file_sha256"]:
            title = f"{row['number']} {row['taken_on']} {row['place']}"
            yield f"{PHOTOS}/{name}", title, "随公示", path.read_bytes()


def _head(ledger: Ledger) -> Row:
    """Return number and hash of the newest event that is not itself the packing of a year."""
    (head,) = ledger.rows("select seq, hash from events where kind <> 'year_packed' order by seq desc limit 1")
    return head


def _take_list(
    tray: _Tray, office: Office, files: Sequence[PackFile], head: Row, lacking: Sequence[tuple[str, str]],
    *, with_contracts: bool,
) -> None:
    """Take the index for people: every file with its hash, what the pack is, what is still lacking."""
    span = tray.span
    rows = [(number, item.path, item.title, item.lines or None, item.keep, item.sha256)
            for number, item in enumerate(files, 1)]  # fmt: skip
    about = (
        ("单位", office.name), ("年度", str(span.year)), ("截至", span.last), ("文件", f"{len(files)} 个"),
        ("台账", f"第 {head['seq']} 号记录，校验值 {head['hash']}"),
        ("内容", _WITH_CONTRACTS if with_contracts else _WITHOUT_NUMBERS),
        ("查验", f"shouyue verify 文件夹或 zip 文件；或者逐个核对 SHA-256。{INDEX} 是给程序读的同一份目录。"),
    )  # fmt: skip
    sheets = (
        FlowSheet(name="目录", heads=_HEADS, rows=rows, widths=_WIDTHS),
        FlowSheet(name="说明", heads=("项目", "内容"), rows=about, widths=(10, 96)),
        FlowSheet(name="应补", heads=("缺什么", "怎样补"), rows=lacking or (("没有发现缺的", ""),), widths=(52, 52)),
    )
    content, _ = fixed_workbook(sheets, dated=span.as_of)
    tray.take(LIST, "目录、说明、应补", "永久", content, len(rows))


def _take_index(
    tray: _Tray, office: Office, files: Sequence[PackFile], head: Row, missing: Sequence[dict[str, str]]
) -> None:
    span = tray.span
    listed = [
        {"path": item.path, "title": item.title, "lines": item.lines, "bytes": item.size, "sha256": item.sha256}
        for item in files
    ]
    data = {
        "format": FORMAT, "office": office.name, "division_code": office.division_code, "year": span.year,
        "as_of": span.last, "ledger": {"seq": head["seq"], "hash": head["hash"]}, "files": listed,
    } | ({"missing": list(missing)} if missing else {})  # fmt: skip
    content = json.dumps(data, ensure_ascii=False, indent=1).encode()
    tray.take(INDEX, "目录（给程序读）", "永久", content, len(listed))
