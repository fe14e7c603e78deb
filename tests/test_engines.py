"""The named questions are plain SQL: DuckDB answers every one of them as SQLite does, row by row."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import duckdb
import pytest

from ledger.query import Question, questions
from ledger.store import Ledger, migrate, open_ledger
from tests.clerks_office import NOW
from tests.ledger.old_ledgers import old_ledger

TYPES = {"TEXT": "varchar", "INTEGER": "bigint", "BLOB": "blob"}
ORDINARY = {
    "as_of": "2027-03-10", "by": "2026-11-22", "text": "周桂", "programme": "reward_support", "old_fen": 960_00,
    "new_fen": 700_01, "end_age": 13, "shares": '[["县级财政", 60], ["乡镇财政", 40]]',
    "drafts": json.dumps([["service_contract", "2026A", row, "上坪村", "2026-03-05"] for row in (1, 2, 9)]),
}  # fmt: skip
ASKED: tuple[dict[str, Any], ...] = (
    ORDINARY,
    {**ORDINARY, "as_of": "2026-09-22", "village": "上坪村", "payer": "中央财政", "owed_by": "office"},
    {**ORDINARY, "programme": "only_child_reward", "by": "2026-01-01", "as_of": "2026-10-21", "year": 2026},
    {
        **ORDINARY,
        "as_of": "2026-11-22",
        "by": "2029-12-31",
        "text": "-003",
        "village": "429999101202",
        "contract": "429999101201-计服-2026A-001",
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Engines:
    """The same rows in both engines."""

    ledger: Ledger
    duck: duckdb.DuckDBPyConnection


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engines]:
    """Return an office's ledger, and every table and view of it copied into DuckDB."""
    path = old_ledger(tmp_path_factory.mktemp("engines") / "ledger.db")
    migrate(path, NOW, "李敏")
    with open_ledger(path, read_only=True) as ledger, duckdb.connect() as duck:
        found = ledger.rows("select name from sqlite_schema where type <> 'index' and tbl_name = name")
        for name in (row["name"] for row in found):
            columns = ledger.rows("select name, type from pragma_table_info(?)", [name])
            kinds = ", ".join(f'"{item["name"]}" {TYPES.get(item["type"], "varchar")}' for item in columns)
            duck.execute(f"create table {name} ({kinds})")
            rows = [tuple(row.values()) for row in ledger.rows(f"select * from {name}")]
            if rows:
                duck.executemany(f"insert into {name} values ({', '.join('?' * len(columns))})", rows)
        yield Engines(ledger=ledger, duck=duck)


@pytest.mark.parametrize("asked", ASKED, ids=["ordinary", "one village", "another day", "another village"])
@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_duckdb_gives_the_same_rows_in_the_same_order(
    engines: Engines, question: Question, asked: dict[str, Any]
) -> None:
    """Only the mark before a parameter differs, ``:`` there and ``$`` here."""
    bound = {name: asked.get(name) for name in question.parameters}

    wanted = [tuple(row.values()) for row in engines.ledger.rows(question.sql, bound)]
    answer = engines.duck.execute(re.sub(r":([a-z_]+)", r"$\1", question.sql), bound)

    assert [tuple(map(_plain, row)) for row in answer.fetchall()] == wanted


def test_the_questions_above_have_answers(engines: Engines) -> None:
    """Two engines that both say nothing would agree on everything."""
    silent = {
        question.name
        for question in questions()
        if not any(
            engines.ledger.rows(question.sql, {name: asked.get(name) for name in question.parameters})
            for asked in ASKED
        )
    }

    assert silent == set()


def _plain(value: Any) -> Any:
    """Return a value as SQLite would: sums are whole numbers, yes and no are 1 and 0."""
    return value if value is None or isinstance(value, str) else int(value)
