-- 0101_open_in_fewer_steps: of what a registered batch costs the database, half went to what every promise sets off.
-- The same rows come about as before: the contract is looked up for one value instead of a query for each row, and
-- a settlement is listed by the trigger that knows its clause, not by another one that must find promise and clause.

drop trigger obligations_open;
drop trigger duties_count;
drop trigger settlements_open;
drop trigger obligations_close_and_open_again;

create trigger obligations_open after insert on obligations
when new.due_on is not null and new.amount_fen is not 0
begin
    insert into open_obligations values (new.side, new.voluntary, new.due_on, new.id,
        (select c.division_code from contracts c where c.id = new.contract_id), new.village);
    insert into open_settlements
    select new.id, new.due_on from terms t where t.id = new.term_id and t.code = 'settlement';
end;

create trigger duties_count after insert on obligations
when new.due_on is not null and new.amount_fen is null
begin
    insert into duty_sums values (new.side, new.programme, new.due_on, new.voluntary,
        (select c.signed_on from contracts c where c.id = new.contract_id), 1, 0, 0)
    on conflict do update set promised = promised + 1;
end;

-- What leaves open_obligations leaves open_settlements too: settlements_close stays as it was.
create trigger obligations_close_and_open_again after insert on entries
when new.what <> 'breach'
begin
    delete from open_obligations where (side, voluntary, due_on, obligation_id) = (
        select o.side, o.voluntary, o.due_on, o.id from obligations o where o.id = coalesce(
        new.obligation_id, (select e.obligation_id from entries e where e.id = new.retracts and e.what <> 'breach')));
    insert into open_obligations
    select * from open_obligations_anew where obligation_id = coalesce(
        new.obligation_id, (select e.obligation_id from entries e where e.id = new.retracts and e.what <> 'breach'));
    insert into open_settlements
    select * from open_settlements_anew where obligation_id = coalesce(
        new.obligation_id, (select e.obligation_id from entries e where e.id = new.retracts and e.what <> 'breach'));
end;
