"""What goes by is what was given."""

from __future__ import annotations

from contracts.papers.progress import silently


def test_silence_changes_nothing() -> None:
    """The same things, in their order."""
    assert list(silently("审查", iter("甲乙丙"), 3)) == ["甲", "乙", "丙"]
