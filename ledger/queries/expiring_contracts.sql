-- 到期合同：在这段时间里期满、还没有续签或解除的合同
-- :as_of 从这一天起；:by 到这一天为止；:village 村名、区划代码或空
select c.number as contract, c.title, c.village, c.ends_on, p.name as party
from contracts c
join contract_parties s on s.contract_id = c.id
join parties p on p.id = s.party_id
where c.ends_on between :as_of and :by and c.signed_on <= :as_of and p.side <> 'office'
  and (:village is null or c.village = :village or c.division_code = :village)
  and not exists (select 1 from standing_changes x where x.contract_id = c.id and x.happened_on <= :as_of)
order by c.ends_on, c.id, s.id
