-- 0121_find_stated_certificates: a certificate's number that only a contract states was not found by it.
-- As in 0010: derived, made anew and compared by verify. Two places state one: the facts of a family's paper, and the
-- list of holders that an employer's or other unit's paper ends with. Nobody has checked these numbers; a contract says so.
-- Of a family's paper only the head is read, which ends before "family": in canonical JSON no text can imitate these
-- marks, for a quotation mark inside a text has a backslash before it. What is written otherwise (a backslash, a long
-- number, other facts before it) is read as JSON, which takes ten times as long.

create table stated_certificates (
    number text not null,
    contract_id integer not null,
    primary key (number, contract_id)
) without rowid, strict;

-- The last four characters: somebody reads the end of a number off a worn card.
create index stated_certificates_by_end on stated_certificates (substr(number, -4));

create view stated_certificates_anew as
select trim(v.value) as number, c.id as contract_id
from contracts c, json_each(c.draft_json, '$.facts') f, json_each(f.value) n, json_each(f.value) v
where n.key = 0 and n.value = 'certificate_number' and v.key = 1 and trim(v.value) <> ''
union
select trim(v.value), c.id
from contracts c
join contract_parties s on s.contract_id = c.id
join parties p on p.id = s.party_id and p.side = 'unit',
json_each(c.draft_json, '$.tables') t, json_each(t.value, '$.columns') k, json_each(k.value) n,
json_each(t.value, '$.rows') w, json_each(w.value) v
where n.key = 'key' and n.value = 'certificate_number' and v.key = k.key and trim(v.value) <> '';

create trigger certificates_of_families_are_found after insert on contracts
when instr(substr(new.draft_json, 1, instr(new.draft_json, ',"family":"')), '["certificate_number","') > 0
begin
    insert into stated_certificates
    select trim(said), new.id
    from (select substr(start, 1, instr(start, '"') - 1) as said
          from (select substr(new.draft_json, instr(new.draft_json, ',"facts":[["certificate_number","') + 33, 80)
                       as start limit 1)
          where instr(new.draft_json, ',"facts":[["certificate_number","') > 0 and instr(start, '"') > 0
            and instr(start, '\') = 0 limit 1)
    where trim(said) <> '';
end;

create trigger certificates_written_otherwise_are_found after insert on contracts
when instr(substr(new.draft_json, 1, instr(new.draft_json, ',"family":"')), '["certificate_number","') > 0
 and not exists (
    select 1 from (select substr(new.draft_json, instr(new.draft_json, ',"facts":[["certificate_number","') + 33, 80)
                          as start limit 1)
    where instr(new.draft_json, ',"facts":[["certificate_number","') > 0 and instr(start, '"') > 0
      and instr(start, '\') = 0)
begin
    insert into stated_certificates
    select trim(v.value), new.id
    from json_each(new.draft_json, '$.facts') f, json_each(f.value) n, json_each(f.value) v
    where n.key = 0 and n.value = 'certificate_number' and v.key = 1 and trim(v.value) <> ''
    on conflict do nothing;
end;

create trigger certificates_of_units_are_found after insert on contract_parties
when (select side from parties where id = new.party_id) = 'unit'
begin
    insert into stated_certificates
    select trim(v.value), c.id
    from contracts c, json_each(c.draft_json, '$.tables') t, json_each(t.value, '$.columns') k, json_each(k.value) n,
         json_each(t.value, '$.rows') w, json_each(w.value) v
    where c.id = new.contract_id and n.key = 'key' and n.value = 'certificate_number' and v.key = k.key
      and trim(v.value) <> ''
    on conflict do nothing;
end;

insert into stated_certificates select * from stated_certificates_anew;
