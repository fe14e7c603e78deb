-- 应兑未兑账龄：各村、各承担单位到期未付的钱拖了多久
-- :as_of 按这一天的情况看；:village 村名、区划代码或空；:payer 承担单位或空；金额单位为分
-- 逾期 30天以内、31至90天、91天至1年（365天）、1年至3年（1095天）、3年以上；依法终止的不算欠
-- 承担单位撤并、关闭的，欠的记在那一天接替它的单位名下
with recursive heirs (office, heir, happened_on, depth) as (
    select office, successor, happened_on, 1 from standing_successions where happened_on <= :as_of and office <> successor
    union all
    select h.office, s.successor, s.happened_on, h.depth + 1
    from heirs h join standing_successions s on s.office = h.heir and s.happened_on >= h.happened_on
    where s.happened_on <= :as_of and s.office <> s.successor and h.depth < 20
), candidates as (
    select n.obligation_id from open_obligations n
    where :village is null and n.side = 'office' and n.voluntary in (0, 1) and n.due_on < :as_of
    union
    select n.obligation_id from open_obligations n
    where n.division_code in (select division_code from contract_sums
                              where village = :village or division_code = :village)
      and n.side = 'office' and n.due_on < :as_of
    union
    select e.obligation_id from late_entries e where e.happened_on > :as_of
), owed as (
    select o.contract_id, o.village, o.due_on,
           coalesce((select h.heir from heirs h where h.office = p.payer
                     order by h.happened_on desc, h.depth desc limit 1), p.payer) as payer,
           cast(substr(:as_of, 9, 2) as integer) - cast(substr(o.due_on, 9, 2) as integer)
           + (select m.days_before from month_days m where m.month = substr(:as_of, 1, 7))
           - (select m.days_before from month_days m where m.month = substr(o.due_on, 1, 7)) as overdue_days,
           p.amount_fen - (select coalesce(sum(x.amount_fen), 0)
                           from standing_entries e join entry_payers x on x.entry_id = e.id
                           where e.obligation_id = o.id and x.payer = p.payer
                             and e.happened_on <= :as_of) as unpaid_fen
    from candidates n
    join obligations o on o.id = n.obligation_id
    join contracts c on c.id = o.contract_id
    join obligation_payers p on p.obligation_id = o.id
    where o.side = 'office' and o.due_on < :as_of and c.signed_on <= :as_of
      and (:village is null or o.village = :village or c.division_code = :village)
), aged as (
    select *, case when overdue_days <= 30 then 1 when overdue_days <= 90 then 2 when overdue_days <= 365 then 3
                   when overdue_days <= 1095 then 4 else 5 end as step
    from owed where unpaid_fen > 0 and (:payer is null or payer = :payer)
)
select village, payer,
       case step when 1 then '30天以内' when 2 then '31至90天' when 3 then '91天至1年' when 4 then '1年至3年'
                 else '3年以上' end as age,
       count(distinct contract_id) as households, count(*) as obligations, sum(unpaid_fen) as unpaid_fen,
       min(due_on) as oldest_due_on
from aged
group by village, payer, step
order by village, payer, step desc
