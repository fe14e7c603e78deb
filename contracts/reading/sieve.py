"""Rows that are no records: totals, signatures, headings again, hidden ones; and rows that belong together."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from contracts.identity import birth_of
from contracts.model import Person, PersonRole
from contracts.reading.headings import Field, Plan, reads_like_headings
from contracts.reading.layouts import plain_heading, vocabulary
from contracts.reading.leftovers import unnamed
from contracts.reading.meanings import group_named
from contracts.records import Record
from contracts.sheets import Sheet, Value, cell_name

_TOTAL = re.compile(
    r".{0,12}(小计|合计|总计|累计|共计)(金额|人数|户数|资金|保费|补贴|发放|[/、])*([:(].*)?|平均|.{0,8}[村组镇乡页区]计"
    r"|(全[村镇乡组])?共\d+[户人名对].*|\(?(人民币|金额)*\(?大写\)?[:(]?.*|(过|转|接|承)(次|下|上|前|后)?(页|本页)(小计|累计)?"
)
_SUMMED_UP = re.compile(r".{0,8}(?:[年度季月期批次村镇乡组]|街道|社区)共[\u4e00-\u9fff]{0,6}")
_COUNTED = re.compile(r"\d+[本份人户对名个件张元]")
_SIGNATURE = re.compile(
    r"(单位)?(负责人|填表人|填报人|制表人|制表|经办人|审核人|审核|复核|主管|分管领导|会计|出纳|报送单位|填报单位"
    r"|填报日期|填表日期|制表日期|报出日期|日期|联系人|联系电话|监督电话|村民委员会|村委会|盖章|公章|单位领导)"
    r"[^:]{0,8}([:_].*|\(.*)"
)
_NOTE = re.compile(
    r"(注|备注|说明|填表说明|填报说明|附注|注意)[:\d].*|第.{1,3}页.*|共.{1,3}页.*|续表.*|单位:.*|\(?以下空白\)?"
)
_CHANGED = "这里换了表头，以下没有读入"
_HEAD = re.compile(".{0,6}(姓名|序号|编号|户主|身份证号码?)")
_COLON = re.compile("[:：]")
_LABEL = re.compile(r"[\u4e00-\u9fff()、/]{1,12}:.*")
_COUNTED_GROUP = re.compile(r"\D{0,8}第?[\d一二三四五六七八九十]{1,3}(?:村民|居民)?(?:小组|组|队|社).*")
_LONG_NUMBER = re.compile(r"\d{15}")
_FIRST_CELLS = 2
_WIDEST_AGES = 20
_HALVES = frozenset({("wife", "husband"), ("husband", "wife"), ("person", "spouse"), ("head", "spouse")})
_PAGE = re.compile(r"\(?(?:续|第?[\d一二三四五六七八九十]{1,3}页?)\)?$")
_WHO = ("name", "id_number")
_PLACES = ("place", "group", "village")


class Sieve:
    """Says of each row why it is no record.

    ``dropped`` are columns about bodies found by their content; ``dropped_keys`` are those of them that
    were read until the word turned up, to be taken out of the records again. ``unnumbered`` are the rows
    that are read and have no serial number, in a sheet that has them. ``changed_at`` is the row from which
    on other headings hold, or the same in another order; nothing below is read. ``group`` is the group that
    a line between the rows named last, with the cell it stands in. ``violations`` are the rows whose remarks speak of
    a violation, with the keys that were read from such a cell, to be taken out again; ``rows`` is how many were read.
    """

    def __init__(self, sheet: Sheet, plan: Plan) -> None:
        self.dropped: list[str] = []
        self.dropped_keys: set[str] = set()
        self.unnumbered: set[int] = set()
        self.changed_at = 0
        self.group: tuple[str, str] | None = None
        self.violations: dict[int, set[str]] = {}
        self.rows = 0
        self._hidden = sheet.notes.hidden_rows
        self._texts = plan.block.texts
        self._serial = plan.serial
        self._width = len(plan.block.headings)
        self._read = {item.column for item in plan.fields}
        self._people = {item.column for item in plan.fields if item.slot != "values"}
        self._names = [item.column for item in plan.fields if item.key == "name"]
        self._wide = {merge.top for merge in sheet.merges if merge.right > merge.left}
        self._first = {text for texts in plan.block.texts for text in texts}
        above = itertools.takewhile(lambda row: row[0] < plan.block.first, sheet.rows())
        self._titles = {_PAGE.sub("", plain_heading(cell)) for _, cells in above for cell in cells if cell != ""}
        self._over = {heading.column: {heading.plain, *heading.above} for heading in plan.block.headings}
        names = {heading.column: heading.text for heading in (*plan.unknown, *plan.unread)}
        texts = {item.column: item for item in plan.fields if _may_say_anything(item)}
        headings = {heading.column: heading.text for heading in plan.block.headings}
        self._keys = {column: item.key for column, item in texts.items()}
        nameless = dict.fromkeys(plan.unnamed, "")
        self._suspect: dict[int, str | None] = {**nameless, **names, **{column: headings[column] for column in texts}}
        self._telling = _telling_cells()
        self._waiting: dict[int, list[int]] = {}
        who = {item.column for item in plan.fields if item.key in _WHO}
        for columns, places in ((self._read, sheet.notes.waiting()), (who, sheet.notes.in_error())):
            for column, row in places:
                if column in columns:
                    self._waiting.setdefault(row, []).append(column)

    def why_skipped(self, number: int, cells: Sequence[Value]) -> str | None:
        """Return why a row is left out, ``None`` to read it, ``""`` for a blank row nobody need hear of."""
        filled = [
            column
            for column, cell in enumerate(cells, 1)
            if cell != "" and not (isinstance(cell, str) and cell.isspace())
        ]
        if number in self._waiting:  # neither a formula without a result nor one in error is an empty cell
            filled = sorted({*filled, *self._waiting[number]})
            cells = (*cells, *[""] * (filled[-1] - len(cells)))
        if not filled:
            return ""
        if number in self._hidden or self.changed_at:
            below = f"第 {self.changed_at} 行换了表头，以下没有读入"
            return below if self.changed_at else "隐藏行（含筛选时隐藏的行）没有读入"
        if why := self._why_no_record(number, cells, filled):
            return why
        if self._suspect:
            self._check_content(number, cells)
        self.rows += 1
        if self._serial and self._serial not in filled:
            self.unnumbered.add(number)
        return None

    def _why_no_record(self, number: int, cells: Sequence[Value], filled: Sequence[int]) -> str:
        """Return what a row is that is no record; empty where it may be one."""
        first = cells[filled[0] - 1]
        if isinstance(first, str) and _PAGE.sub("", plain_heading(first)) in self._titles and self._is_title(cells):
            return "标题或说明行"
        texts = [plain_heading(first)] if isinstance(first, str) else [""]
        if isinstance(first, str) and (
            texts[0] in self._first or len(filled) < max(len(cells), self._width) or _HEAD.fullmatch(texts[0])
        ):
            why = self._by_words(cells, filled)
            if why:
                self.changed_at = number if why == _CHANGED else 0
                return why
        elif (
            len(filled) > 1
            and isinstance(cells[filled[1] - 1], str)
            and _TOTAL.fullmatch(plain_heading(cells[filled[1] - 1]))
        ):
            return "合计行"
        if len(filled) == 1 and (filled[0] not in self._people or _COUNTED_GROUP.fullmatch(texts[0])):
            group = group_named(str(first))
            self.group = (group, cell_name(number, filled[0])) if group else self.group
            if group:
                return "组名行，归到下面各行"
        if len(filled) == 1 and (filled[0] not in self._people or number in self._wide):
            number_alone = filled[0] == self._serial and not re.search(r"[^\W\d]", plain_heading(first))
            return "空行（只有序号）" if number_alone else "标题或说明行"
        return ""

    def _is_title(self, cells: Sequence[Value]) -> bool:
        """Whether a row says only what stands above the headings, with another page number."""
        return all(_PAGE.sub("", plain_heading(cell)) in {*self._titles, ""} for cell in cells)

    def _by_words(self, cells: Sequence[Value], filled: Sequence[int]) -> str:
        for column in filled[:_FIRST_CELLS]:
            text = _with_colon(cells[column - 1])
            if _TOTAL.fullmatch(text):
                return "合计行"
        text = _with_colon(cells[filled[0] - 1])
        if _SUMMED_UP.fullmatch(text) and all(_COUNTED.fullmatch(plain_heading(cells[at - 1])) for at in filled[1:]):
            return "合计行"
        if _SIGNATURE.fullmatch(text) or _NOTE.fullmatch(text) or self._is_labelled(text, cells, filled):
            return "签名、日期或说明行"
        row = {column: plain_heading(cells[column - 1]) for column in filled}
        texts = set(row.values())
        known = len(texts) > 1 and any(len(texts & known) * 5 >= len(texts) * 3 for known in self._texts)
        in_place = sum(text in self._over.get(column, ()) for column, text in row.items())
        if known and in_place * 2 > len(row):
            return "重复的表头"
        return _CHANGED if known or reads_like_headings(tuple(row.values())) else ""

    def _is_labelled(self, text: str, cells: Sequence[Value], filled: Sequence[int]) -> bool:
        """Whether a row is words with a colon to be filled in (村支书：　会计：) and names nobody."""
        if not _LABEL.fullmatch(text):
            return False
        named = [str(cells[column - 1]) for column in self._names if column <= len(cells)]
        labelled = all(not cell.strip() or _COLON.search(cell) for cell in named)
        return labelled and not any(_LONG_NUMBER.search(plain_heading(cells[column - 1])) for column in filled)

    def _check_content(self, number: int, cells: Sequence[Value]) -> None:
        width = len(cells)
        for column, heading in self._suspect.items():
            cell = cells[column - 1] if column <= width else ""
            if not isinstance(cell, str) or not cell or not self._telling.search(cell):
                continue
            keys = {self._keys[column]} if column in self._keys else set()
            if any(match["said"] for match in vocabulary().violation_cells.finditer(cell)):
                self.violations.setdefault(number, set()).update(keys)
            if heading is not None and any(word in cell for word in vocabulary().forbidden_cells):
                self.dropped.append(heading or unnamed(column))
                self.dropped_keys |= keys
                self._suspect[column] = None

    @property
    def is_of_violators(self) -> bool:
        """Whether the remarks of many rows make this a list of violators, whatever its headings say."""
        found = len(self.violations)
        return any(found >= fewest and found >= share * self.rows for fewest, share in vocabulary().violation_at)


@functools.cache
def _telling_cells() -> re.Pattern[str]:
    words = vocabulary()
    return re.compile("|".join([*map(re.escape, words.forbidden_cells), words.violation_cells.pattern]))


def _may_say_anything(item: Field) -> bool:
    """Whether a column that is read is free text; the name of a place may hold any two letters."""
    return item.slot == "values" and item.type == "text" and not item.key.endswith(_PLACES)


def is_foot(cells: Sequence[Value]) -> bool:
    """Whether a row says by its first words that it is a total, or a line of signatures or notes."""
    texts = [_with_colon(cell) for cell in cells if isinstance(cell, str) and cell.strip()][:_FIRST_CELLS]
    signed = bool(texts) and bool(_SIGNATURE.fullmatch(texts[0]) or _NOTE.fullmatch(texts[0]))
    return signed or any(_TOTAL.fullmatch(text) for text in texts)


def _with_colon(cell: Value) -> str:
    """Return a cell's plain text, keeping the colon that tells a signature line from a name."""
    parts = _COLON.split(str(cell))
    return ":".join(plain_heading(part) for part in parts)


