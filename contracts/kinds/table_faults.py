"""What is wrong with a table of a kind: its rows, its points, how wide it is, what it may show to everybody."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from contracts.kinds.kind import ROW_SOURCES, Kind, KindTable, fault
from contracts.kinds.looks import PRINTABLE_MM, look_of
from contracts.kinds.public_columns import NAMING_KINDS, PERSONAL_COLUMNS, PUBLIC_COLUMNS
from contracts.model import Problem

SOURCES = "本单位自己写的文种可用：roster（名册的行）、rewards（应得的奖励）"
_OF_A_ROSTER = frozenset({"roster", "rewards"})


def sources_of(kind: Kind) -> frozenset[str]:
    """Return where the rows of a kind may come from; a paper drafted from a roster knows nothing of the ledger."""
    return ROW_SOURCES if kind.subject == "ledger" else _OF_A_ROSTER


def table_faults(kind: Kind, table: KindTable) -> Iterator[Problem]:
    """Yield every contradiction inside a table."""
    where = f"tables.{table.code}"
    keys = [column.key for column in table.columns]
    yield from _column_faults(kind, where, keys)
    yield from _width_faults(kind, table, where)
    if table.source and table.source not in sources_of(kind):
        yield fault(kind, where, f"没有数据来源 {table.source}", SOURCES)
    rows = bool(table.rows or table.rows_for)
    if bool(table.source) == rows:
        said = "既写了行，又写了 source" if rows else "没有行"
        yield fault(kind, where, said, "rows（或 rows_for）和 source 写一样")
    if table.after and table.after not in {section.code for section in kind.sections}:
        yield fault(kind, where, f"没有章节 {table.after}", "after 写章节的代码")
    if table.after and table.annex:
        yield fault(kind, where, "既写了 after，又写了 annex", "附件放在签字以后，不写 after")
    if table.optional and (table.annex or not table.source):
        yield fault(kind, where, "写了 optional，却是附件，或者行写在文种里", "只有 source 的表没有行时可以整张不印")
    yield from _row_faults(kind, table, where, keys)


def _width_faults(kind: Kind, table: KindTable, where: str) -> Iterator[Problem]:
    """Yield why a table would stand out over the edge of the type area.

    Source: GB/T 9704-2012, 5.1 and 5.2: A4 upright, 28 mm on the left, 156 mm of type.
    """
    look = look_of(kind)
    wide, most = sum(column.width_mm for column in table.columns), PRINTABLE_MM[look]
    if wide > most:
        hint = f"把各栏的 width_mm 改小，合计不超过 {most}"
        yield fault(kind, where, f"各栏合计 {wide} 毫米，{look} 版式的纸只能印 {most} 毫米", hint)


def _row_faults(kind: Kind, table: KindTable, where: str, keys: list[str]) -> Iterator[Problem]:
    every = [(where, table.rows), *((f"{where} {option}", rows) for _, option, rows in table.rows_for)]
    uneven = False
    for place, rows in every:
        for number, row in enumerate(rows, 1):
            if len(row) != len(keys):
                uneven = True
                yield fault(kind, f"{place} 第{number}行", f"有 {len(row)} 格，应为 {len(keys)} 格", "补齐或删去")
    if table.points and table.points not in keys:
        yield fault(kind, f"{where}.points", f"没有栏目 {table.points}", f"可用：{'、'.join(keys)}")
    elif bool(table.points) != bool(table.total):
        hint = 'points 写分值是哪一栏，total 写合计，如 points = "points"、total = 100'
        yield fault(kind, where, "points 和 total 只写了一样", hint)
    elif table.points and not uneven:
        yield from _point_faults(kind, table, where, keys.index(table.points))


def _point_faults(kind: Kind, table: KindTable, where: str, column: int) -> Iterator[Problem]:
    """Yield a problem for each cell that is no number, and for each option under which the points do not add up."""
    choice = next((name for name, _, _ in table.rows_for), "")
    options = next((item.codes for item in kind.choices if item.name == choice), ("",))
    for option in options:
        place = f"{where} {option}" if option else where
        cells = [row[column] for row in table.rows_of({choice: option})]
        wrong = [cell for cell in cells if not (cell.isascii() and cell.isdecimal())]
        for cell in wrong:
            yield fault(kind, place, f"分值“{cell}”不是整数", '写成 "40" 这样的整数')
        if not wrong and sum(map(int, cells)) != table.total:
            points = sum(map(int, cells))
            yield fault(kind, place, f"分值合计 {points}，应为 {table.total}", "调整分值使合计相符")


def _column_faults(kind: Kind, where: str, keys: Collection[str]) -> Iterator[Problem]:
    if kind.family == "notice":
        allowed = "、".join(f"{key} {label}" for key, label in PUBLIC_COLUMNS.items() if key not in PERSONAL_COLUMNS)
        for key in sorted(set(keys) - PUBLIC_COLUMNS.keys()):
            hint = f"只用白名单栏目（个人信息保护法第6条）：{allowed}"
            yield fault(kind, where, f"公示不得有栏目 {key}", hint)
        if kind.id not in NAMING_KINDS:
            for key in sorted(PERSONAL_COLUMNS & set(keys)):
                hint = "写人的栏目只有按规定要评议、审批的公示才有；这里只写合计数（个人信息保护法第6条）"
                yield fault(kind, where, f"这个公示不得有栏目 {key}", hint)
    if kind.layout == "circular":
        for key in sorted(PERSONAL_COLUMNS & set(keys)):
            yield fault(kind, where, f"通报不得有栏目 {key}", "通报只写单位，不写人（个人信息保护法第6条）")
