"""Is this file a ledger, whole, and with exactly the guards that its migrations make?"""

from __future__ import annotations

from collections.abc import Callable

from ledger.migration import fingerprint, migrations
from ledger.transaction import OpenLedger, refusal

SUMMARIES = (
    "open_obligations", "money_sums", "duty_sums", "household_sums", "contract_sums", "name_grams", "open_assessments",
    "open_settlements", "late_entries", "breach_sums", "cure_sums", "number_stems",
    "number_tails", "stated_certificates",
)  # fmt: skip
"""Tables that triggers keep for speed; each is made anew by the view of its name with ``_anew``."""


def applied(ledger: OpenLedger) -> list[tuple[str, str]]:
    """Return the name and hash of each migration taken, oldest first.

    Raises:
        LedgerError: The version in the header counts other than the table.
    """
    found = ledger.rows("select name, sha256 from migrations order by name")
    if ledger.rows("select user_version as n from pragma_user_version")[0]["n"] != len(found):
        raise refusal(ledger.path, "台账的版本号与升级记录不符", "停止使用，从最近的备份恢复")
    return [(row["name"], row["sha256"]) for row in found]


def tables(ledger: OpenLedger) -> tuple[str, ...]:
    """Return the names of the ledger's tables, SQLite's own left out."""
    found = ledger.rows("select name from sqlite_schema where type = 'table' order by name")
    return tuple(row["name"] for row in found if not row["name"].startswith("sqlite_"))


def check_schema(ledger: OpenLedger, expected: Callable[[int], str]) -> None:
    """Refuse a ledger whose tables, triggers or views are not exactly those its migrations make.

    Args:
        ledger: The ledger, whichever version.
        expected: Gives the fingerprint of the schema after so many migrations.

    Raises:
        LedgerError: A foreign trigger or table, a missing guard, a migration we do not know.
    """
    taken = applied(ledger)
    known = migrations()[: len(taken)]
    if [(step.name, step.sha256) for step in known] != taken:
        raise refusal(ledger.path, "台账的升级记录与本程序不符", "不要继续写入；请核对程序版本或从备份恢复")
    found = ledger.rows("select type, name, tbl_name as table_name, sql from sqlite_schema")
    if fingerprint(found) != expected(len(taken)):
        raise refusal(
            ledger.path,
            "台账的表或触发器被别的程序改动过",
            "不要继续写入；请从备份恢复，并查明是谁改动的",
        )


def check_integrity(ledger: OpenLedger) -> None:
    """Refuse a file in which SQLite itself finds damage or a row without its parent.

    Raises:
        LedgerError: With what SQLite said, at most five lines.
    """
    said = [row["integrity_check"] for row in ledger.rows("pragma integrity_check(5)")]
    orphans = ledger.rows("pragma foreign_key_check")
    if said != ["ok"] or orphans:
        what = "；".join(str(line) for line in said if line != "ok") or f"{len(orphans)} 行找不到上级记录"
        raise refusal(ledger.path, f"台账文件已损坏：{what}", "停止使用，从最近的备份恢复")
