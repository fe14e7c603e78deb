"""Mappings: how an office's own sheet is read, written once by ``roster map`` and kept as data.

A mapping is a layout in the office's folder ``rosters/``. What the headings leave open stands in it as
``field = "?"`` until a person has answered; nothing is read by a mapping with an open question or a fault: the
sheets it was made for are refused, all others are read as if it were not there.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contracts.errors import RosterError
from contracts.model import Problem
from contracts.reading.contents import contents_of
from contracts.reading.headings import Block, Plan, block_at, find_block, head_of
from contracts.reading.layouts import ColumnRule, Layout, layout_from, plain_heading
from contracts.reading.meanings import field_called
from contracts.reading.own_files import place_of_column, place_of_syntax
from contracts.reading.plans import plan_for
from contracts.reading.recognition import near_heading
from contracts.records import NOTES
from contracts.sheets import Sheet, column_letters, column_number, read_sheets

OPEN = "?"
FOLDER = "rosters"
_UNREAD = frozenset({"", "不读"})
_MEMBERS = frozenset({"heading", "field", "under", "nth", "number"})
_HEADING = re.compile(r'\bheading\s*=\s*"([^"\\\n]+)"')
_CHOICES = "“女方姓名”“男方身份证号”“户主联系电话”“子女出生日期”“组别”“现居住地”“金额”“是否发放”等；不读的写“不读”"


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedColumn:
    """A column of a mapping: ``field`` as layouts write it, empty where it is not read, ``?`` where open.

    ``nth`` counts equal headings where they repeat; ``under`` is the merged heading above; ``number`` is the place of
    a column without heading.
    """

    column: int
    heading: str
    field: str
    nth: int = 0
    under: str = ""
    number: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What a mapping for a file would say, and what it leaves open."""

    title: str
    columns: tuple[MappedColumn, ...]

    @property
    def open(self) -> tuple[MappedColumn, ...]:
        """The columns that wait for an answer."""
        return tuple(column for column in self.columns if column.field == OPEN)

    def text(self, name: str) -> str:
        """Return the mapping as a file of that name holds it."""
        named = dict.fromkeys(item.heading for item in self.columns if item.heading and item.field not in {"", OPEN})
        lines = [
            f"# “{self.title}”的表头怎样读。field 是 {OPEN} 的要由人回答，全部答完才会使用这份映射。",
            "# 例：wife.name 女方姓名，husband.id_number 男方身份证号，head.phones 户主电话，",
            "#     child.birth_date 子女出生日期，values.group 组别，values.residence_place 现居住地；空的不读。",
            f"name = {_quoted(name)}",
            f"title = {_quoted(self.title)}",
            f"required = [{', '.join(map(_quoted, named))}]",
            "columns = [",
            *map(_line, self.columns),
            "]",
        ]
        return "".join(f"{line}\n" for line in lines)


def sketch(
    path: Path, *, sheet: str = "", row: int = 0, answers: Mapping[str, str] | None = None, earlier: Path | None = None
) -> Sketch:
    """Return the mapping that the headings of a file suggest.

    Args:
        path: The roster.
        sheet: Name of the sheet; the first visible one with headings if empty.
        row: Where the headings stand; found by their words if 0.
        answers: Column letter to what it holds, in Chinese (``女方姓名``) or as a field (``wife.name``).
        earlier: A mapping written before; what was answered in it stays answered.

    Raises:
        RosterError: No such sheet, no row of headings, or an answer nobody understands.
    """
    source, block = _block(path, sheet, row)
    plan = plan_for(block, None, contents_of(source, block))
    given = _answers(path, answers or {}, {heading.column for heading in block.headings})
    fields = {item.column: f"{item.slot}.{item.key}" for item in plan.fields}
    notes = dict(_questions(plan))
    known = _earlier(earlier)
    counts = [plain_heading(heading.text) for heading in block.headings]
    columns = []
    for heading in block.headings:
        field = fields.get(heading.column, OPEN if heading.column in notes else "")
        field = given.get(heading.column, known.get((heading.text, heading.nth), field))
        note = "不该由名册收集，不读" if heading.text in plan.dropped else notes.get(heading.column, "")
        repeated = bool(heading.text) and counts.count(plain_heading(heading.text)) > 1
        number = 0 if heading.text else heading.column
        if heading.text or field:
            columns.append(
                MappedColumn(
                    column=heading.column, heading=heading.text, field=field, nth=heading.nth if repeated else 0,
                    under=heading.above[-1] if heading.above else "", number=number,
                    note=note if field in {OPEN, ""} else "",
                )
            )  # fmt: skip
    return Sketch(title=f"{path.stem}（{source.name}）", columns=tuple(columns))


