-- 假如：某一项目从某天起改由别的比例分担，各承担单位会多出或少出多少
-- :programme 项目代码；:shares 新的分担，单位和份数的 JSON 列表；命令里写作 县级财政:60,乡镇财政:40
-- :by 从这一天以后到期的；:as_of 按这一天的情况看；:village 村名、区划代码或空；金额单位为分
-- 每一笔尚欠的钱按新的份数分，零头归余数大的单位，分完不多不少；家庭应得的不变
with candidates as (
    select n.obligation_id from open_obligations n
    where :village is null and n.side in ('office', 'unit') and n.voluntary in (0, 1) and n.due_on > :by
    union
    select n.obligation_id from open_obligations n
    where n.division_code in (select division_code from contract_sums
                              where village = :village or division_code = :village)
      and n.due_on > :by
    union
    select e.obligation_id from entries e where e.happened_on > :as_of and e.obligation_id is not null
), owed as (
    select o.id, p.payer,
           p.amount_fen - (select coalesce(sum(x.amount_fen), 0)
                           from standing_entries e join entry_payers x on x.entry_id = e.id
                           where e.obligation_id = o.id and x.payer = p.payer
                             and e.happened_on <= :as_of) as now_fen
    from candidates n
    join obligations o on o.id = n.obligation_id
    join contracts c on c.id = o.contract_id
    join obligation_payers p on p.obligation_id = o.id
    where o.programme = :programme and o.due_on > :by and o.side <> 'family' and c.signed_on <= :as_of
      and (:village is null or o.village = :village or c.division_code = :village)
), shares as (
    select cast(d.key as integer) as place, d.value ->> 0 as payer, cast(d.value ->> 1 as bigint) as weight
    from json_each(coalesce(:shares, '[]')) d
), weights as (
    select sum(weight) as whole from shares
), parts as (
    select w.id, s.place, s.payer, w.outstanding_fen,
           cast((w.outstanding_fen * s.weight - w.outstanding_fen * s.weight % t.whole) / t.whole as bigint) as base_fen,
           w.outstanding_fen * s.weight % t.whole as remainder
    from (select id, sum(now_fen) as outstanding_fen from owed group by id) w
    cross join shares s cross join weights t
), ranked as (
    select *, row_number() over (partition by id order by remainder desc, place) as rank,
           outstanding_fen - sum(base_fen) over (partition by id) as left_over
    from parts
), sums as (
    select payer, now_fen, 0 as then_fen from owed where exists (select 1 from shares)
    union all
    select payer, 0, base_fen + case when rank <= left_over then 1 else 0 end from ranked
)
select payer, sum(now_fen) as now_fen, sum(then_fen) as then_fen, sum(then_fen) - sum(now_fen) as change_fen
from sums
group by payer
having sum(now_fen) <> 0 or sum(then_fen) <> 0
order by change_fen desc, payer
