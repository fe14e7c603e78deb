-- 0130_sum_breaches_made_good: a breach that was cured or remedied was counted like one that is still open.
-- As in 0095: derived, made anew and compared by verify, kept by the day on which it was made good.

create table cure_sums (
    side text not null,
    kind text not null,
    ordinal integer not null,
    term text not null,
    village text not null,
    happened_on text not null,
    cures integer not null,
    primary key (side, kind, ordinal, term, village, happened_on)
) without rowid, strict;

create view cure_sums_anew as
select e.side, c.kind, t.ordinal, t.code as term, c.village, s.happened_on, count(*) as cures
from standing_breach_steps s join standing_entries e on e.id = s.entry_id
join contracts c on c.id = e.contract_id join terms t on t.id = e.term_id
where s.step in ('cured', 'remedied')
group by e.side, c.kind, t.ordinal, t.code, c.village, s.happened_on;

create trigger cures_count after insert on breach_steps
when new.step in ('cured', 'remedied')
begin
    insert into cure_sums
    select e.side, c.kind, t.ordinal, t.code, c.village, new.happened_on, 1
    from entries e join contracts c on c.id = e.contract_id join terms t on t.id = e.term_id
    where e.id = new.entry_id
    on conflict do update set cures = cures + 1;
end;

create trigger withdrawn_cures_do_not_count after insert on breach_steps
when new.step = 'withdrawn'
begin
    insert into cure_sums
    select e.side, c.kind, t.ordinal, t.code, c.village, s.happened_on, -1
    from breach_steps s join entries e on e.id = s.entry_id
    join contracts c on c.id = e.contract_id join terms t on t.id = e.term_id
    where s.id = new.withdraws and s.step in ('cured', 'remedied')
    on conflict do update set cures = cures - 1;
end;

create trigger cures_of_retracted_breaches_do_not_count after insert on entries
when new.what = 'retraction'
begin
    insert into cure_sums
    select e.side, c.kind, t.ordinal, t.code, c.village, s.happened_on, -1
    from standing_breach_steps s join entries e on e.id = s.entry_id
    join contracts c on c.id = e.contract_id join terms t on t.id = e.term_id
    where s.entry_id = new.retracts and s.step in ('cured', 'remedied')
    on conflict do update set cures = cures - 1;
end;

insert into cure_sums select * from cure_sums_anew;
