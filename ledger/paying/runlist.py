"""The payment runs in a line each, as they were on a day."""

from __future__ import annotations

from datetime import date

from ledger.store import Ledger, Row, Transaction


def pay_runs(ledger: Ledger | Transaction, *, as_of: date | None = None) -> list[Row]:
    """Return every run, as it was on a day, in a line: who, when, state, how many lines, how much; the newest last."""
    return ledger.rows(
        """
        with steps as (select * from pay_steps where happened_on <= :as_of),
             results as (select * from pay_results where happened_on <= :as_of)
        select r.*,
               case when exists (select 1 from steps s where s.pay_run_id = r.id and s.step = 'cancelled')
                    then 'cancelled'
                    when not exists (select 1 from steps s where s.pay_run_id = r.id and s.step = 'approved')
                    then 'prepared'
                    when not exists (select 1 from steps s where s.pay_run_id = r.id and s.step = 'exported')
                    then 'approved'
                    when exists (select 1 from pay_lines l where l.pay_run_id = r.id
                                 and not exists (select 1 from results x where x.pay_line_id = l.id))
                    then 'exported' else 'closed' end as state,
               coalesce((select x.actor from steps x where x.pay_run_id = r.id and x.step = 'approved'), '')
               as approved_by,
               (select count(*) from pay_lines l where l.pay_run_id = r.id) as lines,
               (select coalesce(sum(l.amount_fen), 0) from pay_lines l where l.pay_run_id = r.id) as amount_fen,
               (select coalesce(sum(e.amount_fen), 0) from pay_lines l join results x on x.pay_line_id = l.id
                join entries e on e.id = x.entry_id where l.pay_run_id = r.id) as paid_fen,
               (select count(*) from pay_lines l join results x on x.pay_line_id = l.id
                where l.pay_run_id = r.id and x.outcome = 'failed') as failed,
               (select count(*) from pay_holds h where h.pay_run_id = r.id) as held
        from pay_runs r where r.prepared_on <= :as_of order by r.id
        """,
        {"as_of": (as_of or date.max).isoformat()},
    )
