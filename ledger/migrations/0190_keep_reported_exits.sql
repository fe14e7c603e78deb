-- 0190_keep_reported_exits: who a list names as dead or gone stays so for the next run, whose list names others.
-- A list is of one month; the run after it paid who was held back before. The newest row of a person stands;
-- still_here: somebody looked into it, and the list was wrong. Nothing is known of lists used before.

create table reported_exits (
    id integer primary key check (id > 0),
    party_id integer not null references parties (id),
    role text not null check (length(role) > 0),
    reason text not null check (length(trim(reason)) > 0),
    note text not null default '',
    event_seq integer not null references events (seq)
) strict;

create index reported_exits_by_person on reported_exits (party_id, role, id);

create trigger reported_exits_refuse_update before update on reported_exits
begin select raise(abort, 'reported_exits: rows are never changed'); end;

create trigger reported_exits_refuse_delete before delete on reported_exits
begin select raise(abort, 'reported_exits: rows are never deleted'); end;

create trigger reported_exits_refuse_replace before insert on reported_exits
when exists (select 1 from reported_exits where id = new.id)
begin select raise(abort, 'reported_exits: this row is already there'); end;
