with parts as (
    select o.contract_id, o.village, o.due_on,
    coalesce((select t.successor from successions t
              where t.office = p.payer and t.successor <> t.office and t.happened_on <= :as_of
              order by t.happened_on desc limit 1), p.payer) as payer,
           cast(julianday(:as_of) - julianday(o.due_on) as integer) as days,
           p.amount_fen - coalesce((select sum(x.amount_fen) from standing_entries e
                                    join entry_payers x on x.entry_id = e.id and x.payer = p.payer
                                    where e.obligation_id = o.id and e.happened_on <= :as_of), 0) as unpaid_fen
    from obligation_payers p
    join obligations o on o.id = p.obligation_id
    join contracts c on c.id = o.contract_id
    where o.side = 'office' and o.due_on < :as_of and c.signed_on <= :as_of
      and (:village is null or :village in (o.village, c.division_code)) and :payer is null
), steps (first, last, age, step) as (
    values (1, 30, '30天以内', 1), (31, 90, '31至90天', 2), (91, 365, '91天至1年', 3), (366, 1095, '1年至3年', 4),
           (1096, 999999, '3年以上', 5)
)
select p.village, p.payer, s.age, count(distinct p.contract_id) as households, count(*) as obligations,
       sum(p.unpaid_fen) as unpaid_fen, min(p.due_on) as oldest_due_on
from parts p join steps s on p.days between s.first and s.last
where p.unpaid_fen > 0
group by p.village, p.payer, s.step
order by p.village, p.payer, s.step desc
