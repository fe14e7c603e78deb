-- 证件登记：证号、持证人、发证、补发和作废
-- :series 号码系列或空
select x.series, x.number, x.event, x.happened_on, x.original_number, p.name as holder, x.because,
       c.number as contract, c.village
from certificates x
join contracts c on c.id = x.contract_id
join parties p on p.id = x.party_id
where :series is null or x.series = :series
order by x.series, x.id
