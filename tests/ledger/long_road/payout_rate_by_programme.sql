-- 兑现率：各项目各年度到期应付、已付、依法终止和未付
-- :as_of 按这一天的情况看；:year 到期年度或空；兑现率按万分之几计，到期数减去依法终止数作分母
with owed as (
    select o.programme, substr(o.due_on, 1, 4) as year, o.contract_id, o.amount_fen,
           (select coalesce(sum(e.amount_fen), 0) from standing_entries e
            where e.obligation_id = o.id and e.what = 'payment' and e.happened_on <= :as_of) as paid_fen,
           (select coalesce(sum(e.amount_fen), 0) from standing_entries e
            where e.obligation_id = o.id and e.what = 'ending' and e.happened_on <= :as_of) as ended_fen
    from obligations o join contracts c on c.id = o.contract_id
    where o.side = 'office' and o.amount_fen is not null and o.due_on <= :as_of and c.signed_on <= :as_of
)
select programme, year, count(distinct contract_id) as households,
       sum(amount_fen) as due_fen, sum(paid_fen) as paid_fen, sum(ended_fen) as ended_fen,
       sum(amount_fen - paid_fen - ended_fen) as unpaid_fen,
       case when sum(amount_fen - ended_fen) > 0
            then 10000 * sum(paid_fen) / sum(amount_fen - ended_fen) end as rate_per_10000
from owed
where :year is null or year = cast(:year as text)
group by programme, year
order by year, programme
