-- 合同份数：按种类、村和签订年度
-- :as_of 到这一天为止签订的；履行期内的份数也按这一天算
select kind, title, village, substr(signed_on, 1, 4) as year, count(*) as contracts,
       sum(coalesce(starts_on, signed_on) <= :as_of and (ends_on is null or ends_on >= :as_of)) as running,
       0 as closed
from contracts
where signed_on <= :as_of
group by kind, title, village, substr(signed_on, 1, 4)
order by kind, village, year
