-- 到期的义务：谁欠谁什么，办事单位在前
-- :by 到这一天为止到期的；:as_of 按这一天的情况看；:owed_by office、family、unit 或空；:village 村名、区划代码或空
-- 家庭自愿的事项没有逾期，overdue_days 恒为 0。先取今天未清的，再加上 :as_of 以后才清的，逐项按那一天重算。
with recursive heirs (office, heir, happened_on, depth) as (
    select office, successor, happened_on, 1 from standing_successions where happened_on <= :as_of and office <> successor
    union all
    select h.office, s.successor, s.happened_on, h.depth + 1
    from heirs h join standing_successions s on s.office = h.heir and s.happened_on >= h.happened_on
    where s.happened_on <= :as_of and s.office <> s.successor and h.depth < 20
), sides as (
    select 'office' as side where :owed_by is null or :owed_by = 'office'
    union all select 'unit' where :owed_by is null or :owed_by = 'unit'
    union all select 'family' where :owed_by is null or :owed_by = 'family'
), candidates as (
    select n.obligation_id from open_obligations n
    where :village is null and n.side in (select side from sides) and n.voluntary in (0, 1) and n.due_on <= :by
    union
    select n.obligation_id from open_obligations n
    where n.division_code in (select division_code from contract_sums
                              where village = :village or division_code = :village)
      and n.due_on <= :by
    union
    select e.obligation_id from late_entries e where e.happened_on > :as_of
    union
    select e.obligation_id from entries e where :by > :as_of and e.happened_on > :as_of and e.obligation_id is not null
), owed as (
    select o.*,
           (select coalesce(sum(e.amount_fen), 0) from standing_entries e
            where e.obligation_id = o.id and e.what = 'payment' and e.happened_on <= :as_of) as paid_fen,
           (select coalesce(sum(e.amount_fen), 0) from standing_entries e
            where e.obligation_id = o.id and e.what = 'ending' and e.happened_on <= :as_of) as ended_fen,
           exists (select 1 from standing_entries e
                   where e.obligation_id = o.id and e.what in ('fulfilment', 'ending')
                     and e.happened_on <= :as_of) as is_done
    from candidates n join obligations o on o.id = n.obligation_id
    where o.due_on <= :by and (:owed_by is null or o.side = :owed_by)
)
select o.side, o.due_on,
       case when o.voluntary = 1 or o.due_on >= :as_of then 0
            else cast(substr(:as_of, 9, 2) as integer) - cast(substr(o.due_on, 9, 2) as integer)
                 + (select m.days_before from month_days m where m.month = substr(:as_of, 1, 7))
                 - (select m.days_before from month_days m where m.month = substr(o.due_on, 1, 7)) end as overdue_days,
       coalesce((select h.heir from heirs h where h.office = debtor.name
                 order by h.happened_on desc, h.depth desc limit 1), debtor.name) as owed_by,
       case when creditor.side = 'family' then coalesce((select n.name from obligation_payees y join persons n on n.party_id = o.owed_to and n.role = y.role
                 where y.obligation_id = o.id limit 1), creditor.name)
       else
           coalesce((select h.heir from heirs h where h.office = creditor.name
                     order by h.happened_on desc, h.depth desc limit 1), creditor.name) end as owed_to, o.label, t.ordinal, t.text,
       o.amount_fen as promised_fen, o.amount_fen - o.paid_fen - o.ended_fen as outstanding_fen,
       o.programme, o.voluntary, o.village, c.number as contract, o.id as obligation
from owed o
join contracts c on c.id = o.contract_id
join terms t on t.id = o.term_id
join parties debtor on debtor.id = o.owed_by
left join parties creditor on creditor.id = o.owed_to
where c.signed_on <= :as_of
  and (:village is null or o.village = :village or c.division_code = :village)
  and case when o.amount_fen is null then not o.is_done else o.amount_fen > o.paid_fen + o.ended_fen end
order by case o.side when 'office' then 0 when 'unit' then 1 else 2 end, o.due_on, c.id, o.id
