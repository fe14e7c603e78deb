"""A roster file to records and problems: the one way in for any office's spreadsheet."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from contracts.errors import RosterError
from contracts.model import Problem
from contracts.packed import Packed
from contracts.reading.abreast import is_of_death, part_of, parts_of
from contracts.reading.contents import NOT_SEEN, contents_of
from contracts.reading.headings import Block, Heading, Plan, find_block, violation_words
from contracts.reading.layouts import Layout, layout_named, layouts, vocabulary
from contracts.reading.leftovers import Leftovers
from contracts.reading.numbered import numbered_block
from contracts.reading.places import by_place
from contracts.reading.plans import BY_HEADINGS, plan_for
from contracts.reading.questions import (
    NEAR,
    question,
    question_of_cells,
    question_of_formulas,
    question_of_two,
    question_of_years,
    questions_without_block,
)
from contracts.reading.recognition import form_behind, missing_headings, near_heading, recognised
from contracts.reading.rounds import Round, plan_salt, row_digest
from contracts.reading.rows import RowReader
from contracts.reading.sieve import Sieve, joined, without
from contracts.reading.wording import bare
from contracts.records import NOTES, Known, Record, RosterReading, Skipped
from contracts.sheets import Sheet, Value, cell_name, column_letters, read_sheets

_COUNTED = re.compile(".*(人数|户数|人次|对象数|总人数|人口数)")


def read_roster(
    path: Path,
    layout: str | None = None,
    *,
    as_of: date | None = None,
    own: Sequence[Layout] = (),
    this_round: Round | None = None,
    packed: bool = False,
    added: Layout | None = None,
) -> RosterReading:
    """Return everything a roster file holds, with the cell of every value and of every fault.

    Args:
        path: ``.xlsx .xls .et .ods .csv .docx``; the content decides, not the suffix.
        layout: Name of a known layout; without it the headings decide, where they are certain.
        as_of: If given, a birthday in an ID number after this day is refused.
        own: The office's own layouts, which stand before the shipped ones.
        this_round: If given, rows known to be good are passed over and give no record; it is filled in.
        packed: Whether to hold the records packed, where much else has to lie in memory beside them: in a tenth of
            the room, for a fifth more time.
        added: Columns that the roster may have beside any known layout's or any words, known by their exact words.

    Raises:
        RosterError: No file, no table, no roster, a list of violators, or headings that leave in doubt
            whose column one is; every question at once.
    """
    chosen = _chosen(path, layout, own)
    if added:
        chosen, own = chosen and chosen.widened(added), (*own, added)
    reading = _Reading(path, chosen, as_of, own, this_round, Packed if packed else list, added)
    for sheet in read_sheets(path):
        reading.add(sheet)
    return reading.result()


def _chosen(path: Path, name: str | None, own: Sequence[Layout]) -> Layout | None:
    if name is None:
        return None
    whole = [item for item in own if not item.beside]
    layout = layout_named(name, whole)
    if layout is None:
        known = "、".join(item.name for item in (*whole, *layouts()))
        raise RosterError(
            f"没有名为“{name}”的版式",
            [Problem(where=path.name, message=f"版式“{name}”不存在", hint=f"请从这些里选：{known}")],
        )
    return layout


class _Reading:
    """Gathers what the sheets of one file hold."""

    def __init__(
        self,
        path: Path,
        layout: Layout | None,
        as_of: date | None,
        own: Sequence[Layout],
        this_round: Round | None,
        hold: type[Packed[Record] | list[Record]],
        added: Layout | None,
    ) -> None:
        self._path = path
        self._own = own
        self._added = added
        self._round = this_round
        self._passed: list[tuple[str, str]] = []
        self._layout = layout
        self._as_of = as_of
        self._names: list[str] = []
        self._sheets: list[str] = []
        self._hold = hold
        self._records = hold()
        self._problems: list[Problem] = []
        self._questions: list[Problem] = []
        self._strange: list[Problem] = []
        self._dropped: list[str] = []
        self._skipped: list[Skipped] = []
        self._remarks: list[str] = []

    def add(self, sheet: Sheet) -> None:
        """Read one sheet."""
        if sheet.name in NOTES:
            return
        self._sheets.append(sheet.name)
        if sheet.hidden:
            self._skip(sheet, 0, f"隐藏的工作表“{sheet.name}”没有读入")
            return
        block = self._block(sheet)
        if block is None:
            if any(cell != "" for _, cells in sheet.rows() for cell in cells):
                self._strange += questions_without_block(sheet)
                self._skip(sheet, 0, f"工作表“{sheet.name}”里没有认得的表头，没有读入")
            elif sheet.notes.uncalculated:
                self._questions.append(question_of_formulas(sheet))
            return
        self._refuse_unlawful(sheet, block)
        layout = self._layout or recognised(block, self._own)
        changed = form_behind(block, self._own) if layout is None else None
        layout = layout or changed
        if layout and layout.refused:
            said = layout.refused if layout in self._own else f"{layout.refused}（{layout.title}）"
            raise self._refusal(said, layout.hint)
        self._names.append(layout.name if layout else BY_HEADINGS)
        before = len(self._records)
        parts = parts_of(block, mapped=layout in self._own)
        for part in parts:
            seen = part_of(sheet, part) if len(parts) > 1 else sheet
            known = None if is_of_death(part.event) else layout  # which knows them as nobody of the row
            contents = contents_of(seen, part) if known in {None, changed} else NOT_SEEN
            self._read(seen, plan_for(part, known, contents, self._added))
        if len(parts) > 1:
            abreast = sorted(self._records[before:], key=lambda record: record.row)
            self._records = self._hold([*self._records[:before], *abreast])
            head = block.last
            self._skipped = list(
                {(item.sheet, item.row, item.row > head or item.why): item for item in self._skipped}.values()
            )

    def _block(self, sheet: Sheet) -> Block | None:
        if self._layout and self._layout.heading_rows:
            return numbered_block(sheet, self._layout)
        return find_block(sheet, self._own)

    def _refuse_unlawful(self, sheet: Sheet, block: Block) -> None:
        above = itertools.takewhile(lambda row: row[0] < block.first, sheet.rows())
        titles = [str(cell) for _, cells in above for cell in cells if cell]
        titles += [*sheet.titles, sheet.name, self._path.stem]
        words = violation_words(block, titles)
        if words:
            raise self._refusal_of_violators("、".join(words))

    def _refusal_of_violators(self, why: str) -> RosterError:
        hint = "请勿使用；社会抚养费已于 2021-08-20 废止（人口与计划生育法），此类名单应按规定封存或清理"
        return self._refusal(f"这是违法生育或征收类名单（{why}），不予读入", hint)

    def _refusal(self, message: str, hint: str) -> RosterError:
        return RosterError(f"不能读入“{self._path.name}”", [Problem(where=self._path.name, message=message, hint=hint)])

    def _read(self, sheet: Sheet, plan: Plan) -> None:
        self._dropped += plan.dropped
        questions = [question(sheet, heading, clear=False) for heading in plan.unclear]
        missing = self._missing(sheet, plan)
        if missing and not questions and _counts_only(plan):
            self._strange += missing
            self._names.pop()
            self._skip(sheet, 0, f"工作表“{sheet.name}”是汇总数，没有人的姓名，没有读入")
            return
        if questions or missing:
            near = [question(sheet, heading) for heading in plan.unknown if near_heading(heading)]
            self._questions += [*missing, *questions, *near]
            return
        self._ask_or_note(sheet, plan)
        self._remarks += (*_hidden_columns(sheet, plan), *_counted_columns(sheet, plan))
        reader = RowReader(sheet, plan, self._as_of)
        sieve, leftovers = Sieve(sheet, plan), Leftovers(plan, _said_otherwise(plan))
        salt = plan_salt(sheet.name, plan) if self._round else b""
        records = self._hold()
        for number, cells in sheet.rows():
            if number <= plan.block.last:
                continue
            why = sieve.why_skipped(number, cells)
            if why is None:
                leftovers.see(cells)
            if why:
                self._skip(sheet, number, why)
                reader.group = sieve.group
            elif why is None and (record := self._record(reader, sheet, salt, number, cells)):
                records.append(record)
        self._keep(records, sheet, plan, sieve)
        self._remarks += (f"{sheet.name}：{line}" for line in leftovers.lines([*plan.dropped, *sieve.dropped]))
        self._problems += reader.problems

    def _keep(self, records: Sequence[Record], sheet: Sheet, plan: Plan, sieve: Sieve) -> None:
        """Keep what was read of a sheet, less what should never have been collected; say what was left out."""
        if sieve.changed_at:
            where = f"{sheet.name}!A{sieve.changed_at}"
            message = "这里换了一种表头，或者各栏换了次序，以下的行没有读入"
            self._problems.append(Problem(where=where, message=message, hint="请把它移到另一张工作表"))
        if sieve.is_of_violators:
            raise self._refusal_of_violators("备注里多处这样写")
        for number, keys in sieve.violations.items():
            if keys:
                self._skip(sheet, number, "有一格写的是违法、罚款一类的内容，这一格没有读入")
        kept = without(records, sieve.dropped_keys, sieve.violations)
        self._records.extend(joined(kept, sheet, plan, sieve.unnumbered))
        self._dropped += sieve.dropped

    def _record(
        self, reader: RowReader, sheet: Sheet, salt: bytes, number: int, cells: Sequence[Value]
    ) -> Record | None:
        """Return the record of a row; in a second round none where the row is known to be good."""
        if self._round is None:
            return self._whole(reader, sheet, number, cells)
        digest = row_digest(salt, cells)
        if self._round.passes(digest):
            self._passed += reader.pass_over(number, cells)
            return None
        before = len(reader.problems)
        record = self._whole(reader, sheet, number, cells)
        self._round.note(digest, sheet.name, number, good=bool(record) and len(reader.problems) == before)
        return record

    def _whole(self, reader: RowReader, sheet: Sheet, number: int, cells: Sequence[Value]) -> Record | None:
        """Return the record of a row; a row that has nothing in the columns that are read is passed over aloud."""
        before = len(reader.problems)
        record = reader.read(number, cells)
        if record is None and len(reader.problems) == before:
            self._skip(sheet, number, "要读的各栏里没有内容")
        return record

    def _missing(self, sheet: Sheet, plan: Plan) -> list[Problem]:
        """Return what keeps this from being a roster: nobody is named, or a chosen layout's heading is absent."""
        row = plan.block.last
        if self._layout and (absent := missing_headings(self._layout, plan.block)):
            message = f"缺少版式“{plan.layout}”要求的表头：{'、'.join(absent)}"
            return [Problem(where=f"{sheet.name}!{cell_name(row, 1)}", message=message, hint="请补上，或换一个版式")]
        bodies = any(item.slot == "values" and item.key in {"village", "organisation"} for item in plan.fields)
        if plan.names_people or (bodies and plan.layout != BY_HEADINGS):
            return []
        named = [heading for heading in plan.unknown if "姓名" in heading.plain]
        if named:
            return [question(sheet, heading, clear=False) for heading in named]
        shown = "、".join(heading.text for heading in plan.block.headings if heading.text)
        message = f"没有找到姓名一栏，看到的表头是：{shown}"
        return [Problem(where=f"{sheet.name}!{cell_name(row, 1)}", message=message, hint="请在表头写明“姓名”")]

    def _ask_or_note(self, sheet: Sheet, plan: Plan) -> None:
        self._problems += [question(sheet, heading, clear=False) for heading in plan.asked]
        self._problems += [question_of_two(sheet, heading) for heading in plan.doubled]
        self._problems += [question_of_cells(sheet, heading) for heading in plan.contrary]
        self._problems += [question_of_years(sheet, heading) for heading in plan.yearless]
        for group, headings in _others(plan):
            columns = "、".join(f"{column_letters(item.column)} 列“{item.text}”" for item in headings)
            self._skip(sheet, headings[0].row, f"“{group}”下面的几列说的是另一个人，没有读入：{columns}")
        for heading in plan.unknown:
            if near_heading(heading):
                self._problems.append(question(sheet, heading))
            else:
                column = column_letters(heading.column)
                self._skip(sheet, heading.row, f"{column} 列“{heading.text}”不是认得的表头，这一列没有读入")

    def _skip(self, sheet: Sheet, row: int, why: str) -> None:
        self._skipped.append(Skipped(sheet=sheet.name, row=row, why=why))

    def result(self) -> RosterReading:
        """Return the reading; refuse where questions are open or no sheet is a roster."""
        read = bool(self._records or self._passed or (self._round and self._round.passed))
        self._questions += [item for item in self._strange if not self._names or NEAR in item.hint]
        if self._questions and (not self._names or not read):
            raise RosterError(f"看不懂“{self._path.name}”的表头，没有读入", by_place(self._questions, self._sheets))
        if not self._names:
            raise self._refusal("里面没有名册：没有一行认得出是表头", "请确认文件，或参照范表填写表头")
        with self._path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return RosterReading(
            file=self._path,
            file_sha256=digest,
            layout=self._names[0],
            records=self._records if isinstance(self._records, Packed) else tuple(self._records),
            problems=by_place((*self._questions, *self._problems), self._sheets),
            dropped=tuple(dict.fromkeys(self._dropped)),
            skipped=tuple(self._skipped),
            passed=tuple(self._passed),
            remarks=tuple(self._remarks),
        )


