-- 0010_keep_summaries: at 400,000 contracts a question must cost what its answer costs, not what the ledger holds.
-- These tables are derived: triggers keep them, verify makes them anew and compares, they belong to no event.
-- Sums are kept by the day on which they came about, so that a past day is asked like today.

-- What is not settled as far as the ledger knows today; only what has a day.
create table open_obligations (
    side text not null,
    voluntary integer not null,
    due_on text not null,
    obligation_id integer not null,
    division_code text not null,
    village text not null,
    primary key (side, voluntary, due_on, obligation_id)
) without rowid, strict;
create index open_obligations_by_place on open_obligations (division_code, due_on);

-- due_on is '' for what has no day; happened_on is the day of signing, payment or ending.
create table money_sums (
    side text not null,
    payer text not null,
    programme text not null,
    due_on text not null,
    happened_on text not null,
    promises integer not null,
    promised_fen integer not null,
    paid_fen integer not null,
    ended_fen integer not null,
    primary key (side, payer, programme, due_on, happened_on)
) without rowid, strict;

create table duty_sums (
    side text not null,
    programme text not null,
    due_on text not null,
    voluntary integer not null,
    happened_on text not null,
    promised integer not null,
    fulfilled integer not null,
    ended integer not null,
    primary key (side, programme, due_on, voluntary, happened_on)
) without rowid, strict;

-- A household counts once in a year and programme, from the first day on which it is to be paid.
create table household_sums (
    programme text not null,
    due_on text not null,
    signed_on text not null,
    households integer not null,
    primary key (programme, due_on, signed_on)
) without rowid, strict;

-- starts_on and ends_on are '' where the paper does not say.
create table contract_sums (
    division_code text not null,
    village text not null,
    kind text not null,
    title text not null,
    signed_on text not null,
    starts_on text not null,
    ends_on text not null,
    contracts integer not null,
    primary key (division_code, village, kind, title, signed_on, starts_on, ends_on)
) without rowid, strict;

-- Every two letters that follow each other in a name, and its last one alone.
create table name_grams (
    gram text not null,
    party_id integer not null,
    primary key (gram, party_id)
) without rowid, strict;

create table letter_places (place integer primary key check (place > 0)) strict;
insert into letter_places
with recursive places (place) as (select 1 union all select place + 1 from places where place < 200)
select place from places;

create trigger letter_places_refuse_update before update on letter_places
begin select raise(abort, 'letter_places: rows are never changed'); end;
create trigger letter_places_refuse_delete before delete on letter_places
begin select raise(abort, 'letter_places: rows are never deleted'); end;
create trigger letter_places_refuse_insert before insert on letter_places
begin select raise(abort, 'letter_places: there are all of them'); end;

create view open_obligations_anew as
select o.side, o.voluntary, o.due_on, o.id as obligation_id, c.division_code, o.village
from obligations o join contracts c on c.id = o.contract_id
where o.due_on is not null
  and case when o.amount_fen is null
           then not exists (select 1 from entries e
                            where e.obligation_id = o.id and e.what in ('fulfilment', 'ending')
                              and not exists (select 1 from entries r where r.retracts = e.id))
           else o.amount_fen > (select coalesce(sum(e.amount_fen), 0) from entries e
                                where e.obligation_id = o.id
                                  and not exists (select 1 from entries r where r.retracts = e.id)) end;

create view money_sums_anew as
select side, payer, programme, due_on, happened_on, sum(promises) as promises, sum(promised_fen) as promised_fen,
       sum(paid_fen) as paid_fen, sum(ended_fen) as ended_fen
from (
    select o.side, p.payer, o.programme, coalesce(o.due_on, '') as due_on, c.signed_on as happened_on,
           1 as promises, p.amount_fen as promised_fen, 0 as paid_fen, 0 as ended_fen
    from obligation_payers p
    join obligations o on o.id = p.obligation_id
    join contracts c on c.id = o.contract_id
    union all
    select o.side, x.payer, o.programme, coalesce(o.due_on, ''), e.happened_on, 0, 0,
           case when e.what = 'payment' then x.amount_fen else 0 end,
           case when e.what = 'ending' then x.amount_fen else 0 end
    from standing_entries e
    join entry_payers x on x.entry_id = e.id
    join obligations o on o.id = e.obligation_id
)
group by side, payer, programme, due_on, happened_on;

