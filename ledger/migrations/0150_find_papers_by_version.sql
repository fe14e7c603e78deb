-- 0150_find_papers_by_version: whether a kind's words changed under the same version was asked of every contract.
-- `kinds check` compares the words with the first and the last papers of that version.

create index contracts_by_version on contracts (kind, kind_version);
