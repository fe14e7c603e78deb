-- 服务类义务：各方应做、已做、依法终止和未做的件数（不含金钱，不含未到来的事由）
-- :as_of 按这一天的情况看；应做 = 已做 + 依法终止 + 未做
with duties as (
    select o.side, o.programme, o.due_on, o.voluntary,
           exists (select 1 from standing_entries e where e.obligation_id = o.id and e.what = 'fulfilment'
                   and e.happened_on <= :as_of) as is_fulfilled,
           exists (select 1 from standing_entries e where e.obligation_id = o.id and e.what = 'ending'
                   and e.happened_on <= :as_of) as is_ended
    from obligations o join contracts c on c.id = o.contract_id
    where o.amount_fen is null and o.due_on is not null and c.signed_on <= :as_of
)
select side, programme, count(*) as promised, sum(is_fulfilled) as fulfilled,
       sum(is_ended and not is_fulfilled) as ended, sum(not is_fulfilled and not is_ended) as outstanding,
       sum(not is_fulfilled and not is_ended and not voluntary and due_on < :as_of) as overdue
from duties
group by side, programme
order by case side when 'office' then 0 when 'unit' then 1 else 2 end, programme
