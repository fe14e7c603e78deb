"""Signed agreements between an invented township and its villages, and sheets to score them by."""

from __future__ import annotations

from datetime import date, datetime

import cli
from contracts.kinds import load_kind, shipped_folder
from contracts.model import Draft
from contracts.papers.drafting import Sheet, compose
from contracts.papers.parties import parties_of
from ledger.assessing.scoresheets import Indicator, ScoreLine, indicators
from ledger.register import register
from ledger.store import Ledger
from tests.contracts.example_office import OFFICE
from tests.ledger.conftest import signed

SIGNED_ON = date(2026, 1, 5)
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=cli.SHANGHAI)


def agreement(village: int = 0) -> Draft:
    """Return the agreement of one of the office's villages for 2026."""
    kind = load_kind(shipped_folder() / "village_responsibility_agreement")
    place = OFFICE.villages[village]
    return compose(kind, Sheet(
        number=f"{place.division_code}-责任-2026Z-{village + 1:03}", batch="2026Z", row=village + 1,
        place=place.division_code, signing_on=SIGNED_ON, starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31),
        parties=parties_of(kind, OFFICE, place, None), values={"work_funds": 6000_00},
    ))  # fmt: skip


def registered(ledger: Ledger, villages: int = 2) -> tuple[str, ...]:
    """Register the agreements of the first villages; return their numbers."""
    papers = [signed(agreement(number), signed_on=SIGNED_ON) for number in range(villages)]
    return tuple(item.number for item in register(ledger, papers, signed_on=SIGNED_ON, by="李敏", now=NOW))


def lines(number: int = 0, deduction: int = 0, method: str = "quantitative") -> tuple[ScoreLine, ...]:
    """Return a sheet with full points, the first line reduced by ``deduction`` hundredths."""
    found: tuple[Indicator, ...] = indicators(agreement(number))
    return tuple(
        ScoreLine(
            indicator=item, method=method, actual="", shortfall=0, evidence="履约台账", sampled_at="上坪村1组",
            deduction=deduction if item.ordinal == 1 else 0,
        )
        for item in found
    )  # fmt: skip
