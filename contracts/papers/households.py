"""Rows of a roster that are one family: it stands once for each programme that the county has confirmed it for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from contracts.kinds import Kind
from contracts.model import Problem
from contracts.papers.confirmations import LABELS, confirmations_of, kept_confirmation
from contracts.records import Record
from contracts.rewards.facts import NAMES, Confirmation
from contracts.rewards.programme_packs import Adult, Programme

_EITHER: tuple[Adult, ...] = ("wife", "husband")


def further_rows(kind: Kind, records: Sequence[Record]) -> Mapping[int, int]:
    """Return place → place of the family's first row, for each further row that names a confirmation.

    A family's rows have the same adults, by their ID numbers. One of them may be without a confirmation; a second
    such row is a family entered twice, and not among the result.
    """
    if kind.joined_by or kind.family not in {"contract", "agreement"}:
        return {}
    if not records or all(key != "confirmed_programme" for key, _ in records[0].values):
        return {}
    first: dict[frozenset[str], int] = {}
    plain: set[int] = set()
    found: dict[int, int] = {}
    for place, record in enumerate(records):
        who = _adults(record)
        if not who:
            continue
        known = first.setdefault(who, place)
        is_plain = not kept_confirmation(record)
        if known != place and not (is_plain and known in plain):
            found[place] = known
        if is_plain:
            plain.add(known)
    return found


def _adults(record: Record) -> frozenset[str]:
    """Return the ID numbers of a row's adults; none where one of them is not known."""
    numbers = [person.id_number for person in record.persons if person.role != "child"]
    return frozenset(number for number in numbers if number) if all(numbers) else frozenset()


def confirmations_in(
    records: Sequence[Record], programmes: Sequence[Programme], place: str, adults: Sequence[str]
) -> tuple[tuple[Confirmation, ...], tuple[Problem, ...]]:
    """Return what the further rows of a family say was confirmed, and what is wrong with them, each with its row."""
    found: list[Confirmation] = []
    problems: list[Problem] = []
    rows: dict[tuple[str, Adult], int] = {}
    for record in records:
        where = f"{record.sheet} 第{record.row}行"
        own, faults = confirmations_of(record, programmes, place, adults)
        for item in own:
            for who in item.adults or _EITHER:
                before = rows.setdefault((item.programme, who), record.row)
                if before != record.row:
                    message = f"{NAMES[who]}的这个项目在第{before}行已经写了"
                    faults = (*faults, Problem(where=where, message=message, hint="保留一行；等级变了的只写现在的"))
                    break
        if record is not records[0]:
            problems += (Problem(where=where, message=item.message, hint=item.hint) for item in faults)
            problems += _differences(records[0], record, where)
            found += own
    return tuple(found), tuple(problems)


def _differences(first: Record, record: Record, where: str) -> Iterator[Problem]:
    """Yield what a further row says of the family otherwise than its first row."""
    for key, value in record.values:
        one = first.value(key)
        if key not in LABELS and value is not None and one is not None and value != one:
            yield Problem(where=where, message=f"“{value}”与第{first.row}行的“{one}”不同",
                          hint="同一户的各行，确认的项目以外的栏目照写一遍或者空着")  # fmt: skip


def kept_confirmations(records: Sequence[Record]) -> tuple[tuple[str, str], ...]:
    """Return what the signed contract keeps of all confirmations of a family; the keys of further ones are numbered."""
    rows = [kept for record in records if (kept := kept_confirmation(record))]
    return tuple(
        (key if number == 1 else f"{key} {number}", words)
        for number, kept in enumerate(rows, 1)
        for key, words in kept
    )
