"""Small sheets that a clerk gives a command beside its options: a timetable, counts, demands."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from contracts.errors import InputError
from contracts.model import Problem

if TYPE_CHECKING:
    from ledger.publishing.board import Rows

def table_rows(path: Path, headings: Mapping[str, tuple[str, ...]], counts: tuple[str, ...] = ()) -> Rows:
    """Return the rows of a small sheet as text.

    Raises:
        InputError: No sheet has the headings, a cell that cannot be read, or a count that is none; all at once.
    """
    from ledger.paying.slips import read_slips

    rows: list[dict[str, str]] = []
    problems: list[Problem] = []
    for slip in read_slips(path, headings):
        try:
            row = {key: slip.written(key) for key in headings}
        except ValueError as error:
            message, _, cure = str(error).partition("，请")
            problems.append(Problem(where=slip.where, message=message, hint=f"请{cure}"))
            continue
        wrong = [headings[key][0] for key in counts if not row[key].isdecimal()]
        problems += [Problem(where=slip.where, message=f"“{name}”不是整数", hint="写整数") for name in wrong]
        rows.append(row)
    if problems:
        raise InputError("没有公示。", problems)
    return tuple(rows)
