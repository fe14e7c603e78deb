-- 0003_derive_status: what became of a promise is asked of the entries, never written down.
create view standing_entries as
select e.* from entries e
where e.what <> 'retraction' and not exists (select 1 from entries r where r.retracts = e.id);

-- As far as the ledger knows today; queries that are told a day count the entries up to that day themselves.
create view obligation_status as
select o.id as obligation_id, o.contract_id, o.side, o.programme, o.due_on,
       o.amount_fen as promised_fen,
       case when o.amount_fen is not null then coalesce(s.paid_fen, 0) end as paid_fen,
       case when o.amount_fen is not null then coalesce(s.ended_fen, 0) end as ended_fen,
       o.amount_fen - coalesce(s.paid_fen, 0) - coalesce(s.ended_fen, 0) as outstanding_fen,
       coalesce(s.fulfilments, 0) as fulfilments,
       case when o.amount_fen is null then coalesce(s.fulfilments, 0) > 0
            else coalesce(s.paid_fen, 0) = o.amount_fen end as is_fulfilled,
       case when o.amount_fen is null then coalesce(s.endings, 0) > 0
            else coalesce(s.ended_fen, 0) > 0 end as is_ended,
       case when o.amount_fen is null
            then coalesce(s.endings, 0) = 0 and (o.due_on is null or coalesce(s.fulfilments, 0) = 0)
            else o.amount_fen > coalesce(s.paid_fen, 0) + coalesce(s.ended_fen, 0) end as is_open
from obligations o
left join (
    select obligation_id,
           sum(case when what = 'payment' then amount_fen end) as paid_fen,
           sum(case when what = 'ending' then amount_fen end) as ended_fen,
           sum(what = 'fulfilment') as fulfilments,
           sum(what = 'ending') as endings
    from standing_entries where obligation_id is not null group by obligation_id
) s on s.obligation_id = o.id;

create view certificate_status as
select c.*, not exists (select 1 from certificates x
                        where x.series = c.series and x.number = c.number and x.event = 'cancelled') as is_in_force
from certificates c where c.event <> 'cancelled';

create view paper_status as
select p.*, coalesce((select s.state from paper_states s where s.paper_id = p.id and s.state = 'issued'
                      order by s.id desc limit 1), 'intent') as state
from papers p;
