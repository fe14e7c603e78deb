"""``shouyue register``: what came back signed enters the ledger once, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click
import pytest

from contracts.settings import FILE_NAME, Association, office_toml
from contracts.word.reading import printed
from ledger.commands.register import row_numbers
from tests.clerks_office import BATCH, SIGNED, Clerk, office_at
from tests.contracts.example_office import OFFICE
from tests.ledger.test_store import age


@pytest.fixture
def drafted(tmp_path: Path) -> Clerk:
    """An office with a printed batch and an empty ledger."""
    clerk = office_at(tmp_path / "青河镇")
    assert clerk.draft().exit_code == 0
    return clerk


def register(clerk: Clerk, *more: str, signed_on: str = SIGNED) -> tuple[int, str]:
    """Register the batch; return exit code and everything said."""
    result = clerk.run("register", clerk.folder / BATCH, "--signed-on", signed_on, *more)
    return result.exit_code, result.output


def contracts(clerk: Clerk) -> list[int]:
    """Return the rows of the batch that are registered."""
    return [row["row"] for row in clerk.rows("select row from contracts order by row")]


def test_a_signed_batch_enters_with_the_promises_of_both_sides(drafted: Clerk) -> None:
    """Offices promise more than families offer, and the next step is named."""
    code, said = register(drafted)
    sides = {row["side"]: row["n"] for row in drafted.rows("select side, count(*) n from obligations group by side")}

    assert code == 0
    assert f"已登记 4 份，{sum(sides.values())} 项承诺。" in said
    assert "shouyue due" in said
    assert sides["office"] > sides["family"] > 0


def test_only_the_rows_that_were_signed_are_entered_and_the_others_later(drafted: Clerk) -> None:
    """A family may take its time, or never sign."""
    assert register(drafted, "--only", "1,3-4")[0] == 0
    assert contracts(drafted) == [1, 3, 4]
    assert register(drafted, "--only", "2", signed_on="2026-04-01")[0] == 0
    assert contracts(drafted) == [1, 2, 3, 4]


def test_a_trial_run_leaves_the_ledgers_bytes_unchanged(drafted: Clerk) -> None:
    """It says how many promises there are."""
    before = drafted.state()
    code, said = register(drafted, "--dry-run")

    assert code == 0
    assert "4 份可以登记" in said
    assert drafted.state() == before


def test_nothing_is_entered_twice(drafted: Clerk) -> None:
    """Exit 5, each paper named, the ledger as it was."""
    register(drafted, "--only", "1")
    before = drafted.state()
    code, said = register(drafted)

    assert code == 5
    assert "429999101201-计服-2026A-001" in said
    assert "--only" in said
    assert drafted.state() == before


def test_a_paper_changed_after_drafting_stops_the_batch(drafted: Clerk) -> None:
    """Words typed in after the review were never reviewed."""
    paper = drafted.papers(BATCH)[0]
    paper.write_bytes(paper.read_bytes() + b" ")
    code, said = register(drafted)

    assert code == 3
    assert paper.name in said
    assert contracts(drafted) == []


def without_ledger(path: Path) -> None:
    """Take the ledger away."""
    path.unlink()


def spoilt(path: Path) -> None:
    """Overwrite the middle of the ledger."""
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xaa" * 8192 + content[12288:])


def older(path: Path) -> None:
    """Take from the empty ledger what came after its first version."""
    age(path)


@pytest.mark.parametrize(
    ("harm", "words"),
    [(without_ledger, "shouyue init"), (spoilt, "从最近的备份恢复"), (older, "shouyue ledger migrate")],
)
def test_a_ledger_that_cannot_be_written_is_told_before_any_paper_is_read(
    drafted: Clerk, harm: Callable[[Path], None], words: str
) -> None:
    """A paper was changed too; of a batch of thousands nobody waits for its review to hear of the ledger."""
    paper = drafted.papers(BATCH)[0]
    paper.write_bytes(paper.read_bytes() + b" ")
    harm(drafted.folder / "ledger.db")

    code, said = register(drafted)

    assert (code, words in said, paper.name in said) == (5, True, False)


def test_a_signature_of_tomorrow_is_refused(drafted: Clerk) -> None:
    """Nobody has signed yet."""
    code, said = register(drafted, signed_on="2026-11-23")

    assert code == 5
    assert "晚于今天" in said
    assert contracts(drafted) == []


def test_rows_that_are_not_in_the_batch_are_named(drafted: Clerk) -> None:
    """A slip of the pen registers nothing."""
    code, said = register(drafted, "--only", "1,9")

    assert code == 3
    assert "9" in said
    assert contracts(drafted) == []


def test_a_folder_that_is_no_batch_is_refused(drafted: Clerk) -> None:
    """Such as the office's own."""
    result = drafted.run("register", drafted.folder, "--signed-on", SIGNED)

    assert result.exit_code == 3
    assert "不是 shouyue draft 写出的批次文件夹" in result.stderr


@pytest.mark.parametrize(
    ("text", "rows"), [("", ()), ("1,3,7-9", (1, 3, 7, 8, 9)), ("2，4、6", (2, 4, 6)), (" 5 ", (5,))]
)
def test_rows_are_written_as_clerks_write_them(text: str, rows: tuple[int, ...]) -> None:
    """Chinese commas too."""
    assert row_numbers(text) == rows


@pytest.mark.parametrize("text", ["甲", "1-", "-3", "1-b", "3-1", "0", "1-99999", ",", " ", "1,,2"])
def test_what_names_no_rows_is_wrong_usage(text: str) -> None:
    """Nothing is registered by a guess."""
    with pytest.raises(click.UsageError):
        row_numbers(text)


def test_the_association_signs_where_the_office_chose_it_and_owes_what_it_promised(tmp_path: Path) -> None:
    """A fourth party, its own copy without the annexes, its promises in the ledger; else nothing of it is printed."""
    chosen = (("service_contract", "association", "参加"), *OFFICE.values)
    clerk = office_at(tmp_path / "青河镇", office=replace(OFFICE, values=chosen))
    refused = clerk.draft()
    assert (refused.exit_code, "[association] 一行" in refused.stderr) == (3, True)

    named = Association(name="青河镇计划生育协会", representative="何美玲", post="会长")
    (clerk.folder / FILE_NAME).write_text(office_toml(replace(OFFICE, values=chosen, association=named)), "utf-8")
    assert clerk.draft("--one-file").exit_code == 0
    assert "丁方（盖章）：" in clerk.text(BATCH)
    assert "丁方存" in printed((clerk.folder / BATCH / f"打印_{BATCH}.docx").read_bytes())

    assert register(clerk)[0] == 0
    owed = clerk.rows(
        "select distinct t.code, p.name, o.side from obligations o join parties p on p.id = o.owed_by"
        " join terms t on t.id = o.term_id where p.type = 'fp_association'"
    )
    assert owed[0] == {"code": "association_help", "name": "青河镇计划生育协会", "side": "office"}
    assert clerk.run("ledger", "verify").output == ""


def test_nobody_reads_of_an_association_that_does_not_sign(drafted: Clerk) -> None:
    """Three parties, three copies, as ever."""
    text = drafted.text(BATCH)

    assert ("丁方" in text, "协会" in text, "一式三份" in text) == (False, False, True)
