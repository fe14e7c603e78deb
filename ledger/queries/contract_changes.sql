-- 合同变更：变更、续签、替代和解除，哪一份接着哪一份
-- :as_of 到这一天为止的；:contract 合同编号或空，原合同、新合同都算；已撤回的不算
with asked as (
    select x.id from contract_changes x where :contract is null
    union
    select x.id from contract_changes x where x.contract_id = (select id from contracts where number = :contract)
    union
    select x.id from contract_changes x where x.successor_id = (select id from contracts where number = :contract)
)
select c.number as contract, x.what, x.happened_on, n.number as successor, x.asked_by, x.form, c.village, x.id as change
from asked a
join standing_changes x on x.id = a.id
join contracts c on c.id = x.contract_id
left join contracts n on n.id = x.successor_id
where x.happened_on <= :as_of
order by x.happened_on, x.id
