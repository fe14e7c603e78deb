with moves as (
    select f.obligation_id, f.payer, f.fund, f.amount_fen, f.because,
           (select substr(v.at, 1, 10) from events v where v.seq = f.event_seq) as at
    from obligation_funds f
), named as (
    select m.*, case when m.because = '' then c.signed_on when m.at > c.signed_on then m.at else c.signed_on end as named_on
    from moves m join obligations o on o.id = m.obligation_id join contracts c on c.id = o.contract_id
), draws as (
    select x.entry_id, x.payer, x.fund, x.amount_fen, e.obligation_id, e.what, e.happened_on,
           (select min(n.named_on) from named n
            where n.obligation_id = e.obligation_id and n.payer = x.payer and n.fund = x.fund and n.amount_fen > 0) as first_named_on
    from standing_entries e join entry_funds x on x.entry_id = e.id
), drawn as (
    select * from draws
    where happened_on <= :as_of and coalesce(first_named_on, '') <= :as_of
), parts as (
    select obligation_id, payer, fund, amount_fen as promised_fen, 0 as paid_fen, 0 as ended_fen
    from named where named_on <= :as_of
    union all
    select obligation_id, payer, '', -amount_fen, 0, 0 from named where named_on <= :as_of
    union all
    select p.obligation_id, p.payer, '', p.amount_fen, 0, 0 from obligation_payers p
    union all
    select obligation_id, payer, fund, 0, case when what = 'payment' then amount_fen else 0 end,
           case when what = 'ending' then amount_fen else 0 end
    from drawn
    union all
    select obligation_id, payer, '', 0, case when what = 'payment' then -amount_fen else 0 end,
           case when what = 'ending' then -amount_fen else 0 end
    from drawn
    union all
    select e.obligation_id, x.payer, '', 0, case when e.what = 'payment' then x.amount_fen else 0 end,
           case when e.what = 'ending' then x.amount_fen else 0 end
    from standing_entries e join entry_payers x on x.entry_id = e.id where e.happened_on <= :as_of
)
select o.side, s.payer,
    coalesce((select t.successor from successions t
              where t.office = s.payer and t.successor <> t.office and t.happened_on <= :as_of
              order by t.happened_on desc limit 1), s.payer) as borne_by,
       o.programme, nullif(s.fund, '') as fund,
       sum(promised_fen) as promised_fen, sum(paid_fen) as paid_fen, sum(ended_fen) as ended_fen,
       sum(promised_fen - paid_fen - ended_fen) as outstanding_fen,
       sum(case when o.due_on < :as_of then promised_fen - paid_fen - ended_fen else 0 end) as overdue_fen
from parts s
join obligations o on o.id = s.obligation_id
join contracts c on c.id = o.contract_id
where c.signed_on <= :as_of
group by o.side, s.payer, o.programme, s.fund
having sum(promised_fen) <> 0 or sum(paid_fen) <> 0 or sum(ended_fen) <> 0
order by case o.side when 'office' then 0 when 'unit' then 1 else 2 end, s.payer, o.programme, coalesce(nullif(s.fund, ''), '')
