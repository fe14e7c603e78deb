-- 服务类义务：各方应做、已做、依法终止和未做的件数（不含金钱，不含未到来的事由）
-- :as_of 按这一天的情况看；应做 = 已做 + 依法终止 + 未做
-- duty_sums 是今天的合计；减去 :as_of 以后签的合同和以后做到、终止的，就是那一天的。
with sums as (
    select side, programme, due_on, voluntary, promised, fulfilled, ended from duty_sums
    union all
    select o.side, o.programme, o.due_on, o.voluntary, -1, 0, 0
    from contracts c join obligations o on o.contract_id = c.id
    where c.signed_on > :as_of and o.amount_fen is null and o.due_on is not null
    union all
    select o.side, o.programme, o.due_on, o.voluntary, 0,
           case when e.what = 'fulfilment' then -1 else 0 end, case when e.what = 'ending' then -1 else 0 end
    from standing_entries e join obligations o on o.id = e.obligation_id
    where e.happened_on > :as_of and e.what in ('fulfilment', 'ending')
      and o.amount_fen is null and o.due_on is not null
)
select side, programme, sum(promised) as promised, sum(fulfilled) as fulfilled, sum(ended) as ended,
       sum(promised - fulfilled - ended) as outstanding,
       sum(case when voluntary = 0 and due_on < :as_of then promised - fulfilled - ended else 0 end) as overdue
from sums
group by side, programme
having sum(promised) > 0
order by case side when 'office' then 0 when 'unit' then 1 else 2 end, programme
