-- 查找：姓名、单位名称里有这些字的合同；写的字里有数字的，也找合同编号、证号和合同资料里写的光荣证号
-- :as_of 到这一天为止签订的，或空；:text 要找的字，两个字的姓名也能找到；写了整个身份证号的，按它找，答案里不写号码；不按电话、住址找
-- 姓名按相邻两个字的索引找；写了整个合同编号或证号的，只按它找；编号和证号都带数字，所以字里带数字时才按片段找。
-- 编号分成前段和末尾的数字：片段在前段里、跨在两段之间，或者在末尾里；前段一批一个，末尾有索引。证号逐个比对。
-- 协议、责任书也按名称找，写两个字以上；家庭的合同同名的太多，不按名称找。
-- 合同资料里写的光荣证号没有人核对过：找整个的、开头的一段，或者末尾四位以上。
with whole as (
    select number from contracts where number = :text
    union all
    select number from certificate_numbers where number = :text
    union all
    select number from stated_certificates where number = :text
    union all
    select id_number from persons where id_number = :text
), piece as (
    select :text as wanted, rtrim(:text, '0123456789号') as head,
           substr(:text, length(rtrim(:text, '0123456789号')) + 1) as digits
    where :text glob '*[0-9]*' and not exists (select 1 from whole)
), begun as (
    select s.stem as beginning from piece t cross join number_stems s where s.stem like '%' || t.wanted || '%'
    union
    select s.stem || t.digits
    from piece t cross join number_stems s
    where t.head <> '' and t.digits <> '' and s.stem like '%' || t.head
), numbers as (
    select number from contracts where number = :text
    union
    select c.number from begun b cross join contracts c where c.number between b.beginning and b.beginning || '龥'
    union
    select c.number
    from piece t cross join number_tails n cross join contracts c
    where n.tail between :text and :text || '龥' and c.id = n.contract_id
), named as (
    select g.party_id from name_grams g
    where length(:text) > 1 and g.gram = substr(:text, 1, 2)
      and (exists (select 1 from parties p where p.id = g.party_id and p.name like '%' || :text || '%')
           or exists (select 1 from persons n where n.party_id = g.party_id and n.name like '%' || :text || '%'))
    union
    select g.party_id from name_grams g
    where length(:text) = 1 and g.gram between :text and :text || '龥'
    union
    select n.party_id from persons n where n.id_number = :text
), hits as (
    select s.contract_id, s.party_id, s.role from named n join contract_parties s on s.party_id = n.party_id
    union
    select c.id, s.party_id, s.role
    from numbers f
    join contracts c on c.number = f.number
    join contract_parties s on s.contract_id = c.id
    union
    select x.contract_id, s.party_id, s.role
    from certificate_numbers x join contract_parties s on s.contract_id = x.contract_id
    where x.number = :text
    union
    select x.contract_id, s.party_id, s.role
    from piece t cross join certificate_numbers x join contract_parties s on s.contract_id = x.contract_id
    where x.number like '%' || :text || '%'
    union
    select x.contract_id, s.party_id, s.role
    from piece t cross join certificates x join contract_parties s on s.contract_id = x.contract_id
    where x.number like '%' || :text || '%'
    union
    select x.contract_id, s.party_id, s.role
    from stated_certificates x join contract_parties s on s.contract_id = x.contract_id
    where x.number = :text
    union
    select x.contract_id, s.party_id, s.role
    from piece t cross join stated_certificates x join contract_parties s on s.contract_id = x.contract_id
    where x.number between t.wanted and t.wanted || '龥'
    union
    select x.contract_id, s.party_id, s.role
    from piece t cross join stated_certificates x join contract_parties s on s.contract_id = x.contract_id
    where length(t.wanted) > 3 and substr(x.number, -4) = substr(t.wanted, -4) and x.number like '%' || t.wanted
    union
    select a.id, s.party_id, s.role
    from contracts a join contract_parties s on s.contract_id = a.id
    where a.family = 'agreement' and length(:text) > 1 and a.title like '%' || :text || '%'
)
select c.number as contract, c.title, c.signed_on, c.village, p.name as party, h.role
from hits h
cross join contracts c
cross join parties p
where c.id = h.contract_id and p.id = h.party_id and (:as_of is null or c.signed_on <= :as_of)
order by c.signed_on, c.number, h.role
