"""A family's other contracts: their sums and services stand on its one page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ledger.publishing.other_contracts import other_rows
from ledger.publishing.statements import Statement
from tests.ledger.publishing.test_household_page import DUTY, SUM, TODAY

PAPER = Statement(
    contract="429999101201-计服-2025A-001", title="计划生育服务合同", household="周桂兰、沈大河", village="上坪村",
    signed_on=date(2025, 3, 5), as_of=TODAY, undertakings=(),
    promises=(
        SUM, replace(DUTY, due_on=date(2026, 6, 30), times_done=1), replace(DUTY, due_on=date(2026, 9, 30)),
        replace(DUTY, due_on=date(2027, 6, 30)),
    ),
)  # fmt: skip


def test_another_contract_has_a_line_of_sums_and_one_of_services() -> None:
    """Its number without the place; what fell due by the day, and was done of it."""
    sums, services = other_rows([PAPER])

    assert sums == {
        "promise": "计服-2025A-001合同（依法终止60元）", "due_on": "2026年9月30日",
        "promised": "960元", "paid": "500元", "owed": "400元",
    }  # fmt: skip
    assert (services["promise"], services["promised"], services["paid"], services["owed"]) == (
        "　服务", "2次", "1次", "1次",
    )  # fmt: skip


@pytest.mark.parametrize("count", [3, 7])
def test_of_more_than_two_the_lines_are_shared_and_nothing_is_lost(count: int) -> None:
    """The page stays one."""
    papers = [replace(PAPER, contract=f"429999101201-计服-2025A-{number:03}") for number in range(count)]
    sums, services = other_rows(papers)

    assert (sums["promise"].startswith(f"另外{count}份合同"), services["promised"]) == (True, f"{2 * count}次")
    assert (sums["promised"], sums["owed"]) == (f"{960 * count:,}元", f"{400 * count:,}元")


def test_a_contract_that_promised_nothing_with_a_day_has_no_line() -> None:
    """What may be asked for at any time stands below the tables."""
    assert other_rows([replace(PAPER, promises=(replace(DUTY, due_on=None),))]) == ()
    assert other_rows([]) == ()
