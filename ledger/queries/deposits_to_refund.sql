-- 应退款项：旧合同里收了谁的钱、多少、收据号、哪天收的、利息、哪天退的
-- :as_of 按这一天的情况看；:village 村名、区划代码或空；金额单位为分，没有退清的在前，收得最早的在前
-- taken_on 空为不详；interest_fen 空为利息待查明后计算；paid_on 是最后一次付款，paid_fen 含本金和利息
with refunds as (
    select o.*, c.number, c.division_code, c.draft_json,
           (select i.id from obligations i
            where i.term_id = o.term_id and i.programme = 'deposit_interest'
              and substr(i.label, 1, length(o.label) + 1) = o.label || '的') as interest_id
    from obligations o join contracts c on c.id = o.contract_id
    where o.programme = 'deposit_refund' and c.signed_on <= :as_of
), listed as (
    select r.village, p.name as owed_to, d.name as owed_by, r.number as contract, t.ordinal,
           nullif((select f.value ->> 1 from json_each(r.draft_json, '$.facts') f
                   where f.value ->> 0 = 'receipt ' || r.label), '') as receipt,
           nullif((select f.value ->> 1 from json_each(r.draft_json, '$.facts') f
                   where f.value ->> 0 = 'taken_on ' || r.label), '') as taken_on,
           r.amount_fen as refund_fen, i.amount_fen as interest_fen,
           (select coalesce(sum(e.amount_fen), 0) from standing_entries e
            where e.obligation_id in (r.id, i.id) and e.what = 'payment' and e.happened_on <= :as_of) as paid_fen,
           (select max(e.happened_on) from standing_entries e
            where e.obligation_id in (r.id, i.id) and e.what = 'payment' and e.happened_on <= :as_of) as paid_on,
           r.amount_fen + coalesce(i.amount_fen, 0)
           - (select coalesce(sum(e.amount_fen), 0) from standing_entries e
              where e.obligation_id in (r.id, i.id) and e.what in ('payment', 'ending')
                and e.happened_on <= :as_of) as outstanding_fen,
           r.id as obligation, i.id as interest_obligation
    from refunds r
    left join obligations i on i.id = r.interest_id
    join terms t on t.id = r.term_id
    join parties d on d.id = r.owed_by
    left join parties p on p.id = r.owed_to
    where :village is null or r.village = :village or r.division_code = :village
)
select *
from listed
order by outstanding_fen = 0, taken_on is null, taken_on, obligation