def joined(records: Sequence[Record], sheet: Sheet, plan: Plan, unnumbered: Collection[int] = ()) -> Sequence[Record]:
    """Return the records with those of one household made one: a couple on two rows.

    They stand under one merged serial number; or under one merged number of the household, or the second row has
    no serial number (``unnumbered``), and a column of the sheet says who of the couple each is.
    """
    tops = {
        row: merge.top
        for merge in sheet.merges
        if plan.serial and merge.left <= plan.serial <= merge.right and merge.top > plan.block.last
        for row in range(merge.top, merge.bottom + 1)
    }
    keys = {item.key for item in plan.fields if item.slot == "person"}
    if unnumbered and keys & {"side", "gender"} and "relation" not in keys:
        tops = _below(records, unnumbered) | tops
    tops = _of_one_household(records, sheet, plan) | tops
    if not tops:
        return records
    groups: dict[int, list[Record]] = {}
    for record in records:
        groups.setdefault(tops.get(record.row, record.row), []).append(record)
    return [group[0] if len(group) == 1 else _one(group) for group in groups.values()]


def _of_one_household(records: Sequence[Record], sheet: Sheet, plan: Plan) -> dict[int, int]:
    """Return the row above for each second row under a merged household number, where it names the other half."""
    codes = {item.column for item in plan.fields if item.key == "household_code"}
    pairs = {merge.bottom for merge in sheet.merges if merge.left in codes and merge.bottom == merge.top + 1}
    if not pairs:
        return {}
    return {
        record.row: above.row
        for above, record in itertools.pairwise(records)
        if record.row in pairs and record.row == above.row + 1 and _is_other_half(record, above)
    }


