"""A listing: rows under named columns, as aligned text, JSON, JSONL, CSV or a workbook.

A column whose key ends in ``_fen`` holds whole fen: programs (JSON, JSONL) get the integer, people get
yuan. ``None`` is what is not known: empty for people, ``null`` for programs.
"""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from contracts.i18n import known, told
from contracts.text_width import display_width

Cell = str | int | float | bool | date | None

PAGE_WIDTH: Final = 80
_GAP: Final = "  "
_NARROWEST: Final = 8
_LONGEST_WORD: Final = 40
_CLOSING: Final = "，。；：、！？）》」』”’…〕】%"
_OPENING: Final = "（《「『“‘〔【"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = r"\d{6,12}-[\w-]+|[\u4e00-\u9fff]{1,6}〔\d{4}〕\d+号(?:-\d+)?"
"""Numbers of contracts, certificates and documents hold Chinese letters; they are whole where the page allows."""
_TOKEN = re.compile(rf"[{_OPENING}]*(?:[!-~]+|.)[{_CLOSING}]*", re.DOTALL)
_WHOLE = re.compile(rf"[{_OPENING}]*(?:{_NUMBER}|[!-~]+|.)[{_CLOSING}]*", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Rows to be looked at. ``columns`` are ``(key, label)``; each row has a cell per column."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """The headings people see."""
        return tuple(label for _, label in self.columns)

    def records(self) -> Iterator[dict[str, Cell]]:
        """Yield each row by column key, days as ``YYYY-MM-DD``, sums in fen."""
        for row in self.rows:
            pairs = zip(self.columns, row, strict=True)
            yield {key: cell.isoformat() if isinstance(cell, date) else cell for (key, _), cell in pairs}

    def texts(self) -> Iterator[tuple[str, ...]]:
        """Yield each row as people read it, sums in yuan."""
        for row in self.rows:
            yield tuple(_text(key, cell) for (key, _), cell in zip(self.columns, row, strict=True))


def wrapped(text: str, width: int) -> list[str]:
    """Return the text in lines of at most ``width`` columns; no line begins with a closing mark.

    Latin words and numbers stay whole where they fit. Always at least one line.
    """
    text = " ".join(text.split())
    if display_width(text) <= width:
        return [text]
    lines: list[str] = []
    line = ""
    for token in _tokens(text, width):
        if line and display_width(line + token.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line = line + token if line else token.lstrip()
    return [*lines, line.rstrip()]


def table_text(listing: Listing, width: int = PAGE_WIDTH) -> str:
    """Return an aligned table, headings underlined. Wide columns are wrapped; nothing is cut off.

    What has too many columns for the page is listed row by row, each cell after its heading, empty ones left out.
    Headings and the program's own words in cells are in the language of the interface.
    """
    return on_screen(listing, width)[0]


def on_screen(listing: Listing, width: int = PAGE_WIDTH) -> tuple[str, bool]:
    """Return :func:`table_text` and whether it is a table: ``False`` where the rows had to be listed."""
    labels = tuple(map(told, listing.labels))
    rows = [tuple(map(known, row)) for row in listing.texts()]
    widths = _fitted(labels, rows, width)
    if widths is None:
        return "".join(f"{line}\n" for line in _row_by_row(labels, rows, width)), False
    right = {place for place, (key, _) in enumerate(listing.columns) if _is_number(listing, place, key)}
    rule = _GAP.join("-" * columns for columns in widths)
    lines = [*_table_lines(labels, widths, right), rule]
    for row in rows:
        lines += _table_lines(row, widths, right)
    return "".join(f"{line}\n" for line in lines), True


def _row_by_row(labels: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Yield each row as ``heading：cell`` after its number, as many in a line as fit; no pair is broken that fits."""
    margin = len(str(len(rows))) + len(_GAP)
    for number, row in enumerate(rows, start=1):
        line = f"{number}".ljust(margin)
        for label, text in zip(labels, row, strict=True):
            first, *rest = wrapped(f"{label}{told('：')}{text}", width - margin) if text else [""]
            if line.strip() and display_width(line + _GAP + first) > width:
                yield line.rstrip()
                line = " " * margin
            line += (_GAP if len(line) > margin and first else "") + first
            for more in rest:
                yield line.rstrip()
                line = " " * margin + more
        yield line.rstrip()


def json_text(listing: Listing) -> str:
    """Return a JSON list with one object a row."""
    return json.dumps(list(listing.records()), ensure_ascii=False, indent=2) + "\n"


def jsonl_text(listing: Listing) -> str:
    """Return one JSON object a line."""
    return "".join(f"{json.dumps(record, ensure_ascii=False)}\n" for record in listing.records())


def csv_text(listing: Listing) -> str:
    """Return CSV with a heading line. No cell can be taken for a formula by a spreadsheet program."""
    content = io.StringIO()
    writer = csv.writer(content, lineterminator="\r\n")
    writer.writerow(listing.labels)
    for row, texts in zip(listing.rows, listing.texts(), strict=True):
        pairs = zip(row, texts, strict=True)
        writer.writerow([harmless(text) if isinstance(cell, str) else text for cell, text in pairs])
    return content.getvalue()


def csv_bytes(listing: Listing) -> bytes:
    """Return CSV for a file: with the mark by which spreadsheet programs know UTF-8."""
    return csv_text(listing).encode("utf-8-sig")


def write_xlsx(listing: Listing, path: Path, title: str) -> None:
    """Write a workbook with one sheet: numbers as numbers, sums in yuan, everything else as text."""
    from contracts.sheets import OutSheet, write_workbook

    keys = [key for key, _ in listing.columns]
    rows = [[_sheet_cell(key, cell) for key, cell in zip(keys, row, strict=True)] for row in listing.rows]
    write_workbook(path, [OutSheet(name=title, rows=[listing.labels, *rows])])


def harmless(text: str) -> str:
    """Return the text with an apostrophe before it if a spreadsheet program might run it as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _text(key: str, cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if key.endswith("_fen") and isinstance(cell, int):
        sign, fen = "-" if cell < 0 else "", abs(cell)
        return f"{sign}{fen // 100}.{fen % 100:02d}"
    return cell if isinstance(cell, str) else str(cell)


def _sheet_cell(key: str, cell: Cell) -> str | int | float | None:
    if key.endswith("_fen") and isinstance(cell, int):
        return cell / 100
    if isinstance(cell, (bool, date)):
        return _text(key, cell)
    return cell


def _is_number(listing: Listing, place: int, key: str) -> bool:
    cells = [row[place] for row in listing.rows if row[place] is not None]
    return key.endswith("_fen") or (bool(cells) and all(type(cell) in {int, float} for cell in cells))


def _tokens(text: str, width: int) -> Iterator[str]:
    for match in _WHOLE.finditer(text):
        if display_width(match[0]) <= width:
            yield match[0]
            continue
        for piece in _TOKEN.findall(match[0]):
            yield from [piece] if display_width(piece) <= width else piece


def _fitted(labels: Sequence[str], rows: Sequence[Sequence[str]], page: int) -> list[int] | None:
    """Return each column's width: as wide as its cells, the widest narrowed until the page holds all.

    No column gets narrower than its longest word: a number broken in two cannot be copied. Only where the page cannot
    hold them so is a number that holds Chinese letters broken at one. ``None`` where it cannot hold them even then.
    """
    columns = list(zip(labels, *rows, strict=True))
    widths = [max(map(display_width, cells)) for cells in columns]
    spare = page - len(_GAP) * (len(widths) - 1)
    if sum(widths) <= spare:
        return widths
    for tokens, narrowest in itertools.product((_WHOLE, _TOKEN), (_NARROWEST, _NARROWEST - len(_GAP))):
        least = _least(columns, widths, tokens, narrowest)
        while sum(widths) > spare and (wide := [place for place in range(len(least)) if widths[place] > least[place]]):
            widths[max(wide, key=widths.__getitem__)] -= 1
    return widths if sum(widths) <= spare else None


def _least(
    columns: Sequence[Sequence[str]], widths: Sequence[int], tokens: re.Pattern[str], narrowest: int
) -> list[int]:
    """Return how narrow each column may get: its longest word, or a few letters."""
    longest = [
        max((display_width(word) for text in cells for word in tokens.findall(text)), default=0) for cells in columns
    ]
    return [
        max(word if word <= _LONGEST_WORD else 1, min(width, narrowest))
        for word, width in zip(longest, widths, strict=True)
    ]


def _table_lines(row: Iterable[str], widths: Sequence[int], right: set[int]) -> Iterator[str]:
    cells = [wrapped(text, width) for text, width in zip(row, widths, strict=True)]
    for number in range(max(len(lines) for lines in cells)):
        parts = []
        for place, (lines, width) in enumerate(zip(cells, widths, strict=True)):
            text = lines[number] if number < len(lines) else ""
            padding = " " * (width - display_width(text))
            parts.append(padding + text if place in right else text + padding)
        yield _GAP.join(parts).rstrip()
