-- 0130_find_breaches_made_good: a breach that was cured or remedied was counted like one that is still open.
-- Counting them must not go through the steps of all breaches.

create index breach_steps_made_good on breach_steps (entry_id) where step in ('cured', 'remedied');
