-- 未签的草稿：起草了、台账里还没有登记的份数，按批次
-- :as_of 到这一天为止签的才算签了；:drafts 单位文件夹里各批草稿的 JSON 列表，每项为文种、批次、行号、村、起草日期；查询命令自动填写
with waiting as (
    select d.value ->> 0 as kind, d.value ->> 1 as batch, cast(d.value ->> 2 as integer) as place,
           d.value ->> 3 as village, d.value ->> 4 as drafted_for
    from json_each(:drafts) d
    where not exists (select 1 from contracts c
                      where c.kind = d.value ->> 0 and c.batch = d.value ->> 1
                        and c.row = cast(d.value ->> 2 as integer) and c.signed_on <= :as_of)
), numbered as (
    select w.*, w.place - row_number() over (partition by w.kind, w.batch, w.village order by w.place) as run
    from waiting w
), runs as (
    select kind, batch, village, min(drafted_for) as drafted_for, count(*) as drafts, min(place) as first_place,
           case when count(*) = 1 then cast(min(place) as text)
                else min(place) || case when count(*) = 2 then '、' else '至' end || max(place) end as places
    from numbered
    group by kind, batch, village, run
)
select r.kind, r.batch, r.village, min(r.drafted_for) as drafted_for, sum(r.drafts) as drafts,
       group_concat(r.places, '、') as "rows"
from (select * from runs order by first_place) r
group by r.kind, r.batch, r.village
order by drafted_for, r.batch, r.village