def _hidden_columns(sheet: Sheet, plan: Plan) -> Iterator[str]:
    """Yield the columns that are read though the sheet hides them: what is wrong there nobody would see."""
    read = {item.column for item in plan.fields} & sheet.notes.hidden_columns
    for heading in plan.block.headings:
        if heading.column in read:
            place = f"{sheet.name}!{column_letters(heading.column)}"
            yield f"{place}：“{heading.text}”是隐藏的列，照样读入；改正前先取消隐藏"


def _counted_columns(sheet: Sheet, plan: Plan) -> Iterator[str]:
    """Yield the columns of household numbers that number this list only."""
    for heading in plan.counted:
        place = f"{sheet.name}!{column_letters(heading.column)}"
        yield f"{place}：“{heading.text}”只给这份名册排了顺序，没有读入；是村里固定的户号的，用 shouyue roster map 写明"


def _others(plan: Plan) -> Iterator[tuple[str, list[Heading]]]:
    """Yield the columns under one merged heading that name somebody who is not read, such as who died (V6)."""
    groups: dict[str, list[Heading]] = {}
    for heading in plan.unread:
        if heading.above:
            groups.setdefault(heading.above[-1], []).append(heading)
    yield from (pair for pair in groups.items() if any("姓名" in heading.plain for heading in pair[1]))


def _said_otherwise(plan: Plan) -> set[int]:
    """Return the columns that are not read and of which the clerk hears in another place."""
    of_others = {heading.column for _, headings in _others(plan) for heading in headings}
    return of_others | {heading.column for heading in plan.counted}


def _counts_only(plan: Plan) -> bool:
    """Whether a table holds numbers of persons and sums, and nobody."""
    counted = vocabulary().summary
    return not any(field.slot != "values" for field in plan.fields) and any(
        bare(text) in counted or _COUNTED.fullmatch(bare(text))
        for heading in plan.block.headings
        for text in (heading.plain, *heading.above)
    )


__all__ = ["Known", "Record", "RosterReading", "Skipped", "read_roster"]
