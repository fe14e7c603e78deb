"""``shouyue demo``: the acceptance of the whole way, at its full size, once."""

from __future__ import annotations

from pathlib import Path

from contracts.papers.batch import read_batch
from tests.conftest import Run


def test_the_demo_leaves_a_township_and_says_what_its_office_owes(run: Run) -> None:
    """At least 240 contracts, 4 agreements, certificates, a notice, statements, the year's pack, a sound ledger."""
    result = run("demo", "-o", "out")
    batches = [read_batch(path.parent) for path in Path("out").rglob("batch.json")]
    papers = {kind: sum(len(batch.papers) for batch in batches if batch.kind == kind)
              for kind in ("service_contract", "village_responsibility_agreement")}  # fmt: skip

    assert result.exit_code == 0
    assert papers["service_contract"] >= 240
    assert papers["village_responsibility_agreement"] == 4
    assert len(list(Path("out/证件").glob("*.docx"))) >= 3
    assert len(list(Path("out/公示").glob("*.docx"))) == len({"A4", "A3"})
    assert len(list(Path("out/公示").glob("*.html"))) == 1
    assert len(list(Path("out/对账单").glob("*.docx"))) >= 5
    assert "办事单位还欠" in result.stdout
    assert [line.strip() for line in result.stdout.splitlines()[-2:]] == [
        "shouyue --office out ledger verify", "shouyue --office out verify 'out/年终材料/2026年_截至2026-11-20'",
    ]  # fmt: skip
    assert "由本台账出具" in run("--office", "out", "verify", "out/年终材料/2026年_截至2026-11-20").stdout
    assert run("--office", "out", "ledger", "verify").exit_code == 0
    assert run("demo", "-o", "out").exit_code == 3


def test_a_dry_run_says_what_would_be_made_and_writes_nothing(run: Run) -> None:
    """Talk goes to stderr, the folder stays as it was."""
    result = run("demo", "--dry-run")

    assert result.exit_code == 0
    assert "未写任何文件" in result.stderr
    assert list(Path().iterdir()) == []
