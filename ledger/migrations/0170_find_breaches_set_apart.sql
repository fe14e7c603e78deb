-- 0170_find_breaches_set_apart: a breach that was excused, or is disputed, was counted like any other.
-- They are few; counting them must not go through the steps of all breaches.

create index breach_steps_set_apart on breach_steps (entry_id) where step in ('excused', 'disputed', 'appealed');
