-- 合同变更：变更、续签、替代和解除，哪一份接着哪一份
-- :as_of 到这一天为止的；:contract 合同编号或空，原合同、新合同都算；已撤回的不算
select c.number as contract, x.what, x.happened_on, n.number as successor, x.asked_by, x.form, c.village, x.id as change
from standing_changes x
join contracts c on c.id = x.contract_id
left join contracts n on n.id = x.successor_id
where x.happened_on <= :as_of and (:contract is null or c.number = :contract or n.number = :contract)
order by x.happened_on, x.id
