"""Spreadsheets and Word tables in: every cell with its place.

``.xlsx .xls .et .ods`` go through calamine, text files through :mod:`csv`, ``.docx`` through
:mod:`contracts.word.tables`; the content decides, not the suffix, since systems export text and web
pages as ``.xls``. Those go through :mod:`contracts.sheets.markup`.
"""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from contracts.errors import DocumentError, RosterError
from contracts.packed import Packed
from contracts.sheets.biff import check_old
from contracts.sheets.bounds import check_extent, check_size, refused
from contracts.sheets.grid import NOTHING_KNOWN, Merge, Row, Sheet, Value
from contracts.sheets.markup import is_markup, read_markup, stated_charset
from contracts.sheets.notes import SheetNotes
from contracts.sheets.preflight import check_zip, is_word

if TYPE_CHECKING:
    import python_calamine

    from contracts.word.tables import WordTable

_DAMAGED = "文件已损坏或不是表格，打不开"
_SAVE_AGAIN = "请用 Excel 或 WPS 打开后另存为 .xlsx，再试"
_OTHERS = (
    (b"%PDF", "这是 PDF 文件", "请向发来的人索取表格文件"),
    (b"\xff\xd8\xff", "这是照片", "截图和照片不能读取，请索取表格文件"),
    (b"\x89PNG", "这是图片", "截图和照片不能读取，请索取表格文件"),
    (b"Rar!", "这是压缩包", "请先解压，再指明里面的表格"),
    (b"7z\xbc\xaf", "这是压缩包", "请先解压，再指明里面的表格"),
    (b"{\\rtf", "这是写字板文件（.rtf）", "请用 Word 或 WPS 打开，另存为 .docx，再试"),
    (b"MIME-Version:", "这是单个文件的网页（.mht）", "请用 Excel 或 WPS 打开后另存为 .xlsx，再试"),
)
_OLD_WORD = "WordDocument".encode("utf-16-le")
_SCREEN = 2  # the file number of standard error
_MOST_MERGED = 1_000_000  # the writer of marked workbooks makes an object of every cell in a merged area
_LOOKED_AT, _RARE = 20_000, 20  # letters; one in so many may be one that an office has made itself
_MOST_TEXT_BYTES = 32 * 2**20


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook or text file, in order, hidden ones marked.

    Raises:
        RosterError: The file is missing, damaged, encrypted, too large, or no table; one problem with
            its cure.
    """
    check_size(path)
    with path.open("rb") as file:
        head = file.read(4096)
    for magic, message, hint in _OTHERS:
        if head.startswith(magic):
            raise refused(path, message, hint)
    if head.startswith(b"PK"):
        return _read_word(path) if is_word(path) else _read_workbook(path, check_zip(path))
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _read_workbook(path, _check_old(path))
    return _read_text(path)


def check_merges(source: Path, sheets: Iterable[Sheet]) -> None:
    """Refuse to mark a workbook whose merged areas would take all memory there is; it can be read.

    Raises:
        RosterError: With reason and cure.
    """
    areas = (max(sheet.notes.merged, sum(map(_area, sheet.merges))) for sheet in sheets)
    if sum(areas) > _MOST_MERGED:
        message = "合并的单元格多得不正常（整张表或许多整列合并成一格）"
        raise refused(source, message, "请取消这样的合并，另存一份再试")


def _area(merge: Merge) -> int:
    return (merge.bottom - merge.top + 1) * (merge.right - merge.left + 1)


def _check_old(path: Path) -> dict[str, SheetNotes]:
    content = path.read_bytes()
    try:
        return check_old(path, content)
    except ValueError:
        if _OLD_WORD in content:
            hint = "请用 Word 或 WPS 打开，另存为 .docx，再试"
            raise refused(path, "这是旧式的 Word 文件（.doc）", hint) from None
        raise _unreadable(path) from None


def _read_word(path: Path) -> tuple[Sheet, ...]:
    from contracts.word.tables import read_tables

    try:
        tables = read_tables(path.read_bytes())
    except DocumentError as error:
        raise refused(path, error.problems[0].message, error.problems[0].hint) from error
    if not tables:
        raise refused(path, "这个 Word 文件里没有表格", "请指明有名册表格的文件")
    sheets = []
    for table in tables:
        check_extent(path, len(table.rows), max(map(len, table.rows), default=0))
        sheets.append(_word_sheet(table))
    return tuple(sheets)


def _word_sheet(table: WordTable) -> Sheet:
    return Sheet(
        name=table.name,
        rows=lambda: iter(enumerate(table.rows, 1)),
        merges=tuple(Merge(top=area[0], left=area[1], bottom=area[2], right=area[3]) for area in table.merges),
        merges_known=True,
        titles=table.titles,
    )


def _read_workbook(path: Path, notes: dict[str, SheetNotes]) -> tuple[Sheet, ...]:
    import python_calamine

    try:
        with _unheard():
            book = python_calamine.load_workbook(io.BytesIO(path.read_bytes()))  # by a path the suffix would decide
            return tuple(
                _sheet(path, book.get_sheet_by_name(meta.name), notes.get(meta.name, NOTHING_KNOWN), hidden=hidden)
                for meta, hidden in _worksheets(book)
            )
    except python_calamine.PasswordError:
        raise refused(path, "文件设了密码", "请去掉密码后另存，再试") from None
    except (python_calamine.CalamineError, OSError, ValueError, OverflowError):
        raise _unreadable(path) from None
    except _panic():
        raise refused(path, _DAMAGED, _SAVE_AGAIN) from None


@contextlib.contextmanager
def _unheard() -> Iterator[None]:
    """Keep what the parser itself writes to the screen when it fails from a clerk who gets our one error."""
    try:
        kept = os.dup(_SCREEN)
    except OSError:
        yield
        return
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), _SCREEN)
    try:
        yield
    finally:
        os.dup2(kept, _SCREEN)
        os.close(kept)


def _panic() -> tuple[type[BaseException], ...]:
    """Return the class of a fault inside the parser, where that is what is being raised.

    Its class can be named in no other way: it is made when it first happens and has no Python module.
    """
    error = sys.exception()
    return (type(error),) if error is not None and type(error).__module__ == "pyo3_runtime" else ()


def _unreadable(path: Path) -> RosterError:
    if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
        return refused(path, "文件设了密码", "请去掉密码后另存，再试")
    return refused(path, _DAMAGED, _SAVE_AGAIN)


def _worksheets(
    book: python_calamine.CalamineWorkbook,
) -> Iterator[tuple[python_calamine.SheetMetadata, bool]]:
    import python_calamine

    for meta in book.sheets_metadata:
        if meta.typ == python_calamine.SheetTypeEnum.WorkSheet:
            yield meta, meta.visible != python_calamine.SheetVisibleEnum.Visible


def _sheet(path: Path, source: python_calamine.CalamineSheet, notes: SheetNotes, *, hidden: bool) -> Sheet:
    start, end = source.start, source.end
    if end is not None:
        check_extent(path, end[0] + 1, end[1] + 1)
    before = ("",) * (start[1] if start else 0)
    below = range((end[0] + 1 if end else 0) + 1, max((row for _, row in notes.waiting()), default=0) + 1)

    def rows() -> Iterator[Row]:
        for number, values in enumerate(source.iter_rows() if end else (), 1):
            yield number, (*before, *values) if before else values
        for number in below:  # the parser ends with the last value, and formulas without one stand below
            yield number, ()

    known = source.merged_cell_ranges
    ranges = known or [((top - 1, left - 1), (bottom - 1, right - 1)) for top, left, bottom, right in notes.merges]
    last = (end[0] + 1, end[1] + 1) if end else (0, 0)
    merges = tuple(
        Merge(top=top + 1, left=left + 1, bottom=min(bottom + 1, last[0]), right=min(right + 1, last[1]))
        for (top, left), (bottom, right) in ranges
        if top < last[0] and left < last[1] and top <= bottom and left <= right
    )
    return Sheet(
        name=source.name,
        rows=rows,
        merges=merges,
        merges_known=known is not None or notes is not NOTHING_KNOWN,
        notes=notes,
        hidden=hidden,
    )


def _read_text(path: Path) -> tuple[Sheet, ...]:
    if path.stat().st_size > _MOST_TEXT_BYTES:
        raise refused(path, "文本文件超过 32 MB", "请按村分成几个文件")
    text = _decoded(path, path.read_bytes())
    if "\0" in text:
        raise refused(path, _DAMAGED, _SAVE_AGAIN)
    if is_markup(text):
        sheets = read_markup(path, text)
        if not sheets:
            raise refused(path, "这是网页或 XML，里面没有表格", _SAVE_AGAIN)
        return sheets
    return (_read_delimited(path, text),)


def _read_delimited(path: Path, text: str) -> Sheet:
    head = text[:20_000]
    delimiter = max(",\t;，", key=head.count)
    check_extent(path, 1, max((line.count(delimiter) for line in io.StringIO(text)), default=0) + 1)
    table: Packed[Sequence[Value]] = Packed()
    protected = '="' in text
    try:
        for values in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            table.append([_unprotected(value) for value in values] if protected else values)
            check_extent(path, len(table), len(values))
    except csv.Error:
        raise refused(path, _DAMAGED, _SAVE_AGAIN) from None
    if text.count('"') % 2 and table and any("\n" in str(value) for value in table[-1]):
        lines = [1 + sum(str(value).count("\n") for value in row) for row in table]
        first = 1 + sum(lines[:-1])
        message = f"第 {first} 行的引号没有成对，以下各行都连成了一格"
        raise refused(path, message, "请在这一行补上或删去引号，再试")
    return Sheet(name=path.stem, rows=lambda: iter(enumerate(table, 1)))


def _unprotected(value: str) -> str:
    """Return what stands in ``="4201…"``, which keeps a spreadsheet from making a number of it."""
    return value[2:-1] if value.startswith('="') and value.endswith('"') and '"' not in value[2:-1] else value


def _decoded(path: Path, content: bytes) -> str:
    """Return the text: by its mark, as a page says, else strict UTF-8, else strict GB18030; never a guess that fits."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        stated = stated_charset(content[:2048]) if content.lstrip()[:4].startswith((b"<", codecs.BOM_UTF8)) else ""
        encodings = (*([stated] if stated else []), "utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError as error:
            if encoding == "utf-8-sig" and error.start >= max(len(content) - 3, 3):
                raise refused(path, "文件不完整，最后一个字只有一半", "请向发来的人重新索取") from None
            continue
        if _reads_like_text(text):
            return text
    raise refused(path, "文件的文字编码认不出来，或文件已损坏", "请用 Excel 或 WPS 打开后另存为 .xlsx，再试")


def _reads_like_text(text: str) -> bool:
    """Say whether a text was decoded rightly: a page of Big5 read as GB18030 is full of letters that nobody has."""
    start = text[:_LOOKED_AT]
    nobodys = sum("\ue000" <= letter <= "\uf8ff" for letter in start)
    return nobodys * _RARE <= sum(letter > "\x7f" for letter in start)
