-- 兑现率：各项目各年度到期应付、已付、依法终止和未付
-- :as_of 按这一天的情况看；:year 到期年度或空；兑现率按万分之几计，到期数减去依法终止数作分母
-- 户数、金额取今天的合计，再减去 :as_of 以后签的合同和以后发生的付款、终止。
with sums as (
    select programme, due_on, 0 as households, promised_fen, paid_fen, ended_fen
    from money_sums where side = 'office' and due_on <> ''
    union all
    select programme, due_on, households, 0, 0, 0 from household_sums
    union all
    select o.programme, o.due_on, 0, -o.amount_fen, 0, 0
    from contracts c join obligations o on o.contract_id = c.id
    where c.signed_on > :as_of and o.side = 'office' and o.amount_fen is not null and o.due_on is not null
    union all
    select o.programme, min(o.due_on), -1, 0, 0, 0
    from contracts c join obligations o on o.contract_id = c.id
    where c.signed_on > :as_of and o.side = 'office' and o.amount_fen is not null and o.due_on is not null
    group by o.programme, o.contract_id, substr(o.due_on, 1, 4)
    union all
    select o.programme, o.due_on, 0, 0, case when e.what = 'payment' then -e.amount_fen else 0 end,
           case when e.what = 'ending' then -e.amount_fen else 0 end
    from standing_entries e join obligations o on o.id = e.obligation_id
    where e.happened_on > :as_of and e.what in ('payment', 'ending')
      and o.side = 'office' and o.amount_fen is not null and o.due_on is not null
)
select programme, substr(due_on, 1, 4) as year, sum(households) as households,
       sum(promised_fen) as due_fen, sum(paid_fen) as paid_fen, sum(ended_fen) as ended_fen,
       sum(promised_fen - paid_fen - ended_fen) as unpaid_fen,
       case when sum(promised_fen - ended_fen) > 0
            then 10000 * sum(paid_fen) / sum(promised_fen - ended_fen) end as rate_per_10000
from sums
where due_on <= :as_of and (:year is null or substr(due_on, 1, 4) = cast(:year as text))
group by programme, substr(due_on, 1, 4)
having sum(households) > 0
order by year, programme
