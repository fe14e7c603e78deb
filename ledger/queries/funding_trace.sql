-- 资金来源：每一笔资金谁出、做什么用、给谁，答应了多少、付了多少、还欠多少；来源不详的列在最后
-- :as_of 按这一天的情况看；:fund 资金名称或空；金额单位为分；fund 空为来源不详
-- 承担单位撤并、关闭的，“现由”写那一天接替它的单位
with recursive heirs (office, heir, happened_on, depth) as (
    select office, successor, happened_on, 1 from standing_successions where happened_on <= :as_of and office <> successor
    union all
    select h.office, s.successor, s.happened_on, h.depth + 1
    from heirs h join standing_successions s on s.office = h.heir and s.happened_on >= h.happened_on
    where s.happened_on <= :as_of and s.office <> s.successor and h.depth < 20
), sums as (
    select side, payer, programme, fund, sum(promised_fen) as promised_fen, sum(paid_fen) as paid_fen,
           sum(ended_fen) as ended_fen
    from money_sums
    where happened_on <= :as_of and side <> 'family' and (:fund is null or fund = :fund)
    group by side, payer, programme, fund
)
select nullif(s.fund, '') as fund, s.payer,
       coalesce((select h.heir from heirs h where h.office = s.payer
                 order by h.happened_on desc, h.depth desc limit 1), s.payer) as borne_by, f.purpose, f.payees, s.programme, s.promised_fen, s.paid_fen, s.ended_fen,
       s.promised_fen - s.paid_fen - s.ended_fen as outstanding_fen
from sums s left join funds f on f.name = s.fund
where s.promised_fen <> 0 or s.paid_fen <> 0 or s.ended_fen <> 0
order by s.fund = '', s.fund, s.payer, s.programme, s.side
