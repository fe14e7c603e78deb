"""``shouyue pdf``: a batch as PDF, as the printer wants it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.clerks_office import BATCH, Clerk, office_at
from tests.conftest import Run
from tests.typesetting import with_libreoffice


@pytest.fixture
def clerk(tmp_path: Path) -> Clerk:
    """An office with a drafted batch of four contracts."""
    clerk = office_at(tmp_path / "青河镇")
    clerk.draft()
    return clerk


@with_libreoffice
def test_one_contract_of_a_batch_becomes_a_void_booklet(clerk: Clerk, run: Run) -> None:
    """Three copies of row 2, folded; the batch itself is not touched."""
    import pypdf

    before = clerk.state()
    result = run("--office", clerk.folder, "pdf", clerk.folder / BATCH, "--only", "2", "--booklet", "--void")
    file = Path(result.stdout.strip())

    assert result.exit_code == 0, result.stderr
    assert file == clerk.folder / f"{BATCH}_骑马订_作废.pdf"
    reader = pypdf.PdfReader(file)
    assert len([item for item in reader.outline if not isinstance(item, list)]) == 1
    assert {round(float(page.mediabox.width)) for page in reader.pages} == {1191}
    assert {name: data for name, data in clerk.state().items() if not name.endswith(".pdf")} == before


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--two-up", "--booklet"], "只能选一个"),
        (["--archive", "--two-up"], "不能同时"),
        (["--only", "x"], "不认识"),
        (["--only", "3-1"], "不认识"),
    ],
)
def test_options_that_exclude_each_other_are_wrong_usage(clerk: Clerk, run: Run, options: list[str], told: str) -> None:
    """Exit 2, before anything is made."""
    result = run("--office", clerk.folder, "pdf", clerk.folder / BATCH, *options)

    assert result.exit_code == 2
    assert told in result.stderr


def test_a_trial_run_writes_nothing(clerk: Clerk, run: Run) -> None:
    """It says how many copies would go where."""
    before = clerk.state()
    result = run("--office", clerk.folder, "pdf", clerk.folder / BATCH, "--dry-run")

    assert result.exit_code == 0, result.stderr
    assert "12 份" in result.stderr
    assert clerk.state() == before


def test_without_libreoffice_one_line_says_what_to_install(
    clerk: Clerk, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 3; the Word files are as they were."""
    monkeypatch.setenv("SHOUYUE_SOFFICE", "/nowhere/soffice")
    before = clerk.state()
    result = run("--office", clerk.folder, "pdf", clerk.folder / BATCH)

    assert result.exit_code == 3
    assert "安装 LibreOffice" in result.stderr
    assert clerk.state() == before


def test_a_batch_whose_paper_was_changed_is_refused(clerk: Clerk, run: Run) -> None:
    """What was typed in later was not reviewed."""
    paper = next((clerk.folder / BATCH).glob("*.docx"))
    paper.write_bytes(b"changed")
    result = run("--office", clerk.folder, "pdf", clerk.folder / BATCH)

    assert result.exit_code == 3
    assert paper.name in result.stderr
