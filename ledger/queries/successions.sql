-- 接替：哪个单位、哪位负责人从哪一天起由谁接替
-- :as_of 到这一天为止的；已撤回的不算，编号供 contract retract --succession 用
select office, successor, representative as person, post, happened_on, because, id as succession
from standing_successions
where happened_on <= :as_of
order by happened_on, id
