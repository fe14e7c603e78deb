-- 违约记录：按哪一方、哪一类合同、哪一条统计，办事单位在前；只到条款，不到家庭
-- :as_of 按这一天的情况看；已撤回的不算。办事单位的拖欠另见 overdue_obligations，不靠登记。
with stages as (
    select e.side, c.kind, t.ordinal, t.code as term, c.village, e.happened_on,
           coalesce((select s.step from standing_breach_steps s
                     where s.entry_id = e.id and s.happened_on <= :as_of
                     order by s.happened_on desc, s.id desc limit 1), 'found') as stage
    from standing_entries e
    join contracts c on c.id = e.contract_id
    join terms t on t.id = e.term_id
    where e.what = 'breach' and e.happened_on <= :as_of
)
select side, kind, ordinal, term, village, count(*) as found,
       sum(case when stage in ('cured', 'remedied') then 1 else 0 end) as cured,
       sum(case when stage = 'excused' then 1 else 0 end) as excused,
       sum(case when stage in ('disputed', 'appealed') then 1 else 0 end) as disputed,
       sum(case when stage in ('found', 'notice_served') then 1 else 0 end) as open,
       min(happened_on) as first_found_on, max(happened_on) as last_found_on
from stages
group by side, kind, ordinal, term, village
order by case side when 'office' then 0 when 'unit' then 1 else 2 end, kind, ordinal, term, village
