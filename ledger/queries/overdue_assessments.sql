-- 逾期考核：期满没有双方签字的评分表，和次年二月底前应当公布、兑现的年度结果
-- :as_of 按这一天的情况看；:village 村名、区划代码或空。只有单位，个人的职责书不考核、不在内。
-- what：unscored 期满没有记分，unsigned 记了分没有双方签字，unsettled 年度结果还没有公布兑现（一月一日起提醒）
-- 评分表从记入台账那天或者第一个签字那天起算记过分；重新记分的，从答复那天起旧的一张不算
-- due_on 是最迟的一天：评分表是期末，兑现是次年二月最后一天；还没有到期的 overdue_days 为 0
-- 先取今天还没有双方签字的、没有兑现的，再加上 :as_of 以后才签字、兑现的和上一年度的，逐项按那一天重算
with periods as (
    select contract_id, period, starts_on, ends_on from open_assessments where ends_on < :as_of
    union
    select x.contract_id, x.period, x.starts_on, x.ends_on
    from score_signatures g join score_sheets x on x.id = g.sheet_id
    where g.signed_on > :as_of and x.ends_on < :as_of
), settlements as (
    select obligation_id from open_settlements
    union
    select e.obligation_id
    from late_entries e join obligations o on o.id = e.obligation_id join terms t on t.id = o.term_id
    where e.happened_on > :as_of and t.code = 'settlement'
    union
    select o.id
    from contracts c
    join terms t on t.contract_id = c.id and t.code = 'settlement'
    join obligations o on o.contract_id = c.id and o.term_id = t.id
    where c.family = 'agreement' and c.ends_on < substr(:as_of, 1, 4) || '-01-01'
      and c.ends_on >= cast(cast(substr(:as_of, 1, 4) as integer) - 1 as varchar) || '-01-01'
), late as (
    select case when exists (select 1 from score_sheets x join events v on v.seq = x.event_seq
                             where x.contract_id = d.contract_id and x.period = d.period and x.starts_on = d.starts_on
                               and (substr(v.at, 1, 10) <= :as_of
                                    or exists (select 1 from score_signatures g
                                               where g.sheet_id = x.id and g.signed_on <= :as_of)))
                then 'unsigned' else 'unscored' end as what,
           d.contract_id, d.period, d.starts_on, d.ends_on as due_on
    from periods d
    where not exists (select 1 from score_sheets x
                      where x.contract_id = d.contract_id and x.period = d.period and x.starts_on = d.starts_on
                        and not exists (select 1 from score_objections j join score_answers a on a.objection_id = j.id
                                        where j.sheet_id = x.id and a.outcome = 'rescored'
                                          and a.answered_on <= :as_of)
                        and 2 = (select count(*) from score_signatures g
                                 where g.sheet_id = x.id and g.role in ('assessor', 'assessed')
                                   and g.signed_on <= :as_of))
    union all
    select 'unsettled', o.contract_id, 'year', c.starts_on, o.due_on
    from settlements n
    join obligations o on o.id = n.obligation_id
    join contracts c on c.id = o.contract_id
    where substr(c.ends_on, 1, 4) < substr(:as_of, 1, 4)
      and not exists (select 1 from standing_entries e
                      where e.obligation_id = o.id and e.what in ('fulfilment', 'ending') and e.happened_on <= :as_of)
)
select l.what, p.name as party, a.village, a.number as contract, l.period, l.starts_on, l.due_on,
       case when l.due_on >= :as_of then 0
            else cast(substr(:as_of, 9, 2) as integer) - cast(substr(l.due_on, 9, 2) as integer)
                 + (select m.days_before from month_days m where m.month = substr(:as_of, 1, 7))
                 - (select m.days_before from month_days m where m.month = substr(l.due_on, 1, 7)) end as overdue_days
from late l
join contracts a on a.id = l.contract_id
join contract_parties s on s.contract_id = a.id and s.role = 'party_b'
join parties p on p.id = s.party_id
where a.family = 'agreement' and a.ends_on > '' and a.starts_on <= :as_of and a.signed_on <= :as_of
  and p.type in ('township', 'subdistrict', 'department', 'village_committee', 'community', 'fp_association',
                 'unit', 'employer')
  and (:village is null or a.village = :village or a.division_code = :village)
order by l.due_on, l.what, a.number, l.period
