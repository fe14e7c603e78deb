-- 收支平衡：各方各承担单位各项目的承诺、已付、依法终止和尚欠
-- :as_of 按这一天的情况看；承诺 = 已付 + 依法终止 + 尚欠，金额单位为分
-- money_sums 是今天的合计；减去 :as_of 以后签的合同和以后发生的付款、终止，就是那一天的。
with sums as (
    select side, payer, programme, due_on, promises, promised_fen, paid_fen, ended_fen from money_sums
    union all
    select o.side, p.payer, o.programme, coalesce(o.due_on, ''), -1, -p.amount_fen, 0, 0
    from contracts c
    join obligations o on o.contract_id = c.id
    join obligation_payers p on p.obligation_id = o.id
    where c.signed_on > :as_of
    union all
    select o.side, x.payer, o.programme, coalesce(o.due_on, ''), 0, 0,
           case when e.what = 'payment' then -x.amount_fen else 0 end,
           case when e.what = 'ending' then -x.amount_fen else 0 end
    from standing_entries e
    join entry_payers x on x.entry_id = e.id
    join obligations o on o.id = e.obligation_id
    where e.happened_on > :as_of
)
select side, payer, programme,
       sum(promised_fen) as promised_fen, sum(paid_fen) as paid_fen, sum(ended_fen) as ended_fen,
       sum(promised_fen - paid_fen - ended_fen) as outstanding_fen,
       sum(case when due_on <> '' and due_on < :as_of
                then promised_fen - paid_fen - ended_fen else 0 end) as overdue_fen
from sums
group by side, payer, programme
having sum(promises) > 0
order by case side when 'office' then 0 when 'unit' then 1 else 2 end, payer, programme
