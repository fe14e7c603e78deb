-- 未签的草稿：起草了、台账里还没有登记的份数，按批次
-- :as_of 到这一天为止签的才算签了；:drafts 单位文件夹里各批草稿的 JSON 列表，每项为文种、批次、行号、村、起草日期；查询命令自动填写
select d.value ->> 0 as kind, d.value ->> 1 as batch, d.value ->> 3 as village, min(d.value ->> 4) as drafted_for,
       count(*) as drafts, group_concat(d.value ->> 2, '、') as "rows"
from json_each(:drafts) d
where not exists (select 1 from contracts c
                  where c.kind = d.value ->> 0 and c.batch = d.value ->> 1 and c.row = d.value ->> 2
                  and c.signed_on <= :as_of)
group by d.value ->> 0, d.value ->> 1, d.value ->> 3
order by drafted_for, batch, village
