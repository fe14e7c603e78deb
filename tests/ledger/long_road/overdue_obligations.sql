-- 逾期未履行：办事单位欠群众的在前，拖得最久的在前
-- :as_of 按这一天的情况看；:village 村名、区划代码或空。家庭自愿的事项没有逾期，不在内。
with late as (
    select o.*,
           (select coalesce(sum(e.amount_fen), 0) from standing_entries e
            where e.obligation_id = o.id and e.happened_on <= :as_of) as settled_fen
    from obligations o
    where o.due_on < :as_of and o.voluntary = 0
)
select l.side, l.due_on, cast(julianday(:as_of) - julianday(l.due_on) as integer) as overdue_days,
       debtor.name as owed_by, creditor.name as owed_to, l.village, t.ordinal, l.label, l.programme,
       l.amount_fen - l.settled_fen as outstanding_fen, c.number as contract, l.id as obligation
from late l
join contracts c on c.id = l.contract_id
join terms t on t.id = l.term_id
join parties debtor on debtor.id = l.owed_by
left join parties creditor on creditor.id = l.owed_to
where c.signed_on <= :as_of
  and (:village is null or l.village = :village or c.division_code = :village)
  and case when l.amount_fen is not null then l.amount_fen > l.settled_fen
           else not exists (select 1 from standing_entries e
                            where e.obligation_id = l.id and e.what in ('fulfilment', 'ending')
                              and e.happened_on <= :as_of) end
order by case l.side when 'office' then 0 when 'unit' then 1 else 2 end, l.due_on, l.id