def _earlier(path: Path | None) -> dict[tuple[str, int], str]:
    """Return the answers of an earlier mapping by heading and how many equal ones stood before."""
    if path is None or not path.is_file():
        return {}
    try:
        columns = tomllib.loads(path.read_text(encoding="utf-8-sig"))["columns"]
        found = {(entry["heading"], entry.get("nth") or 1): entry["field"] for entry in columns if entry["heading"]}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, AttributeError) as error:
        problem = Problem(where=path.name, message="原有的映射写得不对", hint="先把它移走，再写一份")
        raise RosterError("没有写映射", [problem]) from error
    return {place: field for place, field in found.items() if field != OPEN and field_of(field) is not None}


def load_mappings(office: Path | None) -> tuple[Layout, ...]:
    """Return the mappings in an office's folder ``rosters/``, by file name; none where there is no folder.

    One with open questions, or written wrongly, is a layout that refuses the sheets it was made for and says why.
    All other sheets are read as if it were not there.
    """
    folder = office / FOLDER if office else None
    if folder is None or not folder.is_dir():
        return ()
    return tuple(map(_loaded, sorted(folder.glob("*.toml"))))


def unfinished(own: Sequence[Layout]) -> Iterator[str]:
    """Yield a note for each mapping that waits for an answer or is written wrongly, and is not used."""
    for layout in own:
        if layout.refused:
            yield f"{layout.refused}；这份映射没有使用，{layout.hint}"


def _loaded(path: Path) -> Layout:
    text = ""
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = tomllib.loads(text) | {"name": path.stem, "heading_rows": 0}
        if faults := tuple(_faults(data, text)):
            return _broken(path, text, "、".join(faults))
        if open_ones := [entry for entry in data["columns"] if entry["field"] == OPEN]:
            data |= _waiting(path, data["columns"], open_ones)
        return layout_from(path.stem, data)
    except tomllib.TOMLDecodeError as error:
        return _broken(path, text, place_of_syntax(error))
    except (OSError, UnicodeDecodeError):
        return _broken(path, text, "打不开，或不是 UTF-8 编码的文字")
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        return _broken(path, text, str(error))


def _faults(data: Mapping[str, Any], text: str) -> Iterator[str]:
    """Yield what is wrong in a mapping that is TOML: where, and what."""
    columns = data.get("columns")
    if not isinstance(data.get("title"), str):
        yield "没有 title"
    if not isinstance(columns, list) or not all(isinstance(entry, dict) for entry in columns):
        yield "columns 不是一列一行的 { heading = …, field = … }"
        return
    for number, entry in enumerate(columns, 1):
        place = place_of_column(text, number)
        if strange := sorted(entry.keys() - _MEMBERS):
            yield f"{place}不认得 {strange[0]}"
        lacking = [key for key in ("heading", "field") if not isinstance(entry.get(key), str)]
        if lacking:
            yield f"{place}没有写 {lacking[0]}"
        elif entry["field"] != OPEN and not _is_field(entry["field"]):
            yield f"{place}不认得 field“{entry['field']}”"
    headings = {entry.get("heading") for entry in columns}
    yield from (f"required 里的“{word}”不在 columns 里" for word in data.get("required", ()) if word not in headings)


def _broken(path: Path, text: str, fault: str) -> Layout:
    """Return what a file that is no mapping may still tell: for which headings it was made."""
    headings = dict.fromkeys(_HEADING.findall(text))
    return Layout(
        name=path.stem,
        title=path.stem,
        columns=tuple(ColumnRule(heading=heading, field="") for heading in headings),
        required=tuple(headings),
        refused=f"映射 {FOLDER}/{path.name} 写得不对（{fault}）",
        hint="照 shouyue roster map 写出的样子改正，或删去这个文件",
    )


