"""A roster read and given back marked: what is wrong, where, and what to do, in the clerk's own workbook."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from contracts.errors import RosterError
from contracts.model import Problem
from contracts.reading.layouts import Layout
from contracts.reading.places import PLACE
from contracts.reading.roster import read_roster
from contracts.reading.rounds import Round, next_round
from contracts.records import RosterReading
from contracts.sheets import Sheet, check_merges, read_sheets
from contracts.sheets.marking import Mark, Summary, write_marked

_DETAIL = re.compile(r"“[^”]*”|\d{4,}[\d*Xx-]*|（[^）]*）|\(.*?\)|\d+")
_NUMBERED = re.compile(r"第 [\d、]+ (?=[位行列栏])")
_NEEDLESS_SPACE = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])")
_SHOWN_ROWS = 30
NO_ROW = "没有读到一行：表头下面没有可读的行。请确认是不是这个文件。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """What is to be marked. ``reading`` is ``None`` where open questions about headings kept it from being read."""

    source: Path
    sheets: tuple[Sheet, ...]
    problems: tuple[Problem, ...]
    this_round: Round
    reading: RosterReading | None = None

    def write(self, target: Path, *, on: date) -> tuple[str, ...]:
        """Write the marked workbook; return in Chinese what could not be taken over.

        Raises:
            OSError: It cannot be written, e.g. because it is open in another program.
        """
        marks = [
            Mark(sheet=match["sheet"], cell=match["cell"], text=f"{problem.message}。{problem.hint}。")
            for problem in self.problems
            if (match := PLACE.fullmatch(problem.where))
        ]
        summary = Summary(lines=tuple(self.lines(on)), problems=tuple(map(_listed, self.problems)))
        memory = tuple(self.this_round.memory()) if self.reading else ()
        return write_marked(self.source, target, self.sheets, marks=marks, summary=summary, memory=memory)

    def lines(self, on: date) -> Iterator[str]:
        """Yield the lines of counts that stand over the list."""
        yield f"名册核对：{self.source.name}"
        yield f"核对日期：{on}"
        yield from round_lines(self.this_round)
        rows = {(match["sheet"], match["row"]) for item in self.problems if (match := PLACE.fullmatch(item.where))}
        read = len(self.reading.records) if self.reading else 0
        if self.reading is None:
            yield "表头还看不准，名册没有读入。请先回答标出的表头，再核对各行。"
        elif not self.this_round.is_second:
            yield f"读到 {read} 行。"
        if self.problems:
            yield f"有问题 {len(self.problems)} 处，涉及 {len(rows)} 行。"
        else:
            yield "没有问题。" if read or self.this_round.passed else NO_ROW
        for message, count in Counter(_kind(item) for item in self.problems).most_common():
            yield f"    {message}：{count} 处"
        yield from _not_read(self.reading) if self.reading else ()
        yield from self.reading.remarks if self.reading else ()
        if self.reading and self.reading.dropped:
            yield f"不读的栏目（不该由名册收集，请从名册里删去）：{'、'.join(self.reading.dropped)}"
        for cells in self.reading.repeated() if self.reading else ():
            yield f"同一身份证号出现多次，请确认是否重复：{'、'.join(cells)}"
        if self.problems:
            yield "请在标了颜色的格里照证件改正（批注写了原因），改完把本文件再核对一次：没有动过的好行不再重读。"


def marking_of(
    source: Path, layout: str | None = None, *, as_of: date | None = None, own: Sequence[Layout] = ()
) -> Marking:
    """Read a roster, in a second round only what changed, and return what is to be marked.

    Raises:
        RosterError: The file cannot be read or marked, or may not be: a list of violators is given back to nobody.
    """
    this_round = next_round(source)
    reading: RosterReading | None = None
    try:
        reading = read_roster(source, layout, as_of=as_of, own=own, this_round=this_round)
        problems: Sequence[Problem] = reading.problems
    except RosterError as error:
        if not error.problems or not all(PLACE.fullmatch(item.where) for item in error.problems):
            raise
        problems = error.problems
    sheets = read_sheets(source)
    check_merges(source, sheets)
    return Marking(source=source, sheets=sheets, problems=tuple(problems), this_round=this_round, reading=reading)


def _not_read(reading: RosterReading) -> Iterator[str]:
    """Yield which rows and sheets were passed over and why: hidden rows, totals, lines of signatures."""
    if reading.skipped:
        yield f"没有读入 {len(reading.skipped)} 处："
    for item in reading.skipped[:_SHOWN_ROWS]:
        yield f"    {item.sheet}{f' 第 {item.row} 行' if item.row else ''}：{item.why}"
    if len(reading.skipped) > _SHOWN_ROWS:
        yield f"    还有 {len(reading.skipped) - _SHOWN_ROWS} 处，用 shouyue roster check 查看"


def round_lines(this_round: Round) -> Iterator[str]:
    """Yield what a second round says of the rows: which were not read again, which changed."""
    if not this_round.is_second:
        return
    yield f"第二次核对：{this_round.passed} 行上次没有问题、没有改动，不再重读。"
    if this_round.changed:
        yield f"改过或新增 {len(this_round.changed)} 行：{_rows(this_round.changed)}。"
    if this_round.still:
        yield f"上次有问题、还没有改 {len(this_round.still)} 行：{_rows(this_round.still)}。"


def _rows(rows: Sequence[tuple[str, int]]) -> str:
    sheets = {sheet for sheet, _ in rows}
    shown = [f"第 {row} 行" if len(sheets) == 1 else f"{sheet} 第 {row} 行" for sheet, row in rows[:_SHOWN_ROWS]]
    return "、".join(shown) + ("等" if len(rows) > _SHOWN_ROWS else "")


def _kind(problem: Problem) -> str:
    """Return what a message says of every such cell: without the words and numbers of this one."""
    text = " ".join(_DETAIL.sub("", _NUMBERED.sub("某", problem.message)).split())
    return _NEEDLESS_SPACE.sub("", text) or problem.message


def _listed(problem: Problem) -> tuple[str, str, str, str]:
    match = PLACE.fullmatch(problem.where)
    sheet, cell = (match["sheet"], match["cell"]) if match else (problem.where, "")
    return sheet, cell, problem.message, problem.hint
