"""Notices about money: the village's disclosure by programme, and what was paid, what was not, why and until when.

Only sums and counts; special support is counted for the whole township alone, because in a village a count of one is
a name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from contracts.dates import day, month_end
from contracts.errors import InputError
from contracts.model import Problem
from contracts.numerals import yuan
from contracts.settings import Village
from ledger.publishing.board import Gather, Notice, Rows, nothing
from ledger.publishing.notice_lists import Titles, is_sensitive
from ledger.store import Row, Transaction

_FUNDS = "资金尚未到位"
_ACCOUNT = "收款账户正在核对"
_CHECKING = "资格正在核对"
_UNDER_WAY = "正在办理发放"
_NOT_BEGUN = "还没有办理发放"
_REASONS = (_FUNDS, _ACCOUNT, _CHECKING, _UNDER_WAY, _NOT_BEGUN)
"""What may be said of an unpaid reward: always the office's business, never the family's."""

_QUARTERS = "一二三四"
_MONTHS = 3


def quarter_of(on: date) -> tuple[date, date, str]:
    """Return first day, last day and name of a day's quarter."""
    number = (on.month - 1) // _MONTHS
    last = month_end(on.year, number * _MONTHS + _MONTHS)
    return date(on.year, number * _MONTHS + 1, 1), last, f"{on.year}年第{_QUARTERS[number]}季度"


def village_disclosure(village: Village, titles: Titles, on: date, timetable: Rows = (), plan: str = "") -> Gather:
    """Return what a village must disclose each quarter (VCOL art. 30): money by programme, services, telephones.

    Args:
        village: Whose board.
        titles: Programme code → title.
        on: A day of the quarter.
        timetable: Rows of ``service served_on site``.
        plan: How the policy is carried out; the kind's own words if empty.
    """
    first, last, name = quarter_of(on)

    def gather(tx: Transaction) -> Notice:
        found = tx.rows(
            """
            select o.programme, count(distinct o.contract_id) as households, sum(e.amount_fen) as amount_fen,
                   json_group_array(distinct cast(substr(e.happened_on, 6, 2) as integer)) as months
            from standing_entries e join obligations o on o.id = e.obligation_id
            join contracts c on c.id = o.contract_id
            where e.what = 'payment' and o.side = 'office' and e.happened_on between :first and :last
              and (o.village = :short or c.division_code = :code)
            group by o.programme order by o.programme
            """,
            {
                "first": first.isoformat(), "last": last.isoformat(), "short": village.short,
                "code": village.division_code,
            },
        )
        rows = tuple(
            {
                "programme": titles.get(row["programme"], row["programme"]), "households": str(row["households"]),
                "amount": yuan(row["amount_fen"]), "month": _months(row["months"]),
            }
            for row in found
            if not is_sensitive(row["programme"])
        )  # fmt: skip
        values = {"village": village.short, "quarter": name, **({"plan": plan} if plan else {})}
        return Notice(
            kind="village_disclosure", village=village, about=name, values=values,
            sources={"money": rows, "timetable": tuple(map(_in_words, timetable))},
        )  # fmt: skip

    return gather


def _in_words(row: Mapping[str, str]) -> Mapping[str, str]:
    """Return a row of the timetable as villagers read it: a whole day in figures becomes a day in words."""
    try:
        return {**row, "served_on": day(date.fromisoformat(row["served_on"]))}
    except ValueError:
        return row


def payout(
    titles: Titles,
    year: int,
    as_of: date,
    *,
    village: Village | None,
    new_dates: Mapping[str, date],
    reasons: Mapping[str, str] | None = None,
) -> Gather:
    """Return what fell due in a year up to a day: paid, not paid, why, and the new day.

    Args:
        titles: Programme code → title.
        year: Year in which the sums fell due.
        as_of: The state of things on this day.
        village: One village, or the whole township.
        new_dates: Programme code → day by which the rest is paid; ``""`` for all others.
        reasons: Programme code → one of the fixed reasons; by default what the payment runs say.

    Raises (when gathered):
        LedgerError: Nothing fell due.
        InputError: Something is unpaid and no new day is given, or a reason is none of the fixed ones.
    """

    def gather(tx: Transaction) -> Notice:
        rows = [row for row in _sums(tx, year, as_of, village) if not (village and is_sensitive(row["programme"]))]
        if not rows:
            raise nothing(f"{year}年", "没有到期应兑现的奖励扶助", "核对年度")
        late = [row for row in rows if row["unpaid_fen"]]
        _refuse_unsaid(late, titles, new_dates, reasons or {}, as_of)
        place = village.short if village else "全镇"
        return Notice(
            kind="payout_announcement", village=village, about=f"{place}{year}年",
            year=year, values={"place": place, "as_of": day(as_of)},
            sources={
                "payout": tuple(_payout_row(row, titles) for row in rows),
                "unpaid": tuple(
                    {
                        "programme": titles.get(row["programme"], row["programme"]),
                        "reason": (reasons or {}).get(row["programme"])
                        or _reason(tx, row["programme"], year, as_of, village),
                        "new_date": day(new_dates.get(row["programme"]) or new_dates[""]),
                    }
                    for row in late
                ),
            },
        )  # fmt: skip

    return gather


