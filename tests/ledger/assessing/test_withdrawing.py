"""Everything that speaks against taking something back is said at once."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from contracts.errors import LedgerError
from ledger.assessing.withdrawing import withdrawable


@dataclass(frozen=True)
class Step:
    """Something on record."""

    withdrawn: str | None = None


@pytest.mark.parametrize(
    ("known", "because", "later", "told"),
    [
        (None, "记错了", (), ["台账里没有"]), (Step("记错了"), "记错了", (2,), ["已经撤销"]),
        (Step(), "记错了", (2,), ["后面还有第 2 号"]),
        (Step(), " ", (2,), ["后面还有第 2 号", "没有写明撤销原因"]),
        (None, "王某怀孕", (), ["台账里没有", "不得记录的内容：怀孕"]),
    ],
)  # fmt: skip
def test_all_that_speaks_against_it_is_said(
    known: Step | None, because: str, later: tuple[int, ...], told: list[str]
) -> None:
    """One line for each, with where to look."""
    with pytest.raises(LedgerError) as caught:
        withdrawable("第 1 号", known, because, look="用 shouyue assess grades 查看", later=later)

    assert len(caught.value.problems) == len(told)
    assert all(words in str(problem) for words, problem in zip(told, caught.value.problems, strict=True))


def test_what_stands_and_has_nothing_on_it_is_returned() -> None:
    """As it was."""
    known = Step()

    assert withdrawable("第 1 号", known, "记错了村", look="用 shouyue assess grades 查看") is known
