"""The circular of a closed period: offices ranked, never a person; the imprint on the last even page.

GB/T 9704 sets 22 lines of 28 letters on a page, so how many pages a paper takes is counted before it is printed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from contracts.kinds import Kind, KindTable, filled
from contracts.settings import Office
from ledger.assessing.periods import Period
from ledger.assessing.ranking import Result, results
from ledger.assessing.scoresheets import points_words
from ledger.assessing.vetoes import VETOES
from ledger.publishing.board import Gather, Notice, Rows
from ledger.store import Transaction

_PITCH = 28.9
_AREA = 22 * _PITCH
_LETTERS = 28
_TITLE_LETTERS = 20
_TITLE_LINE = 34
_ABOVE_MARK = 35 / 25.4 * 72
_MARK_LINE = 50
"""Points above the red heading, and of each of its lines."""

_MARK_LETTERS, _NARROW_LETTERS = 11, 16
"""Letters of 40 points that fit a line of the red heading, and of two thirds of their width."""

_OF_A_PLACE = frozenset("省市州盟县区旗")

_NUMBER = 3 * _PITCH + 13.25
_SIGNED = 4 * _PITCH
_ANNEX_HEAD = 3 * _PITCH + 8
_CELL_LINE, _CELL_AIR = 16.2, 4.0
_CELL_LETTER_MM, _CELL_MARGIN_MM = 4.23, 2
_IMPRINT, _IMPRINT_LINE = 55, 22
_IMPRINT_LETTERS, _PRINTER = 19, "办公室"
"""Letters of 14 points that stand beside the day of printing in a line of the imprint; the whole line has 29."""

_IMPROVE = "对照评分表改进扣分项"
"""What an office is asked that lost points and of which nobody wrote a demand."""


class Place(NamedTuple):
    """Where a text ends: the page, and the points used of it."""

    page: int
    used: float


def circular(kind: Kind, office: Office, period: Period, *, number: str = "", demands: Mapping[str, str]) -> Gather:
    """Return the circular of a period's results.

    Args:
        kind: The kind of the circular; its words are counted to know where the imprint stands.
        office: Who issues it.
        period: A closed period.
        number: The document number, if the office's register gave one.
        demands: Name of an office → what it is asked to improve.

    Raises (when gathered):
        LedgerError: The period is not closed (A-02).
    """

    def gather(tx: Transaction) -> Notice:
        ranked = results(tx, period)
        full = _full_marks(tx, ranked)
        rows = tuple(_row(item, demands, full[item.sheet]) for item in ranked)
        own = office.values_for(kind.id)
        values = {
            "issuer": office.name, **issuer_mark(office.name), "period": str(period),
            "offices": str(len(rows)),
            "total": "、".join(points_words(points) for points in sorted(set(full.values()))),
            "copied_to": own.get("copied_to", office.county_name),
            "printed_by": printed_by(own.get("printed_by", office.name + _PRINTER)),
        }  # fmt: skip
        said = {item.name: item.default for item in kind.fields} | own | values
        turn = "　" if needs_turn(kind, said, rows) else ""
        return Notice(
            kind=kind.id, about=str(period), number=number, values={**values, "imprint_turn": turn},
            sources={"ranking": rows},
        )  # fmt: skip

    return gather


def issuer_mark(name: str) -> dict[str, str]:
    """Return the red heading as the field that prints it: in plain letters, or in narrow ones where it is long.

    What does not fit one line turns after the name of a place (州, 县, 区 …) near the middle, so that no name is torn.
    """
    words = f"{name}文件"
    if len(words) > _NARROW_LETTERS:
        half = len(words) / 2
        ends = [at for at, letter in enumerate(words, 1) if letter in _OF_A_PLACE and words[at] not in _OF_A_PLACE]
        near = [at for at in ends if max(at, len(words) - at) <= _NARROW_LETTERS] or [round(half)]
        turn = min(near, key=lambda at: abs(at - half))
        words = f"{words[:turn]}\n{words[turn:]}"
    narrow = max(map(len, words.split("\n"))) > _MARK_LETTERS
    return {"issuer_mark": "" if narrow else words, "issuer_mark_narrow": words if narrow else ""}


def printed_by(words: str) -> str:
    """Return who prints the circular, turned before its 办公室 where there is no room beside the day of printing.

    Source: GB/T 9704-2012, 7.4.3.
    """
    if len(words) <= _IMPRINT_LETTERS:
        return words
    at = len(words) - len(_PRINTER) if words.endswith(_PRINTER) else _IMPRINT_LETTERS
    return f"{words[:at]}\n{words[at:]}"


def needs_turn(kind: Kind, values: Mapping[str, str], rows: Rows) -> bool:
    """Say whether the last page is odd, or too full, so that the imprint takes a page of its own."""
    end = _text_end(kind, values)
    for table in kind.tables:
        if table.annex:
            end = _annex_end(Place(end.page + 1, 0.0), table, rows)
    imprint = _IMPRINT + _IMPRINT_LINE * values.get("printed_by", "").count("\n")
    return end.page % 2 == 1 or end.used + imprint > _AREA


def _text_end(kind: Kind, values: Mapping[str, str]) -> Place:
    mark = _MARK_LINE * sum(len(values.get(name, "").splitlines()) for name in ("issuer_mark", "issuer_mark_narrow"))
    head = _ABOVE_MARK + mark + _NUMBER + 2 * _PITCH + _TITLE_LINE * _lines(kind.title, _TITLE_LETTERS)
    place = Place(1, head + _PITCH * (1 + _lines(values.get("recipients", ""), _LETTERS)))
    for text in (*kind.recital, *kind.closing):
        words = filled(text, lambda name, _: values.get(name, ""))
        for _ in range(_lines(f"　　{words}", _LETTERS)):
            place = _after(place, _PITCH)
    return _after(place, _PITCH * (1 + _lines(f"　　附件：{values.get('attachment', '')}", _LETTERS)) + _SIGNED)


def _annex_end(start: Place, table: KindTable, rows: Rows) -> Place:
    place = Place(start.page, _ANNEX_HEAD + _TITLE_LINE + _CELL_LINE + _CELL_AIR)
    for row in rows:
        lines = max(
            _lines(row[column.key], int((column.width_mm - _CELL_MARGIN_MM) / _CELL_LETTER_MM))
            for column in table.columns
        )
        height = lines * _CELL_LINE + _CELL_AIR
        place = _after(place, height, top=_CELL_LINE + _CELL_AIR)
    return place


def _after(place: Place, height: float, top: float = 0.0) -> Place:
    """Return the place after something that is not broken over a page; ``top`` is repeated on each page."""
    if place.used + height > _AREA:
        return Place(place.page + 1, top + height)
    return Place(place.page, place.used + height)


def _lines(text: str, letters: int) -> int:
    return max(1, math.ceil(sum(1 if ord(letter) > 0x7F else 0.5 for letter in text) / letters))  # noqa: PLR2004 - ASCII


def _row(item: Result, demands: Mapping[str, str], full: int) -> Mapping[str, str]:
    """Return an office's row. Where nobody wrote a demand, only an office with full marks is told to keep it up."""
    vetoed = "、".join(VETOES.get(cause, cause) for cause in item.vetoes)
    change = "" if item.change is None else f"{'+' if item.change > 0 else ''}{points_words(item.change)}"
    unasked = "保持" if item.score == full else _IMPROVE
    return {
        "rank": str(item.rank), "office": item.party, "score": points_words(item.score), "change": change or "—",
        "improvement": demands.get(item.party) or (f"本期不评先，限期整改：{vetoed}" if vetoed else unasked),
    }  # fmt: skip


def _full_marks(tx: Transaction, ranked: Sequence[Result]) -> dict[int, int]:
    """Return the full marks of each sheet, in hundredths of a point."""
    marks = ", ".join("?" * len(ranked))
    found = tx.rows(
        f"select sheet_id, total_hundredths from sheet_scores where sheet_id in ({marks})",
        [item.sheet for item in ranked],
    )
    return {int(row["sheet_id"]): int(row["total_hundredths"]) for row in found}
