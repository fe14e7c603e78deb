with shares as (
    select o.side, p.payer, o.programme, p.fund, p.amount_fen as promised_fen, o.due_on,
           (select coalesce(sum(x.amount_fen), 0)
            from standing_entries e join entry_parts x on x.entry_id = e.id and x.payer = p.payer and x.fund = p.fund
            where e.obligation_id = o.id and e.what = 'payment' and e.happened_on <= :as_of) as paid_fen,
           (select coalesce(sum(x.amount_fen), 0)
            from standing_entries e join entry_parts x on x.entry_id = e.id and x.payer = p.payer and x.fund = p.fund
            where e.obligation_id = o.id and e.what = 'ending' and e.happened_on <= :as_of) as ended_fen
    from obligation_parts p
    join obligations o on o.id = p.obligation_id
    join contracts c on c.id = o.contract_id
    where c.signed_on <= :as_of
)
select side, payer, programme, nullif(fund, '') as fund,
       sum(promised_fen) as promised_fen, sum(paid_fen) as paid_fen, sum(ended_fen) as ended_fen,
       sum(promised_fen - paid_fen - ended_fen) as outstanding_fen,
       sum(case when due_on < :as_of then promised_fen - paid_fen - ended_fen else 0 end) as overdue_fen
from shares
group by side, payer, programme, fund
having sum(promised_fen) <> 0
order by case side when 'office' then 0 when 'unit' then 1 else 2 end, payer, programme, coalesce(fund, '')
