"""``shouyue bench press`` prints a measurement, for people and for programs."""

from __future__ import annotations

import json

import pytest

from contracts.papers import bench
from contracts.papers.bench import Growth, Measured
from tests.conftest import Run

FOUND = Measured(
    ours_ms=0.3, docxtpl_ms=30.0, ratio_docxtpl=100.0, floor_ms=0.2, ratio_floor=1.5, docs_per_second=2000.0,
    peak_mb=None, growth=(
        Growth(rows=100, ours_ms=0.5, docxtpl_ms=50.0, ours_mb=40.0, docxtpl_mb=None),
        Growth(rows=1000, ours_ms=4.9, docxtpl_ms=400.0, ours_mb=41.0, docxtpl_mb=None),
    ),
    squeeze="zlib-6",
)  # fmt: skip


@pytest.fixture(autouse=True)
def measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give a measurement at once; the real one is tested beside its module."""
    monkeypatch.setattr(bench, "measure", lambda: FOUND)


def test_json_has_the_promised_names_and_no_others(run: Run) -> None:
    """A program compares runs of two years."""
    data = json.loads(run("bench", "press", "--json").stdout)

    assert list(data) == [
        "ours_ms", "docxtpl_ms", "ratio_docxtpl", "floor_ms", "ratio_floor", "docs_per_second", "peak_mb", "growth",
    ]  # fmt: skip
    assert data["growth"][0]["rows"] == 100


def test_people_read_times_ratios_and_what_is_unknown(run: Run) -> None:
    """No figure is invented where the system does not say."""
    shown = run("bench", "press").stdout

    assert "快 100.0 倍" in shown
    assert "内存最多 未知" in shown
    assert "公示加长到十倍，本程序用时 9.8 倍" in shown
