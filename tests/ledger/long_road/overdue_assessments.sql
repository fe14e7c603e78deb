-- 逾期考核：期满没有双方签字的评分表，和次年二月底前应当公布、兑现的年度结果
-- :as_of 按这一天的情况看；:village 村名、区划代码或空
-- what：unscored 期满没有记分，unsigned 记了分没有双方签字，unsettled 年度结果还没有公布兑现（一月一日起提醒）
-- due_on 是最迟的一天：评分表是期末，兑现是次年二月最后一天；还没有到期的 overdue_days 为 0
with few as materialized (
    select id, number, village, division_code, signed_on, starts_on, ends_on from contracts
    where family = 'agreement' and ends_on > ''
), agreements as (
    select c.id, c.number, c.village, c.starts_on, c.ends_on, p.name as party
    from few c
    join contract_parties s on s.contract_id = c.id and s.role = 'party_b'
    join parties p on p.id = s.party_id
    where c.starts_on <= :as_of and c.signed_on <= :as_of
      and p.type in ('township', 'subdistrict', 'department', 'village_committee', 'community', 'fp_association',
                     'unit', 'employer')
      and (:village is null or c.village = :village or c.division_code = :village)
      and exists (select 1 from terms t where t.contract_id = c.id and t.code = 'settlement')
), periods as (
    select a.id, 'year' as period, a.starts_on, a.ends_on from agreements a where a.ends_on < :as_of
    union
    select a.id, k.period, k.starts_on, k.ends_on
    from agreements a join period_closings k on k.starts_on >= a.starts_on and k.ends_on <= a.ends_on
    where k.ends_on < :as_of
    union
    select a.id, x.period, x.starts_on, x.ends_on
    from agreements a join score_sheets x on x.contract_id = a.id
    where x.ends_on < :as_of
), late as (
    select case when exists (select 1 from score_sheets x join events v on v.seq = x.event_seq
                             where x.contract_id = d.id and x.period = d.period and x.starts_on = d.starts_on
                               and (substr(v.at, 1, 10) <= :as_of
                                    or exists (select 1 from score_signatures g
                                               where g.sheet_id = x.id and g.signed_on <= :as_of)))
                then 'unsigned' else 'unscored' end as what,
           d.id, d.period, d.starts_on, d.ends_on as due_on
    from periods d
    where not exists (select 1 from score_sheets x
                      where x.contract_id = d.id and x.period = d.period and x.starts_on = d.starts_on
                        and not exists (select 1 from score_objections j join score_answers a on a.objection_id = j.id
                                        where j.sheet_id = x.id and a.outcome = 'rescored'
                                          and a.answered_on <= :as_of)
                        and 2 = (select count(*) from score_signatures g
                                 where g.sheet_id = x.id and g.role in ('assessor', 'assessed')
                                   and g.signed_on <= :as_of))
    union all
    select 'unsettled', a.id, 'year', a.starts_on, o.due_on
    from agreements a
    join terms t on t.contract_id = a.id and t.code = 'settlement'
    join obligations o on o.term_id = t.id
    where substr(a.ends_on, 1, 4) < substr(:as_of, 1, 4)
      and not exists (select 1 from standing_entries e
                      where e.obligation_id = o.id and e.what in ('fulfilment', 'ending') and e.happened_on <= :as_of)
)
select l.what, a.party, a.village, a.number as contract, l.period, l.starts_on, l.due_on,
       case when l.due_on >= :as_of then 0
            else cast(substr(:as_of, 9, 2) as integer) - cast(substr(l.due_on, 9, 2) as integer)
                 + (select m.days_before from month_days m where m.month = substr(:as_of, 1, 7))
                 - (select m.days_before from month_days m where m.month = substr(l.due_on, 1, 7)) end as overdue_days
from late l
join agreements a on a.id = l.id
order by l.due_on, l.what, a.number, l.period
