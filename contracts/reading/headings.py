"""From the headings of a sheet to a plan: which column is which field, and which stay unread.

A heading may stand in one, two or three rows under merged ones. Who a bare ``身份证号`` belongs to is
told by its own words, the merged heading above it, the layout's position, or the name to its left; where
none of these is certain it is asked, never guessed.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from contracts.reading.layouts import Layout, layouts, plain_heading, vocabulary
from contracts.reading.lexicon import words_of
from contracts.reading.meanings import announced, is_known
from contracts.reading.wording import bare
from contracts.sheets import Merge, Row, Sheet, Value

SEARCHED_ROWS = 40
_MOST_HEADING_ROWS = 4
_MANY_DIGITS = 8
_A_COUNT = re.compile(r"[￥¥]?\d[\d,.]*(?:万?元|[人户对名个份次])?")
_TELLING = re.compile("姓名|身份证|序号|编号|电话|日期|地址|出生|金额")
_FILLED_IN = re.compile(r"^[^(（]*[:：]\s*[^\s(（]")
_NUMBERING = re.compile(r"\(?[0-9]{1,2}\)?(?:=[0-9()+×*/-]+)?|[甲乙丙丁戊己]|[A-Z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A column's heading: its own words, the merged ones above (top first), and its place from 1."""

    column: int
    row: int
    text: str
    above: tuple[str, ...] = ()
    nth: int = 1

    @property
    def plain(self) -> str:
        """The words for comparison."""
        return plain_heading(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The heading rows of a sheet.

    ``texts`` are the plain words of each row, to know them when repeated; ``titles`` are the lines above them.
    ``event`` is the merged heading (死亡情况) under which these columns are a list of its own beside others,
    ``shared`` are those of its columns that belong to each of these lists.
    """

    first: int
    last: int
    headings: tuple[Heading, ...]
    texts: tuple[frozenset[str], ...]
    unit: str = ""
    titles: tuple[str, ...] = ()
    event: str = ""
    shared: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A column that is read: ``slot`` is a person's (``wife``, ``child2``) or ``values``.

    ``codes`` are what the heading itself says the numbers in it mean: ``(("1", "已发"), ("2", "未发"))``.
    ``also`` are further columns that hold the rest of the value: 月 and 日 beside 年, the end of an ID number.
    """

    column: int
    slot: str
    key: str
    type: str
    unit: str = "元"
    codes: tuple[tuple[str, str], ...] = ()
    also: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to read of a sheet.

    ``dropped`` are forbidden headings, ``unknown`` those nobody knows, ``unread`` those we have no use for;
    ``unclear`` ones keep the sheet from being read, ``asked`` ones (telephones) and ``doubled`` ones
    (two columns for one sum or date), ``contrary`` ones (whose cells never are what they say) and ``yearless``
    ones (days without a year) only their own column. ``others`` speak of somebody who is no party, such as
    who fetched the money, and are not read, nor are ``counted`` ones, whose household numbers only number this list.
    """

    layout: str
    block: Block
    fields: tuple[Field, ...]
    dropped: tuple[str, ...] = ()
    unknown: tuple[Heading, ...] = ()
    unclear: tuple[Heading, ...] = ()
    asked: tuple[Heading, ...] = ()
    doubled: tuple[Heading, ...] = ()
    contrary: tuple[Heading, ...] = ()
    yearless: tuple[Heading, ...] = ()
    others: tuple[Heading, ...] = ()
    counted: tuple[Heading, ...] = ()
    unnamed: tuple[int, ...] = ()
    unread: tuple[Heading, ...] = ()
    serial: int = 0

    @property
    def names_people(self) -> bool:
        """Whether this plan reads somebody's name."""
        return any(field.key in {"name", "children", "couple"} and field.slot != "values" for field in self.fields)


def find_block(sheet: Sheet, own: Sequence[Layout] = ()) -> Block | None:
    """Return the heading rows: from the first row with two known headings on; ``None`` where there is none.

    Args:
        sheet: The sheet.
        own: Layouts of the office itself, whose headings are known too.
    """
    head = head_of(sheet)
    known = _layout_headings((*own, *layouts()))
    scores = {number: sum(_is_known(cell, known) for cell in cells) for number, cells in head}
    best = max(scores.values(), default=0)
    if best < 2:  # noqa: PLR2004
        return None
    rows = dict(head)
    first = next(number for number, score in scores.items() if score >= max(2, best // 3))
    last = first
    while last - first < _MOST_HEADING_ROWS - 1 and _belongs(rows.get(last + 1), scores.get(last + 1, 0), sheet, last):
        last += 1
    first = _with_group_rows(rows, first, sheet)
    above: list[Row] = [(0, sheet.titles), *head]
    texts = (str(cell) for number, cells in above if number < first for cell in cells)
    titles = tuple(plain_heading(text) for text in (*texts, sheet.name) if text and not _FILLED_IN.search(text))
    return replace(_block(sheet, rows, first, last, _unit(above, first)), titles=titles)


def head_of(sheet: Sheet) -> list[Row]:
    """Return the rows in which headings are looked for."""
    head = []
    for number, cells in sheet.rows():
        if number > SEARCHED_ROWS:
            break
        head.append((number, cells))
    return head


def block_at(sheet: Sheet, row: int) -> Block:
    """Return the one row as headings that a person said it is."""
    head = head_of(sheet)
    return _block(sheet, dict(head), row, row, _unit(head, row))


def _is_known(cell: Value, known: frozenset[str]) -> bool:
    if not isinstance(cell, str) or not cell or len(cell) > 40:  # noqa: PLR2004
        return False
    if _FILLED_IN.search(cell):
        return False
    text = plain_heading(cell)
    words = vocabulary()
    return (
        is_known(text)
        or bare(text) in words.summary
        or any(word in text for word in (*words.forbidden, *words.violation))
        or bare(text) in known
    )


def reads_like_headings(texts: Sequence[str]) -> bool:
    """Whether the texts of a row, compatibility forms folded, are headings rather than what stands under them."""
    if len(texts) < 3 or not any(_TELLING.search(text) for text in texts):  # noqa: PLR2004
        return False
    known = sum(_is_known(text, frozenset()) for text in texts)
    return known * 5 >= len(texts) * 3


@functools.cache
def _layout_headings(known: tuple[Layout, ...]) -> frozenset[str]:
    return frozenset(bare(plain_heading(rule.heading)) for layout in known for rule in layout.columns)


def _belongs(cells: Sequence[Value] | None, score: int, sheet: Sheet, last: int) -> bool:
    """Whether the next row still is heading: known words, column numbers, or all merged from above."""
    if cells is None:
        return False
    filled = [plain_heading(cell) for cell in cells if cell != ""]
    if any(sum(map(str.isdigit, text)) >= _MANY_DIGITS or _A_COUNT.fullmatch(text) for text in filled):
        return _numbers_columns(filled)
    if _is_spanned(cells, last + 1, sheet):
        return True
    if not filled:
        return any(merge.top <= last < merge.bottom for merge in sheet.merges)
    return _numbers_columns(filled) or (
        score * 2 >= len(filled)
        and score > 0
        and any(isinstance(cell, str) for cell in cells)
        and not any(isinstance(cell, float) for cell in cells)
    )


def _numbers_columns(filled: Sequence[str]) -> bool:
    """Whether a row numbers the columns: (1) (2) (3)."""
    return len(filled) > 2 and all(_NUMBERING.fullmatch(text) for text in filled)  # noqa: PLR2004


def _is_spanned(cells: Sequence[Value], row: int, sheet: Sheet) -> bool:
    """Whether most headings of the rows above reach down over this row, and its words stand between them."""
    reaching = {
        column
        for merge in sheet.merges
        if merge.top < row <= merge.bottom and merge.top > row - _MOST_HEADING_ROWS
        for column in range(merge.left, merge.right + 1)
    }
    filled = {column for column, cell in enumerate(cells, 1) if cell != ""}
    under = {
        column
        for merge in sheet.merges
        if merge.top < row <= merge.top + 2 and merge.bottom < row and merge.right > merge.left
        for column in range(merge.left, merge.right + 1)
    }
    own = any(isinstance(cell, int | float) for cell in cells)
    between = len(reaching) > len(filled) or (bool(reaching) and filled <= under)
    return bool(filled) and not own and between and not reaching & filled


def _with_group_rows(rows: dict[int, Sequence[Value]], first: int, sheet: Sheet) -> int:
    """Return the topmost row of merged headings above the first known row."""
    while _is_group_row(rows.get(first - 1, ()), first - 1, sheet):
        first -= 1
    return first


def _is_group_row(cells: Sequence[Value], row: int, sheet: Sheet) -> bool:
    """Whether a row says whose or what the columns below are; a fill-in line with a colon never does."""
    texts = [str(cell) for cell in cells if cell != ""]
    wide = any(merge.top == merge.bottom == row and merge.right > merge.left for merge in sheet.merges)
    if len(texts) < 2 or any(":" in text or "：" in text for text in texts):  # noqa: PLR2004
        return False
    words = vocabulary()
    telling = any(_announces(text) or any(word in text for word in words.forbidden) for text in texts)
    telling = telling or sum(any(word in text for word in words.events) for text in texts) > 1
    known = sum(is_known(plain_heading(text)) for text in texts)
    return telling and (wide or (not sheet.merges_known and known * 5 >= len(texts) * 3))


def _announces(text: str) -> bool:
    """Whether a text says whose columns stand under it; 某村计生专干 in a line above the headings does not."""
    plain = plain_heading(text)
    slot = announced(plain)
    return bool(slot) and not (slot in {"nobody", "deputy"} and any(word.kind == "?" for word in words_of(plain)))


def _unit(head: Iterable[Row], first: int) -> str:
    """Return the unit of money that a line above the headings states (``单位:万元``)."""
    for number, cells in head:
        if number >= first:
            break
        for cell in cells:
            match = re.search(r"单位\(?(?:人|户|名|个|对|[、,/])*(万元|元)", plain_heading(cell))
            if match:
                return match[1]
    return ""


def _block(sheet: Sheet, rows: dict[int, Sequence[Value]], first: int, last: int, unit: str) -> Block:
    numbers = [number for number in range(first, last + 1) if not _is_numbering(rows.get(number, ()))]
    width = max(len(rows.get(number, ())) for number in numbers)
    grid = {number: _spread(number, rows.get(number, ()), width, sheet.merges) for number in numbers}
    leaves = {
        column: next((number for number in reversed(numbers) if plain_heading(_at(rows.get(number, ()), column))), 0)
        for column in range(1, width + 1)
    }
    if not sheet.merges_known:
        _fill_right(grid, leaves, width)
    seen: Counter[tuple[str, str]] = Counter()
    headings = []
    for column, leaf in leaves.items():
        text = str(_at(rows.get(leaf, ()), column)) if leaf else ""
        above = tuple(dict.fromkeys(plain_heading(grid[n][column - 1]) for n in numbers if leaf and n < leaf))
        above = tuple(words for words in above if words)
        plain = bare(plain_heading(text))
        seen[plain, ""] += 1
        headings.append(
            Heading(column=column, row=leaf or last, text=" ".join(text.split()), above=above, nth=seen[plain, ""])
        )
    texts = tuple(frozenset(plain_heading(cell) for cell in rows.get(n, ()) if plain_heading(cell)) for n in numbers)
    return Block(first=first, last=last, headings=tuple(headings), texts=texts, unit=unit)


def _is_numbering(cells: Sequence[Value]) -> bool:
    return _numbers_columns([plain_heading(cell) for cell in cells if cell != ""])


def _at(cells: Sequence[Value], column: int) -> Value:
    return cells[column - 1] if column <= len(cells) else ""


def _spread(number: int, cells: Sequence[Value], width: int, merges: Iterable[Merge]) -> list[Value]:
    """Return the row's cells with merged ones repeated over the columns they cover."""
    spread: list[Value] = [*cells, *[""] * (width - len(cells))]
    for merge in merges:
        if merge.top == number and merge.right > merge.left:
            for column in range(merge.left, min(merge.right, width) + 1):
                spread[column - 1] = spread[merge.left - 1]
    return spread


def _fill_right(grid: dict[int, list[Value]], leaves: dict[int, int], width: int) -> None:
    """Where the file cannot tell merges, let a heading above others reach to the next one of its row or above."""
    starts: set[int] = set()
    for number, cells in grid.items():
        current: Value = ""
        starts |= {column for column in range(1, width + 1) if cells[column - 1] != ""}
        for column in range(1, width + 1):
            if cells[column - 1] != "" or column in starts:
                current = cells[column - 1] if leaves[column] != number else ""
            elif leaves[column] > number:
                cells[column - 1] = current


def forbidden_words(heading: Heading) -> tuple[str, ...]:
    """Return the words of bodies and health in a heading or above it."""
    texts = (heading.plain, *heading.above)
    return tuple(word for word in vocabulary().forbidden if any(word in text for text in texts))


def violation_words(block: Block, titles: Iterable[str]) -> tuple[str, ...]:
    """Return the words, in headings or in the lines above them, that make this a list of violators."""
    texts = [text for heading in block.headings for text in (heading.plain, *heading.above)]
    texts += map(plain_heading, titles)
    return tuple(word for word in vocabulary().violation if any(word in text for text in texts))
