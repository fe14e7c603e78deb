-- 0095_sum_breaches: breaches by side and term were counted one by one, each looked up in its contract; triggers keep sums.
-- As in 0010: derived, made anew and compared by verify, kept by the day on which a breach was found.

create table breach_sums (
    side text not null,
    kind text not null,
    ordinal integer not null,
    term text not null,
    village text not null,
    happened_on text not null,
    breaches integer not null,
    primary key (side, kind, ordinal, term, village, happened_on)
) without rowid, strict;

create view breach_sums_anew as
select e.side, c.kind, t.ordinal, t.code as term, c.village, e.happened_on, count(*) as breaches
from standing_entries e join contracts c on c.id = e.contract_id join terms t on t.id = e.term_id
where e.what = 'breach'
group by e.side, c.kind, t.ordinal, t.code, c.village, e.happened_on;

create trigger breaches_count after insert on entries
when new.what = 'breach'
begin
    insert into breach_sums
    select new.side, c.kind, t.ordinal, t.code, c.village, new.happened_on, 1
    from contracts c join terms t on t.id = new.term_id where c.id = new.contract_id
    on conflict do update set breaches = breaches + 1;
end;

create trigger retracted_breaches_do_not_count after insert on entries
when new.what = 'retraction'
begin
    insert into breach_sums
    select e.side, c.kind, t.ordinal, t.code, c.village, e.happened_on, -1
    from entries e join contracts c on c.id = e.contract_id join terms t on t.id = e.term_id
    where e.id = new.retracts and e.what = 'breach'
    on conflict do update set breaches = breaches - 1;
end;

insert into breach_sums select * from breach_sums_anew;

-- Which contract a newer one follows was looked for among all changes.
create index contract_changes_by_successor on contract_changes (successor_id) where successor_id is not null;
