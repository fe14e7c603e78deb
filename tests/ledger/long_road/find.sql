-- 查找：姓名、单位、合同编号或证号里含有这些字的合同
-- :as_of 到这一天为止签订的；:text 要找的字，两个字的姓名也能找到
select distinct c.number as contract, c.title, c.signed_on, c.village, p.name as party, s.role
from contracts c
join contract_parties s on s.contract_id = c.id
join parties p on p.id = s.party_id
where c.signed_on <= :as_of and (c.number like '%' || :text || '%'
   or p.name like '%' || :text || '%'
   or exists (select 1 from persons n where n.party_id = p.id and n.name like '%' || :text || '%')
   or exists (select 1 from certificates x where x.contract_id = c.id and x.number like '%' || :text || '%'))
order by c.signed_on, c.number, s.role
