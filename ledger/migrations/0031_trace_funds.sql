-- 0031_trace_funds: whose money is not enough for an inspector, he asks from which pot, for what and for whom (A-15).
-- What no row names stays unknown: the fund of old promises and payments is '' in sums, never made up.
-- A fund named later counts from the signing: it says where the money was to come from, and promises nothing new.

create table funds (
    id integer primary key check (id > 0),
    name text not null unique check (length(trim(name)) > 0),
    payer text not null check (length(trim(payer)) > 0),
    programme text not null,
    purpose text not null check (length(trim(purpose)) > 0),
    payees text not null check (payees in ('family', 'office', 'unit')),
    starts_on text not null check (date(starts_on, '+0 days') is starts_on),
    basis text not null check (length(trim(basis)) > 0),
    event_seq integer not null references events (seq),
    unique (payer, programme, payees, starts_on)
) strict;

-- A part of a payer's share goes to a fund, or (below zero) comes back from it; because is '' at the signing.
create table obligation_funds (
    id integer primary key check (id > 0),
    obligation_id integer not null references obligations (id),
    payer text not null,
    fund text not null references funds (name),
    amount_fen integer not null check (amount_fen <> 0),
    because text not null,
    event_seq integer not null references events (seq),
    check (amount_fen > 0 or length(trim(because)) > 0)
) strict;
create index obligation_funds_by_obligation on obligation_funds (obligation_id);
create index obligation_funds_by_fund on obligation_funds (fund);

create table entry_funds (
    id integer primary key check (id > 0),
    entry_id integer not null references entries (id),
    payer text not null,
    fund text not null references funds (name),
    amount_fen integer not null check (amount_fen > 0),
    event_seq integer not null references events (seq),
    unique (entry_id, payer, fund)
) strict;

create trigger funds_refuse_update before update on funds
begin select raise(abort, 'funds: rows are never changed'); end;
create trigger funds_refuse_delete before delete on funds
begin select raise(abort, 'funds: rows are never deleted'); end;
create trigger funds_refuse_replace before insert on funds
when exists (select 1 from funds where id = new.id)
   or exists (select 1 from funds where name = new.name)
   or exists (select 1 from funds where payer = new.payer and programme = new.programme and payees = new.payees
              and starts_on = new.starts_on)
begin select raise(abort, 'funds: this row is already there'); end;

create trigger obligation_funds_refuse_update before update on obligation_funds
begin select raise(abort, 'obligation_funds: rows are never changed'); end;
create trigger obligation_funds_refuse_delete before delete on obligation_funds
begin select raise(abort, 'obligation_funds: rows are never deleted'); end;
create trigger obligation_funds_refuse_replace before insert on obligation_funds
when exists (select 1 from obligation_funds where id = new.id)
begin select raise(abort, 'obligation_funds: this row is already there'); end;

create trigger entry_funds_refuse_update before update on entry_funds
begin select raise(abort, 'entry_funds: rows are never changed'); end;
create trigger entry_funds_refuse_delete before delete on entry_funds
begin select raise(abort, 'entry_funds: rows are never deleted'); end;
create trigger entry_funds_refuse_replace before insert on entry_funds
when exists (select 1 from entry_funds where id = new.id)
   or exists (select 1 from entry_funds where entry_id = new.entry_id and payer = new.payer and fund = new.fund)
begin select raise(abort, 'entry_funds: this row is already there'); end;

create trigger funds_serve_their_purpose before insert on obligation_funds
when not exists (select 1 from funds f
                 join obligations o on o.id = new.obligation_id
                 join parties p on p.id = o.owed_to
                 where f.name = new.fund and f.payer = new.payer and f.programme in ('', o.programme)
                   and f.payees = p.side)
begin select raise(abort, 'obligation_funds: this fund is not for that payer, programme or payee'); end;

create trigger funds_stay_within_their_share after insert on obligation_funds
when (select sum(f.amount_fen) from obligation_funds f
      where f.obligation_id = new.obligation_id and f.payer = new.payer and f.fund = new.fund)
     < (select coalesce(sum(x.amount_fen), 0) from entry_funds x join entries e on e.id = x.entry_id
        where e.obligation_id = new.obligation_id and x.payer = new.payer and x.fund = new.fund
          and not exists (select 1 from entries r where r.retracts = e.id))
  or (select sum(f.amount_fen) from obligation_funds f
      where f.obligation_id = new.obligation_id and f.payer = new.payer)
     + (select coalesce(sum(p.amount_fen - (select coalesce(sum(x.amount_fen), 0) from entry_funds x
                                            where x.entry_id = p.entry_id and x.payer = p.payer)), 0)
        from entry_payers p join entries e on e.id = p.entry_id
        where e.obligation_id = new.obligation_id and p.payer = new.payer
          and not exists (select 1 from entries r where r.retracts = e.id))
     > coalesce((select p.amount_fen from obligation_payers p
                 where p.obligation_id = new.obligation_id and p.payer = new.payer), 0)
begin select raise(abort, 'obligation_funds: more than the share, or less than was drawn on'); end;

create trigger payments_stay_within_their_fund after insert on entry_funds
when (select coalesce(sum(x.amount_fen), 0) from entry_funds x join entries e on e.id = x.entry_id
      where x.payer = new.payer and x.fund = new.fund
        and e.obligation_id = (select obligation_id from entries where id = new.entry_id)
        and not exists (select 1 from entries r where r.retracts = e.id))
     > (select coalesce(sum(f.amount_fen), 0) from obligation_funds f
        where f.payer = new.payer and f.fund = new.fund
          and f.obligation_id = (select obligation_id from entries where id = new.entry_id))
  or (select sum(x.amount_fen) from entry_funds x where x.entry_id = new.entry_id and x.payer = new.payer)
     > coalesce((select p.amount_fen from entry_payers p
                 where p.entry_id = new.entry_id and p.payer = new.payer), 0)
