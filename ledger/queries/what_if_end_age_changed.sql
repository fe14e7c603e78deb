-- 假如：某一项目发到子女几周岁的规定改低了，谁会少得多少（已经签订的承诺依法照付，这里只算影响）
-- :programme 项目代码；:end_age 新的年龄，发到满这个年龄的当月；:by 从这一天以后到期的
-- :as_of 按这一天的情况看；:village 村名、区划代码或空；金额单位为分
-- 满龄以后各年度的全部少得，是 lost_fen；满龄当年的一笔只少得一部分，加上它是 most_lost_fen；出生年不详的两栏都空
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
    select o.*,
           o.amount_fen - (select coalesce(sum(e.amount_fen), 0) from standing_entries e
                           where e.obligation_id = o.id and e.happened_on <= :as_of) as outstanding_fen,
           cast(case when o.label glob '[12][0-9][0-9][0-9]年*' then substr(o.label, 1, 4)
                     else substr(o.due_on, 1, 4) end as integer) as year,
           (select max(cast(substr(n.birth, 1, 4) as integer)) from persons n
            where n.party_id = o.owed_to and n.role = 'child') + cast(:end_age as integer) as reached_in
    from candidates n join obligations o on o.id = n.obligation_id
    where o.programme = :programme and o.due_on > :by and o.amount_fen is not null and o.side <> 'family'
)
select h.village, p.name as owed_to, c.number as contract, count(*) as obligations, min(h.due_on) as due_on,
       sum(h.outstanding_fen) as outstanding_fen,
       sum(case when h.year > h.reached_in then h.outstanding_fen when h.reached_in is not null then 0 end) as lost_fen,
       sum(case when h.year >= h.reached_in then h.outstanding_fen
                when h.reached_in is not null then 0 end) as most_lost_fen
from owed h
join contracts c on c.id = h.contract_id
left join parties p on p.id = h.owed_to
where h.outstanding_fen > 0 and c.signed_on <= :as_of and :end_age is not null
  and (:village is null or h.village = :village or c.division_code = :village)
  and (h.reached_in is null or h.year >= h.reached_in)
group by h.village, p.name, c.number
order by lost_fen is null, lost_fen desc, most_lost_fen desc, h.village, c.number
