"""What can be learnt of a workbook before any parser opens it: how big it is, what it hides.

Parts are unpacked as a counted stream, never all at once, so a small file that unpacks to gigabytes
costs a second and a megabyte. On the way the things a table reader does not tell are noted: hidden
rows and columns, cells in error, formulas that were never calculated.
"""

from __future__ import annotations

import html
import zipfile
import zlib
from pathlib import Path

from contracts.sheets.bounds import CHUNK, refused
from contracts.sheets.notes import SheetNotes
from contracts.sheets.opendocument import check_ods
from contracts.sheets.worksheets import check_xlsx

_TABLES = (".xlsx", ".xls", ".et", ".ods", ".csv", ".docx")
_MOST_PARTS = 4_000
_MOST_BYTES = 1_200 * 2**20  # no part unpacks to more than it says


def is_word(path: Path) -> bool:
    """Say whether a zip holds a Word text; a damaged one does not."""
    try:
        with zipfile.ZipFile(path) as package:
            names = package.NameToInfo
            return "word/document.xml" in names and "xl/workbook.xml" not in names
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, IndexError):
        return False


def has_sheet(path: Path, name: str) -> bool:
    """Say whether a workbook lists a sheet of that name; only ``.xlsx`` is looked into."""
    try:
        with zipfile.ZipFile(path) as package, package.open("xl/workbook.xml") as part:
            return f'"{html.escape(name)}"' in part.read(CHUNK).decode("utf-8", "replace")
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, OSError, ValueError, RuntimeError, IndexError):
        return False


def check_zip(path: Path) -> dict[str, SheetNotes]:
    """Return the notes of each sheet by its name; other kinds than .xlsx have none.

    Raises:
        RosterError: Damaged, encrypted, not a table, or larger than a roster can be.
    """
    try:
        with zipfile.ZipFile(path) as package:
            return _check_package(path, package)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError):
        raise refused(path, "文件已损坏，打不开", "请用 Excel 或 WPS 打开后另存一份，再试") from None


def _check_package(path: Path, package: zipfile.ZipFile) -> dict[str, SheetNotes]:
    parts = {info.filename: info for info in package.infolist()}
    if len(parts) > _MOST_PARTS or len(parts) != len(package.infolist()):
        raise refused(path, "文件内部结构不正常", "请用 Excel 或 WPS 打开后另存一份，再试")
    if sum(info.file_size for info in parts.values()) > _MOST_BYTES:
        raise refused(path, "文件解开后大得不正常", "请只留名册这一张表，另存一份再试")
    if any(info.flag_bits & 1 for info in parts.values()):
        raise refused(path, "文件设了密码", "请去掉密码后另存，再试")
    if "xl/workbook.xml" in parts:
        return check_xlsx(path, package, parts)
    if "content.xml" in parts:
        return check_ods(path, package)
    if "word/document.xml" in parts:
        raise refused(path, "这是 Word 文件", "请把表格复制到 Excel 或 WPS 表格里，另存为 .xlsx")
    if "encrypted-package" in parts:
        raise refused(path, "文件设了密码", "请去掉密码后另存，再试")
    if "xl/workbook.bin" in parts:
        raise refused(path, "这是二进制的 Excel 文件（.xlsb）", "请用 Excel 或 WPS 打开后另存为 .xlsx，再试")
    if any(name.lower().endswith(_TABLES) for name in parts):
        raise refused(path, "这是压缩包", "请先解压，再指明里面的表格")
    raise refused(path, "这不是 Excel、WPS 或 ODS 表格", "请另存为 .xlsx，再试")
