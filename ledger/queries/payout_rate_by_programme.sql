-- 兑现率：各项目各年度到期应付、已付、依法终止和未付
-- :as_of 按这一天的情况看；:year 到期年度或空；兑现率按万分之几计，到期数减去依法终止数作分母
with sums as (
    select programme, due_on, 0 as households, promised_fen, paid_fen, ended_fen
    from money_sums where side = 'office' and due_on <> '' and happened_on <= :as_of
    union all
    select programme, due_on, households, 0, 0, 0 from household_sums where signed_on <= :as_of
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
