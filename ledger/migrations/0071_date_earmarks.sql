-- 0071_date_earmarks: a fund named later changed what past days were answered; it counts from the day it was named.
-- At the signing it counts from the signing. A payment dated back to before the fund was named for its share was, on
-- those days, from nobody knows where. That day stands in the journal: nobody types it.

create view fund_moves as
select f.*, case when f.because = '' then c.signed_on else max(c.signed_on, substr(v.at, 1, 10)) end as named_on
from obligation_funds f
join events v on v.seq = f.event_seq
join obligations o on o.id = f.obligation_id
join contracts c on c.id = o.contract_id;

create view fund_draws as
select x.*, max(e.happened_on, coalesce((
           select min(m.named_on) from fund_moves m
           where m.obligation_id = e.obligation_id and m.payer = x.payer and m.fund = x.fund and m.amount_fen > 0), '')
       ) as drawn_on
from entry_funds x join entries e on e.id = x.entry_id;

drop trigger promises_go_to_their_fund;
drop trigger payments_come_from_their_fund;
drop trigger retractions_take_off;
drop view money_sums_anew;

create view money_sums_anew as
select side, payer, programme, fund, due_on, happened_on, sum(promised_fen) as promised_fen,
       sum(paid_fen) as paid_fen, sum(ended_fen) as ended_fen
from (
    select o.side, p.payer, o.programme, '' as fund, coalesce(o.due_on, '') as due_on, c.signed_on as happened_on,
           p.amount_fen as promised_fen, 0 as paid_fen, 0 as ended_fen
    from obligation_payers p
    join obligations o on o.id = p.obligation_id
    join contracts c on c.id = o.contract_id
    union all
    select o.side, m.payer, o.programme, case n.sign when 1 then m.fund else '' end, coalesce(o.due_on, ''),
           m.named_on, n.sign * m.amount_fen, 0, 0
    from (select 1 as sign union all select -1) n
    cross join fund_moves m
    join obligations o on o.id = m.obligation_id
    union all
    select o.side, x.payer, o.programme, '', coalesce(o.due_on, ''), e.happened_on, 0,
           case when e.what = 'payment' then x.amount_fen else 0 end,
           case when e.what = 'ending' then x.amount_fen else 0 end
    from standing_entries e
    join entry_payers x on x.entry_id = e.id
    join obligations o on o.id = e.obligation_id
    union all
    select o.side, x.payer, o.programme, case n.sign when 1 then x.fund else '' end, coalesce(o.due_on, ''),
           x.drawn_on, 0,
           case when e.what = 'payment' then n.sign * x.amount_fen else 0 end,
           case when e.what = 'ending' then n.sign * x.amount_fen else 0 end
    from (select 1 as sign union all select -1) n
    cross join standing_entries e
    join fund_draws x on x.entry_id = e.id
    join obligations o on o.id = e.obligation_id
)
group by side, payer, programme, fund, due_on, happened_on;

create trigger promises_go_to_their_fund after insert on obligation_funds
begin
    insert into money_sums
    select o.side, new.payer, o.programme, n.fund, coalesce(o.due_on, ''), m.named_on, n.sign * new.amount_fen, 0, 0
    from (select '' as fund, -1 as sign union all select new.fund, 1) n
    join fund_moves m on m.id = new.id
    join obligations o on o.id = new.obligation_id
    where true
    on conflict do update set promised_fen = promised_fen + excluded.promised_fen;
end;

create trigger payments_come_from_their_fund after insert on entry_funds
begin
    insert into money_sums
    select o.side, new.payer, o.programme, n.fund, coalesce(o.due_on, ''), x.drawn_on, 0,
           case when e.what = 'payment' then n.sign * new.amount_fen else 0 end,
           case when e.what = 'ending' then n.sign * new.amount_fen else 0 end
    from (select '' as fund, -1 as sign union all select new.fund, 1) n
    join fund_draws x on x.id = new.id
    join entries e on e.id = new.entry_id join obligations o on o.id = e.obligation_id
    where true
    on conflict do update set paid_fen = paid_fen + excluded.paid_fen, ended_fen = ended_fen + excluded.ended_fen;
end;

create trigger retractions_take_off after insert on entries
when new.what = 'retraction'
begin
    insert into money_sums
    select o.side, x.payer, o.programme, '', coalesce(o.due_on, ''), e.happened_on, 0,
           case when e.what = 'payment' then -x.amount_fen else 0 end,
           case when e.what = 'ending' then -x.amount_fen else 0 end
    from entries e join entry_payers x on x.entry_id = e.id join obligations o on o.id = e.obligation_id
    where e.id = new.retracts
    on conflict do update set paid_fen = paid_fen + excluded.paid_fen, ended_fen = ended_fen + excluded.ended_fen;
    insert into money_sums
    select o.side, x.payer, o.programme, case n.sign when 1 then '' else x.fund end, coalesce(o.due_on, ''),
           x.drawn_on, 0,
           case when e.what = 'payment' then n.sign * x.amount_fen else 0 end,
           case when e.what = 'ending' then n.sign * x.amount_fen else 0 end
    from (select 1 as sign union all select -1) n
    join entries e on e.id = new.retracts
    join fund_draws x on x.entry_id = e.id join obligations o on o.id = e.obligation_id
    where true
    on conflict do update set paid_fen = paid_fen + excluded.paid_fen, ended_fen = ended_fen + excluded.ended_fen;
    insert into duty_sums
    select o.side, o.programme, o.due_on, o.voluntary, e.happened_on, 0, -(e.what = 'fulfilment'), -(e.what = 'ending')
    from entries e join obligations o on o.id = e.obligation_id
    where e.id = new.retracts and e.what in ('fulfilment', 'ending') and o.amount_fen is null and o.due_on is not null
    on conflict do update set fulfilled = fulfilled + excluded.fulfilled, ended = ended + excluded.ended;
end;

delete from money_sums;
insert into money_sums select * from money_sums_anew;
