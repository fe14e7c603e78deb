"""Results of a period: ranked with ties, what a veto cancels, and what is still to be settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from contracts.errors import LedgerError
from contracts.model import Problem
from ledger.assessing.assessment import SHEETS_ON_A_DAY, settle_by
from ledger.assessing.periods import Period, PeriodKind, period_of
from ledger.assessing.scoresheets import points_words
from ledger.assessing.vetoes import VETOES
from ledger.store import Ledger, Row, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One office's place in a period. Sums in hundredths; ``change`` is against the period before, if scored."""

    rank: int
    contract: str
    party: str
    score: int
    change: int | None
    vetoes: tuple[str, ...]
    sheet: int

    @property
    def may_be_awarded(self) -> bool:
        """Whether nothing cancels an award (A-08)."""
        return not self.vetoes


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """An agreement of a past year whose settlement is due by the last of February (A-12), and that promise's number."""

    contract: str
    party: str
    year: int
    due_on: date
    days_left: int
    score: int | None
    obligation: int


def results(ledger: Ledger | Transaction, period: Period) -> tuple[Result, ...]:
    """Return the ranking of a closed period: equal scores share a rank, the next one counts on (1, 2, 2, 4).

    Raises:
        LedgerError: The period is not closed, or a sheet scored again waits for its signatures; nothing may be
            published of it (A-02).
    """
    closed = ledger.rows(
        "select 1 from period_closings where period = ? and starts_on = ?", [period.kind, period.starts_on.isoformat()]
    )
    if not closed:
        hint = "期满、双方签字后用 shouyue assess close 关闭，才能排名和通报"
        problem = Problem(where=str(period), message="还没有关闭", hint=hint)
        raise LedgerError(f"{period}没有排名", [problem])
    rows = _scores(ledger, period)
    unsigned = [row for row in rows if not row["is_signed"]]
    if unsigned:
        hint = "改分后的评分表要双方重新签字：shouyue assess sign"
        waiting = [(row["number"], f"第 {row['sheet_id']} 号评分表没有双方签字") for row in unsigned]
        raise LedgerError(f"{period}没有排名", [Problem(where=who, message=what, hint=hint) for who, what in waiting])
    before = {row["name"]: row["score_hundredths"] for row in _scores(ledger, _previous(period))}
    found = []
    for row in sorted(rows, key=lambda item: (-item["score_hundredths"], item["number"])):
        score = row["score_hundredths"]
        found.append(
            Result(
                rank=1 + sum(other["score_hundredths"] > score for other in rows),
                contract=row["number"],
                party=row["name"],
                score=score,
                change=score - before[row["name"]] if row["name"] in before else None,
                vetoes=_vetoes(ledger, row["contract_id"], period),
                sheet=row["sheet_id"],
            )
        )
    return tuple(found)


def score_before(ledger: Ledger | Transaction, sheet: Row) -> int | None:
    """Return the score of the period before that of a sheet, in hundredths; ``None`` where there was none.

    ``sheet`` is a row of ``sheet_scores``.
    """
    before = _previous(period_of(sheet["period"], sheet["starts_on"], sheet["ends_on"]))
    (party,) = ledger.rows("select name from parties where id = ?", [sheet["party_id"]])
    found = (row["score_hundredths"] for row in _scores(ledger, before) if row["name"] == party["name"])
    return next(found, None)


def change_words(change: int | None) -> str:
    """Return a difference of scores with its sign; a dash where there was no score before."""
    if change is None:
        return "—"
    return f"+{points_words(change)}" if change > 0 else points_words(change)


def settlements(ledger: Ledger | Transaction, as_of: date) -> tuple[Settlement, ...]:
    """Return what is still to be settled on a day, soonest first: shown from 1 January, overdue ones for ever."""
    found = ledger.rows(
        f"""
        with sheets as ({SHEETS_ON_A_DAY})
        select c.id, c.number, p.name, c.starts_on, c.ends_on,
               (select x.score_hundredths from sheets x
                where x.contract_id = c.id and x.period = 'year') as score,
               (select min(o.id) from obligations o join terms t on t.id = o.term_id
                where o.contract_id = c.id and t.code = 'settlement'
                  and not exists (select 1 from standing_entries e
                                  where e.obligation_id = o.id and e.what in ('fulfilment', 'ending')
                                    and e.happened_on <= :day)) as obligation
        from contracts c
        join contract_parties s on s.contract_id = c.id and s.role = 'party_b'
        join parties p on p.id = s.party_id
        where c.family = 'agreement' and c.signed_on <= :day and c.ends_on < :day and obligation is not null
        order by c.ends_on, c.number
        """,
        {"day": as_of.isoformat()},
    )
    return tuple(_settlement(row, as_of) for row in found if as_of.year > int(row["ends_on"][:4]))


def _settlement(row: Row, as_of: date) -> Settlement:
    due_on = settle_by(period_of("year", row["starts_on"], row["ends_on"]))
    return Settlement(
        contract=row["number"],
        party=row["name"],
        year=int(row["ends_on"][:4]),
        due_on=due_on,
        days_left=(due_on - as_of).days,
        score=row["score"],
        obligation=row["obligation"],
    )


def _scores(ledger: Ledger | Transaction, period: Period) -> Sequence[Row]:
    return ledger.rows(
        "select x.sheet_id, x.contract_id, x.score_hundredths, x.is_signed, c.number, p.name from sheet_scores x"
        " join contracts c on c.id = x.contract_id join parties p on p.id = x.party_id"
        " where x.period = ? and x.starts_on = ? and x.counts order by c.number",
        [period.kind, period.starts_on.isoformat()],
    )


def _vetoes(ledger: Ledger | Transaction, contract_id: int, period: Period) -> tuple[str, ...]:
    found = ledger.rows(
        "select distinct cause from standing_vetoes where contract_id = ? and found_on between ? and ? order by cause",
        [contract_id, period.starts_on.isoformat(), period.ends_on.isoformat()],
    )
    return tuple(VETOES[row["cause"]] for row in found)


_LENGTHS: dict[PeriodKind, int] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


def _previous(period: Period) -> Period:
    """Return the period of the same kind right before."""
    months = period.starts_on.year * 12 + period.starts_on.month - 1 - _LENGTHS[period.kind]
    starts_on = date(months // 12, months % 12 + 1, 1)
    return Period(kind=period.kind, starts_on=starts_on, ends_on=period.starts_on - timedelta(days=1))
