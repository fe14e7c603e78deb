-- 收支平衡：各方、各承担单位、各项目、各笔资金的承诺、已付、依法终止和尚欠
-- :as_of 按这一天的情况看；承诺 = 已付 + 依法终止 + 尚欠，金额单位为分；fund 空为资金来源不详
-- 承担单位撤并、关闭的，“现由”写那一天接替它的单位；合计仍按约定的承担单位
with recursive heirs (office, heir, happened_on, depth) as (
    select office, successor, happened_on, 1 from standing_successions where happened_on <= :as_of and office <> successor
    union all
    select h.office, s.successor, s.happened_on, h.depth + 1
    from heirs h join standing_successions s on s.office = h.heir and s.happened_on >= h.happened_on
    where s.happened_on <= :as_of and s.office <> s.successor and h.depth < 20
)
select side, payer, coalesce((select h.heir from heirs h where h.office = payer
                              order by h.happened_on desc, h.depth desc limit 1), payer) as borne_by,
       programme, nullif(fund, '') as fund,
       sum(promised_fen) as promised_fen, sum(paid_fen) as paid_fen, sum(ended_fen) as ended_fen,
       sum(promised_fen - paid_fen - ended_fen) as outstanding_fen,
       sum(case when due_on <> '' and due_on < :as_of
                then promised_fen - paid_fen - ended_fen else 0 end) as overdue_fen
from money_sums
where happened_on <= :as_of
group by side, payer, programme, fund
having sum(promised_fen) <> 0 or sum(paid_fen) <> 0 or sum(ended_fen) <> 0
order by case side when 'office' then 0 when 'unit' then 1 else 2 end, payer, programme, coalesce(fund, '')
