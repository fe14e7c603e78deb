-- 应兑未兑：各村到期未付清的户数、笔数、金额和最早到期日
-- :as_of 按这一天的情况看；金额单位为分，依法终止的不算欠
with candidates as (
    select n.obligation_id from open_obligations n
    where n.side = 'office' and n.voluntary in (0, 1) and n.due_on < :as_of
    union
    select e.obligation_id from late_entries e where e.happened_on > :as_of
), owed as (
    select o.contract_id, o.village, o.due_on, o.amount_fen,
           (select coalesce(sum(e.amount_fen), 0) from standing_entries e
            where e.obligation_id = o.id and e.happened_on <= :as_of) as settled_fen
    from candidates n
    join obligations o on o.id = n.obligation_id
    join contracts c on c.id = o.contract_id
    where o.side = 'office' and o.amount_fen is not null and o.due_on < :as_of and c.signed_on <= :as_of
)
select village, count(distinct contract_id) as households, count(*) as obligations,
       sum(amount_fen - settled_fen) as unpaid_fen, min(due_on) as oldest_due_on
from owed
where amount_fen > settled_fen
group by village
order by unpaid_fen desc, village
