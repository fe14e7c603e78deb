"""The ranking of a closed period as a paper: rank, office, score, change; never a person."""

from __future__ import annotations

from datetime import date

from contracts.dates import day
from contracts.papers.derive import Source
from contracts.papers.drafting import Sheet
from contracts.papers.parties import township_party
from contracts.settings import Office
from ledger.assessing.periods import Period
from ledger.assessing.ranking import Result, change_words, results
from ledger.assessing.scoresheets import points_words
from ledger.publishing.press import Press
from ledger.publishing.reissue import Reissue, Wanted
from ledger.store import Transaction


def ranking_paper(press: Press, office: Office, period: Period) -> Reissue:
    """Return how the ranking of a period is printed (domain §2.7, A-02, A-05); unchanged, it keeps its number.

    Raises (when prepared):
        LedgerError: The period is not closed.
    """
    kind = press.kind("ranking_table")

    def gather(tx: Transaction) -> tuple[Wanted, ...]:
        found = results(tx, period)
        sheet = Sheet(
            place=office.division_code,
            signing_on=press.today,
            parties=tuple(township_party(office, role) for role in kind.roles),
            values={
                "period": str(period),
                "closed_on": day(_closed_on(tx, period)),
                "count": str(len(found)),
                "complaint_phone": office.complaint_phone,
            },
            sources={"ranking": Source(rows=tuple(map(_row, found)))},
            where=str(period),
        )
        return (Wanted(kind=kind, sheet=sheet, series=f"{office.short}排名"),)

    return Reissue(press, gather)


def _row(item: Result) -> dict[str, str]:
    return {
        "rank": str(item.rank),
        "office": item.party,
        "score": points_words(item.score),
        "change": change_words(item.change),
        "note": f"不评先：{'、'.join(item.vetoes)}" if item.vetoes else "",
    }


def _closed_on(tx: Transaction, period: Period) -> date:
    (row,) = tx.rows(
        "select e.at from period_closings k join events e on e.seq = k.event_seq"
        " where k.period = ? and k.starts_on = ?",
        [period.kind, period.starts_on.isoformat()],
    )
    return date.fromisoformat(row["at"][:10])
