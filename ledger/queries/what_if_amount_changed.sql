-- 假如：某一项目的标准从某天起改了，谁会少得（或多得）多少（已经签订的承诺依法照付，这里只算影响）
-- :programme 项目代码；:old_fen 现在的标准，:new_fen 新的标准，单位都是分，同一种计法（如都是每人每年）
-- :by 从这一天以后到期的；:as_of 按这一天的情况看；:village 村名、区划代码或空
-- 每一笔按 新标准 ÷ 现标准 折算，四舍五入到分，已付的不退；change_fen 为负是少得，少得最多的在前
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
    select o.*, (select coalesce(sum(e.amount_fen), 0) from standing_entries e
                 where e.obligation_id = o.id and e.happened_on <= :as_of) as settled_fen,
           2 * o.amount_fen * cast(:new_fen as bigint) + cast(:old_fen as bigint) as parts,
           2 * cast(:old_fen as bigint) as whole
    from candidates n join obligations o on o.id = n.obligation_id
    where o.programme = :programme and o.due_on > :by and o.amount_fen is not null and o.side <> 'family'
), changed as (
    select *, cast((parts - parts % whole) / whole as bigint) as new_amount_fen from owed
    where whole > 0 and parts is not null
)
select h.village, p.name as owed_to, c.number as contract, count(*) as obligations, min(h.due_on) as due_on,
       sum(h.amount_fen - h.settled_fen) as outstanding_fen,
       sum(case when h.new_amount_fen < h.settled_fen then h.settled_fen else h.new_amount_fen end
           - h.amount_fen) as change_fen
from changed h
join contracts c on c.id = h.contract_id
left join parties p on p.id = h.owed_to
where h.amount_fen > h.settled_fen and c.signed_on <= :as_of
  and (:village is null or h.village = :village or c.division_code = :village)
group by h.village, p.name, c.number
order by change_fen, h.village, c.number