create view duty_sums_anew as
select side, programme, due_on, voluntary, happened_on, sum(promised) as promised, sum(fulfilled) as fulfilled,
       sum(ended) as ended
from (
    select o.side, o.programme, o.due_on, o.voluntary, c.signed_on as happened_on,
           1 as promised, 0 as fulfilled, 0 as ended
    from obligations o join contracts c on c.id = o.contract_id
    where o.amount_fen is null and o.due_on is not null
    union all
    select o.side, o.programme, o.due_on, o.voluntary, e.happened_on, 0, e.what = 'fulfilment', e.what = 'ending'
    from standing_entries e join obligations o on o.id = e.obligation_id
    where e.what in ('fulfilment', 'ending') and o.amount_fen is null and o.due_on is not null
)
group by side, programme, due_on, voluntary, happened_on;

create view household_sums_anew as
select o.programme, o.due_on, c.signed_on, count(*) as households
from (
    select programme, contract_id, min(due_on) as due_on from obligations
    where side = 'office' and amount_fen is not null and due_on is not null
    group by programme, contract_id, substr(due_on, 1, 4)
) o join contracts c on c.id = o.contract_id
group by o.programme, o.due_on, c.signed_on;

create view contract_sums_anew as
select division_code, village, kind, title, signed_on, coalesce(starts_on, '') as starts_on,
       coalesce(ends_on, '') as ends_on, count(*) as contracts
from contracts
group by division_code, village, kind, title, signed_on, coalesce(starts_on, ''), coalesce(ends_on, '');

create view name_grams_anew as
select distinct substr(n.name, l.place, 2) as gram, n.party_id
from (select id as party_id, name from parties union all select party_id, name from persons) n
join letter_places l on l.place <= length(n.name);

create trigger contracts_count after insert on contracts
begin
    insert into contract_sums values (new.division_code, new.village, new.kind, new.title, new.signed_on,
                                      coalesce(new.starts_on, ''), coalesce(new.ends_on, ''), 1)
    on conflict do update set contracts = contracts + 1;
end;

create trigger parties_are_found after insert on parties
begin
    insert into name_grams
    select substr(new.name, place, 2), new.id from letter_places where place <= length(new.name)
    on conflict do nothing;
end;

create trigger persons_are_found after insert on persons
begin
    insert into name_grams
    select substr(new.name, place, 2), new.party_id from letter_places where place <= length(new.name)
    on conflict do nothing;
end;

create trigger obligations_open after insert on obligations
when new.due_on is not null and new.amount_fen is not 0
begin
    insert into open_obligations
    select new.side, new.voluntary, new.due_on, new.id, c.division_code, new.village
    from contracts c where c.id = new.contract_id;
end;

create trigger duties_count after insert on obligations
when new.due_on is not null and new.amount_fen is null
begin
    insert into duty_sums
    select new.side, new.programme, new.due_on, new.voluntary, c.signed_on, 1, 0, 0
    from contracts c where c.id = new.contract_id
    on conflict do update set promised = promised + 1;
end;

create trigger households_count after insert on obligations
when new.due_on is not null and new.amount_fen is not null and new.side = 'office'
 and not exists (select 1 from obligations o
                 where o.contract_id = new.contract_id and o.id <> new.id and o.programme = new.programme
                   and o.side = 'office' and o.amount_fen is not null and o.due_on <= new.due_on
                   and substr(o.due_on, 1, 4) = substr(new.due_on, 1, 4))
begin
    -- A later day of the same year was counted before: the household moves to the earlier one.
    insert into household_sums
    select new.programme, min(o.due_on), (select c.signed_on from contracts c where c.id = new.contract_id), -1
    from obligations o
    where o.contract_id = new.contract_id and o.id <> new.id and o.programme = new.programme
      and o.side = 'office' and o.amount_fen is not null
      and substr(o.due_on, 1, 4) = substr(new.due_on, 1, 4)
    having min(o.due_on) is not null
    on conflict do update set households = households - 1;
    insert into household_sums
    select new.programme, new.due_on, c.signed_on, 1 from contracts c where c.id = new.contract_id
    on conflict do update set households = households + 1;
