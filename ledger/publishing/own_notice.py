"""A notice of a kind that the office made itself: its words, a list from a sheet, and nobody's name."""

from __future__ import annotations

from collections.abc import Mapping

from contracts.errors import KindError
from contracts.kinds import Kind
from contracts.model import Problem
from contracts.papers.derive import Printable
from contracts.papers.verdicts import Decision
from contracts.settings import Village
from ledger.publishing.board import Gather, Notice, Rows

LIST = "roster"
"""The source of a table whose rows come from a sheet."""


def own_notice(
    kind: Kind,
    village: Village | None,
    values: Mapping[str, Printable],
    rows: Rows,
    decision: Decision | None = None,
) -> Gather:
    """Return what a notice of the office's own kind says; a name, number or child of the ledger stops it.

    Args:
        kind: A notice; ``subject`` is the ledger or a village.
        village: Whose it is, ``None`` for the whole township.
        values: The kind's fields as given for this notice.
        rows: The rows of the tables with ``source = "roster"``, by the columns' keys.
        decision: What a person decides of the words that no rule knows.
    """
    shown = tuple({"serial": str(number), **row} for number, row in enumerate(rows, 1))
    sources = {LIST: shown}
    return lambda _: Notice(kind=kind.id, village=village, values=values, sources=sources, decision=decision)


def check_own(kind: Kind, *, has_command: bool) -> None:
    """Refuse what is no notice, or has a command of its own that knows its figures.

    Raises:
        KindError: With the command that does it.
    """
    if has_command:
        _refuse(kind, "这个文种的内容来自台账", f"用 shouyue publish {kind.id}")
    if kind.family != "notice":
        used = f"publish certificate {kind.id} 名单" if kind.family == "certificate" else f"draft {kind.id} 名册"
        _refuse(kind, "不是公示", f"用 shouyue {used}")


def columns_of(kind: Kind) -> dict[str, tuple[str, ...]]:
    """Return the columns that a sheet for the kind's lists has: key → heading."""
    columns = [column for table in kind.tables if table.source == LIST for column in table.columns]
    return {column.key: (column.label,) for column in columns if column.key != "serial"}


def _refuse(kind: Kind, message: str, hint: str) -> None:
    raise KindError("没有公示。", [Problem(where=kind.id, message=message, hint=hint)])
