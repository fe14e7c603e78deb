-- 0100_rest_on_files: a list of payouts could not be taken back because its people had signed a contract drafted from another list.
-- The event of a contract names the hash of the list it was drafted from; only that list carries it.
-- A body is canonical JSON, so the words are looked for as they stand: no JSON function may run in a trigger.
-- Contracts entered before, or made without a list, name none: there the old rule stays, that a person of the import has signed.

create view import_papers as
select m.id as import_id, c.number, c.title, c.signed_on, c.batch, null as name, null as sheet, c.row
from imports m join contracts c on c.event_seq > m.event_seq join events e on e.seq = c.event_seq
where instr(e.body, '"roster":"' || m.file_sha256 || '"') > 0
union all
select distinct m.id, c.number, c.title, c.signed_on, c.batch, i.name, r.sheet, r.row
from imports m
join imported_rows r on r.import_id = m.id
join imported_persons i on i.imported_row_id = r.id
join persons p on p.id_number = i.id_number
join contract_parties cp on cp.party_id = p.party_id
join contracts c on c.id = cp.contract_id and c.event_seq > m.event_seq
join events e on e.seq = c.event_seq
where instr(e.body, '"roster":"') = 0;

drop trigger imports_stay_under_signed_papers;

create trigger imports_stay_under_signed_papers before insert on import_undoings
when exists (select 1 from import_papers where import_id = new.import_id)
begin select raise(abort, 'import_undoings: signed papers rest on this import'); end;
