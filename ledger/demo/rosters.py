"""The four rosters as the villages sent them, and what their clerks corrected when they were asked.

Everything planted in them as a fault is known here, with its cell and with what the person's card says.
Nothing else in them is wrong: it is only written in many ways.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from contracts.files import write_whole
from contracts.settings import Village
from contracts.sheets import Merge, OutSheet, cell_name, write_workbook
from ledger.demo.layouts import LAYOUTS, Layout, Row
from ledger.demo.mess import Cell, Pen, spoilt
from ledger.demo.township import SEED, Family, Township


@dataclass(frozen=True, slots=True, kw_only=True)
class PlantedFault:
    """One cell that is really wrong; ``says`` is what the person's own paper says."""

    row: int
    column: int
    kind: str
    says: Cell

    @property
    def cell(self) -> str:
        """Return the cell as messages name it: ``C7``."""
        return cell_name(self.row, self.column)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentRoster:
    """A roster as a file: its rows, merged areas, the families by row (from 1), and its planted faults."""

    village: Village
    stem: str
    suffix: str
    rows: tuple[Row, ...]
    merges: tuple[Merge, ...]
    records: tuple[tuple[int, Family], ...]
    faults: tuple[PlantedFault, ...] = ()

    def corrected(self) -> SentRoster:
        """Return the same roster with every planted fault put right, cell by cell."""
        rows = [list(row) for row in self.rows]
        for fault in self.faults:
            rows[fault.row - 1][fault.column - 1] = fault.says
        return replace(self, stem=f"{self.stem}_已改正", rows=tuple(map(tuple, rows)), faults=())

    def write(self, folder: Path) -> Path:
        """Write the file and return its path. A text file is GB18030, as old programs export it."""
        path = folder / f"{self.stem}{self.suffix}"
        if self.suffix == ".csv":
            text = io.StringIO(newline="")
            csv.writer(text).writerows(self.rows)
            write_whole(path, text.getvalue().encode("gb18030"))
        else:
            write_workbook(path, [OutSheet(name="花名册", rows=self.rows, merges=self.merges, heading_rows=0)])
        return path


def sent_rosters(town: Township) -> tuple[SentRoster, ...]:
    """Return the rosters of the villages in their order, the same at every run."""
    made = []
    for number, (village, layout) in enumerate(zip(town.office.villages, LAYOUTS, strict=True)):
        # Not for secrets: the same seed must give the same mess.
        pen = Pen(Random(SEED + number), cells=layout.suffix != ".csv")  # noqa: S311
        made.append(_with_faults(_sent(village, town.families_of(village), layout, pen), layout))
    return tuple(made)


def _sent(village: Village, families: Sequence[Family], layout: Layout, pen: Pen) -> SentRoster:
    rows = [_worded(row, layout.width, village=village.short) for row in layout.head]
    merges = list(layout.head_merges)
    records: list[tuple[int, Family]] = []
    group_starts = len(rows) + 1
    for number, family in enumerate(families, 1):
        rows.append(layout.row(pen, number, family))
        records.append((len(rows), family))
        is_last = number == len(families)
        if layout.by_group and (is_last or families[number].group != family.group):
            merges += _closed_group(rows, group_starts, layout.width)
            group_starts = len(rows) + 1
        if number == layout.repeat_head_after and not is_last:
            rows.append(layout.head[-1])
    rows += [_worded(row, layout.width, count=str(len(families))) for row in layout.foot]
    return SentRoster(
        village=village,
        stem=village.short,
        suffix=layout.suffix,
        rows=tuple(rows),
        merges=tuple(merges),
        records=tuple(records),
    )


def _worded(row: Row, width: int, **words: str) -> Row:
    filled = tuple(cell.format(**words) if isinstance(cell, str) else cell for cell in row)
    return filled + ("",) * (width - len(filled))


def _closed_group(rows: list[Row], first: int, width: int) -> list[Merge]:
    """Merge the group's name over its rows and write its sub-total, as clerks do; return the merge."""
    last = len(rows)
    rows[first:] = [("", *row[1:]) for row in rows[first:]]
    rows.append(_worded(("小计", f"{last - first + 1}户"), width))
    return [Merge(top=first, left=1, bottom=last, right=1)] if last > first else []


def _with_faults(roster: SentRoster, layout: Layout) -> SentRoster:
    rows = [list(row) for row in roster.rows]
    couples = [(row, family) for row, family in roster.records if family.wife and family.husband]
    faults = []
    for number, (field, kind) in enumerate(layout.plants):
        row, family = couples[(2 * number + 1) * len(couples) // (2 * len(layout.plants))]
        column = layout.columns[field]
        says = _says(field, family)
        rows[row - 1][column - 1] = spoilt(kind, says)
        faults.append(PlantedFault(row=row, column=column, kind=kind, says=says))
    return replace(roster, rows=tuple(map(tuple, rows)), faults=tuple(faults))


def _says(field: str, family: Family) -> str:
    """Return what the family's own papers say in that field."""
    wife, husband = family.wife, family.husband
    return {
        "wife": wife.name if wife else "",
        "wife_id": wife.id_number if wife else "",
        "phone": wife.phone if wife else "",
        "husband": husband.name if husband else "",
        "husband_id": husband.id_number if husband else "",
        "child_birth": str(family.child_birth),
        "issued_on": str(family.issued_on),
    }[field]
