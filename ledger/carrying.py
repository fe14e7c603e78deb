"""Which money a newer contract takes over from the older one it replaces: month by month, and nothing twice.

A contract that starts in June promises June to December of a year of which the older one promised March to December.
What the newer one covers ends under the older one; March to May stay due there. What the older one has paid already
of the months that both cover, or owes already, ends under the newer one. A lower standard for those months is no
amendment: what was promised for them is promised by the newer one too, to the cent, or nothing changes.

Source: Population and Family Planning Law (2021-08-20), article 31; Civil Code (2020-05-28), article 543.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from contracts.model import Problem
from contracts.numerals import yuan
from contracts.rewards.months import common, month_words
from ledger.covered import YEAR, covered, says_months, window
from ledger.store import Row, Transaction

Key = tuple[str, str]
"""Programme and label, which is empty where it names no year."""
_ROUNDING = 1
"""Fen by which two roundings of the same months may differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """Promise (id) → fen that end by the change: ``old`` under the older contract, ``new`` under the newer one.

    ``missing``: what the newer contract promises less than it would have to.
    """

    old: dict[int, int]
    new: dict[int, int]
    missing: tuple[Problem, ...]


def carried(tx: Transaction, older: Row, newer: Row, *, on: date) -> Carried:
    """Return what changes from the older contract to the newer one on a day; sums are in fen.

    A sum is divided by months as the signed term says them (自…起至…止), or as the contract runs where it does not.
    Where one paper has a sum for the year and the other one for each half, the sums of the year are compared together.
    What is labelled neither with a year nor a half-year goes over as a whole, by programme.
    """
    done = Carried(old={}, new={}, missing=())
    olds, news = _sums(tx, older), _sums(tx, newer)
    mixed = _mixed(olds, news)
    was, now = _grouped(olds, mixed), _grouped(news, mixed)
    missing: list[Problem] = []
    for key, rows in was.items():
        group = _Group(old=rows, new=now.get(key, []), older=older, newer=newer, on=on, mixed=key in mixed)
        short, months = group.carry(done) if YEAR.fullmatch(key[1]) else (group.carry_whole(done), "")
        if short > 0:
            missing.append(_less(str(older["number"]), {**rows[0], "label": key[1]}, months, short))
    return Carried(old=done.old, new=done.new, missing=tuple(missing))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """The sums of both contracts under one programme for one year, half-year, or without either.

    ``mixed``: of a year for which one has a sum for all of it and the other one for each half.
    """

    old: list[Row]
    new: list[Row]
    older: Row
    newer: Row
    on: date
    mixed: bool = False

    def carry(self, done: Carried) -> tuple[int, str]:
        """Note what goes over and what is promised twice.

        Returns what the newer contract promises too little, and for which part of the year (nothing: all of it). Where
        the signed term does not say the months, a share of the year is a guess: what is less stays due under the older.
        """
        left = {row["id"]: row["amount_fen"] - row["ended_fen"] for row in self.new}
        short, months = 0, ""
        for row in self.old:
            live = row["amount_fen"] - row["ended_fen"]
            own, shared = self._months(row)
            if not live or (own and not shared):
                continue
            part = live if not own else (live * len(shared) * 2 + len(own)) // (len(own) * 2)
            mates = [item for item in self.new if item["role"] == row["role"]] or self.new
            offered = sum(left[item["id"]] for item in mates)
            part = live if offered == live and not self.mixed else part
            whole = len(shared) == len(own)
            less = part - offered
            if less > 0 and (whole or not offered or (less > _ROUNDING and says_months(row["text"]))):
                short += less
                months = "" if whole else _between(shared)
            part = min(part, offered)
            self._ends(done, row, part, mates, left)
        return short, months

    def _ends(self, done: Carried, row: Row, part: int, mates: Sequence[Row], left: dict[int, int]) -> None:
        """End what can end under the older contract; what is paid or due there already ends under the newer one."""
        ended = min(part, row["outstanding_fen"] if (row["due_on"] or "9") > self.on.isoformat() else 0)
        if ended:
            done.old[row["id"]] = ended
        twice = part - ended
        for item in mates:
            taken = min(part, left[item["id"]])
            left[item["id"]] -= taken
            part -= taken
            again = min(twice, taken, item["outstanding_fen"])
            twice -= again
            if again:
                done.new[item["id"]] = done.new.get(item["id"], 0) + again

    def carry_whole(self, done: Carried) -> int:
        """Let all that falls due after the day go over; returns what the newer contract promises too little."""
        ending: dict[int, int] = {row["id"]: row["outstanding_fen"] for row in self.old if self._is_later(row)}
        done.old.update({key: fen for key, fen in ending.items() if fen})
        offered: int = sum(row["outstanding_fen"] for row in self.new if self._is_later(row))
        return sum(ending.values()) - offered

    def _is_later(self, row: Row) -> bool:
        return (row["due_on"] or "9") > self.on.isoformat()

    def _months(self, row: Row) -> tuple[range, range]:
        """Return the months of a sum under the older contract, and which of them the newer one covers too."""
        own = covered(row["label"], row["text"], self.older)
        return own, common(own, window(self.newer))


