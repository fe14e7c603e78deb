"""What a clerk is asked of a sheet whose headings leave something open: where, what, and how to answer."""

from __future__ import annotations

from contracts.model import Problem
from contracts.reading.cells import shown_text
from contracts.reading.headings import Heading, head_of
from contracts.reading.layouts import plain_heading, vocabulary
from contracts.reading.meanings import OF_A_PERSON, meaning_of, near_meaning
from contracts.reading.recognition import near_heading
from contracts.sheets import Sheet, cell_name

_SEEN_SHOWN = 15
NEAR = "是不是"
_WRITE_WHAT = "请参照范表填写表头，或用 shouyue roster map 写明各列是什么"


def question(sheet: Sheet, heading: Heading, *, clear: bool = True) -> Problem:
    """Return the question of one heading: whose it is, or (``clear``) whether it means the known one it is near."""
    where = f"{sheet.name}!{cell_name(heading.row, heading.column)}"
    if not clear:
        message = f"看不出“{heading.text}”一栏属于谁" if heading.text else "没有表头的一列是身份证号，看不出属于谁"
        hint = f"请在表头写明，例如“女方{_said_of_whom(heading)}”；表头不便改的，用 shouyue roster map 写明"
        return Problem(where=where, message=message, hint=hint)
    message = f"不认得表头“{heading.text}”，这一列没有读入"
    return Problem(where=where, message=message, hint=f"若是指“{near_heading(heading)}”，请把表头改成这几个字")


def _said_of_whom(heading: Heading) -> str:
    """Return what a heading is about in the words a clerk would write: 姓名, 联系电话; else it shows ID numbers."""
    key = meaning_of(heading.plain).key
    if key in OF_A_PERSON and key in vocabulary().called:
        return vocabulary().called[key]
    return "姓名" if "姓名" in heading.plain else "身份证号"


def question_of_two(sheet: Sheet, heading: Heading) -> Problem:
    """Return the question of a second column for one thing."""
    where = f"{sheet.name}!{cell_name(heading.row, heading.column)}"
    message = f"不止一栏像是“{heading.text}”说的内容，这一栏没有读入"
    return Problem(where=where, message=message, hint="用 shouyue roster map 写明各栏是什么，不读的写“不读”")


def question_of_cells(sheet: Sheet, heading: Heading) -> Problem:
    """Return the question of a heading that stands over cells which are never what it says."""
    where = f"{sheet.name}!{cell_name(heading.row, heading.column)}"
    message = f"“{heading.text}”一栏里写的多半不是它说的内容，这一栏没有读入"
    return Problem(where=where, message=message, hint="请核对表头与各行是否错了栏；表头有误的改正表头")


def question_of_years(sheet: Sheet, heading: Heading) -> Problem:
    """Return the question of a column of days without years."""
    where = f"{sheet.name}!{cell_name(heading.row, heading.column)}"
    message = f"“{heading.text}”一栏的日期没有写年份，这一栏没有读入"
    return Problem(where=where, message=message, hint="请在每一格补上年份；不猜年份")


def question_of_formulas(sheet: Sheet) -> Problem:
    """Return the problem of a sheet that holds formulas only, none of them calculated."""
    column, row = min(sheet.notes.waiting(), key=lambda place: (place[1], place[0]))
    where = f"{sheet.name}!{cell_name(row, column)}"
    hint = "请在 Excel/WPS 里打开保存一次"
    return Problem(where=where, message="整张表的公式都还没有计算，没有读入", hint=hint)


def questions_without_block(sheet: Sheet) -> list[Problem]:
    """Return one problem that names the headings seen, with near matches as a question."""
    head = head_of(sheet)
    rows = [(number, [cell for cell in cells if isinstance(cell, str) and cell]) for number, cells in head]
    number, seen = max(rows, key=lambda pair: len(pair[1]), default=(1, []))
    like = ((text, near_meaning(plain_heading(text))) for text in seen)
    near = [f"“{text}”{NEAR}“{word}”" for text, word in like if word not in {"", text}]
    hint = f"请确认{'、'.join(near)}？把表头改成这几个字" if near else _WRITE_WHAT
    shown = "、".join(shown_text(text) for text in seen[:_SEEN_SHOWN])
    return [Problem(where=f"{sheet.name}!A{number}", message=f"没有认得的表头，看到的是：{shown}", hint=hint)]
