-- 0131_find_agreements_by_title: who asked for 目标管理责任书 was told that there is none.
-- Agreements of offices are few and go by their title; contracts of families are found by name, so they need no such index.

create index agreements_by_title on contracts (title) where family = 'agreement';
