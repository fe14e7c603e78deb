-- 收支平衡：各方、各承担单位、各项目、各笔资金的承诺、已付、依法终止和尚欠
-- :as_of 按这一天的情况看；承诺 = 已付 + 依法终止 + 尚欠，金额单位为分；fund 空为资金来源不详
select side, payer, programme, nullif(fund, '') as fund,
       sum(promised_fen) as promised_fen, sum(paid_fen) as paid_fen, sum(ended_fen) as ended_fen,
       sum(promised_fen - paid_fen - ended_fen) as outstanding_fen,
       sum(case when due_on <> '' and due_on < :as_of
                then promised_fen - paid_fen - ended_fen else 0 end) as overdue_fen
from money_sums
where happened_on <= :as_of
group by side, payer, programme, fund
having sum(promised_fen) <> 0 or sum(paid_fen) <> 0 or sum(ended_fen) <> 0
order by case side when 'office' then 0 when 'unit' then 1 else 2 end, payer, programme, coalesce(fund, '')
