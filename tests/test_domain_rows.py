"""Every paper, contract kind and duty to publish of the domain notes has its treatment, and the treatment its proof."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from contracts.errors import LawError
from contracts.kinds import find_kind, load_kinds, shipped_folder

ROOT = Path(__file__).parent.parent
ROWS: dict[str, dict[str, Any]] = tomllib.loads((ROOT / "tests/domain_rows.toml").read_text(encoding="utf-8"))
KINDS = load_kinds(shipped_folder())
PROOFS = {"kinds", "asked", "registers", "tests", "says"}


def proofs(name: str) -> list[tuple[str, Any]]:
    """Return every proof of one sort with its row."""
    return [(row, item) for row, entry in ROWS.items() for item in entry.get(name, ())]


def test_no_row_is_missing() -> None:
    """D-01 to D-28, K-1 to K-7, O-01 to O-10."""
    papers, kinds, duties = range(1, 29), range(1, 8), range(1, 11)
    wanted = [*(f"D-{n:02}" for n in papers), *(f"K-{n}" for n in kinds), *(f"O-{n:02}" for n in duties)]

    assert list(ROWS) == wanted


@pytest.mark.parametrize("row", ROWS)
def test_each_row_has_a_treatment_and_a_proof(row: str) -> None:
    """What is refused is asked for by name; what is kept or changed can be had."""
    entry = ROWS[row]

    assert entry["treatment"] in {"keep", "transform", "history", "refuse", "out of scope"}
    assert PROOFS & entry.keys()
    assert set(entry) <= PROOFS | {"treatment"}
    assert entry["treatment"] != "refuse" or entry.get("asked")


@pytest.mark.parametrize(("row", "kind"), proofs("kinds"))
def test_the_kinds_of_a_row_ship(row: str, kind: str) -> None:
    """Each is drafted, reviewed and printed elsewhere; here it must be there."""
    assert kind in KINDS, row


@pytest.mark.parametrize(("row", "name"), proofs("asked"))
def test_what_a_row_refuses_is_refused_with_its_article(row: str, name: str) -> None:
    """Exit 4, an article, a lawful way (charter 1)."""
    with pytest.raises(LawError) as caught:
        find_kind(KINDS, name)

    assert caught.value.exit_code == 4, row
    assert caught.value.findings[0].cite
    assert caught.value.findings[0].hint


@pytest.mark.parametrize(("row", "register"), proofs("registers"))
def test_the_register_of_a_row_is_kept(row: str, register: str) -> None:
    """What is no paper is a register of the ledger."""
    assert (ROOT / "ledger/registers" / f"{register}.toml").is_file(), row


@pytest.mark.parametrize(("row", "test"), proofs("tests"))
def test_the_test_of_a_row_is_there(row: str, test: str) -> None:
    """A proof that was renamed away proves nothing."""
    path, _, name = test.partition("::")

    assert f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), row


def test_the_words_that_a_row_relies_on_are_printed() -> None:
    """They stand in the golden text of the kind."""
    said = [(kind, words) for entry in ROWS.values() for kind, words in entry.get("says", {}).items()]

    assert said
    for kind, words in said:
        assert words in (ROOT / "tests/golden" / f"{kind}.txt").read_text(encoding="utf-8")
