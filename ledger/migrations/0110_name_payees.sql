-- 0110_name_payees: a sum that each of a couple is owed stood under both names, and either could be paid it.
-- Which of the creditor's persons it is for, by role. No row: owed to the household, or not known (all before this).

create table obligation_payees (
    id integer primary key check (id > 0),
    obligation_id integer not null unique references obligations (id),
    role text not null check (role in ('wife', 'husband', 'person', 'spouse')),
    event_seq integer not null references events (seq)
) strict;

create trigger obligation_payees_refuse_update before update on obligation_payees
begin select raise(abort, 'obligation_payees: rows are never changed'); end;
create trigger obligation_payees_refuse_delete before delete on obligation_payees
begin select raise(abort, 'obligation_payees: rows are never deleted'); end;
create trigger obligation_payees_refuse_replace before insert on obligation_payees
when exists (select 1 from obligation_payees where id = new.id)
   or exists (select 1 from obligation_payees where obligation_id = new.obligation_id)
begin select raise(abort, 'obligation_payees: this row is already there'); end;
create trigger obligation_payees_are_persons_of_the_creditor before insert on obligation_payees
when not exists (select 1 from obligations o join persons n on n.party_id = o.owed_to
                 where o.id = new.obligation_id and n.role = new.role)
begin select raise(abort, 'obligation_payees: the creditor has no such person'); end;
