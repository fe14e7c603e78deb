-- 0073_list_late_entries: what was overdue on a past day and settled since was looked for among all entries made since.
-- Only what came after its day can have been overdue; triggers list it, so that a past day is asked like today.

create table late_entries (
    happened_on text not null,
    obligation_id integer not null,
    primary key (happened_on, obligation_id)
) without rowid, strict;

create view late_entries_anew as
select distinct e.happened_on, e.obligation_id
from entries e join obligations o on o.id = e.obligation_id
where e.happened_on > o.due_on;

create trigger entries_come_late after insert on entries
when new.happened_on > (select o.due_on from obligations o where o.id = new.obligation_id)
begin
    insert into late_entries values (new.happened_on, new.obligation_id) on conflict do nothing;
end;

insert into late_entries select * from late_entries_anew;