def _below(records: Sequence[Record], unnumbered: Collection[int]) -> dict[int, int]:
    """Return for each row without a number the numbered one above it, where somebody else of the household stands."""
    if any(row - 1 in unnumbered for row in unnumbered):
        return {}  # more than two to a number: a household, or numbers that were left out
    tops: dict[int, int] = {}
    for above, record in itertools.pairwise(records):
        if record.row in unnumbered and record.row == above.row + 1 and _is_other_half(record, above):
            tops[record.row] = above.row
    return tops


def _is_other_half(record: Record, above: Record) -> bool:
    """Whether a row names the other one of a couple, and says nothing of the household again."""
    one, other = ([person for person in row.persons if person.role != "child"] for row in (above, record))
    said = dict(above.values)
    again = all(value is None or value == said.get(key) for key, value in record.values)
    if len(one) != 1 or len(other) != 1 or not again:
        return False
    if (one[0].role, other[0].role) in _HALVES:
        return True
    born = [birth_of(person.id_number).year for person in (*one, *other) if person.id_number]
    sexes = {one[0].gender, other[0].gender}
    unsaid = {one[0].role, other[0].role} == {"person"}
    return unsaid and sexes == {"male", "female"} and max(born, default=0) - min(born, default=0) <= _WIDEST_AGES


