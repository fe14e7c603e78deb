-- 0200_withdraw_successions: a succession that was entered wrongly could not be taken back; who answers for whom now can.
-- The row stays where it is; what is added says that it counts no more, who withdrew it and why.

create table succession_withdrawals (
    id integer primary key check (id > 0),
    succession_id integer not null unique references successions (id),
    because text not null check (length(trim(because)) > 0),
    event_seq integer not null references events (seq)
) strict;

create trigger succession_withdrawals_refuse_update before update on succession_withdrawals
begin select raise(abort, 'succession_withdrawals: rows are never changed'); end;
create trigger succession_withdrawals_refuse_delete before delete on succession_withdrawals
begin select raise(abort, 'succession_withdrawals: rows are never deleted'); end;
create trigger succession_withdrawals_refuse_replace before insert on succession_withdrawals
when exists (select 1 from succession_withdrawals where id = new.id)
   or exists (select 1 from succession_withdrawals where succession_id = new.succession_id)
begin select raise(abort, 'succession_withdrawals: this row is already there'); end;

create view standing_successions as
select s.* from successions s
where not exists (select 1 from succession_withdrawals w where w.succession_id = s.id);