begin select raise(abort, 'entry_funds: more than this fund holds for it, or than was paid'); end;

-- Every share in its parts: what each fund has of it, and what is unknown.
create view obligation_parts as
select p.obligation_id, p.payer, '' as fund,
       p.amount_fen - (select coalesce(sum(f.amount_fen), 0) from obligation_funds f
                       where f.obligation_id = p.obligation_id and f.payer = p.payer) as amount_fen
from obligation_payers p
union all
select obligation_id, payer, fund, sum(amount_fen) from obligation_funds group by obligation_id, payer, fund;

create view entry_parts as
select p.entry_id, p.payer, '' as fund,
       p.amount_fen - (select coalesce(sum(f.amount_fen), 0) from entry_funds f
                       where f.entry_id = p.entry_id and f.payer = p.payer) as amount_fen
from entry_payers p
union all
select entry_id, payer, fund, amount_fen from entry_funds;

-- The sums are made anew with the fund; nothing else in them changes.
drop trigger promises_add_up;
drop trigger payments_add_up;
drop trigger retractions_take_off;
drop view money_sums_anew;
drop table money_sums;

create table money_sums (
    side text not null,
    payer text not null,
    programme text not null,
    fund text not null,
    due_on text not null,
    happened_on text not null,
    promised_fen integer not null,
    paid_fen integer not null,
    ended_fen integer not null,
    primary key (side, payer, programme, fund, due_on, happened_on)
) without rowid, strict;

create view money_sums_anew as
select side, payer, programme, fund, due_on, happened_on, sum(promised_fen) as promised_fen,
       sum(paid_fen) as paid_fen, sum(ended_fen) as ended_fen
from (
    select o.side, p.payer, o.programme, p.fund, coalesce(o.due_on, '') as due_on, c.signed_on as happened_on,
           p.amount_fen as promised_fen, 0 as paid_fen, 0 as ended_fen
    from obligation_parts p
    join obligations o on o.id = p.obligation_id
    join contracts c on c.id = o.contract_id
    union all
    select o.side, x.payer, o.programme, x.fund, coalesce(o.due_on, ''), e.happened_on, 0,
           case when e.what = 'payment' then x.amount_fen else 0 end,
           case when e.what = 'ending' then x.amount_fen else 0 end
    from standing_entries e
    join entry_parts x on x.entry_id = e.id
    join obligations o on o.id = e.obligation_id
)
group by side, payer, programme, fund, due_on, happened_on;

create trigger promises_add_up after insert on obligation_payers
begin
    insert into money_sums
    select o.side, new.payer, o.programme, '', coalesce(o.due_on, ''), c.signed_on, new.amount_fen, 0, 0
    from obligations o join contracts c on c.id = o.contract_id where o.id = new.obligation_id
    on conflict do update set promised_fen = promised_fen + excluded.promised_fen;
end;

create trigger promises_go_to_their_fund after insert on obligation_funds
begin
    insert into money_sums
    select o.side, new.payer, o.programme, n.fund, coalesce(o.due_on, ''), c.signed_on, n.sign * new.amount_fen, 0, 0
    from (select '' as fund, -1 as sign union all select new.fund, 1) n
    join obligations o on o.id = new.obligation_id join contracts c on c.id = o.contract_id
    where true
    on conflict do update set promised_fen = promised_fen + excluded.promised_fen;
end;

create trigger payments_add_up after insert on entry_payers
begin
    insert into money_sums
    select o.side, new.payer, o.programme, '', coalesce(o.due_on, ''), e.happened_on, 0,
           case when e.what = 'payment' then new.amount_fen else 0 end,
           case when e.what = 'ending' then new.amount_fen else 0 end
    from entries e join obligations o on o.id = e.obligation_id where e.id = new.entry_id
    on conflict do update set paid_fen = paid_fen + excluded.paid_fen, ended_fen = ended_fen + excluded.ended_fen;
end;

create trigger payments_come_from_their_fund after insert on entry_funds
begin
    insert into money_sums
    select o.side, new.payer, o.programme, n.fund, coalesce(o.due_on, ''), e.happened_on, 0,
           case when e.what = 'payment' then n.sign * new.amount_fen else 0 end,
           case when e.what = 'ending' then n.sign * new.amount_fen else 0 end
    from (select '' as fund, -1 as sign union all select new.fund, 1) n
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
           e.happened_on, 0,
           case when e.what = 'payment' then n.sign * x.amount_fen else 0 end,
           case when e.what = 'ending' then n.sign * x.amount_fen else 0 end
    from (select 1 as sign union all select -1) n
    join entries e on e.id = new.retracts
    join entry_funds x on x.entry_id = e.id join obligations o on o.id = e.obligation_id
    where true
    on conflict do update set paid_fen = paid_fen + excluded.paid_fen, ended_fen = ended_fen + excluded.ended_fen;
    insert into duty_sums
    select o.side, o.programme, o.due_on, o.voluntary, e.happened_on, 0, -(e.what = 'fulfilment'), -(e.what = 'ending')
    from entries e join obligations o on o.id = e.obligation_id
    where e.id = new.retracts and e.what in ('fulfilment', 'ending') and o.amount_fen is null and o.due_on is not null
    on conflict do update set fulfilled = fulfilled + excluded.fulfilled, ended = ended + excluded.ended;
end;

insert into money_sums select * from money_sums_anew;
