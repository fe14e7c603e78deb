"""Services of which every day agreed was over before the signing: no promise comes of them, and the clerk is told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from contracts.model import Problem, Term
from ledger.register import Registered

_CURE = "以前的不算欠；还要做的另约以后的日子，用 shouyue contract amend 换成新合同"


def past_services(done: Iterable[Registered], signed_on: date) -> tuple[Problem, ...]:
    """Return one line for all services of the same papers that are no promise, however many papers there are."""
    papers: dict[str, list[str]] = {}
    for item in done:
        for term in item.past:
            papers.setdefault(_name(term), []).append(item.number)
    services: dict[tuple[str, ...], list[str]] = {}
    for name, numbers in papers.items():
        services.setdefault(tuple(numbers), []).append(name)
    return tuple(
        Problem(
            where=f"{numbers[0]}等 {len(numbers)} 份" if len(numbers) > 1 else numbers[0],
            message=f"{'、'.join(names)}约定的日子都在签订（{signed_on}）以前，没有登记成承诺",
            hint=_CURE,
        )
        for numbers, names in services.items()
    )


def _name(term: Term) -> str:
    return f"第{term.ordinal}条" + (f"“{term.brief}”" if term.brief else "")
