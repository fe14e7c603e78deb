"""Small sheets that come in beside the ledger: exits, accounts, the bank's return. Read, used, not kept.

The heading row is the first that has every wanted heading; other columns are never read. A number that a spreadsheet
program may have changed (an account as a number loses digits) is a fault, never a guess.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from contracts.amounts import parse_fen
from contracts.dates import day, parse_day
from contracts.errors import InputError
from contracts.identity import parse_id_number
from contracts.model import Problem
from contracts.reading.cells import plain_text, refuse_unseen, written_text
from contracts.sheets import Value, read_sheets

_DEEPEST_HEADING = 10
_MOST_DIGITS = 15  # more do not survive a number cell
_DAY = re.compile(
    r"(?:(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?|(\d{4})(\d{2})(\d{2}))"
    r"(?:[T\s]*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?", re.ASCII,
)  # fmt: skip
_ACCOUNT = re.compile(r"[0-9]{8,30}")

Headings = Mapping[str, tuple[str, ...]]
"""Key of a column → the headings it may have; a key that ends with ``?`` need not be there.

Where a sheet has several of them, the one named first is read.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One row: where it stands, and its cells by key; an empty cell is ``""``."""

    where: str
    cells: Mapping[str, Value]

    def text(self, key: str) -> str:
        """Return a cell as text, spaces taken off.

        Raises:
            ValueError: A number with more digits than a number cell keeps, or control characters; in Chinese.
        """
        value = self.cells.get(key, "")
        if isinstance(value, float | int) and not isinstance(value, bool):
            if abs(value) >= 10**_MOST_DIGITS:
                raise ValueError("是数字格式，末几位可能已经丢失，请把这一栏设为文本后重新填写")
            return f"{value:.0f}" if float(value).is_integer() else str(value)
        refuse_unseen(value)
        return "".join(plain_text(value).split())

    def written(self, key: str) -> str:
        """Return a cell as it will be printed: a sentence keeps its Chinese marks, a day is worded.

        Raises:
            ValueError: As :meth:`text` does.
        """
        value = self.cells.get(key, "")
        if isinstance(value, date):
            return day(value.date() if isinstance(value, datetime) else value)
        if not isinstance(value, str):
            return self.text(key)
        refuse_unseen(value)
        return " ".join(written_text(value).split())

    def id_number(self, key: str) -> str:
        """Return a checked ID number; raises ``ValueError`` in Chinese, the number masked."""
        return parse_id_number(self.text(key))

    def account(self, key: str) -> str:
        """Return an account number, 8 to 30 digits; raises ``ValueError`` in Chinese without the number."""
        account = self.text(key)
        if not _ACCOUNT.fullmatch(account):
            raise ValueError("账号不是8至30位数字，请与存折核对")
        return account

    def fen(self, key: str) -> int:
        """Return a sum in fen; raises ``ValueError`` in Chinese where there is none, or a part of a fen."""
        fen = parse_fen(self.cells.get(key, ""))
        if fen is None:
            raise ValueError("没有金额，请填写")
        return fen

    def day(self, key: str) -> date | None:
        """Return a day, ``None`` where the cell is empty, a time of day left out; raises ``ValueError`` in Chinese."""
        value = self.cells.get(key, "")
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        words = self.text(key)
        found = _DAY.fullmatch(unicodedata.normalize("NFKC", plain_text(value)).strip())
        if found is not None:
            year, month, number = (part for part in found.groups() if part)
            words = f"{year}-{month:0>2}-{number:0>2}"
        return parse_day(words) if words else None


def read_slips(path: Path, headings: Headings) -> tuple[Slip, ...]:
    """Return the rows under the headings of the first sheet that has them; empty rows are left out.

    Raises:
        InputError: No sheet has the headings; or the file cannot be read.
    """
    for sheet in read_sheets(path):
        places: dict[str, int] = {}
        found: list[Slip] = []
        for number, values in sheet.rows():
            if not places:
                places = _places(values, headings) if number <= _DEEPEST_HEADING else {}
                continue
            cells = {key: values[column] if column < len(values) else "" for key, column in places.items()}
            if any(plain_text(value) for value in cells.values()):
                found.append(Slip(where=f"{path.name} 第 {number} 行", cells=cells))
        if places:
            return tuple(found)
    wanted = "、".join(names[0] for key, names in headings.items() if not key.endswith("?"))
    problem = Problem(where=path.name, message="没有找到需要的栏目", hint=f"表头应有：{wanted}")
    raise InputError("没有读取这份表。", [problem])


def _places(values: Sequence[Value], headings: Headings) -> dict[str, int]:
    """Return key → column where a row has every heading that must be there, else nothing."""
    written = [_heading(plain_text(value)) for value in values]
    found = {
        key.removesuffix("?"): next(written.index(_heading(name)) for name in names if _heading(name) in written)
        for key, names in headings.items()
        if any(_heading(name) in written for name in names)
    }
    needed = {key for key in headings if not key.endswith("?")}
    return found if needed <= found.keys() else {}


def _heading(words: str) -> str:
    """Return a heading as it is compared: in narrow signs, without spaces, its unit and what stands at its end."""
    plain = "".join(unicodedata.normalize("NFKC", words).split()).rstrip(":*")
    return re.sub("元$", "", re.sub(r"[()]", "", plain))
