"""The contracts of a year as they were printed: found in the folder where they were drafted, or made again to the byte.

Only on request: they hold identity and telephone numbers. What lies in the folder under the name of a contract but has
other bytes is not the contract; it stays where it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from contracts.errors import InputError, ShouyueError
from contracts.model import Draft
from contracts.papers import index
from contracts.papers.filename import file_name
from ledger.files import sha256_of
from ledger.leaks import leaks
from ledger.store import Ledger, Row
from ledger.yearend.book import Book, Cell, Span, table

FOLDER = "合同原件"
"""Folder of the pack that holds the contracts, below it a folder for each village."""

_IN_PACK = "收入本包"
_LOST = "不在批次文件夹里或被改动过，也不能重新生成"
_OTHER = "不在批次文件夹里或被改动过；重新生成的与签订时字节不同（压缩方式或程序版本不同），不作原件"
_PAPER = "旧合同，原件是当年的纸，台账里只有登记表"
_ELSEWHERE = "镇和部门"

Rebuild = Callable[[Draft, bytes], Iterable[bytes]]
"""Gives the bytes of a drafted paper again, from its draft and its Word file: once for each way to squeeze them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A contract signed in the year. ``content`` is ``None`` where it could not be had; ``why`` says so in Chinese."""

    number: str
    title: str
    village: str
    signed_on: str
    sha256: str
    path: str
    why: str
    content: bytes | None = None

    @property
    def is_missing(self) -> bool:
        """Whether it should be somewhere and is not; an old contract is on the paper of its day."""
        return self.why in {_LOST, _OTHER}

    @property
    def line(self) -> tuple[Cell, ...]:
        """Its line in the register."""
        return self.signed_on, self.number, self.title, self.village, self.path or None, self.sha256, self.why


def originals(ledger: Ledger, span: Span, rebuild: Rebuild) -> Iterator[Original]:
    """Yield every contract signed in the year, by village and number, each with its bytes where they can be had."""
    bounds = span.bounds
    wanted = {row["sha"] for row in ledger.each(
        "select document_sha256 as sha from contracts where signed_on between :first and :last", bounds)}  # fmt: skip
    places = _places(ledger.path.absolute().parent, wanted)
    for row in ledger.each(
        "select c.id, c.number, c.title, c.kind, c.village, c.signed_on, c.document_sha256, c.draft_json, t.content"
        " from contracts c join templates t on t.sha256 = c.template_sha256"
        " where c.signed_on between :first and :last order by c.village, c.number",
        bounds,
    ):
        yield _original(row, places, rebuild)


def original_book(lines: tuple[tuple[Cell, ...], ...]) -> Book:
    """Return the register of the year's contracts: where each lies in the pack, or why it does not."""
    heads = ("签订日", "合同编号", "名称", "村", "文件", "SHA-256", "是否收入")
    return Book(title=FOLDER, keep="永久", tables=(table(FOLDER, heads, lines),))


def _original(row: Row, places: dict[str, Path], rebuild: Rebuild) -> Original:
    old = row["kind"] == "historical_contract"
    draft = Draft.from_json(row["draft_json"].encode())
    content, why = (None, _PAPER) if old else _content(row, draft, places, rebuild)
    return Original(
        number=row["number"], title=row["title"], village=row["village"], signed_on=row["signed_on"],
        sha256=row["document_sha256"], path="" if content is None else _path(row, draft), why=why, content=content,
    )  # fmt: skip


def _content(row: Row, draft: Draft, places: dict[str, Path], rebuild: Rebuild) -> tuple[bytes | None, str]:
    """Return the bytes that were signed, from the disk or printed again, and what became of them."""
    import hashlib

    path = places.get(row["document_sha256"])
    if path is not None and path.is_file() and sha256_of(path) == row["document_sha256"]:
        return path.read_bytes(), _IN_PACK
    try:
        for made in rebuild(draft, row["content"]):
            if hashlib.sha256(made).hexdigest() == row["document_sha256"]:
                return made, _IN_PACK
    except ShouyueError:  # the office has taken its own kind away, or the Word file is none
        return None, _LOST
    return None, _OTHER


def _places(office: Path, wanted: set[str]) -> dict[str, Path]:
    """Return hash → file of what the batches in an office's folder say of the wanted papers."""
    found = {}
    for path in sorted(office.glob(f"*/{index.NAME}")):
        try:
            for _, line in index.scanned(path):
                if line.rest.get("sha256") in wanted:
                    found[line.rest["sha256"]] = path.parent / Path(str(line.rest.get("file"))).name
        except (InputError, OSError):  # a damaged index: its papers are printed again
            continue
    return found


def _path(row: Row, draft: Draft) -> str:
    """Return where a contract lies in the pack; a name that holds somebody's number gives way to the ledger's own."""
    village = "".join(letter for letter in row["village"] if letter.isalnum()) or _ELSEWHERE
    name = file_name(draft)
    if leaks(name):
        name = f"第{row['id']}份.docx"
    return f"{FOLDER}/{village}/{name}"
