-- 0004_keep_rosters: what was read of an office's own lists, each value with its cell; a whole list can be taken back.
-- Nothing signed is touched: a list is what an office says of people, a contract is what was agreed with them.
-- Whether two lists mean the same person is decided by a person, once, and kept.

create table imports (
    id integer primary key check (id > 0),
    file_name text not null check (length(trim(file_name)) > 0),
    file_sha256 text not null check (length(file_sha256) = 64),
    layout text not null check (length(layout) > 0),
    dropped_json text not null check (substr(dropped_json, 1, 1) = '['),
    left_out integer not null check (left_out >= 0),
    event_seq integer not null references events (seq)
) strict;

-- values_json: what the row says besides its persons; cells_json: for each value the cell it was read from.
create table imported_rows (
    id integer primary key check (id > 0),
    import_id integer not null references imports (id),
    sheet text not null,
    row integer not null check (row > 0),
    village text not null,
    values_json text not null check (substr(values_json, 1, 1) = '{'),
    cells_json text not null check (substr(cells_json, 1, 1) = '{'),
    event_seq integer not null references events (seq),
    unique (import_id, sheet, row)
) strict;

-- identity: who this is, as far as the paper says: name and ID number, or name, birthday and village.
create table imported_persons (
    id integer primary key check (id > 0),
    imported_row_id integer not null references imported_rows (id),
    place integer not null check (place >= 0),
    role text not null,
    name text not null,
    id_number text check (id_number is null or length(id_number) = 18),
    had_15_digits integer not null check (had_15_digits in (0, 1)),
    gender text check (gender in ('female', 'male')),
    birth text,
    phones text not null default '[]' check (substr(phones, 1, 1) = '['),
    identity text not null check (length(identity) = 64),
    event_seq integer not null references events (seq),
    unique (imported_row_id, place)
) strict;

create table import_undoings (
    id integer primary key check (id > 0),
    import_id integer not null unique references imports (id),
    because text not null check (length(trim(because)) > 0),
    event_seq integer not null references events (seq)
) strict;

-- import_id is set where both stand in one list. Of several decisions on a pair the last one holds.
create table identity_decisions (
    id integer primary key check (id > 0),
    one_identity text not null check (length(one_identity) = 64),
    other_identity text not null check (length(other_identity) = 64),
    import_id integer references imports (id),
    verdict text not null check (verdict in ('same', 'different')),
    because text not null check (length(trim(because)) > 0),
    event_seq integer not null references events (seq),
    check (one_identity <= other_identity)
) strict;

create index imported_rows_by_import on imported_rows (import_id);
create index imported_persons_by_row on imported_persons (imported_row_id);
create index imported_persons_by_id_number on imported_persons (id_number) where id_number is not null;

create trigger imports_refuse_update before update on imports
begin select raise(abort, 'imports: rows are never changed'); end;
create trigger imports_refuse_delete before delete on imports
begin select raise(abort, 'imports: rows are never deleted'); end;
create trigger imports_refuse_replace before insert on imports
when exists (select 1 from imports where id = new.id)
begin select raise(abort, 'imports: this row is already there'); end;

create trigger imported_rows_refuse_update before update on imported_rows
begin select raise(abort, 'imported_rows: rows are never changed'); end;
create trigger imported_rows_refuse_delete before delete on imported_rows
begin select raise(abort, 'imported_rows: rows are never deleted'); end;
create trigger imported_rows_refuse_replace before insert on imported_rows
when exists (select 1 from imported_rows where id = new.id)
   or exists (select 1 from imported_rows where import_id = new.import_id and sheet = new.sheet and row = new.row)
begin select raise(abort, 'imported_rows: this row is already there'); end;

create trigger imported_persons_refuse_update before update on imported_persons
begin select raise(abort, 'imported_persons: rows are never changed'); end;
create trigger imported_persons_refuse_delete before delete on imported_persons
begin select raise(abort, 'imported_persons: rows are never deleted'); end;
create trigger imported_persons_refuse_replace before insert on imported_persons
when exists (select 1 from imported_persons where id = new.id)
   or exists (select 1 from imported_persons where imported_row_id = new.imported_row_id and place = new.place)
begin select raise(abort, 'imported_persons: this row is already there'); end;

create trigger import_undoings_refuse_update before update on import_undoings
begin select raise(abort, 'import_undoings: rows are never changed'); end;
create trigger import_undoings_refuse_delete before delete on import_undoings
begin select raise(abort, 'import_undoings: rows are never deleted'); end;
create trigger import_undoings_refuse_replace before insert on import_undoings
when exists (select 1 from import_undoings where id = new.id)
   or exists (select 1 from import_undoings where import_id = new.import_id)
begin select raise(abort, 'import_undoings: this row is already there'); end;

create trigger identity_decisions_refuse_update before update on identity_decisions
begin select raise(abort, 'identity_decisions: rows are never changed'); end;
create trigger identity_decisions_refuse_delete before delete on identity_decisions
begin select raise(abort, 'identity_decisions: rows are never deleted'); end;
create trigger identity_decisions_refuse_replace before insert on identity_decisions
when exists (select 1 from identity_decisions where id = new.id)
begin select raise(abort, 'identity_decisions: this row is already there'); end;

create trigger imports_take_a_file_once before insert on imports
when exists (select 1 from imports i where i.file_sha256 = new.file_sha256
             and not exists (select 1 from import_undoings u where u.import_id = i.id))
begin select raise(abort, 'imports: this file has been imported'); end;

create trigger imports_stay_under_signed_papers before insert on import_undoings
when exists (select 1 from imports m
             join imported_rows r on r.import_id = m.id
             join imported_persons i on i.imported_row_id = r.id
             join persons p on p.id_number = i.id_number
             join contract_parties cp on cp.party_id = p.party_id
             join contracts c on c.id = cp.contract_id
             where m.id = new.import_id and c.event_seq > m.event_seq)
begin select raise(abort, 'import_undoings: signed papers rest on this import'); end;

create view standing_imports as
select i.* from imports i where not exists (select 1 from import_undoings u where u.import_id = i.id);

create view standing_imported_persons as
select p.*, r.import_id, r.sheet, r.row, r.village, r.cells_json, i.file_name, i.layout
from standing_imports i join imported_rows r on r.import_id = i.id
join imported_persons p on p.imported_row_id = r.id;
