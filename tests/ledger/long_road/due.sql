-- 到期的义务：谁欠谁什么，办事单位在前
-- :by 到这一天为止到期的；:as_of 按这一天的情况看；:owed_by office、family、unit 或空；:village 村名、区划代码或空
-- 家庭自愿的事项没有逾期，overdue_days 恒为 0。
with owed as (
    select o.*,
           (select coalesce(sum(e.amount_fen), 0) from standing_entries e
            where e.obligation_id = o.id and e.what = 'payment' and e.happened_on <= :as_of) as paid_fen,
           (select coalesce(sum(e.amount_fen), 0) from standing_entries e
            where e.obligation_id = o.id and e.what = 'ending' and e.happened_on <= :as_of) as ended_fen,
           exists (select 1 from standing_entries e
                   where e.obligation_id = o.id and e.what in ('fulfilment', 'ending')
                     and e.happened_on <= :as_of) as is_done
    from obligations o
    where o.due_on <= :by and (:owed_by is null or o.side = :owed_by)
)
select o.side, o.due_on,
       case when o.voluntary = 1 or o.due_on >= :as_of then 0
            else cast(julianday(:as_of) - julianday(o.due_on) as integer) end as overdue_days,
       debtor.name as owed_by, creditor.name as owed_to, o.label, t.ordinal, t.text,
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