def _waiting(path: Path, columns: Sequence[dict[str, Any]], open_ones: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return what a mapping with open questions says of itself: it is for all its headings, and refuses them."""
    asked = "".join(f"“{entry.get('heading') or '（无表头）'}”" for entry in open_ones)
    return {
        "columns": [entry | {"field": ""} if entry in open_ones else entry for entry in columns],
        "required": [*dict.fromkeys(entry["heading"] for entry in columns if entry["heading"])],
        "refused": f"映射 {FOLDER}/{path.name} 里还有没回答的列：{asked}",
        "hint": f"用 shouyue roster map 加 --set 回答，或把文件里 field 的“{OPEN}”改成它的内容；不读的改成空",
    }


def _block(path: Path, wanted: str, row: int) -> tuple[Sheet, Block]:
    sheets = [item for item in read_sheets(path) if not item.hidden and item.name not in NOTES]
    chosen = [item for item in sheets if item.name == wanted] if wanted else sheets
    if not chosen:
        names = "、".join(item.name for item in sheets)
        problem = Problem(where=path.name, message=f"没有工作表“{wanted}”", hint=f"有这些：{names}")
        raise RosterError("没有写映射", [problem])
    for sheet in chosen if not row else ():
        if block := find_block(sheet):
            return sheet, block
    at = row or _fullest(chosen[0])
    if not at:
        problem = Problem(where=path.name, message="里面没有看来像表头的一行", hint="用 --row 写明表头在第几行")
        raise RosterError("没有写映射", [problem])
    return chosen[0], block_at(chosen[0], at)


def _fullest(sheet: Sheet) -> int:
    """Return the first row with the most texts and no numbers: likely headings; 0 where there is none."""
    counts = {
        number: len({cell for cell in cells if isinstance(cell, str) and cell.strip() and not cell.isdigit()})
        for number, cells in head_of(sheet)
        if not any(isinstance(cell, float | int) for cell in cells)
    }
    best = max(counts.values(), default=0)
    return next((number for number, count in counts.items() if count == best > 1), 0)


def _questions(plan: Plan) -> Iterator[tuple[int, str]]:
    """Yield the columns nobody can be sure of, with the question."""
    for heading in (*plan.unclear, *plan.asked):
        yield heading.column, "看不出属于谁"
    for heading in plan.doubled:
        yield heading.column, "不止一栏像是这个意思"
    for heading in plan.unknown:
        near = near_heading(heading)
        yield heading.column, f"是不是“{near}”？" if near else "不认得"


def _answers(path: Path, answers: Mapping[str, str], columns: set[int]) -> dict[int, str]:
    given: dict[int, str] = {}
    faults = []
    for letters, words in answers.items():
        column = column_number(letters.upper()) if letters.isascii() and letters.isalpha() else 0
        field = field_of(words)
        if column not in columns:
            faults.append(Problem(where=letters, message="没有这一列", hint="写列的字母，如 --set D=女方姓名"))
        elif field is None:
            faults.append(Problem(where=f"{letters} 列", message=f"看不懂“{words}”", hint=f"写{_CHOICES}"))
        else:
            given[column] = field
    if faults:
        raise RosterError(f"没有给“{path.name}”写映射", faults)
    return given


def field_of(words: str) -> str | None:
    """Return the field that a clerk's words mean (``女方姓名`` is ``wife.name``), ``None`` where none does.

    A field itself is taken as it is, ``不读`` is the empty field.
    """
    text = plain_heading(words)
    if text in _UNREAD:
        return ""
    if found := field_called(words):
        return found
    return text if _is_field(text) else None


def _is_field(text: str) -> bool:
    try:
        layout_from("x", {"name": "x", "title": "x", "columns": [{"heading": "x", "field": text}]})
    except ValueError:
        return False
    return True


def _line(column: MappedColumn) -> str:
    parts = [f"heading = {_quoted(column.heading)}", f"field = {_quoted(column.field)}"]
    parts += [f"nth = {column.nth}"] if column.nth else []
    parts += [f"under = {_quoted(column.under)}"] if column.under else []
    parts += [f"number = {column.number}"] if column.number else []
    note = f"，{column.note}" if column.note else ""
    return f"  {{ {', '.join(parts)} }},  # {column_letters(column.column)} 列{note}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
