-- 0080_keep_year_packs: a year's pack can be proved later: which index, of which day, after which event of the ledger.
-- The pack itself lies in a folder; the index holds the hash of every file, and its own hash stands here.

create table year_packs (
    id integer primary key check (id > 0),
    year integer not null check (year between 1900 and 9999),
    as_of text not null check (date(as_of, '+0 days') is as_of),
    files integer not null check (files > 0),
    last_event integer not null references events (seq),
    index_sha256 text not null unique check (length(index_sha256) = 64),
    event_seq integer not null references events (seq),
    check (substr(as_of, 1, 4) = cast(year as text))
) strict;

create trigger year_packs_refuse_update before update on year_packs
begin select raise(abort, 'year_packs: rows are never changed'); end;
create trigger year_packs_refuse_delete before delete on year_packs
begin select raise(abort, 'year_packs: rows are never deleted'); end;
create trigger year_packs_refuse_replace before insert on year_packs
when exists (select 1 from year_packs where id = new.id)
   or exists (select 1 from year_packs where index_sha256 = new.index_sha256)
begin select raise(abort, 'year_packs: this row is already there'); end;
