-- 合同份数：按种类、村和签订年度
-- :as_of 到这一天为止签订的；履行期内和已变更、被替代、解除的份数也按这一天算
-- 一个种类只有一个名称：最近签订的那一份的。
with counted as (
    select kind, title, village, signed_on, contracts, 0 as ended,
           case when (case when starts_on = '' then signed_on else starts_on end) <= :as_of
                 and (ends_on = '' or ends_on >= :as_of) then contracts else 0 end as running
    from contract_sums where signed_on <= :as_of
    union all
    select c.kind, c.title, c.village, c.signed_on, 0, 1,
           case when coalesce(c.starts_on, c.signed_on) <= :as_of
                 and (c.ends_on is null or c.ends_on >= :as_of) then -1 else 0 end
    from standing_changes x cross join contracts c
    where c.id = x.contract_id and x.happened_on <= :as_of and x.what <> 'renewed' and c.signed_on <= :as_of
)
select kind, substr(max(max(signed_on || title)) over (partition by kind), 11) as title, village,
       substr(signed_on, 1, 4) as year, sum(contracts) as contracts, sum(running) as running, sum(ended) as closed
from counted
group by kind, village, substr(signed_on, 1, 4)
order by kind, village, year