def _one(group: Sequence[Record]) -> Record:
    persons: list[Person] = []
    values: dict[str, str | int | bool | None] = {}
    cells: dict[str, str] = {}
    bad: list[str] = []
    old_forms: list[str] = []
    for record in group:
        for key, value in record.values:
            if values.get(key) is None:
                values[key] = value
        places = record.provenance
        kept = [
            place
            for place, person in enumerate(record.persons)
            if not any(_says_no_more(person, other) for other in persons)
        ]
        moved = {f"persons.{old}.": f"persons.{len(persons) + new}." for new, old in enumerate(kept)}
        for path, cell in places.items():
            cells.setdefault(_moved(path, moved), cell)
        bad += [_moved(path, moved) for path in record.bad]
        old_forms += [_moved(path, moved) for path in record.old_forms]
        persons += [record.persons[place] for place in kept]
    return replace(
        group[0],
        persons=_as_couple(persons),
        values=tuple(values.items()),
        cells=tuple(cells.items()),
        bad=tuple(dict.fromkeys(bad)),
        old_forms=tuple(dict.fromkeys(old_forms)),
    )


def _says_no_more(person: Person, other: Person) -> bool:
    """Whether a person is the other one, named again in a merged cell, with nothing new said."""
    return (
        (person.role, person.name) == (other.role, other.name)
        and person.id_number in {None, other.id_number}
        and person.birth in {None, other.birth}
        and person.gender in {None, other.gender}
        and set(person.phones) <= set(other.phones)
    )


def _moved(path: str, moved: dict[str, str]) -> str:
    for old, new in moved.items():
        if path.startswith(old):
            return new + path[len(old) :]
    return path


def _as_couple(persons: Iterable[Person]) -> tuple[Person, ...]:
    """Return two adults whose sex is written as wife and husband; others as they are."""
    people = tuple(persons)
    adults = [person for person in people if person.role != "child"]
    said = {person.role for person in adults} - {"person"}
    if said or sorted(person.gender or "" for person in adults) != ["female", "male"]:
        return people
    roles: dict[str | None, PersonRole] = {"female": "wife", "male": "husband"}
    return tuple(person if person.role == "child" else replace(person, role=roles[person.gender]) for person in people)


def without(records: Sequence[Record], keys: Collection[str], cells: Mapping[int, Collection[str]]) -> Sequence[Record]:
    """Return the records without values that should never have been collected.

    Args:
        records: The records of one sheet.
        keys: Values of which the whole column is taken out.
        cells: Values of which only the cell in that row is; it is as if the cell were empty.
    """
    if not keys and not any(cells.values()):
        return records
    return [_without(record, keys, cells.get(record.row, ())) for record in records]


def _without(record: Record, keys: Collection[str], emptied: Collection[str]) -> Record:
    gone = {f"values.{key}" for key in (*keys, *emptied)}
    return replace(
        record,
        values=tuple((key, None if key in emptied else value) for key, value in record.values if key not in keys),
        cells=tuple((path, cell) for path, cell in record.cells if path not in gone),
    )
