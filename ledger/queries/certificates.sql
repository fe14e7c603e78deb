-- 证件登记：证号、持证人、状态、发证和终止日期、原证号和新证号
-- :series 号码系列或空
select r.kind, r.series, r.number, r.state, r.issued_on, r.ended_on, r.original_number, r.successor, r.holder,
       r.village, c.number as contract
from certificate_register r
left join contracts c on c.id = r.contract_id
where :series is null or r.series = :series
order by r.kind, r.year, r.serial, r.number
