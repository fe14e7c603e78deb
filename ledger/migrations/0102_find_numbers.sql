-- 0102_find_numbers: a piece of a number was looked for in every number of the ledger; now where such a piece can be.
-- As in 0010: derived, made anew and compared by verify. A number is its stem and its tail, the digits (and 号) at its
-- end; a batch shares one stem, so that there are few, and of the tail every end is kept: 019799, 19799, 9799 …

create table number_stems (stem text primary key) without rowid, strict;

create table number_tails (
    tail text not null,
    contract_id integer not null,
    primary key (tail, contract_id)
) without rowid, strict;

create view number_stems_anew as
select distinct rtrim(number, '0123456789号') as stem from contracts;

create view number_tails_anew as
select substr(c.number, l.place) as tail, c.id as contract_id
from contracts c
join letter_places l on l.place > length(rtrim(c.number, '0123456789号')) and l.place <= length(c.number);

create trigger numbers_are_found after insert on contracts
begin
    insert into number_stems values (rtrim(new.number, '0123456789号')) on conflict do nothing;
    insert into number_tails
    select substr(new.number, place), new.id from letter_places
    where place > length(rtrim(new.number, '0123456789号')) and place <= length(new.number);
end;

insert into number_stems select * from number_stems_anew;
insert into number_tails select * from number_tails_anew;
