-- 违约记录：按哪一方、哪一类合同、哪一条统计，办事单位在前；只到条款，不到家庭
-- :as_of 到这一天为止发现的；已撤回的不算。办事单位的拖欠另见 overdue_obligations，不靠登记。
select e.side, c.kind, t.ordinal, t.code as term, c.village, count(*) as breaches,
       min(e.happened_on) as first_found_on, max(e.happened_on) as last_found_on
from standing_entries e
join contracts c on c.id = e.contract_id
join terms t on t.id = e.term_id
where e.what = 'breach' and e.happened_on <= :as_of
group by e.side, c.kind, t.ordinal, t.code, c.village
order by case e.side when 'office' then 0 when 'unit' then 1 else 2 end, c.kind, t.ordinal, t.code, c.village