_FALLEN_DUE = """
with sums as (
    select o.id, o.programme, o.contract_id, o.amount_fen,
           coalesce((select sum(e.amount_fen) from standing_entries e where e.obligation_id = o.id
                     and e.what = 'payment' and e.happened_on <= :as_of), 0) as paid_fen,
           coalesce((select sum(e.amount_fen) from standing_entries e where e.obligation_id = o.id
                     and e.what = 'ending' and e.happened_on <= :as_of), 0) as ended_fen
    from obligations o join contracts c on c.id = o.contract_id
    where o.side = 'office' and o.amount_fen > 0 and o.programme <> ''
      and substr(o.due_on, 1, 4) = cast(:year as text) and o.due_on <= :as_of and c.signed_on <= :as_of
      and (:code is null or c.division_code = :code)
)"""


def _sums(tx: Transaction, year: int, as_of: date, village: Village | None) -> list[Row]:
    """Return due, paid and unpaid of each programme; what ended lawfully is not due.

    A household that still misses something is unpaid, whatever it has received: paid and unpaid ones add up.
    """
    return tx.rows(
        f"""
        {_FALLEN_DUE}
        select programme, count(distinct contract_id) as households, sum(amount_fen - ended_fen) as due_fen,
               sum(paid_fen) as paid_fen, sum(amount_fen - ended_fen - paid_fen) as unpaid_fen,
               count(distinct case when amount_fen - ended_fen > paid_fen then contract_id end) as unpaid_households
        from sums where amount_fen > ended_fen group by programme order by programme
        """,
        _span(year, as_of, village),
    )


def _span(year: int, as_of: date, village: Village | None) -> dict[str, object]:
    return {"year": year, "as_of": as_of.isoformat(), "code": village.division_code if village else None}


def _payout_row(row: Row, titles: Titles) -> Mapping[str, str]:
    return {
        "programme": titles.get(row["programme"], row["programme"]), "households": str(row["households"]),
        "amount": yuan(row["due_fen"]), "paid_households": str(row["households"] - row["unpaid_households"]),
        "paid_amount": yuan(row["paid_fen"]), "unpaid_households": str(row["unpaid_households"]),
        "unpaid_amount": yuan(row["unpaid_fen"]),
    }  # fmt: skip


def _reason(tx: Transaction, programme: str, year: int, as_of: date, village: Village | None) -> str:
    """Return why the sums that this notice calls unpaid are unpaid: what the payment runs say of them, nothing else.

    A sum in a run that the bank has not answered is under way; one that was in no run is said to be so; that the
    money has not come only the office knows, and may say.
    """
    found = tx.rows(
        f"""
        {_FALLEN_DUE}
        select distinct case
            when exists (select 1 from waiting_pay_lines w where w.obligation_id = sums.id) then '{_UNDER_WAY}'
            when exists (select 1 from pay_results r join pay_lines l on l.id = r.pay_line_id
                         where l.obligation_id = sums.id and r.outcome = 'failed')
              or exists (select 1 from pay_holds h where h.obligation_id = sums.id and h.reason = 'no_payee')
            then '{_ACCOUNT}'
            when exists (select 1 from pay_holds h where h.obligation_id = sums.id) then '{_CHECKING}'
            else '{_NOT_BEGUN}' end as reason
        from sums where programme = :programme and amount_fen - ended_fen > paid_fen
        """,
        {**_span(year, as_of, village), "programme": programme},
    )
    return "、".join(sorted(row["reason"] for row in found))


def _refuse_unsaid(
    late: Sequence[Row], titles: Titles, new_dates: Mapping[str, date], reasons: Mapping[str, str], as_of: date
) -> None:
    problems = []
    for row in late:
        title = titles.get(row["programme"], row["programme"])
        new = new_dates.get(row["programme"]) or new_dates.get("")
        if new is None or new <= as_of:
            message = f"还有 {yuan(row['unpaid_fen'])}没有兑现，没有写明新的发放日期"
            problems.append(Problem(where=title, message=message, hint=f"用 --new-date 写一个 {as_of} 以后的日期"))
    for programme, words in reasons.items():
        if words not in _REASONS:
            message = "写的原因不是可以公布的"
            problems.append(Problem(where=programme, message=message, hint=f"只写：{'、'.join(_REASONS)}"))
    if problems:
        raise InputError("没有公示。", problems)


def _months(words: str) -> str:
    import json

    return "、".join(f"{number}月" for number in sorted(json.loads(words)))
