"""The bench measures what it says; how fast the machine is, is no test."""

from __future__ import annotations

from contracts.papers.bench import measure, peak_megabytes


def test_a_measurement_holds_every_figure() -> None:
    """Ratios belong to the times beside them; a longer notice costs more."""
    found = measure(rounds=1, rows=(20, 200), streamed=5)

    assert found.ratio_docxtpl == round(found.docxtpl_ms / found.ours_ms, 1) or found.ratio_docxtpl > 1
    assert found.ours_ms > 0 < found.floor_ms
    assert found.docs_per_second > 0
    assert [item.rows for item in found.growth] == [20, 200]
    assert found.tenfold == round(found.growth[1].ours_ms / found.growth[0].ours_ms, 1)
    assert found.growth[1].ours_ms > found.growth[0].ours_ms


def test_memory_is_a_positive_figure_or_unknown() -> None:
    """Unknown is unknown, not nothing."""
    assert peak_megabytes() is None or (peak_megabytes() or 0) > 1
