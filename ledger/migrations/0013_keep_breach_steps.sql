-- 0013_keep_breach_steps: what became of a breach of either side: notice, time to make it good, and how it ended.

create table breach_steps (
    id integer primary key check (id > 0),
    entry_id integer not null references entries (id),
    step text not null check (step in ('notice_served', 'cured', 'excused', 'disputed', 'appealed', 'remedied', 'withdrawn')),
    happened_on text not null check (date(happened_on, '+0 days') is happened_on),
    cure_days integer check (cure_days > 0),
    cure_by text check (date(cure_by, '+0 days') is cure_by),
    is_estimated integer not null check (is_estimated in (0, 1)),
    code text not null,
    note text not null check (length(trim(note)) > 0),
    withdraws integer unique references breach_steps (id),
    event_seq integer not null references events (seq),
    check ((step = 'notice_served') = (cure_days is not null and cure_by is not null)),
    check ((step in ('excused', 'remedied')) = (code <> '')),
    check ((step = 'withdrawn') = (withdraws is not null))
) strict;
create index breach_steps_by_entry on breach_steps (entry_id);

create trigger breach_steps_refuse_update before update on breach_steps
begin select raise(abort, 'breach_steps: rows are never changed'); end;
create trigger breach_steps_refuse_delete before delete on breach_steps
begin select raise(abort, 'breach_steps: rows are never deleted'); end;
create trigger breach_steps_refuse_replace before insert on breach_steps
when exists (select 1 from breach_steps where id = new.id)
   or exists (select 1 from breach_steps where withdraws = new.withdraws)
begin select raise(abort, 'breach_steps: this row is already there'); end;

create trigger breach_steps_follow_a_breach before insert on breach_steps
when not exists (select 1 from entries e where e.id = new.entry_id and e.what = 'breach'
                 and not exists (select 1 from entries r where r.retracts = e.id))
begin select raise(abort, 'breach_steps: there is no standing breach of that number'); end;

create view standing_breach_steps as
select s.* from breach_steps s
where s.step <> 'withdrawn' and not exists (select 1 from breach_steps w where w.withdraws = s.id);
