-- 0220_ask_for_one_agreement: whoever entered a score sheet or an agreement waited while those of all offices were gone
-- through, .7 seconds for each where there are 4,000. Of parts put together by "union" SQLite asks for everything first
-- and picks the one agreement afterwards; of "union all" it asks for that agreement alone.

drop view open_assessments_anew;
create view open_assessments_anew as
select distinct d.contract_id, d.period, d.starts_on, d.ends_on
from (
    select a.id as contract_id, 'year' as period, a.starts_on, a.ends_on from assessed_agreements a
    union all
    select a.id, k.period, k.starts_on, k.ends_on
    from assessed_agreements a join period_closings k on k.starts_on >= a.starts_on and k.ends_on <= a.ends_on
    union all
    select a.id, x.period, x.starts_on, x.ends_on from assessed_agreements a join score_sheets x on x.contract_id = a.id
) d
where not exists (select 1 from score_sheets x
                  where x.contract_id = d.contract_id and x.period = d.period and x.starts_on = d.starts_on
                    and not exists (select 1 from score_sheets r where r.replaces = x.id)
                    and 2 = (select count(*) from score_signatures g
                             where g.sheet_id = x.id and g.role in ('assessor', 'assessed')));
