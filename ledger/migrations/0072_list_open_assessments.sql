-- 0072_list_open_assessments: which score sheet waits for its signatures and which year for its settlement was asked of
-- every agreement and every promise of the county (13 s at 400,000 contracts). Triggers keep what is open, as in 0010.

create index score_sheets_by_contract on score_sheets (contract_id, period, starts_on);
create index score_signatures_by_day on score_signatures (signed_on);

-- The periods of agreements that want a sheet and have none that counts and both signed.
create table open_assessments (
    contract_id integer not null,
    period text not null,
    starts_on text not null,
    ends_on text not null,
    primary key (contract_id, period, starts_on, ends_on)
) without rowid, strict;

create table open_settlements (
    obligation_id integer primary key,
    due_on text not null
) strict;

create view assessed_agreements as
select c.id, c.starts_on, c.ends_on from contracts c
where c.family = 'agreement' and c.ends_on > '' and c.starts_on > ''
  and exists (select 1 from terms t where t.contract_id = c.id and t.code = 'settlement');

create view open_assessments_anew as
select d.contract_id, d.period, d.starts_on, d.ends_on
from (
    select a.id as contract_id, 'year' as period, a.starts_on, a.ends_on from assessed_agreements a
    union
    select a.id, k.period, k.starts_on, k.ends_on
    from assessed_agreements a join period_closings k on k.starts_on >= a.starts_on and k.ends_on <= a.ends_on
    union
    select a.id, x.period, x.starts_on, x.ends_on from assessed_agreements a join score_sheets x on x.contract_id = a.id
) d
where not exists (select 1 from score_sheets x
                  where x.contract_id = d.contract_id and x.period = d.period and x.starts_on = d.starts_on
                    and not exists (select 1 from score_sheets r where r.replaces = x.id)
                    and 2 = (select count(*) from score_signatures g
                             where g.sheet_id = x.id and g.role in ('assessor', 'assessed')));

create view open_settlements_anew as
select n.obligation_id, n.due_on
from open_obligations_anew n join obligations o on o.id = n.obligation_id join terms t on t.id = o.term_id
where t.code = 'settlement';

create trigger agreements_want_their_sheets after insert on terms
when new.code = 'settlement'
begin
    insert into open_assessments select * from open_assessments_anew where contract_id = new.contract_id
    on conflict do nothing;
end;

create trigger closed_periods_want_their_sheets after insert on period_closings
begin
    insert into open_assessments
    select * from open_assessments_anew where period = new.period and starts_on = new.starts_on
    on conflict do nothing;
end;

create trigger sheets_want_their_signatures after insert on score_sheets
begin
    insert into open_assessments
    select * from open_assessments_anew
    where contract_id = new.contract_id and period = new.period and starts_on = new.starts_on
    on conflict do nothing;
end;

create trigger signed_sheets_are_done after insert on score_signatures
begin
    delete from open_assessments
    where (contract_id, period, starts_on) = (
              select x.contract_id, x.period, x.starts_on from score_sheets x where x.id = new.sheet_id)
      and not exists (select 1 from score_sheets r where r.replaces = new.sheet_id)
      and 2 = (select count(*) from score_signatures g
               where g.sheet_id = new.sheet_id and g.role in ('assessor', 'assessed'));
end;

create trigger settlements_open after insert on open_obligations
when exists (select 1 from obligations o join terms t on t.id = o.term_id
             where o.id = new.obligation_id and t.code = 'settlement')
begin
    insert into open_settlements values (new.obligation_id, new.due_on) on conflict do nothing;
end;

create trigger settlements_close after delete on open_obligations
begin
    delete from open_settlements where obligation_id = old.obligation_id;
end;

insert into open_assessments select * from open_assessments_anew;
insert into open_settlements select * from open_settlements_anew;
