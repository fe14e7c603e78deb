"""The second round: rows that were good in a marked workbook and were not touched need not be read again.

A row is known by a digest of its cells and of the plan it was read by. Another heading, another layout or
other words of ours change the plan, and then everything is read afresh.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from contracts.reading.headings import Plan
from contracts.records import MEMORY
from contracts.sheets import Value, read_sheets
from contracts.sheets.preflight import has_sheet

GOOD, BAD = "good", "bad"
_DIGITS = 20
_FORM = "1"


@dataclass(slots=True, kw_only=True)
class Round:
    """What is known of the round before, and what this one finds.

    Attributes:
        known: Digests of rows that were good; they are passed over.
        faulty: Digests of rows that had a fault; they are read again.
        good: Digests of the rows that are good now, those passed over included.
        bad: Digests of the rows that have a fault now.
        passed: How many rows were passed over.
        changed: The rows that are new or changed: sheet and row.
        still: The rows that had a fault and were not touched.
    """

    known: frozenset[str] = frozenset()
    faulty: frozenset[str] = frozenset()
    good: list[str] = field(default_factory=list)
    bad: list[str] = field(default_factory=list)
    passed: int = 0
    changed: list[tuple[str, int]] = field(default_factory=list)
    still: list[tuple[str, int]] = field(default_factory=list)

    @property
    def is_second(self) -> bool:
        """Whether an earlier round is remembered."""
        return bool(self.known or self.faulty)

    def passes(self, digest: str) -> bool:
        """Whether a row need not be read; it is counted."""
        if digest not in self.known:
            return False
        self.passed += 1
        self.good.append(digest)
        return True

    def note(self, digest: str, sheet: str, row: int, *, good: bool) -> None:
        """Keep what came of a row that was read."""
        (self.good if good else self.bad).append(digest)
        (self.still if digest in self.faulty else self.changed).append((sheet, row))

    def memory(self) -> Iterator[tuple[str, str]]:
        """Yield what the marked workbook is to remember."""
        yield from ((GOOD, digest) for digest in dict.fromkeys(self.good))
        yield from ((BAD, digest) for digest in dict.fromkeys(self.bad))


def next_round(path: Path) -> Round:
    """Return the round after the one a marked workbook remembers; a first one for any other file."""
    if not has_sheet(path, MEMORY):
        return Round()
    found: dict[str, set[str]] = {GOOD: set(), BAD: set()}
    for sheet in read_sheets(path):
        for _, cells in sheet.rows() if sheet.name == MEMORY else ():
            if len(cells) > 1 and cells[0] in found:
                found[str(cells[0])].add(str(cells[1]))
    return Round(known=frozenset(found[GOOD] - found[BAD]), faulty=frozenset(found[BAD]))


def plan_salt(sheet: str, plan: Plan) -> bytes:
    """Return what the digests of a sheet's rows begin with."""
    headings = [(item.column, item.text, item.above, item.nth) for item in plan.block.headings]
    told = (_FORM, sheet, plan.layout, plan.fields, plan.serial, plan.block.unit, headings)
    return hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).digest()


def row_digest(salt: bytes, cells: Sequence[Value]) -> str:
    """Return the digest of a row; a whole number is the same in every format."""
    texts = [_plain(cell) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return hashlib.sha256(salt + "\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def _plain(cell: Value) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return f"#{float(cell)!r}"
    return f"@{cell}"
