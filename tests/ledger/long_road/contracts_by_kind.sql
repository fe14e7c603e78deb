-- 合同份数：按种类、村和签订年度
-- :as_of 到这一天为止签订的；逐份数
select kind, title, village, substr(signed_on, 1, 4) as year, count(*) as contracts,
       sum(coalesce(starts_on, signed_on) <= :as_of and (ends_on is null or ends_on >= :as_of) and not is_closed) as running,
       sum(is_closed) as closed
from (select c.*, exists (select 1 from contract_changes x
                          where x.contract_id = c.id and x.what in ('amended', 'superseded', 'terminated')
                            and x.happened_on <= :as_of
                            and not exists (select 1 from contract_changes w where w.withdraws = x.id)) as is_closed
      from contracts c)
where signed_on <= :as_of
group by kind, title, village, substr(signed_on, 1, 4)
order by kind, village, year
