"""Certificates of a kind that the office made itself: one for each row of a sheet, numbered and stubbed like all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contracts.errors import InputError, KindError, ShouyueError
from contracts.kinds import Field, Kind
from contracts.model import Problem
from contracts.papers.derive import Printable
from contracts.papers.values import field_value
from contracts.settings import Office
from ledger.publishing.certificate_papers import Desk, Words, all_printed
from ledger.publishing.certificate_steps import Holder
from ledger.publishing.documents import Preparation
from ledger.publishing.originals import once_as_printed

HOLDER = "recipient"
"""The field that says who a certificate is for."""
_APART = frozenset({"original_number", "reason", "seam_number"})
"""What only a replacement says, and what the program writes itself."""
_VILLAGE = "village"
Row = tuple[str, dict[str, str]]
"""Where a row stands, and its cells by the code of the field."""


def check_own(kind: Kind, *, has_command: bool) -> None:
    """Refuse what is no certificate, or has a command of its own.

    Raises:
        KindError: With the command that does it, or with what is missing in the manifest.
    """
    if kind.family != "certificate":
        used = f"publish notice {kind.id}" if kind.family == "notice" else f"draft {kind.id} 名册"
        _refuse(kind, "不是证件", f"用 shouyue {used}")
    if has_command:
        _refuse(kind, "这种证件的内容来自台账", f"用 shouyue publish {kind.id}")
    if HOLDER not in {item.name for item in kind.fields}:
        _refuse(kind, f"没有栏目 {HOLDER}", f'发给谁写在这一栏：[fields.{HOLDER}]，如 label = "持证人"')


def headings_of(kind: Kind) -> dict[str, tuple[str, ...]]:
    """Return the columns of the sheet: a key ends with ``?`` where the column need not be there."""
    asked = [item for item in kind.fields if item.name not in _APART]
    return {item.name + ("" if item.name == HOLDER else "?"): (item.label,) for item in asked}


def own_certificates(desk: Desk, kind: Kind, rows: Sequence[Row]) -> Preparation:
    """Return how one certificate is printed for each row, in this order: all or none.

    Args:
        desk: Where it is printed.
        kind: The office's own; see :func:`check_own`.
        rows: By the codes of the fields, empty where a cell is.

    Raises:
        InputError: A row has no holder, no village of ours, no day or no sum; all of them are named.
        LedgerError: When prepared: a certificate that says the same is there already, or blank forms are too few.
    """
    problems: list[Problem] = []
    many: list[Words] = []
    for where, cells in rows:
        try:
            many.append(_words(kind, desk.office, where, cells))
        except ShouyueError as error:
            problems += error.problems
    if not rows:
        problems.append(Problem(where=kind.id, message="表里没有要办的行", hint="每发一份写一行"))
    if problems:
        raise InputError(f"表有 {len(problems)} 处问题，没有出件，号码未占用。", problems)
    return once_as_printed(all_printed(desk, kind, many), kind.id, many, apart=_APART)


def _words(kind: Kind, office: Office, where: str, cells: dict[str, str]) -> Words:
    name = cells.get(HOLDER, "")
    if not name:
        label = next(item.label for item in kind.fields if item.name == HOLDER)
        raise InputError("没有出件。", [Problem(where=where, message=f"没有{label}", hint="写发给谁")])
    village = office.village(cells.get(_VILLAGE, ""))
    if cells.get(_VILLAGE) and village is None:
        hint = f"现有：{'、'.join(item.short for item in office.villages)}"
        raise InputError("没有出件。", [Problem(where=where, message=f"没有{cells[_VILLAGE]}", hint=hint)])
    holder = Holder(name=name, village=village.short if village else "")
    return Words(holder=holder, values=dict(_values(kind.fields, where, cells)), where=where)


def _values(fields: Sequence[Field], where: str, cells: dict[str, str]) -> Iterator[tuple[str, Printable]]:
    for item in fields:
        if cells.get(item.name):
            yield item.name, field_value(item, cells[item.name], where)


def _refuse(kind: Kind, message: str, hint: str) -> None:
    raise KindError("没有出件。", [Problem(where=kind.id, message=message, hint=hint)])
