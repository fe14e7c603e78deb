-- 逾期未履行：办事单位欠群众的在前，拖得最久的在前
-- :as_of 按这一天的情况看；:village 村名、区划代码或空。家庭自愿的事项没有逾期，不在内。
with recursive heirs (office, heir, happened_on, depth) as (
    select office, successor, happened_on, 1 from standing_successions where happened_on <= :as_of and office <> successor
    union all
    select h.office, s.successor, s.happened_on, h.depth + 1
    from heirs h join standing_successions s on s.office = h.heir and s.happened_on >= h.happened_on
    where s.happened_on <= :as_of and s.office <> s.successor and h.depth < 20
), candidates as (
    select n.obligation_id from open_obligations n
    where :village is null and n.side in ('office', 'unit', 'family') and n.voluntary = 0 and n.due_on < :as_of
    union
    select n.obligation_id from open_obligations n
    where n.division_code in (select division_code from contract_sums
                              where village = :village or division_code = :village)
      and n.due_on < :as_of
    union
    select e.obligation_id from late_entries e where e.happened_on > :as_of
), late as (
    select o.*,
           (select coalesce(sum(e.amount_fen), 0) from standing_entries e
            where e.obligation_id = o.id and e.happened_on <= :as_of) as settled_fen
    from candidates n join obligations o on o.id = n.obligation_id
    where o.due_on < :as_of and o.voluntary = 0
)
select l.side, l.due_on,
       cast(substr(:as_of, 9, 2) as integer) - cast(substr(l.due_on, 9, 2) as integer)
       + (select m.days_before from month_days m where m.month = substr(:as_of, 1, 7))
       - (select m.days_before from month_days m where m.month = substr(l.due_on, 1, 7)) as overdue_days,
       coalesce((select h.heir from heirs h where h.office = debtor.name
                 order by h.happened_on desc, h.depth desc limit 1), debtor.name) as owed_by,
       case when creditor.side = 'family' then coalesce((select n.name from obligation_payees y join persons n on n.party_id = l.owed_to and n.role = y.role
                 where y.obligation_id = l.id limit 1), creditor.name)
       else
           coalesce((select h.heir from heirs h where h.office = creditor.name
                     order by h.happened_on desc, h.depth desc limit 1), creditor.name) end as owed_to, l.village, t.ordinal, l.label, l.programme,
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