end;

create trigger promises_add_up after insert on obligation_payers
begin
    insert into money_sums
    select o.side, new.payer, o.programme, coalesce(o.due_on, ''), c.signed_on, 1, new.amount_fen, 0, 0
    from obligations o join contracts c on c.id = o.contract_id where o.id = new.obligation_id
    on conflict do update set promises = promises + 1, promised_fen = promised_fen + excluded.promised_fen;
end;

create trigger payments_add_up after insert on entry_payers
begin
    insert into money_sums
    select o.side, new.payer, o.programme, coalesce(o.due_on, ''), e.happened_on, 0, 0,
           case when e.what = 'payment' then new.amount_fen else 0 end,
           case when e.what = 'ending' then new.amount_fen else 0 end
    from entries e join obligations o on o.id = e.obligation_id where e.id = new.entry_id
    on conflict do update set paid_fen = paid_fen + excluded.paid_fen, ended_fen = ended_fen + excluded.ended_fen;
end;

create trigger duties_are_settled after insert on entries
when new.what in ('fulfilment', 'ending') and new.amount_fen is null
begin
    insert into duty_sums
    select o.side, o.programme, o.due_on, o.voluntary, new.happened_on, 0, new.what = 'fulfilment', new.what = 'ending'
    from obligations o where o.id = new.obligation_id and o.due_on is not null
    on conflict do update set fulfilled = fulfilled + excluded.fulfilled, ended = ended + excluded.ended;
end;

create trigger retractions_take_off after insert on entries
when new.what = 'retraction'
begin
    insert into money_sums
    select o.side, x.payer, o.programme, coalesce(o.due_on, ''), e.happened_on, 0, 0,
           case when e.what = 'payment' then -x.amount_fen else 0 end,
           case when e.what = 'ending' then -x.amount_fen else 0 end
    from entries e join entry_payers x on x.entry_id = e.id join obligations o on o.id = e.obligation_id
    where e.id = new.retracts
    on conflict do update set paid_fen = paid_fen + excluded.paid_fen, ended_fen = ended_fen + excluded.ended_fen;
    insert into duty_sums
    select o.side, o.programme, o.due_on, o.voluntary, e.happened_on, 0, -(e.what = 'fulfilment'), -(e.what = 'ending')
    from entries e join obligations o on o.id = e.obligation_id
    where e.id = new.retracts and e.what in ('fulfilment', 'ending') and o.amount_fen is null and o.due_on is not null
    on conflict do update set fulfilled = fulfilled + excluded.fulfilled, ended = ended + excluded.ended;
end;

create trigger obligations_close_and_open_again after insert on entries
when new.what <> 'breach'
begin
    delete from open_obligations where (side, voluntary, due_on, obligation_id) = (
        select o.side, o.voluntary, o.due_on, o.id from obligations o where o.id = coalesce(
        new.obligation_id, (select e.obligation_id from entries e where e.id = new.retracts and e.what <> 'breach')));
    insert into open_obligations
    select * from open_obligations_anew where obligation_id = coalesce(
        new.obligation_id, (select e.obligation_id from entries e where e.id = new.retracts and e.what <> 'breach'));
end;

insert into open_obligations select * from open_obligations_anew;
insert into money_sums select * from money_sums_anew;
insert into duty_sums select * from duty_sums_anew;
insert into household_sums select * from household_sums_anew;
insert into contract_sums select * from contract_sums_anew;
insert into name_grams select * from name_grams_anew;

drop index obligations_by_due;
create index contracts_by_day on contracts (signed_on);
create index entries_by_day on entries (happened_on, obligation_id);
create index breaches_by_day on entries (happened_on) where what = 'breach';
create index persons_by_id_number on persons (id_number) where id_number is not null;
create index obligations_to_refund on obligations (contract_id) where programme = 'deposit_refund';
create index interest_to_pay on obligations (term_id) where programme = 'deposit_interest';