def _sums(tx: Transaction, contract: Row) -> list[Row]:
    """Return what a contract promises to others in money, paid and ended sums included."""
    sql = """
    select o.id, o.programme, o.label, o.due_on, o.amount_fen, s.ended_fen, s.outstanding_fen, t.text,
           coalesce(y.role, '') as role
    from obligations o join obligation_status s on s.obligation_id = o.id join terms t on t.id = o.term_id
    left join obligation_payees y on y.obligation_id = o.id
    where o.contract_id = ? and o.side <> 'family' and o.amount_fen is not null order by o.due_on, o.id
    """
    return tx.rows(sql, [contract["id"]])


def _grouped(rows: Iterable[Row], mixed: Container[Key]) -> dict[Key, list[Row]]:
    """Return sums by programme and year or half-year; those of neither stand together under their programme."""
    found: dict[Key, list[Row]] = {}
    for row in rows:
        year = _year(row)
        own = (row["programme"], row["label"] if YEAR.fullmatch(row["label"]) else "")
        found.setdefault(year if year and year in mixed else own, []).append(row)
    return found


def _mixed(olds: Iterable[Row], news: Iterable[Row]) -> set[Key]:
    """Return the programmes and years for which the two papers have sums of different parts of the year."""
    parts: tuple[dict[Key, set[str]], dict[Key, set[str]]] = ({}, {})
    for rows, found in zip((olds, news), parts, strict=True):
        for row in rows:
            if year := _year(row):
                found.setdefault(year, set()).add(row["label"])
    was, now = parts
    return {year for year in was.keys() & now.keys() if (year[1] in was[year]) != (year[1] in now[year])}


def _year(row: Row) -> Key | None:
    """Return programme and year of a sum by months; ``None`` where it is for neither year nor half-year, or once."""
    found = YEAR.fullmatch(row["label"])
    return (row["programme"], f"{found[1]}年度") if found and found[2] != "一次性" else None


def _between(months: range) -> str:
    """Return a run of months in words: ``2026年6月至12月``, ``2026年6月``."""
    first, last = month_words(months.start), month_words(months.stop - 1)
    return first if first == last else f"{first}至{last.partition('年')[2]}"


def _less(number: str, row: Row, months: str, fen: int) -> Problem:
    what = row["text"].partition("：")[0] if row["programme"] else "没有项目的款项"
    label = f" {row['label']}" if YEAR.fullmatch(row["label"]) else ""
    label += f"（{months}）" if months else ""
    hint = (
        "已经承诺的奖励不减少（《人口与计划生育法》第31条）；把它写进新合同，或者原合同不变，到期再 renew；"
        "资格已经变化的，先用 shouyue record ending 记退出原因"
    )
    return Problem(where=number, message=f"{what}{label}，新合同少承诺 {yuan(fen)}", hint=hint)
