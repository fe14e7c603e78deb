"""Every role, indicator, assessment, grade, reward, duty and rule of the domain notes has a treatment and a proof.

``tests/domain/ledger_rows.csv`` says for each row what becomes of it and what proves it: ``kind:``, ``register:``,
``query:``, ``type:`` (of a party), ``programme:`` (a pack names the row), ``indicator:`` (treated alike in the old
plan), ``test:file::name``, with ``*`` where the whole file is about it. Papers have a list of their own.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import get_args

import pytest

from contracts.model import PartyType
from contracts.papers.indicators import indicator_sets
from contracts.rewards.programmes import load_programmes
from ledger.query import questions

ROOT = Path(__file__).parent.parent
WANTED = {"R": 27, "I": 24, "A": 18, "G": 6, "W": 19, "B": 11, "C": 10}
TREATMENTS = {"keep", "transform", "history", "refuse", "out_of_scope"}
with (Path(__file__).parent / "domain" / "ledger_rows.csv").open(encoding="utf-8") as file:
    ROWS = list(csv.DictReader(file))


def is_there(token: str, treatment: str) -> bool:
    """Say whether what a proof names exists."""
    what, _, name = token.partition(":")
    if what == "test":
        path, _, node = name.partition("::")
        words = (ROOT / "tests" / path).read_text(encoding="utf-8") if (ROOT / "tests" / path).is_file() else ""
        return bool(re.search(r"^def test_" if node == "*" else rf"^def {re.escape(node)}\(", words, re.MULTILINE))
    if what in {"kind", "register"}:
        place = f"templates/{name}/manifest.toml" if what == "kind" else f"ledger/registers/{name}.toml"
        return (ROOT / place).is_file()
    if what == "programme":
        return any(name in programme.rows for programme in load_programmes())
    if what == "indicator":
        return any((item.id, item.treatment) == (name, treatment) for item in indicator_sets())
    return name in {"query": {question.name for question in questions()}, "type": set(get_args(PartyType))}[what]


def test_no_row_is_missing_and_none_stands_twice() -> None:
    """115 rows of seven tables."""
    wanted = {f"{table}-{number:02}" for table, last in WANTED.items() for number in range(1, last + 1)}

    assert sorted(row["row"] for row in ROWS) == sorted(wanted)


@pytest.mark.parametrize("row", ROWS, ids=[row["row"] for row in ROWS])
def test_a_row_has_a_treatment_and_its_proof_exists(row: dict[str, str]) -> None:
    """A renamed test, kind, register or question is noticed here."""
    proofs = row["proof"].split()

    assert row["treatment"] in TREATMENTS
    assert proofs
    assert [token for token in proofs if not is_there(token, row["treatment"])] == []


@pytest.mark.parametrize(
    "token", ["test:test_clauses.py::test_none", "test:none.py::*", "kind:none", "query:none", "indicator:I-03"]
)
def test_a_proof_that_is_none_is_seen(token: str) -> None:
    """A walk that lets everything pass would never fail above."""
    assert not is_there(token, "keep")
