"""contracts/commands/bar.py: a bar is talk, never data."""

from __future__ import annotations

import pytest

from contracts.commands.bar import with_bar


def test_the_items_go_by_unchanged_and_the_label_is_said_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    """What is printed may be piped on; the bar must not be in it."""
    assert list(with_bar("打印", iter("甲乙丙"), 3)) == ["甲", "乙", "丙"]

    said = capsys.readouterr()
    assert "打印" in said.err
    assert said.out == ""
