-- 证件登记：证号、持证人、状态、发证和终止日期、原证号和新证号
-- :as_of 按这一天的情况看，那以后发的、终止的不算；:series 号码系列或空
with sheets as (
    select h.number_id, substr(v.at, 1, 10) as printed_on,
           (select s.happened_on from standing_certificate_steps s where s.sheet_id = h.id) as spoilt_on
    from certificate_sheets h join events v on v.seq = h.event_seq
)
select r.kind, r.series, r.number,
       case when r.ended_on <= :as_of then r.ended
            when r.issued_on <= :as_of then 'issued'
            when exists (select 1 from sheets h where h.number_id = r.number_id and h.printed_on <= :as_of
                         and (h.spoilt_on is null or h.spoilt_on > :as_of)) then 'printed'
            else 'taken' end as state,
       case when r.issued_on <= :as_of then r.issued_on end as issued_on,
       case when r.ended_on <= :as_of then r.ended_on end as ended_on, r.original_number,
       case when r.ended_on <= :as_of then r.successor end as successor, r.holder, r.village, c.number as contract,
       (select count(*) from sheets h where h.number_id = r.number_id and h.printed_on <= :as_of) as sheets
from certificate_register r
left join contracts c on c.id = r.contract_id
left join certificate_numbers n on n.id = r.number_id
left join events v on v.seq = n.event_seq
where (:series is null or r.series = :series) and (r.issued_on <= :as_of or substr(v.at, 1, 10) <= :as_of)
order by r.kind, r.year, r.serial, r.number
