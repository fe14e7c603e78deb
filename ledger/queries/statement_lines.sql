-- 家庭对账：一份合同里每项义务答应了什么、做了什么、还欠什么
-- :as_of 按这一天的情况看；:contract 合同编号或空
with recursive heirs (office, heir, happened_on, depth) as (
    select office, successor, happened_on, 1 from standing_successions where happened_on <= :as_of and office <> successor
    union all
    select h.office, s.successor, s.happened_on, h.depth + 1
    from heirs h join standing_successions s on s.office = h.heir and s.happened_on >= h.happened_on
    where s.happened_on <= :as_of and s.office <> s.successor and h.depth < 20
)
select c.number as contract, c.kind, o.id as obligation, o.side, coalesce((select h.heir from heirs h where h.office = debtor.name
                 order by h.happened_on desc, h.depth desc limit 1), debtor.name) as owed_by,
       coalesce((select n.name from obligation_payees y join persons n on n.party_id = o.owed_to and n.role = y.role
                 where y.obligation_id = o.id limit 1), creditor.name) as owed_to,
       t.ordinal, t.text, o.label, o.programme, o.due_on, o.voluntary, o.amount_fen as promised_fen,
       (select coalesce(sum(e.amount_fen), 0) from standing_entries e
        where e.obligation_id = o.id and e.what = 'payment' and e.happened_on <= :as_of) as paid_fen,
       (select coalesce(sum(e.amount_fen), 0) from standing_entries e
        where e.obligation_id = o.id and e.what = 'ending' and e.happened_on <= :as_of) as ended_fen,
       (select count(*) from standing_entries e
        where e.obligation_id = o.id and e.what = 'fulfilment' and e.happened_on <= :as_of) as times_done,
       (select max(e.happened_on) from standing_entries e
        where e.obligation_id = o.id and e.what in ('fulfilment', 'payment') and e.happened_on <= :as_of) as last_done_on,
       (select e.reason from standing_entries e
        where e.obligation_id = o.id and e.what = 'ending' and e.happened_on <= :as_of
        order by e.id desc limit 1) as ended_because
from obligations o
join contracts c on c.id = o.contract_id
join terms t on t.id = o.term_id
join parties debtor on debtor.id = o.owed_by
left join parties creditor on creditor.id = o.owed_to
where c.id in (select id from contracts where :contract is null
               union all select id from contracts where number = :contract)
  and c.signed_on <= :as_of
order by c.id, o.due_on is null, o.due_on, o.id
