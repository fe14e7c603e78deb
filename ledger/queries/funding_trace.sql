-- 资金来源：每一笔资金谁出、做什么用、给谁，答应了多少、付了多少、还欠多少；来源不详的列在最后
-- :as_of 按这一天的情况看；:fund 资金名称或空；金额单位为分；fund 空为来源不详
with sums as (
    select side, payer, programme, fund, sum(promised_fen) as promised_fen, sum(paid_fen) as paid_fen,
           sum(ended_fen) as ended_fen
    from money_sums
    where happened_on <= :as_of and side <> 'family' and (:fund is null or fund = :fund)
    group by side, payer, programme, fund
)
select nullif(s.fund, '') as fund, s.payer, f.purpose, f.payees, s.programme, s.promised_fen, s.paid_fen, s.ended_fen,
       s.promised_fen - s.paid_fen - s.ended_fen as outstanding_fen
from sums s left join funds f on f.name = s.fund
where s.promised_fen <> 0 or s.paid_fen <> 0 or s.ended_fen <> 0
order by s.fund = '', s.fund, s.payer, s.programme, s.side
