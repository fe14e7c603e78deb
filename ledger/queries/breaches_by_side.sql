-- 违约记录：按哪一方、哪一类合同、哪一条统计，办事单位在前；只到条款，不到家庭
-- :as_of 按这一天的情况看；已撤回的不算。办事单位的拖欠另见 overdue_obligations，不靠登记。
-- found 发现的，cured 其中已改正或已补救的，excused 已免责的，disputed 对方有异议或已申诉、还没有结果的，open 其余的，还没有了结
with set_apart as (
    select s.entry_id, s.step
    from standing_breach_steps s
    where s.step in ('excused', 'disputed', 'appealed') and s.happened_on <= :as_of
      and not exists (select 1 from standing_breach_steps l
                      where l.entry_id = s.entry_id and l.happened_on <= :as_of
                        and (l.happened_on > s.happened_on or (l.happened_on = s.happened_on and l.id > s.id)))
), apart as (
    select e.side, c.kind, t.ordinal, t.code as term, c.village,
           sum(case when a.step = 'excused' then 1 else 0 end) as excused,
           sum(case when a.step = 'excused' then 0 else 1 end) as disputed
    from set_apart a
    join standing_entries e on e.id = a.entry_id
    join contracts c on c.id = e.contract_id
    join terms t on t.id = e.term_id
    group by e.side, c.kind, t.ordinal, t.code, c.village
), cures as (
    select s.side, s.kind, s.ordinal, s.term, s.village, sum(s.cures) as cured
    from cure_sums s
    where s.happened_on <= :as_of
    group by s.side, s.kind, s.ordinal, s.term, s.village
), counted as (
    select s.side, s.kind, s.ordinal, s.term, s.village, sum(s.breaches) as breaches,
           min(s.happened_on) as first_found_on, max(s.happened_on) as last_found_on
    from breach_sums s
    where s.happened_on <= :as_of and s.breaches <> 0
    group by s.side, s.kind, s.ordinal, s.term, s.village
)
select f.side, f.kind, f.ordinal, f.term, f.village, f.breaches as found,
       coalesce(m.cured, 0) as cured, coalesce(a.excused, 0) as excused, coalesce(a.disputed, 0) as disputed,
       f.breaches - coalesce(m.cured, 0) - coalesce(a.excused, 0) - coalesce(a.disputed, 0) as open,
       f.first_found_on, f.last_found_on
from counted f
left join cures m on m.side = f.side and m.kind = f.kind and m.ordinal = f.ordinal and m.term = f.term
                 and m.village = f.village
left join apart a on a.side = f.side and a.kind = f.kind and a.ordinal = f.ordinal and a.term = f.term
                 and a.village = f.village
order by case f.side when 'office' then 0 when 'unit' then 1 else 2 end, f.kind, f.ordinal, f.term, f.village
