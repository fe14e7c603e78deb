"""Copies of the ledger, made while it may be in use and checked before they get their name."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ledger.files import made_aside, put_in_place, sha256_of
from ledger.soundness import SUMMARIES, check_integrity, tables
from ledger.store import Ledger, open_ledger
from ledger.transaction import refusal, stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A finished copy: where, up to which event, the hash of the file, and rows per table."""

    path: Path
    seq: int
    head: str
    sha256: str
    counts: tuple[tuple[str, int], ...]


def backup(ledger: Ledger, to: Path, now: datetime) -> Backup:
    """Copy a ledger while it may be in use; the copy is checked before it gets its name.

    Args:
        ledger: The ledger, read-only or not.
        to: The new file, or a folder in which ``ledger-20261122-093000.db`` is made.
        now: Names the file.

    Raises:
        LedgerError: The target exists, the disk is full, or the copy is not the ledger.
    """
    moment = stamp(now)[:19].replace("-", "").replace(":", "").replace("T", "-")
    target = to / f"ledger-{moment}.db" if to.is_dir() else to
    if target.exists():
        raise refusal(target, "备份文件已经存在，没有覆盖", "换一个文件名或文件夹")
    with made_aside(target, "备份没有写成") as aside:
        ledger.copy_into(aside)
        with aside.open("rb+") as file:
            os.fsync(file.fileno())
        made = _checked_copy(ledger, aside, target)
        put_in_place(aside, target)
    return made


def _checked_copy(ledger: Ledger, aside: Path, target: Path) -> Backup:
    with open_ledger(aside, read_only=True) as copy:
        check_integrity(copy)
        head = copy.head()
        known = ledger.rows("select hash from events where seq = ?", [head.seq if head else 0])
        if head is None or known != [{"hash": head.hash}]:
            raise refusal(target, "备份与台账不一致", "检查磁盘后重新备份")
        counts = tuple((table, _count(copy, table, head.seq)) for table in tables(copy))
    if any(count != _count(ledger, table, head.seq) for table, count in counts):
        raise refusal(target, "备份缺少台账里的记录", "检查磁盘后重新备份")
    return Backup(path=target, seq=head.seq, head=head.hash, sha256=sha256_of(aside), counts=counts)


def _count(ledger: Ledger, table: str, seq: int) -> int:
    """Count a table's rows up to an event; another clerk may have written since the copy was made."""
    bounded = " where event_seq <= ?" if "event_seq" in ledger.columns(table) else ""
    bounded = " where seq <= ?" if table == "events" else bounded
    sql = f"select count(*) as n from {table}{bounded}"
    if table == "counters" or table in SUMMARIES:  # no event tells which of their rows are of this day
        sql = "select 0 as n"
    count: int = ledger.rows(sql, [seq] if bounded else [])[0]["n"]
    return count
