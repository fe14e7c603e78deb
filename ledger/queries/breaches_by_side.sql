-- 违约记录：按哪一方、哪一类合同、哪一条统计，办事单位在前；只到条款，不到家庭
-- :as_of 到这一天为止发现的；已撤回的不算。办事单位的拖欠另见 overdue_obligations，不靠登记。
select s.side, s.kind, s.ordinal, s.term, s.village, sum(s.breaches) as breaches,
       min(s.happened_on) as first_found_on, max(s.happened_on) as last_found_on
from breach_sums s
where s.happened_on <= :as_of and s.breaches <> 0
group by s.side, s.kind, s.ordinal, s.term, s.village
order by case s.side when 'office' then 0 when 'unit' then 1 else 2 end, s.kind, s.ordinal, s.term, s.village
