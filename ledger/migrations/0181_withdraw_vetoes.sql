-- 0181_withdraw_vetoes: a veto entered on the wrong village cost it its award for good; now it can be taken back.
-- The row stays where it is; what is added says that it counts no more, who withdrew it and why.

create table veto_withdrawals (
    id integer primary key check (id > 0),
    veto_id integer not null unique references score_vetoes (id),
    because text not null check (length(trim(because)) > 0),
    event_seq integer not null references events (seq)
) strict;

create trigger veto_withdrawals_refuse_update before update on veto_withdrawals
begin select raise(abort, 'veto_withdrawals: rows are never changed'); end;
create trigger veto_withdrawals_refuse_delete before delete on veto_withdrawals
begin select raise(abort, 'veto_withdrawals: rows are never deleted'); end;
create trigger veto_withdrawals_refuse_replace before insert on veto_withdrawals
when exists (select 1 from veto_withdrawals where id = new.id)
   or exists (select 1 from veto_withdrawals where veto_id = new.veto_id)
begin select raise(abort, 'veto_withdrawals: this row is already there'); end;

create view standing_vetoes as
select v.* from score_vetoes v where not exists (select 1 from veto_withdrawals w where w.veto_id = v.id);
