-- 假如：某一项目从某天起不再发，谁会少得多少（已经签订的承诺依法照付，这里只算影响）
-- :programme 项目代码；:by 从这一天以后到期的；:as_of 按这一天的情况看；:village 村名、区划代码或空；金额单位为分
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
    select o.*, o.amount_fen - (select coalesce(sum(e.amount_fen), 0) from standing_entries e
                                where e.obligation_id = o.id and e.happened_on <= :as_of) as outstanding_fen
    from candidates n join obligations o on o.id = n.obligation_id
    where o.programme = :programme and o.due_on > :by and o.amount_fen is not null and o.side <> 'family'
)
select o.village, p.name as owed_to, c.number as contract, count(*) as obligations, min(o.due_on) as due_on,
       sum(o.outstanding_fen) as outstanding_fen
from owed o
join contracts c on c.id = o.contract_id
left join parties p on p.id = o.owed_to
where o.outstanding_fen > 0 and c.signed_on <= :as_of
  and (:village is null or o.village = :village or c.division_code = :village)
group by o.village, p.name, c.number
order by outstanding_fen desc, o.village, c.number
