-- 0070_find_papers_again: what was printed before and still says the same keeps its number; a lost sheet comes as a copy.
create index papers_by_contract on papers (contract_id, kind) where contract_id is not null;
create index papers_of_no_contract on papers (kind) where contract_id is null;
create index papers_by_draft on papers (draft_sha256);
