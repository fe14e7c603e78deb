-- 服务类义务：各方应做、已做、依法终止和未做的件数（不含金钱，不含未到来的事由）
-- :as_of 按这一天的情况看；应做 = 已做 + 依法终止 + 未做
select side, programme, sum(promised) as promised, sum(fulfilled) as fulfilled, sum(ended) as ended,
       sum(promised - fulfilled - ended) as outstanding,
       sum(case when voluntary = 0 and due_on < :as_of then promised - fulfilled - ended else 0 end) as overdue
from duty_sums
where happened_on <= :as_of
group by side, programme
having sum(promised) > 0
order by case side when 'office' then 0 when 'unit' then 1 else 2 end, programme
