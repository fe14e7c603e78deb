"""Old sets of indicators as a paper for the archive: every figure kept, what the law makes of each today beside it.

It is history and says so across every page and in its first line (domain §0.9, I-01 to I-11); a new agreement with
one of the refused indicators is refused like any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from contracts.kinds import Kind, find_kind
from contracts.papers.derive import Source
from contracts.papers.drafting import Sheet
from contracts.papers.indicators import OldIndicator, indicator_sets
from contracts.papers.parties import township_party
from contracts.settings import Office
from ledger.publishing.press import Press
from ledger.publishing.reissue import Reissue, Wanted
from ledger.store import Transaction

KIND = "historical_indicators"


def indicator_archive(press: Press, office: Office) -> Reissue:
    """Return how the old sets are printed, one paper each; printed again, a set keeps its number."""
    kind = find_kind(press.kinds, KIND)

    def gather(_tx: Transaction) -> tuple[Wanted, ...]:
        return tuple(
            Wanted(
                kind=kind,
                sheet=_sheet(kind, press, office, title, tuple(rows)),
                series=f"{office.short}旧指标",
                history=True,
            )
            for title, rows in groupby(indicator_sets(), key=lambda item: item.set)
        )

    return Reissue(press, gather)


def _sheet(kind: Kind, press: Press, office: Office, title: str, rows: Sequence[OldIndicator]) -> Sheet:
    return Sheet(
        place=office.division_code,
        signing_on=press.today,
        parties=tuple(township_party(office, role) for role in kind.roles),
        values={
            "set": title,
            "count": str(len(rows)),
            "refused": str(sum(item.treatment == "refuse" for item in rows)),
        },
        sources={"old_indicators": Source(rows=tuple(map(_row, rows)))},
        where=title,
    )


def _row(item: OldIndicator) -> dict[str, str]:
    return {
        "id": item.id,
        "title": item.title,
        "target": item.target + (f"（正文另写{item.also}）" if item.also else ""),
        "treatment": item.treatment_words,
        "why": "；".join(filter(None, (item.hint, *map(str, item.cite)))),
    }
