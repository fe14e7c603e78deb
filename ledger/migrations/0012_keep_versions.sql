-- 0012_keep_versions: a contract is amended, renewed, replaced or terminated; every version stays and says which follows.
-- Names of offices, not their rows, are succeeded: whoever took over answers for every paper of that office.

create table contract_changes (
    id integer primary key check (id > 0),
    what text not null check (what in ('amended', 'renewed', 'superseded', 'terminated', 'withdrawn')),
    contract_id integer not null references contracts (id),
    successor_id integer references contracts (id),
    happened_on text not null check (date(happened_on, '+0 days') is happened_on),
    asked_by text not null check (asked_by in ('family', 'agreement', '')),
    form text not null check (form in ('written', 'oral', '')),
    note text not null default '',
    withdraws integer unique references contract_changes (id),
    event_seq integer not null references events (seq),
    check ((what in ('amended', 'renewed', 'superseded')) = (successor_id is not null)),
    check ((what = 'terminated') = (asked_by <> '' and form <> '')),
    check ((what = 'withdrawn') = (withdraws is not null)),
    check (what <> 'withdrawn' or length(trim(note)) > 0),
    check (form <> 'oral' or length(trim(note)) > 0),
    check (successor_id is null or successor_id <> contract_id)
) strict;
create index contract_changes_by_contract on contract_changes (contract_id);
create index contracts_by_end on contracts (ends_on) where ends_on is not null;

create table successions (
    id integer primary key check (id > 0),
    office text not null check (length(trim(office)) > 0),
    successor text not null check (length(trim(successor)) > 0),
    representative text not null,
    post text not null,
    happened_on text not null check (date(happened_on, '+0 days') is happened_on),
    because text not null check (length(trim(because)) > 0),
    event_seq integer not null references events (seq),
    check (office <> successor or length(trim(representative)) > 0)
) strict;

create trigger contract_changes_refuse_update before update on contract_changes
begin select raise(abort, 'contract_changes: rows are never changed'); end;
create trigger contract_changes_refuse_delete before delete on contract_changes
begin select raise(abort, 'contract_changes: rows are never deleted'); end;
create trigger contract_changes_refuse_replace before insert on contract_changes
when exists (select 1 from contract_changes where id = new.id)
   or exists (select 1 from contract_changes where withdraws = new.withdraws)
begin select raise(abort, 'contract_changes: this row is already there'); end;

create trigger successions_refuse_update before update on successions
begin select raise(abort, 'successions: rows are never changed'); end;
create trigger successions_refuse_delete before delete on successions
begin select raise(abort, 'successions: rows are never deleted'); end;
create trigger successions_refuse_replace before insert on successions
when exists (select 1 from successions where id = new.id)
begin select raise(abort, 'successions: this row is already there'); end;

create trigger contracts_end_once before insert on contract_changes
when new.what in ('amended', 'superseded', 'terminated')
 and exists (select 1 from contract_changes x
             where x.contract_id = new.contract_id and x.what in ('amended', 'superseded', 'terminated')
               and not exists (select 1 from contract_changes w where w.withdraws = x.id))
begin select raise(abort, 'contract_changes: this contract was replaced or terminated before'); end;

create view standing_changes as
select x.* from contract_changes x
where x.what <> 'withdrawn' and not exists (select 1 from contract_changes w where w.withdraws = x.id);
