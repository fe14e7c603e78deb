-- 违约与拖欠：办事单位的拖欠（由日期算出）在前，然后是登记的各方违约和走到哪一步
-- :as_of 按这一天的情况看；:village 村名、区划代码或空
-- 拖欠按单位、条款、项目合计，不用登记；stage：late 拖欠，found 已发现，其余是最近一步；cure_by 是改正期限的最后一天
with recursive heirs (office, heir, happened_on, depth) as (
    select office, successor, happened_on, 1 from standing_successions where happened_on <= :as_of and office <> successor
    union all
    select h.office, s.successor, s.happened_on, h.depth + 1
    from heirs h join standing_successions s on s.office = h.heir and s.happened_on >= h.happened_on
    where s.happened_on <= :as_of and s.office <> s.successor and h.depth < 20
), candidates as (
    select n.obligation_id from open_obligations n
    where :village is null and n.side in ('office', 'unit') and n.voluntary = 0 and n.due_on < :as_of
    union
    select n.obligation_id from open_obligations n
    where n.division_code in (select division_code from contract_sums
                              where village = :village or division_code = :village)
      and n.side in ('office', 'unit') and n.due_on < :as_of
    union
    select e.obligation_id from late_entries e where e.happened_on > :as_of
), late as (
    select o.*,
           (select coalesce(sum(e.amount_fen), 0) from standing_entries e
            where e.obligation_id = o.id and e.happened_on <= :as_of) as settled_fen
    from candidates n join obligations o on o.id = n.obligation_id
    where o.due_on < :as_of and o.voluntary = 0 and o.side in ('office', 'unit')
), stages as (
    select l.side, coalesce((select h.heir from heirs h where h.office = debtor.name
                 order by h.happened_on desc, h.depth desc limit 1), debtor.name) as owed_by,
           l.village, 'late' as stage, t.ordinal, t.code as term,
           l.programme as about,
           count(*) as times, min(l.due_on) as since, cast(null as text) as cure_by,
           sum(l.amount_fen - l.settled_fen) as outstanding_fen, '' as contract, cast(null as bigint) as entry
    from late l
    join contracts c on c.id = l.contract_id
    join terms t on t.id = l.term_id
    join parties debtor on debtor.id = l.owed_by
    where c.signed_on <= :as_of
      and (:village is null or l.village = :village or c.division_code = :village)
      and case when l.amount_fen is not null then l.amount_fen > l.settled_fen
               else not exists (select 1 from standing_entries e
                                where e.obligation_id = l.id and e.what in ('fulfilment', 'ending')
                                  and e.happened_on <= :as_of) end
    group by l.side, debtor.name, l.village, t.ordinal, t.code, l.programme
    union all
    select e.side, p.name, c.village,
           coalesce((select s.step from standing_breach_steps s
                     where s.entry_id = e.id and s.happened_on <= :as_of
                     order by s.happened_on desc, s.id desc limit 1), 'found'),
           t.ordinal, t.code, t.code, 1, e.happened_on,
           (select s.cure_by from standing_breach_steps s
            where s.entry_id = e.id and s.step = 'notice_served' and s.happened_on <= :as_of
            order by s.happened_on desc, s.id desc limit 1),
           cast(null as bigint), c.number, e.id
    from standing_entries e
    join contracts c on c.id = e.contract_id
    join terms t on t.id = e.term_id
    join parties p on p.id = e.party_id
    where e.what = 'breach' and e.happened_on <= :as_of
      and (:village is null or c.village = :village or c.division_code = :village)
)
select side, owed_by, village, stage, ordinal, term, about, times, since, cure_by, outstanding_fen, contract, entry
from stages
order by case side when 'office' then 0 when 'unit' then 1 else 2 end, stage <> 'late', since, owed_by, ordinal, entry,
         village, about, term
